"""A script whose signs were escaped for HTML: the text that was meant, and where each of its characters stands."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

from seolint.document.json_slips import Edit

_ESCAPED = re.compile(r"\s*(?:[\[{]\s*)+&(?:quot|#34|#x22);")
_ENTITY = re.compile(r"&(?:quot|#34|#x22|#39|#x27|apos|amp|lt|gt);")
_SIGNS = {"quot": '"', "#34": '"', "#x22": '"', "#39": "'", "#x27": "'", "apos": "'", "amp": "&", "lt": "<", "gt": ">"}


class Unescaped(Struct, frozen=True):
    """``edits`` make of the source what ``text`` says; ``offsets`` and ``sources`` are where stretches of both begin."""

    text: str
    edits: tuple[Edit, ...]
    offsets: tuple[int, ...]
    sources: tuple[int, ...]

    def source(self, here: int) -> int:
        """Where what is at ``here`` in the text stands in the source."""
        number = bisect_right(self.offsets, here) - 1
        return self.sources[number] + here - self.offsets[number]


def unescape(text: str, start: int, end: int) -> Unescaped | None:
    """What ``text[start:end]`` says, None unless its first quotation mark is escaped."""
    if not _ESCAPED.match(text, start, end):
        return None
    parts, edits, offsets, sources, here, length = list[str](), list[Edit](), [0], [start], start, 0
    for found in _ENTITY.finditer(text, start, end):
        sign = _SIGNS[found[0][1:-1]]
        edits.append((*found.span(), sign))
        parts += (text[here : found.start()], sign)
        length += found.start() - here + 1
        here = found.end()
        offsets.append(length)
        sources.append(here)
    return Unescaped("".join((*parts, text[here:end])), tuple(edits), tuple(offsets), tuple(sources))
