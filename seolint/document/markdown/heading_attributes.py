"""``{#id .class key=value}`` behind the text of a heading."""

from __future__ import annotations

import re

from msgspec import Struct

_END = re.compile(r"\{([^{}\n]*)\}[ \t]*(?:#+[ \t]*)?(?:\r?\n[ \t>]*(?:=+|-+)[ \t]*)?[\r\n]*\Z")
_ATTRIBUTE = re.compile(r"[ \t]*(?:#([^\s{}#\"'=]+)|\.[\w:-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+))(?=[ \t]|\Z)")
_MARK = re.compile(r"[ \t>]*#*[ \t]*")
_LONGEST = 1_000


class HeadingAttributes(Struct, frozen=True):
    """``start`` is where they begin; ``id_end`` is 0 where they give no id."""

    start: int
    id_start: int = 0
    id_end: int = 0


def heading_attributes(text: str, start: int, end: int) -> HeadingAttributes | None:
    """The attributes of the heading ``text[start:end]``; None where there are none, or nothing stands before them."""
    first = max(start, end - _LONGEST)
    opening = text.rfind("{", first, end)
    found = _END.match(text, opening, end) if opening >= 0 else None
    mark = _MARK.match(text, start, end)
    if not found or not found[1] or (mark and mark.end() >= opening):
        return None
    here, stop = found.span(1)
    named = (0, 0)
    while here < stop:
        attribute = _ATTRIBUTE.match(text, here, stop)
        if not attribute:
            return None if text[here:stop].strip() else HeadingAttributes(opening, *named)
        named = attribute.span(1) if attribute[1] else named
        here = attribute.end()
    return HeadingAttributes(opening, *named)
