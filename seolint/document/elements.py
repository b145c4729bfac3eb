"""The elements of a document with what stands inside them: for structured data, which is written into their attributes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from seolint.document.collector import Collector, collapsed
from seolint.document.html.body import VOID
from seolint.document.tokens import EndTag, Run, Tag, Token
from seolint.text import Location, Placed

_MOST_RUNS = 2_000
"""Runs of text that one value is made of at most; more would be a page, and no value."""


class Element(Struct, gc=False):
    """``parent`` and ``children`` are numbers of elements; the text inside is the runs ``[first, last)``; ``end`` is where its tag
    ends, ``stop`` where the element does."""

    tag: Tag
    parent: int
    first: int
    last: int
    stop: int
    children: list[int]

    @property
    def name(self) -> str:
        return self.tag.name

    @property
    def attributes(self) -> dict[str, Placed[str]]:
        return self.tag.attributes

    @property
    def end(self) -> int:
        return self.tag.end


class Elements(Struct, frozen=True):
    """All elements of a document in source order; those of Markdown too."""

    path: str
    every: Sequence[Element]
    runs: Sequence[Run]

    def at(self, number: int) -> Location:
        """The start tag."""
        tag = self.every[number].tag
        return Location(self.path, tag.start, tag.end)

    def text(self, number: int) -> Placed[str]:
        """All the text inside, one space for each white space."""
        element = self.every[number]
        found = Collector(self.path, "", None, False)
        for run in self.runs[element.first : min(element.last, element.first + _MOST_RUNS)]:
            found.add(run)
        return collapsed(found.placed(element.end))

    def top(self) -> Iterator[int]:
        return (number for number, element in enumerate(self.every) if element.parent < 0)


def read_elements(path: str, tokens: Iterable[Token]) -> Elements:
    """An element that is not closed ends with the one that holds it, an end tag that closes nothing is nothing; a ``template``
    holds nothing yet."""
    every, runs, open_ = list[Element](), list[Run](), list[int]()
    opened: dict[str, int] = {}
    templates = 0
    for token in tokens:
        if (type(token) is Tag or type(token) is EndTag) and token.name == "template":
            templates = max(templates + (1 if type(token) is Tag else -1), 0)
        elif templates:
            continue
        elif type(token) is Run:
            runs.append(token)
        elif type(token) is Tag:
            number, parent = len(every), open_[-1] if open_ else -1
            every.append(Element(token, parent, len(runs), len(runs), token.end, []))
            if parent >= 0:
                every[parent].children.append(number)
            if token.name not in VOID and not token.self_closing:
                open_.append(number)
                opened[token.name] = opened.get(token.name, 0) + 1
        elif type(token) is EndTag and opened.get(token.name):
            while open_:
                number = open_.pop()
                element = every[number]
                opened[element.name] -= 1
                element.last, element.stop = len(runs), token.end
                if element.name == token.name:
                    break
    end = runs[-1].end if runs else 0
    for number in open_:
        every[number].last, every[number].stop = len(runs), max(end, every[number].stop)
    return Elements(path, every, runs)
