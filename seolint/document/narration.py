"""What an author says in their own words: the prose without code, and without what stands in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from seolint.document.content import Block
from seolint.text import UNKNOWN, Location

_LONGEST = 500
"""Marks further apart than so many characters quote nothing."""

_OPENING = frozenset("「『“｢〝")
_MARK = re.compile("[「『“｢〝」』”｣〟]")
_CLOSING = "」』”｣〟"
_STRAIGHT = re.compile(
    rf'"(?<![0-9A-Za-z"]")[^"\n]{{1,{_LONGEST}}}"(?![0-9A-Za-z])|‘[^‘’\n]{{1,{_LONGEST}}}’(?!\w)'
    rf"|'(?<![\w']')(?![\d\s]|(?:em|tis|twas|til|cause|bout|n)\b)(?:[^'\n]|(?<=\w)'(?=\w)){{1,{_LONGEST}}}(?<!\s)'(?![\w'])"
)
"""An apostrophe within or behind a word begins nothing, and one within a word ends nothing. What must not stand before a mark is
said behind it, since a pattern that begins with a character is found several times as fast."""


class Said(Struct, frozen=True, gc=False):
    """``text`` is that of ``block``, as long, with U+E000 for each character of code or of a quotation, its marks included."""

    block: Block
    text: str

    def part(self, start: int, end: int) -> Location:
        """Where ``text[start:end]`` stands."""
        return self.block.text.part(start, end)


def read_narration(blocks: Iterable[Block]) -> Iterator[Said]:
    """What each of ``blocks`` says in the author's own words."""
    return (Said(block, masked(block.without_code(UNKNOWN))) for block in blocks)


def masked(text: str) -> str:
    """``text`` with U+E000 for what is quoted, as long as it was."""
    parts, here = list[str](), 0
    for start, end in quoted(text):
        parts += (text[here:start], UNKNOWN * (end - start))
        here = end
    return "".join((*parts, text[here:])) if parts else text


def quoted(text: str) -> list[tuple[int, int]]:
    """Where the outermost quotations of ``text`` begin and end, in order; marks without a partner quote nothing."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    closed = not text.isascii() and any(map(text.__contains__, _CLOSING))
    for here in [mark.start() for mark in _MARK.finditer(text)] if closed else ():
        if text[here] in _OPENING:
            opened.append(here)
        elif opened and here + 1 - (start := opened.pop()) <= _LONGEST:
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, here + 1))
    if '"' in text or "‘" in text or text.count("'") > 1:
        found = _joined([*found, *(mark.span() for mark in _STRAIGHT.finditer(text))])
    return found


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
