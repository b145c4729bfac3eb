"""Runs of text, as they come, to one placed text."""

from __future__ import annotations

from seolint.document.tokens import Run, Tag
from seolint.text import Location, Piece, Placed


class Collector:
    """Collects runs into one placed text."""

    def __init__(self, path: str, kind: str, tag: Tag | None, chrome: bool) -> None:
        self.path, self.kind, self.tag, self.chrome = path, kind, tag, chrome
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.code: list[tuple[int, int]] = []
        self.length = 0
        self.first, self.last = -1, -1

    def add(self, run: Run, *, code: bool = False) -> None:
        size = len(run.value)
        if code:
            self.code.append((self.length, self.length + size))
        if size == run.end - run.start:
            if self.pieces and run.start == self.last and sum(self.pieces[-1][::2]) == self.length:
                offset, source, length = self.pieces[-1]
                self.pieces[-1] = (offset, source, length + size)
            else:
                self.pieces.append((self.length, run.start, size))
        if self.first < 0:
            self.first = run.start
        self.parts.append(run.value)
        self.length += size
        self.last = run.end

    def placed(self, start: int) -> Placed[str]:
        """The text without the white space around it; empty at ``start`` when there is none."""
        raw = "".join(self.parts)
        value = raw.strip()
        if not value:
            return Placed("", Location(self.path, start, start))
        lead = len(raw) - len(raw.lstrip())
        pieces = [
            (max(v - lead, 0), s + max(lead - v, 0), min(v + n, lead + len(value)) - max(v, lead))
            for v, s, n in self.pieces
            if v + n > lead and v < lead + len(value)
        ]
        first = pieces[0][1] if pieces and pieces[0][0] == 0 else self.first
        last = pieces[-1][1] + pieces[-1][2] if pieces and pieces[-1][0] + pieces[-1][2] == len(value) else self.last
        at = Location(self.path, first, last)
        if len(pieces) == 1 and pieces[0][2] == len(value):
            return Placed(value, at)
        return Placed(value, at, tuple(pieces) or ((0, first, 0),))
