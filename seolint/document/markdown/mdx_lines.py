"""The lines of MDX as CommonMark's parser reads them alike: what is JSX stands for itself as HTML, and no line is indented code.

What is alone on its lines becomes a comment, which is a block of HTML; any other JSX becomes a tag. Indentation that would make
code is taken off, which calls for knowing the quotations, list items and notes that each line goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from seolint.document.markdown.source import Builder, Source
from seolint.document.template import Mark

_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?=[ \t\r\n]|\Z)")
_NOTE = re.compile(r"\[\^[^\]\s\[]{1,999}\]:")
_FENCE = re.compile(r"`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,}")
_FENCE_END = re.compile(r"(`{3,}|~{3,})[ \t]*\r?(?:\n|\Z)")
_BLANKS = re.compile(r"[ \t]*")
_EMPTY_LINES = re.compile("\n+")
_CODE = 4
"""Columns of indentation that make code."""


class _Container(Struct):
    """What a line goes on: ``columns`` of indentation do, ``shown`` where lines are moved; a quotation has neither."""

    columns: int = 0
    shown: int = 0


class _Fence(Struct):
    sign: str
    length: int
    depth: int
    moved: int


def read_lines(path: str, text: str, start: int, marks: Sequence[Mark]) -> Source:
    """``text[start:]`` with each of ``marks`` stood for and nothing indented as code."""
    return _Lines(path, text, start, marks).read()


class _Lines:
    def __init__(self, path: str, text: str, start: int, marks: Sequence[Mark]) -> None:
        self.text, self.start, self.marks = text, start, marks
        self.build = Builder(path, text, start)
        self.next = 0
        """Which mark comes next."""
        self.open: list[_Container] = []
        self.quotes: list[int] = []
        self.fence: _Fence | None = None
        self.place = self.column = self.base = 0
        """Where the text of the line begins, its column, and that from which its indentation counts."""
        self.moved = False
        self.prefix: list[str] = []
        self.line_end = self.tail = -1
        """Of the line with an item that was met last: its end, and from where it is all one sign and blanks."""

    def read(self) -> Source:
        here = self.start
        while here < len(self.text):
            here = self.line(here)
        return self.build.source()

    def line(self, here: int) -> int:
        """Add the line at ``here``; where the next one begins."""
        if not self.open and self.fence is None and self.text[here].isalpha():
            return self.copy_marked(here)
        if self.fence is None and (empty := _EMPTY_LINES.match(self.text, here)):
            if self.quotes:
                self.close(self.quotes[0])
            self.build.add(empty[0], here)
            return empty.end()
        self.place, self.column, self.base, self.moved = here, 0, 0, False
        self.prefix.clear()
        self.indent()
        self.go_on()
        if self.fence is not None and len(self.open) >= self.fence.depth:
            return self.code(here, self.fence)
        self.fence = None
        while not self.is_blank() and self.begin():
            pass
        while self.next < len(self.marks) and self.marks[self.next].start < self.place:
            self.next += 1
        extra = self.column - self.base
        self.moved = self.moved or extra >= _CODE
        self.lead(here, extra if extra < _CODE else 0)
        if opening := _FENCE.match(self.text, self.place):
            self.fence = _Fence(opening[0][0], len(opening[0]), len(self.open), extra if extra >= _CODE else 0)
            return self.copy_line()
        return self.copy_marked(self.flow_end())

    def indent(self) -> None:
        """Go on to what is neither space nor tab."""
        found = _BLANKS.match(self.text, self.place)
        if found and found.end() > self.place:
            if "\t" in found[0]:
                for sign in found[0]:
                    self.column += _CODE - self.column % _CODE if sign == "\t" else 1
            else:
                self.column += found.end() - self.place
            self.place = found.end()

    def is_blank(self) -> bool:
        return self.text[self.place : self.place + 1] in {"", "\n", "\r"}

    def go_on(self) -> None:
        """Take what the line has of the open containers; those that it does not go on are closed."""
        for number, container in enumerate(self.open):
            if self.is_blank():
                quote = bisect_left(self.quotes, number)
                if quote < len(self.quotes):
                    self.close(self.quotes[quote])
                return
            if not container.columns:
                if self.text[self.place] != ">":
                    self.close(number)
                    return
                self.quote()
            elif self.column - self.base < container.columns:
                self.close(number)
                return
            else:
                self.base += container.columns
                self.moved = self.moved or container.columns != container.shown
                self.prefix.append(" " * container.shown)

    def close(self, number: int) -> None:
        """Close the containers from ``number`` on."""
        del self.open[number:]
        del self.quotes[bisect_left(self.quotes, number) :]

    def quote(self) -> None:
        self.step(1)
        self.prefix.append("> ")
        self.base += self.column > self.base

    def step(self, length: int) -> int:
        """Take a marker of ``length``; the columns of indentation before it that stay."""
        extra = self.column - self.base
        self.moved = self.moved or extra >= _CODE
        self.place += length
        self.column += length
        self.base = self.column
        self.indent()
        return extra if extra < _CODE else 0

    def begin(self) -> bool:
        """Whether a container begins here, and take its marker."""
        first, extra = self.place, self.column - self.base
        if self.text[first] == ">":
            self.quotes.append(len(self.open))
            self.open.append(_Container())
            self.quote()
            return True
        if found := _NOTE.match(self.text, first):
            kept = self.step(found.end() - first)
            self.open.append(_Container(_CODE, _CODE))
            self.prefix.append(" " * kept + found[0] + " ")
            self.base = self.column
            return True
        found = _ITEM.match(self.text, first)
        if not found or self.is_rule():
            return False
        length = found.end() - first
        kept = self.step(length)
        gap = self.column - self.base
        if self.is_blank():
            gap = shown = 1
        else:
            self.moved = self.moved or gap > _CODE
            shown = gap if gap <= _CODE else 1
        self.open.append(_Container(extra + length + gap, kept + length + shown))
        self.prefix.append(" " * kept + found[0] + " " * shown)
        self.base = self.column
        return True

    def is_rule(self) -> bool:
        """Whether the rest of the line is a thematic break; what ends the line is read once."""
        sign = self.text[self.place]
        if sign not in "-*":
            return False
        if self.place >= self.line_end:
            self.line_end = self.text.find("\n", self.place) + 1 or len(self.text)
            last = self.text[self.place : self.line_end].rstrip()
            self.tail = self.place + len(last.rstrip(last[-1] + " \t"))
        return self.place >= self.tail and self.text.count(sign, self.place, self.line_end) >= 3

    def code(self, here: int, fence: _Fence) -> int:
        """Add a line of fenced code."""
        extra = max(self.column - self.base - fence.moved, 0)
        if (found := _FENCE_END.match(self.text, self.place)) and found[1][0] == fence.sign and len(found[1]) >= fence.length:
            self.fence = None
            self.moved = self.moved or extra >= _CODE
            extra = extra if extra < _CODE else 0
        self.moved = self.moved or fence.moved > 0
        self.lead(here, extra)
        return self.copy_line()

    def lead(self, here: int, extra: int) -> None:
        """Add what stands before the text of the line, moved where it must be."""
        if self.is_blank() or not self.moved:
            self.build.add(self.text[here : self.place], here)
        else:
            self.build.fill("".join((*self.prefix, " " * extra)))

    def copy_line(self) -> int:
        end = self.text.find("\n", self.place) + 1 or len(self.text)
        self.build.add(self.text[self.place : end], self.place)
        return end

    def flow_end(self) -> int:
        """Add JSX that has its lines for itself; where it ends."""
        marks, here, number = self.marks, self.place, self.next
        while number < len(marks) and marks[number].start == here:
            found = _BLANKS.match(self.text, marks[number].end)
            here = found.end() if found else here
            number += 1
        if number == self.next or self.text[here : here + 1] not in {"", "\n", "\r"}:
            return self.place
        first, last = marks[self.next].start, marks[number - 1].end
        self.next = number
        self.stand_for(first, last, "!----")
        return last

    def copy_marked(self, here: int) -> int:
        """Add the rest of the line, a tag for each mark."""
        end = self.text.find("\n", here) + 1 or len(self.text)
        while self.next < len(self.marks) and self.marks[self.next].start < end:
            mark = self.marks[self.next]
            self.next += 1
            if mark.start < here:
                continue  # in code, or in the URL of a link
            self.build.add(self.text[here : mark.start], here)
            self.stand_for(mark.start, mark.end, "a")
            here = mark.end
            if here >= end:
                end = self.text.find("\n", here) + 1 or len(self.text)
        self.build.add(self.text[here:end], here)
        return end

    def stand_for(self, start: int, end: int, name: str) -> None:
        """Add a tag that begins and ends where ``text[start:end]`` does."""
        self.build.add("<", start)
        self.build.fill(name)
        self.build.add(">", end - 1)
