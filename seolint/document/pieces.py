"""How a value maps to its source where the two differ: put together piece by piece, or matched afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable

from seolint.pattern import pattern
from seolint.text import Piece

_ESCAPE = pattern(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)", re.DOTALL)


class Assembly:
    """A value as it is put together from its source: what stands there as it is, and what the source only stands for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0

    def copy(self, start: int, end: int) -> None:
        """``text[start:end]`` as it is."""
        if start >= end:
            return
        self.parts.append(self.text[start:end])
        size = end - start
        if self.pieces:
            value, source, length = self.pieces[-1]
            if value + length == self.length and source + length == start:
                self.pieces[-1] = (value, source, length + size)
                self.length += size
                return
        self.pieces.append((self.length, start, size))
        self.length += size

    def put(self, made: str, start: int) -> None:
        """``made``, which what begins at ``start`` stands for; its place ends where the next part begins."""
        if made:
            self.parts.append(made)
            self.pieces.append((self.length, start, 0))
            self.length += len(made)

    def join(self, fold: int, start: int, end: int) -> None:
        """A space, which the line end at ``fold`` stands for, and ``text[start:end]``, which is not empty."""
        length = self.length + 1
        self.parts += (" ", self.text[start:end])
        self.pieces += ((length - 1, fold, 0), (length, start, end - start))
        self.length = length + end - start

    def end(self, stop: int) -> tuple[str, tuple[Piece, ...]]:
        """The value and its pieces; what was put last ends at ``stop``."""
        if self.pieces and sum(self.pieces[-1][::2]) < self.length:
            self.pieces.append((self.length, stop, 0))
        return "".join(self.parts), tuple(self.pieces)


def escaped(
    text: str, start: int, end: int, escape: re.Pattern[str], meaning: Callable[[re.Match[str]], str]
) -> tuple[str, tuple[Piece, ...]]:
    """``text[start:end]`` with what ``escape`` matches replaced by its ``meaning``, as a value and its pieces."""
    value = Assembly(text)
    here = start
    for found in escape.finditer(text, start, end):
        value.copy(here, found.start())
        value.put(meaning(found), found.start())
        here = found.end()
    value.copy(here, end)
    return value.end(end)


def align(value: str, raw: str, offset: int, *, escapes: bool = False) -> tuple[Piece, ...]:
    """Pieces of ``value`` as they stand in ``raw``, which is at ``offset``: folds, indents and escapes between."""
    pieces: list[Piece] = []
    v = r = 0
    while v < len(value) and r < len(raw):
        begin = v
        while v < len(value) and r < len(raw) and value[v] == raw[r] and not (escapes and raw[r] == "\\"):
            v, r = v + 1, r + 1
        if v > begin:
            pieces.append((begin, offset + r - (v - begin), v - begin))
        if v >= len(value) or r >= len(raw):
            break
        escape = _ESCAPE.match(raw, r) if escapes else None
        if escape:
            v, r = v + ("\n" not in escape[0]), escape.end()
        elif raw[r] in " \t\r\n":
            r += 1
            if value[v] in " \n" and (r >= len(raw) or raw[r] not in " \t\r\n"):
                v += 1
        elif raw[r : r + 2] == "''":
            r += 1
        elif value[v] in " \n":
            v += 1
        else:
            r += 1
    return tuple(pieces)
