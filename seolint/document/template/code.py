"""Where Markdown shows code: fences and spans, for dialects whose template code does not run there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from seolint.document.template.core import Next
from seolint.pattern import pattern

FENCE = r"^[ \t]*(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:`{3,}(?=[^`\n]*$)|~{3,})"
_PARAGRAPH_END = r"\r?\n(?=[ \t>]*(?:\r?\n|`{3}|~{3}|#{1,6}[ \t]|(?:[-*+]|1[.)])[ \t]))"
_FENCE = pattern(FENCE, re.MULTILINE)
_FENCE_END = pattern(r"^[ \t>]*(`{3,}|~{3,})[ \t]*\r?$", re.MULTILINE)
_CODE = pattern(FENCE + r"|\\`|(?P<ticks>`+)", re.MULTILINE)
_TICKS = re.compile("`+")

Regions = Sequence[tuple[int, int]]


def fence_end(text: str, opening: re.Match[str]) -> int:
    """Where the fence that ``opening`` (a match of ``FENCE``) begins ends: behind its last line, or the text's end."""
    signs = opening[0].lstrip(" \t>-*+.)0123456789")
    for found in _FENCE_END.finditer(text, opening.end()):
        if found[1][0] == signs[0] and len(found[1]) >= len(signs):
            return found.end()
    return len(text)


class Spans:
    """The code spans of a text, asked for with rising positions."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: dict[int, list[int]] | None = None
        self._blank = Next(text, _PARAGRAPH_END)

    def paragraph_end(self, position: int) -> int:
        """Where the line ends behind which a blank line or another block follows ``position``, or the text's end."""
        found = self._blank.after(position)
        return found if found >= 0 else len(self._text)

    def end(self, start: int, length: int) -> int:
        """Where the span ends that ``length`` back quotes at ``start`` begin; -1 when they begin none."""
        if self._runs is None:
            self._runs = {}
            for run in _TICKS.finditer(self._text, start):
                self._runs.setdefault(run.end() - run.start(), []).append(run.start())
        places = self._runs.get(length, ())
        number = bisect_left(places, start + length)
        if number == len(places) or places[number] > self.paragraph_end(start):
            return -1
        return places[number] + length


def fences(text: str, start: int) -> list[tuple[int, int]]:
    """Fenced code in ``text[start:]``, fences included, in order."""
    found: list[tuple[int, int]] = []
    if "```" in text or "~~~" in text:
        here = start
        while opening := _FENCE.search(text, here):
            here = fence_end(text, opening)
            found.append((opening.start(), here))
    return found


def code(text: str, start: int) -> list[tuple[int, int]]:
    """Fenced code and code spans in ``text[start:]``, signs included, in order."""
    return list(_code(text, start)) if "`" in text or "~~~" in text else []


def _code(text: str, start: int) -> Iterator[tuple[int, int]]:
    spans, here = Spans(text), start
    while found := _CODE.search(text, here):
        here = found.end()
        if found["ticks"]:
            end = spans.end(found.start(), here - found.start())
        else:
            end = -1 if found[0] == "\\`" else fence_end(text, found)
        if end >= 0:
            here = end
            yield found.start(), end


def within(regions: Regions, position: int) -> int:
    """The end of the region that holds ``position``; -1 when none does."""
    number = bisect_right(regions, (position, 1 << 60)) - 1
    return regions[number][1] if number >= 0 and position < regions[number][1] else -1
