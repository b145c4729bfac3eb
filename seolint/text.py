"""Where things are: a place in one source text, text that knows its place, and how wide text is."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")

UNKNOWN = "\ue000"
"""Stands, one for a code point, for what a template will fill: no word, no width, never wrong."""

Piece = tuple[int, int, int]
"""``(value offset, source offset, length)``: a stretch of a value that stands in the source as it is."""


class Location(Struct, frozen=True, order=True, array_like=True):
    """The half-open range ``[start, end)`` of one file, in code points of its text, byte-order mark included."""

    path: str
    start: int
    end: int


class Placed(Struct, Generic[T], frozen=True):
    """A value and the place it was read from.

    ``pieces`` maps a text value to its source where the two differ (escapes, entities, markup between);
    without pieces a value as long as its place stands there as it is.
    """

    value: T
    at: Location
    pieces: tuple[Piece, ...] = ()

    def part(self: Placed[str], start: int, end: int) -> Location:
        """The place of ``value[start:end]``: at least those characters, exactly them where the source has them."""
        if not self.pieces:
            if len(self.value) != self.at.end - self.at.start:
                return self.at
            return Location(self.at.path, self.at.start + start, self.at.start + end)
        return Location(self.at.path, *span(self.pieces, start, end))


def span(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    """The source range of ``value[start:end]`` for a value made of ``pieces``, which are in order."""
    number = max(bisect_right(pieces, (start, 1 << 60, 0)) - 1, 0)
    offset, source, length = pieces[number]
    first = source + min(max(start - offset, 0), length)
    if end <= start:
        return first, first
    number = max(bisect_right(pieces, (end - 1, 1 << 60, 0)) - 1, 0)
    offset, source, length = pieces[number]
    if end - offset <= length or number + 1 == len(pieces):
        return first, max(first, source + min(end - offset, length))
    return first, max(first, pieces[number + 1][1])


_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """Offsets to 1-based lines and columns, in code points; lines end at LF, CRLF or CR."""

    def __init__(self, starts: Sequence[int]) -> None:
        self.starts = starts

    @classmethod
    def of(cls, text: str) -> Lines:
        if "\r" in text:
            return cls((0, *(m.end() for m in _LINE_END.finditer(text))))
        return cls((0, *accumulate([len(line) + 1 for line in text.split("\n")[:-1]])))

    def position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class _Widths(dict[int, float]):
    def __init__(self, ambiguous: float) -> None:
        self.ambiguous = ambiguous

    def __missing__(self, code: int) -> float:
        char = chr(code)
        if char == UNKNOWN or unicodedata.category(char) in {"Mn", "Me", "Cc", "Cf"}:
            found = 0.0
        else:
            found = {"W": 1.0, "F": 1.0, "A": self.ambiguous}.get(unicodedata.east_asian_width(char), 0.5)
        self[code] = found
        return found


_IN_JAPANESE, _ELSEWHERE = _Widths(1.0), _Widths(0.5)


_JAPANESE = re.compile("[\u3005-\u30ff\u3400-\u9fff]")


def is_japanese(text: str) -> bool:
    """Whether ``text`` holds a kana or a kanji."""
    return not text.isascii() and _JAPANESE.search(text) is not None


_PLAIN = re.compile("[\x20-\x7e\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]++")
"""What is narrow for sure, as ASCII's signs are, or wide, as kana, kanji and full-width signs are."""


def width(text: str) -> float:
    """The width of ``text`` in full-width units: 1 for wide, 0.5 for narrow, ambiguous 1 in Japanese text only."""
    odd = _PLAIN.sub("", text)
    found = len(text) - len(odd) - (_narrow(text) - _narrow(odd)) / 2
    return found + _of_each(odd, text) if odd else found


def print_width(text: str) -> float:
    """The ``width`` of ``text`` without white space and what is unknown."""
    odd, spaces = _PLAIN.sub("", text), text.count(" ")
    found = len(text) - len(odd) - spaces - (_narrow(text) - _narrow(odd) - spaces) / 2
    return found + _of_each("".join(odd.split()), text) if odd else found


def _narrow(text: str) -> int:
    return len(text.encode("ascii", "ignore"))


def _of_each(odd: str, text: str) -> float:
    """The width of each character of ``odd``, a part of ``text``; what is unknown has none."""
    return sum(map((_IN_JAPANESE if is_japanese(text) else _ELSEWHERE).__getitem__, map(ord, odd)))


_URL = re.compile(r"https?://[^\s<>「」（）、。]+")


def countable(text: str, space: str = "") -> str:
    """``text`` as its length is counted: without URLs and what is unknown, and with ``space`` for white space."""
    if "://" in text:
        text = _URL.sub(UNKNOWN, text)
    return space.join(text.replace(UNKNOWN, " ").split())


def cut(text: str, limit: float) -> int:
    """How many code points of ``text`` fit in ``limit`` full-width units."""
    widths, room = _IN_JAPANESE if is_japanese(text) else _ELSEWHERE, limit
    for count, char in enumerate(text):
        room -= widths[ord(char)]
        if room < 0:
            return count
    return len(text)


def fold(text: str) -> str:
    """``text`` as one compares it: NFKC, case and white space folded."""
    if text.isascii():
        return " ".join(text.lower().split())
    return _folded_before(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


_SHORT = 200
_folded_before = lru_cache(1_000)(_folded)
"""Many rules fold the title and the headings of a post."""
