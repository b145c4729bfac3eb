"""What stands in a container, its markers taken off: text that knows where each of its stretches stands in the post."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from seolint.document.html import read_html
from seolint.document.tokens import Comment, EndTag, Raw, Run, Tag, Token
from seolint.text import Location, Piece, Placed

_LINE_END = re.compile(r"\r\n?")
_FAR = 1 << 60


class Source:
    """``text`` is made of ``pieces`` of ``post``, in order, and of what tabs and line ends became, which is in none."""

    __slots__ = ("path", "pieces", "post", "text")

    def __init__(self, path: str, post: str, text: str, pieces: list[Piece]) -> None:
        self.path, self.post, self.text, self.pieces = path, post, text, pieces

    @classmethod
    def of(cls, path: str, post: str, start: int) -> Source:
        """``post[start:]`` with line ends as LF, the last line ended too."""
        if "\r" not in post:
            text = post[start:]
            return cls(path, post, text if text.endswith("\n") else text + "\n", [(0, start, len(text))])
        build = Builder(path, post, start)
        for found in _LINE_END.finditer(post, start):
            build.add(post[start : found.start()], start)
            build.fill("\n")
            start = found.end()
        build.add(post[start:], start)
        if start < len(post) and post[-1] != "\n":
            build.fill("\n")
        return build.source()

    def place(self, offset: int) -> int:
        """Where the character at ``offset`` stands, or where it would."""
        first, source, length = self.piece(offset) if len(self.pieces) > 1 else self.pieces[0]
        if offset <= first:
            return source
        return source + (offset - first if offset - first < length else length)

    def piece(self, offset: int) -> Piece:
        """The stretch that holds ``offset``, or the last one before it."""
        pieces = self.pieces
        return pieces[max(bisect_right(pieces, (offset, _FAR, 0)) - 1, 0)] if len(pieces) > 1 else pieces[0]

    def end(self, offset: int) -> int:
        """Where what ends at ``offset`` ends."""
        return min(self.place(offset - 1) + 1, len(self.post)) if offset else self.place(0)

    def at(self, start: int, end: int) -> Location:
        first = self.place(start)
        return Location(self.path, first, max(first, self.end(end)) if end > start else first)

    def whole(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands in one stretch."""
        offset, _, length = self.piece(start)
        return offset <= start and end <= offset + length

    def runs(self, start: int, end: int) -> Iterable[Run]:
        """``text[start:end]`` as it stands in the post."""
        first, source, length = self.piece(start)
        if first <= start < end <= first + length:
            source += start - first
            return (Run(self.text[start:end], source, source + end - start),)
        return self._runs(start, end)

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        pieces = self.pieces
        number = max(bisect_right(pieces, (start, _FAR, 0)) - 1, 0) if len(pieces) > 1 else 0
        here = start
        while here < end:
            first, source, length = pieces[number] if number < len(pieces) else (end, len(self.post), 0)
            if here < first:
                stop = min(first, end)
                last = pieces[number - 1] if number else pieces[0]
                yield from self._filled(self.text[here:stop], last[1] + last[2])
                here = stop
            elif here < first + length:
                stop = min(first + length, end)
                at = source + here - first
                yield Run(self.post[at : at + stop - here], at, at + stop - here)
                here = stop
            else:
                number += 1

    def _filled(self, value: str, at: int) -> Iterator[Run]:
        if value.startswith("\n") and self.post.startswith(("\r", "\n"), at):
            stop = at + (2 if self.post.startswith("\r\n", at) else 1)
            yield Run(self.post[at:stop], at, stop)
            value, at = value[1:], stop
        if value:
            yield Run(value, at, at)

    def html(self, start: int, end: int) -> Iterator[Token]:
        """The tokens of the HTML ``text[start:end]``."""
        if self.whole(start, end):
            first = self.place(start)
            yield from read_html(self.path, self.post, first, first + end - start)
            return
        tag: Tag | None = None
        for token in read_html(self.path, self.text, start, end):
            if isinstance(token, Run):
                yield from self._run(token)
            elif isinstance(token, Tag):
                attributes = {name: self.placed(value) for name, value in token.attributes.items()}
                tag = Tag(token.name, attributes, self.place(token.start), self.end(token.end))
                yield tag
            elif isinstance(token, EndTag):
                yield EndTag(token.name, self.place(token.start), self.end(token.end))
            elif isinstance(token, Comment):
                yield Comment(token.value, self.place(token.start), self.end(token.end))
            elif tag is not None:
                yield Raw(tag, self.place(token.start), self.end(token.end))

    def _run(self, run: Run) -> Iterator[Run]:
        if self.text[run.start : run.end] == run.value:
            yield from self.runs(run.start, run.end)
        else:
            yield Run(run.value, self.place(run.start), self.end(run.end))

    def placed(self, value: Placed[str]) -> Placed[str]:
        """A value that was read from ``text``, placed in the post."""
        start, end = value.at.start, value.at.end
        at = self.at(start, end)
        if not value.pieces and self.whole(start, end):
            return Placed(value.value, at)
        found: list[Piece] = []
        for offset, first, length in value.pieces or ((0, start, end - start),):
            here = offset
            for run in self.runs(first, first + length):
                size = run.end - run.start
                if size == len(run.value) and self.text.startswith(run.value, first + here - offset):
                    found.append((here, run.start, size))
                    here += size
                else:
                    here += 1 if run.value == "\r\n" else len(run.value)
        return Placed(value.value, at, tuple(found) or ((0, at.start, 0),))


class Builder:
    """Puts a source together."""

    def __init__(self, path: str, post: str, at: int) -> None:
        """``at`` is where it begins should it come out empty."""
        self.path, self.post, self.at = path, post, at
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0

    def fill(self, text: str) -> None:
        """Add ``text`` that stands nowhere."""
        self.parts.append(text)
        self.length += len(text)

    def add(self, text: str, at: int) -> None:
        """Add ``text`` that stands at ``at``."""
        if text:
            size = len(text)
            if self.pieces:
                offset, source, length = self.pieces[-1]
                if offset + length == self.length and source + length == at:
                    self.pieces[-1] = (offset, source, length + size)
                else:
                    self.pieces.append((self.length, at, size))
            else:
                self.pieces.append((self.length, at, size))
            self.parts.append(text)
            self.length += size

    def take(self, source: Source, start: int, end: int) -> None:
        """Add a part of another source."""
        if start >= end:
            return
        pieces = source.pieces
        number = max(bisect_right(pieces, (start, _FAR, 0)) - 1, 0) if len(pieces) > 1 else 0
        here = start
        while here < end and number < len(pieces):
            offset, at, length = pieces[number]
            if here < offset:
                self.fill(source.text[here : min(offset, end)])
                here = min(offset, end)
            stop = min(offset + length, end)
            if here < stop:
                self.add(source.text[here:stop], at + here - offset)
                here = stop
            number += 1
        if here < end:
            self.fill(source.text[here:end])

    def end(self) -> int:
        """Where what was added last ends."""
        return sum(self.pieces[-1][1:]) if self.pieces else self.at

    def source(self) -> Source:
        return Source(self.path, self.post, "".join(self.parts), self.pieces or [(0, self.at, 0)])
