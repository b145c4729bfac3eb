"""What a YAML scalar says and where each character of it stands, as libyaml folds, unindents and unescapes it."""

from __future__ import annotations

import re

from seolint.document.pieces import Assembly, align
from seolint.pattern import pattern
from seolint.text import Piece

BREAKS = pattern("\r\n|[\r\n\x85\u2028\u2029]")
"""Line ends of YAML 1.1; those of 1.2 are ``BREAKS_1_2``."""
BREAKS_1_2 = re.compile("\r\n|[\r\n]")
_QUOTES = re.compile("''")
_ESCAPE = pattern(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_ESCAPES = dict(zip("0abt\tnvfe N_LP", "\0\a\b\t\t\n\v\f\x1b \x85\xa0\u2028\u2029", strict=True))
_KEPT = "\u2028\u2029"


def flow_pieces(text: str, start: int, stop: int, value: str, style: str, breaks: re.Pattern[str]) -> tuple[Piece, ...]:
    """Pieces of the plain or quoted scalar ``text[start:stop]`` (without its quotes) that means ``value``."""
    made = Assembly(text)
    here, pending = start, list[tuple[int, int]]()
    ends = [found.span() for found in breaks.finditer(text, start, stop)]
    skip_fold, simple = False, ("\\" if style == '"' else "''") not in text[start:stop]
    for number, (end, after) in enumerate([*ends, (stop, stop)]):
        last = number == len(ends)
        if simple and len(pending) == 1 and text[pending[0][1] - 1] not in _KEPT:
            line = text[here:end]
            begin = end - len(line.lstrip(" \t"))
            finish = end if last else here + len(line.rstrip(" \t"))
            if begin < finish:
                made.join(pending[0][0], begin, finish)
                pending[0], here = (end, after), after
                continue
        escapes = [m.span() for m in _ESCAPE.finditer(text, here, stop if last else after)] if style == '"' else []
        if not last and escapes and escapes[-1][0] == end - 1:
            escapes.pop()
            joined = True
        else:
            joined = False
        floor = escapes[-1][1] if escapes else here
        begin = here if number == 0 else _past_blanks(text, here, end)
        finish = end - 1 if joined else end if last else max(_before_blanks(text, begin, end), min(floor, end))
        if number and not last and not joined and begin >= finish:
            pending.append((end, after))
            here = after
            continue
        _fold(made, pending, skip_fold)
        _line(made, begin, max(begin, finish), escapes, style)
        pending = [(end, after)]
        here, skip_fold = after, joined
    found, pieces = made.end(stop)
    return pieces if found == value else align(value, text[start:stop], start, escapes=style == '"')


def _line(made: Assembly, begin: int, finish: int, escapes: list[tuple[int, int]], style: str) -> None:
    text, here = made.text, begin
    if style == "'":
        for found in _QUOTES.finditer(text, begin, finish):
            made.copy(here, found.start() + 1)
            here = found.end()
    for first, last in escapes:
        made.copy(here, first)
        sign = text[first + 1]
        made.put(chr(int(text[first + 2 : last], 16)) if last - first > 2 else _ESCAPES.get(sign, sign), first)
        here = last
    made.copy(here, finish)


def _fold(made: Assembly, ends: list[tuple[int, int]], escaped: bool) -> None:
    """What the line ends between two lines of a flow scalar come to."""
    if not ends:
        return
    first = made.text[ends[0][1] - 1]
    if first in _KEPT and not escaped:
        _end(made, ends[0])
    elif len(ends) == 1 and not escaped:
        made.put(" ", ends[0][0])
    for end in ends[1:]:
        _end(made, end)


def _end(made: Assembly, end: tuple[int, int]) -> None:
    """One line end that is kept."""
    if made.text[end[1] - 1] in f"\n{_KEPT}":
        made.copy(end[1] - 1, end[1])
    else:
        made.put("\n", end[0])


def block_pieces(
    text: str, start: int, stop: int, value: str, style: str, breaks: re.Pattern[str]
) -> tuple[Piece, ...]:
    """Pieces of the block scalar whose lines are ``text[start:stop]`` (without its header) and that means ``value``.

    ``value`` ends before its last line ends, and so do the pieces.
    """
    made = Assembly(text)
    content = value.lstrip("\n\u2028\u2029")
    empty, inside = len(value) - len(content), len(content) - len(content.lstrip(" "))
    here, indent, blank_before = start, -1, True
    pending: list[tuple[int, int]] = []
    for number, found in enumerate([*breaks.finditer(text, start, stop), None]):
        if made.length >= len(value):
            break
        end, after = found.span() if found else (stop, stop)
        spaces = _past_blanks(text, here, end, " ") - here
        if number == empty:
            indent = max(spaces - inside, 0)
        begin = here + min(spaces, indent) if indent >= 0 else end
        if begin < end:
            blank = text[begin] in " \t"
            _unfold(made, pending, style == "|" or blank_before or blank)
            made.copy(begin, end)
            pending, blank_before = [], blank
        pending.append((end, after))
        here = after
    for line_end in pending:  # U+2028 and U+2029 at the end are part of the value
        if made.length < len(value):
            _end(made, line_end)
    found_value, pieces = made.end(here)
    return pieces if found_value == value else align(value, text[start:stop], start)


def _unfold(made: Assembly, ends: list[tuple[int, int]], kept: bool) -> None:
    """What the line ends before a line of a block scalar come to; ``kept`` where the first of them is no space."""
    if kept or not ends or made.text[ends[0][1] - 1] in _KEPT:
        for end in ends:
            _end(made, end)
    elif len(ends) == 1:
        made.put(" ", ends[0][0])
    else:
        for end in ends[1:]:
            _end(made, end)


def _past_blanks(text: str, start: int, end: int, blanks: str = " \t") -> int:
    while start < end and text[start] in blanks:
        start += 1
    return start


def _before_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \t":
        end -= 1
    return end
