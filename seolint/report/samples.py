"""What of a long example is shown: the middle of long lines, and lines and files of one kind after the first, are left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

FILES = 3
"""Files of one kind of which nothing is flagged that are shown."""
_LINES, _FIRST = 8, 3
"""Lines of one kind in a row that are shown, and how many of more."""
_LONG, _HEAD, _TAIL = 160, 80, 30
"""Characters from which a line is cut, and how many of it are left."""
_DIGITS = re.compile(r"\d+")
_REPEAT = re.compile(r"(.{2,40}?)\1{2,}")

Span = tuple[int, int]


def kind_of(text: str, path: str = "") -> str:
    """``text`` without its numbers, repetitions and the name of its file: alike for those of one kind."""
    stem = path.rpartition("/")[2].partition(".")[0]
    return _REPEAT.sub(r"\1", _DIGITS.sub("0", text.replace(stem, "0") if stem else text))


def shortened(text: str, flagged: Sequence[Span], ellipsis: str, more: Callable[[int], str]) -> tuple[str, list[Span]]:
    """A shorter ``text`` and where what is flagged stands in it; ``more`` says how many lines are left out."""
    lines, at = list[tuple[str, list[Span], bool]](), 0
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        inside = [(max(a, at) - at, min(b, end) - at) for a, b in flagged if a < end and at < max(b, a + 1)]
        lines.append((*_cut(line, inside, ellipsis), bool(inside)))
        at = end
    shown, places = "", list[Span]()
    for (_, is_flagged), run in groupby(_blocks(lines), key=lambda block: (kind_of(block[0][0]), block[0][2])):
        blocks = list(run)
        left = blocks[_FIRST:] if len(blocks) > _LINES and not is_flagged else []
        for line, inside, _ in (line for block in blocks[: len(blocks) - len(left)] for line in block):
            places += [(len(shown) + a, len(shown) + b) for a, b in inside]
            shown += line
        if left:
            shown += more(len(left)) + "\n"
    return shown, places


def _blocks(lines: Sequence[tuple[str, list[Span], bool]]) -> list[list[tuple[str, list[Span], bool]]]:
    """Each line with the empty ones behind it."""
    blocks: list[list[tuple[str, list[Span], bool]]] = []
    for line in lines:
        if blocks and not line[0].strip():
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _cut(line: str, inside: list[Span], ellipsis: str) -> tuple[str, list[Span]]:
    """``line`` without its middle, unless something flagged begins or ends there."""
    first, last = _HEAD, len(line) - _TAIL
    if len(line) <= _LONG or any(first < place < last for span in inside for place in span):
        return line, inside
    shift = first + len(ellipsis) - last
    moved = [(a if a <= first else a + shift, b if b <= first else b + shift) for a, b in inside]
    return line[:first] + ellipsis + line[last:], moved
