"""How far each element of an HTML page goes, as browsers close it: end tags that may be left out are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from seolint.document.html.body import VOID
from seolint.document.tokens import EndTag, Tag, Token

_PAGE = frozenset({"html", "body"})
_PARTS = frozenset("caption tbody td tfoot th thead tr".split())
"""Parts of a table: without it, in a part of a page, their end tags say nothing."""


class Extent(Struct, frozen=True, gc=False):
    """The element of a start tag at ``start``, up to ``stop``."""

    name: str
    start: int
    stop: int


def read_extents(tokens: Iterable[Token], size: int) -> dict[int, Extent]:
    """The elements whose start tags are written, by where these begin, in order; not parts of a table whose end is not known.

    What nothing closes ends with the text, at ``size``; so do ``html`` and ``body``, as what follows their end tags is theirs too.
    ``!doctype`` is one of them.
    """
    found: dict[int, Extent | None] = {}
    opened: defaultdict[str, list[int]] = defaultdict(list)
    for token in tokens:
        if isinstance(token, EndTag) and opened[token.name]:
            start = opened[token.name].pop()
            if start >= 0:
                found[start] = Extent(token.name, start, token.end)
        elif isinstance(token, Tag):
            name, start = token.name, token.start
            written = start < token.end and start not in found  # a link that is opened again is the same one
            stop = size if name in _PAGE else token.end if name in VOID or name == "!doctype" else -1
            if stop < 0:
                opened[name].append(start if written else -1)
            if written:
                found[start] = Extent(name, start, stop) if stop >= 0 else None
    for name, starts in opened.items():
        if name not in _PARTS:
            found.update((start, Extent(name, start, size)) for start in starts if start >= 0)
    return {start: extent for start, extent in found.items() if extent is not None}
