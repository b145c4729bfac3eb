"""MDX to placed tokens: Markdown in which tags and expressions are JSX, and nothing is HTML or indented code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from seolint.document.html import read_html
from seolint.document.markdown.commonmark import Reader
from seolint.document.markdown.events import Body, Event, code_points
from seolint.document.markdown.mdx_lines import read_lines
from seolint.document.markdown.source import Builder, Source
from seolint.document.template import Mark
from seolint.document.tokens import MOST, EndTag, Raw, Run, Tag, Token, TooManyError
from seolint.text import UNKNOWN

_LONE_RETURN = re.compile(r"\r(?!\n)")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def read_mdx(path: str, text: str, start: int, marks: Sequence[Mark], *, ids: bool) -> Iterator[Token]:
    """Tokens of ``text[start:]``; ``marks`` are what its template view found. Raises TooManyError."""
    if len(marks) > MOST or text.count("\n", start) > MOST * 2:
        raise TooManyError
    plain = _LONE_RETURN.sub("\n", text) if "\r" in text else text
    if marks or "    " in text or "\t" in text:
        return _Reader(path, text, _Moved(read_lines(path, plain, start, marks)), marks, ids=ids).read()
    return Reader(path, text, Body(plain[start:], start), "gfm", ids=ids).read()


class _Moved(Body):
    """A body that is no longer as long as the post."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.text, source.place(0))
        self.source = source

    def points(self) -> tuple[Callable[[int], int], Callable[[int], int]]:
        point, pieces = code_points(self.text, 0), self.source.pieces
        offsets = [piece[0] for piece in pieces]

        def first(number: int) -> int:
            here = point(number)
            offset, source, length = pieces[max(bisect_right(offsets, here) - 1, 0)]
            return source + max(min(here - offset, length), 0)

        def last(number: int) -> int:
            here = point(number) - 1
            offset, source, length = pieces[max(bisect_right(offsets, here) - 1, 0)]
            return source + max(min(here - offset + 1, length), 0)

        return first, last

    def without(self, places: Iterable[tuple[int, int]]) -> Body:
        build, here = Builder(self.source.path, self.source.post, self.start), 0
        starts = [piece[1] for piece in self.source.pieces]
        for start, end in places:
            build.take(self.source, here, self.offset(starts, start))
            build.add(UNKNOWN * (end - start), start)
            here = self.offset(starts, end - 1) + 1
        build.take(self.source, here, len(self.text))
        return _Moved(build.source())

    def offset(self, starts: list[int], place: int) -> int:
        """Which character of the text stands at ``place``; ``starts`` says where its pieces do."""
        offset, source, length = self.source.pieces[max(bisect_right(starts, place) - 1, 0)]
        return offset + min(place - source, length)


class _Reader(Reader):
    def __init__(self, path: str, text: str, body: Body, marks: Sequence[Mark], *, ids: bool) -> None:
        super().__init__(path, text, body, "gfm", ids=ids)
        self.marks, self.next_mark = marks, 0

    def html(self, index: int) -> Iterator[Token]:
        _, start, end, _, _ = self.events[index]
        yield from self.marked(start, end)

    def inline_html(self, value: str, start: int, end: int) -> Iterator[Token]:
        yield from self.marked(start, end)

    def marked(self, start: int, end: int) -> Iterator[Token]:
        """What ``text[start:end]`` is made of: JSX, and between it blank space and the titles of containers."""
        for mark in self.within(start, end):
            yield from self.between(start, mark.start)
            yield from self.jsx(mark)
            start = max(start, mark.end)
        yield from self.between(start, end)

    def within(self, start: int, end: int) -> Iterator[Mark]:
        while self.next_mark < len(self.marks) and self.marks[self.next_mark].start < end:
            mark = self.marks[self.next_mark]
            self.next_mark += 1
            if mark.start >= start:
                yield mark

    def between(self, start: int, end: int) -> Iterator[Token]:
        if start < end and not self.text[start:end].isspace():
            yield from read_html(self.path, self.text, start, end)

    def jsx(self, mark: Mark) -> Iterator[Token]:
        if mark.kind == "value":
            yield from self.value(mark)
        elif mark.kind != "component":
            for token in read_html(self.path, self.text, mark.start, mark.end):
                if not (isinstance(token, Raw) and token.start == token.end):
                    yield token
                if mark.kind == "empty" and isinstance(token, Tag) and token.name not in _VOID:
                    yield EndTag(token.name, mark.end, mark.end)

    def value(self, mark: Mark) -> Iterator[Run]:
        """What an expression or a component shows: something unknown; one space for many."""
        shown = self.text[mark.start : mark.end]
        yield Run(" ", mark.start, mark.end) if shown.isspace() else Run(shown, mark.start, mark.end)

    def alternative(self, event: Event) -> Iterator[Run]:
        if event[0] == "InlineHtml":
            for mark in self.within(event[1], event[2]):
                if mark.kind == "value":
                    yield from self.value(mark)
        else:
            yield from super().alternative(event)
