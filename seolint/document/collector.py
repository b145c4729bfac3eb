"""Runs of text, as they come, to one placed text, and parts of it."""

from __future__ import annotations

from bisect import bisect_right

from seolint.document.tokens import Run, Tag
from seolint.pattern import pattern
from seolint.text import Location, Piece, Placed

_WHITE = pattern(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")


class Collector:
    """Collects runs into one placed text."""

    __slots__ = ("breaks", "chrome", "code", "first", "kind", "last", "length", "parts", "path", "pieces", "tag")

    def __init__(self, path: str, kind: str, tag: Tag | None, chrome: bool) -> None:
        self.path, self.kind, self.tag, self.chrome = path, kind, tag, chrome
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.code: list[tuple[int, int]] | None = None
        self.length = 0
        self.first, self.last = -1, -1
        self.breaks: list[int] | None = None
        """Where spaces stand that a line break made."""

    def add(self, run: Run, *, code: bool = False) -> None:
        value, start, end = run.value, run.start, run.end
        size, length = len(value), self.length
        if code:
            if self.code is None:
                self.code = []
            self.code.append((length, length + size))
        plain = size == end - start
        offset, source, known = self.pieces[-1] if self.pieces else (0, -1, 0)
        if plain and source + known == start and offset + known == length:
            self.pieces[-1] = (offset, source, known + size)
        else:
            if offset + known < length and start != self.last:
                self.pieces.append((length, self.last, 0))
            self.pieces.append((length, start, size if plain else 0))
        if self.first < 0:
            self.first = start
        self.parts.append(value)
        self.length = length + size
        self.last = end

    def add_placed(self, text: Placed[str]) -> None:
        """Add a text whose parts keep their places."""
        value, at = text.value, text.at
        pieces = text.pieces or ((0, at.start, len(value) if len(value) == at.end - at.start else 0),)
        for number, (offset, source, length) in enumerate(pieces):
            last, stop = pieces[number + 1][:2] if number + 1 < len(pieces) else (len(value), at.end)
            if length:
                self.add(Run(value[offset : offset + length], source, source + length))
            made, start = value[offset + length : last], source + length
            if made:
                self.add(Run(made, start, start if len(made) == stop - start else max(stop, start)))

    def placed(self, start: int) -> Placed[str]:
        """The text without the white space around it; empty at ``start`` when there is none."""
        raw = "".join(self.parts)
        value = raw.strip()
        if not value:
            return Placed("", Location(self.path, start, start))
        pieces = self.pieces
        lead = 0 if raw[0] == value[0] else len(raw) - len(raw.lstrip())
        if len(pieces) == 1 and pieces[0][2] == len(raw):
            first = pieces[0][1] + lead
            return Placed(value, Location(self.path, first, first + len(value)))
        offset, _, length = pieces[-1]
        if offset + length < len(raw):
            pieces.append((len(raw), self.last, 0))
        whole = Placed(raw, Location(self.path, self.first, self.last), tuple(pieces))
        return whole if len(value) == len(raw) else section(whole, lead, lead + len(value))


def collapsed(text: Placed[str]) -> Placed[str]:
    """``text``, which has no white space around it, with one space for each run of HTML's white space."""
    value = text.value
    if _WHITE.search(value) is None:
        return text
    found, here = Collector(text.at.path, "", None, False), 0
    for white in _WHITE.finditer(value):
        found.add_placed(section(text, here, white.start()))
        at = text.part(*white.span())
        found.add(Run(" ", at.start, at.start))  # with its end it might pass for what stands there
        found.last = at.end
        here = white.end()
    found.add_placed(section(text, here, len(value)))
    return found.placed(text.at.start)


def section(text: Placed[str], start: int, end: int) -> Placed[str]:
    """``text.value[start:end]``, which is not empty, as a placed text of its own."""
    value, at = text.value[start:end], text.part(start, end)
    pieces = text.pieces
    if not pieces:
        return Placed(value, at)
    first = max(bisect_right(pieces, (start, 1 << 60, 0)) - 1, 0)
    last = bisect_right(pieces, (end - 1, 1 << 60, 0))
    kept: list[Piece] = []
    for offset, source, length in pieces[first:last]:
        left, right = max(offset, start), min(offset + length, end)
        if right > left:
            kept.append((left - start, source + left - offset, right - left))
        elif offset >= start and not length:
            kept.append((offset - start, source, 0))
    if len(kept) == 1 and kept[0][2] == len(value):
        return Placed(value, at)
    if not kept or sum(kept[-1][::2]) < len(value):
        kept.append((len(value), at.end, 0))
    return Placed(value, at, tuple(kept))
