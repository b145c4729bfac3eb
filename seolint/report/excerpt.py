"""The line of a post that a finding is about: cut around it, with what is flagged underlined."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from seolint.diagnostic import Diagnostic
from seolint.report.cells import cells, measure
from seolint.report.terminal import Glyphs
from seolint.report.wording import visible
from seolint.text import Lines

_KEY = re.compile(r"""\s*[\w-]{1,24}:\s*\[?["']?""")
NOTHING_TO_SEE = re.compile(r"\s*(?:-{3,}|\+{3,}|\{|<!doctype[^>]*>)?\s*", re.IGNORECASE)
LINE_ENDS = "\r\n\u2028\u2029\x0b\x0c\x85"


class Excerpt(Struct, frozen=True):
    """``shown`` is one line of text, ``marks`` the underline below it, ``number`` the line's number."""

    number: int
    shown: str
    marks: str


def excerpt(text: str, lines: Lines, found: Diagnostic, room: int, glyphs: Glyphs) -> Excerpt | None:
    """The line at which ``found`` begins in at most ``room`` cells; None when there is nothing to see."""
    start, end = min(found.at.start, len(text)), min(found.at.end, len(text))
    if not text or end == 0:
        return None
    blank = len(text[start:end]) - len(text[start:end].lstrip())
    start += blank if start + blank < end else 0
    number, column = lines.position(start)
    first = start - column + 1
    last = lines.starts[number] if number < len(lines.starts) else len(text)
    line = text[first:last].rstrip(LINE_ENDS)
    if NOTHING_TO_SEE.fullmatch(line):
        return None
    begin, stop = start - first, min(max(end - first, 0), len(line))
    near = [r.at for r in found.related if r.at.path == found.at.path]
    places = [(at.start - first, at.end - first) for at in near]
    inside = [(a, b) for a, b in places if begin <= a < b <= end - first and (a, b) != (begin, end - first)]
    beside = [(a, b) for a, b in places if 0 <= a < b <= len(line) and (b <= begin or stop <= a)]
    if end - first > len(line):
        line += glyphs.ellipsis
        stop = len(line)
    kinds = [(*place, glyphs.aside) for place in beside]
    kinds.append((begin, max(stop, begin + 1), glyphs.within))
    kinds += [(*place, glyphs.beyond) for place in inside]
    focus = min(inside)[0] if inside else begin
    shown, marks = _cut(line, begin, stop, focus, kinds, room, glyphs)
    return Excerpt(number, shown, marks)


def underlined(line: str, places: Iterable[tuple[int, int]], room: int, glyphs: Glyphs) -> Iterator[tuple[str, str]]:
    """All of ``line``, in as many lines as it needs, each with its marks; for examples, which nobody wants cut."""
    line = line.rstrip(LINE_ENDS)
    pieces = [_shown(char) for char in line] + [" "]
    sizes = _sizes(pieces)
    marks = [" "] * len(pieces)
    for start, end in places:
        for i in range(start, min(max(end, start + 1), len(pieces))):
            marks[i] = glyphs.within
    first = used = 0
    for number, size in enumerate(sizes[:-1]):
        if used + size > room:
            yield "".join(pieces[first:number]), _under(sizes[first:number], marks[first:number])
            first, used = number, 0
        used += size
    yield "".join(pieces[first:]).rstrip(), _under(sizes[first:], marks[first:])


def _cut(
    line: str, begin: int, stop: int, focus: int, kinds: Iterable[tuple[int, int, str]], room: int, glyphs: Glyphs
) -> tuple[str, str]:
    """``line`` in ``room`` cells around ``begin`` to ``stop``, or ``focus`` when that is too long; and its marks."""
    anchor, ahead = (begin, stop) if stop - begin <= room else (focus, focus + 2 * room)
    low, high = max(anchor - 2 * room, 0), min(ahead + 2 * room, len(line))
    pieces = [_shown(char) for char in line[low:high]]
    sizes = _sizes(pieces)
    marks = [" "] * len(pieces)
    for start, end, glyph in kinds:
        for i in range(max(start - low, 0), min(end - low, len(pieces))):
            marks[i] = glyph
    at = [0, *accumulate(sizes)]
    if low == 0 and high == len(line) and at[-1] <= room:
        return "".join(pieces), _under(sizes, marks)
    dots = cells(glyphs.ellipsis)
    head = _KEY.match(line)
    prefix = visible(head[0]) if head and head.end() <= begin and 3 * cells(head[0]) <= room else ""
    budget = room - 2 * dots - cells(prefix)
    if not prefix or (at[min(stop - low, len(pieces))] - at[max(begin - low, 0)] > budget and focus == begin):
        prefix, budget = "", room - 2 * dots
    left = _left(at, begin - low, stop - low, focus - low, budget)
    if low == 0 and left <= cells(prefix) + dots:
        left = 0
    if left == 0 and low == 0:
        prefix, budget = "", room - dots
    elif high == len(line):
        left = max(min(left, at[-1] - budget), 0)
    first = bisect_left(at, left)
    while 0 < first < len(sizes) - 1 and (sizes[first] == 0 or (pieces[first] == " " and marks[first] == " ")):
        first += 1
    last = max(bisect_right(at, at[first] + budget) - 1, first)
    shown, under = "".join(pieces[first:last]), _under(sizes[first:last], marks[first:last])
    if low + first > 0:
        shown = prefix + glyphs.ellipsis + shown
        under = " " * cells(prefix) + (marks[first - 1] if first else " ") * dots + under
    if low + last < len(line):
        under += (marks[last] if last < len(marks) else " ") * dots
        shown += glyphs.ellipsis
    return shown, under


def _left(at: Sequence[int], begin: int, stop: int, focus: int, budget: int) -> int:
    """The cell at which the window of ``budget`` cells begins."""
    start, end = at[max(begin, 0)], at[min(stop, len(at) - 1)]
    if begin >= 0 and end - start <= budget:
        return max(start - (budget - (end - start)) // 3, 0)
    if focus == begin and 3 * start <= budget:
        return 0  # what stands before it says what it is
    return max(at[max(focus, 0)] - (budget // 2 if focus > begin else 0), 0)


def _shown(char: str) -> str:
    return " " if char == "\t" else "" if char == "\ufeff" else visible(char)


def _sizes(pieces: Sequence[str]) -> list[int]:
    """The cells of each piece, measured where they stand together."""
    each = measure("".join(pieces))
    sizes: list[int] = []
    start = 0
    for piece in pieces:
        sizes.append(sum(each[start : start + len(piece)]))
        start += len(piece)
    return sizes


def _under(sizes: Sequence[int], marks: Sequence[str]) -> str:
    return "".join(mark * size for mark, size in zip(marks, sizes, strict=True))
