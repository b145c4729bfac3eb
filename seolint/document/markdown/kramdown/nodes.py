"""The blocks of a post as kramdown sees them, before the text in them is read."""

from __future__ import annotations

import re

from msgspec import Struct, field

from seolint.document.markdown.source import Source


class Node(Struct):
    """A block, or a part of one. ``start`` and ``end`` are offsets in ``source``, of what holds text those of the text.

    ``kind`` is an element, or ``html`` for one written as HTML, ``inline`` and ``text`` for its content, ``comment``,
    ``raw``, ``note`` for a footnote, ``blank`` for blank lines, ``end`` for what ends a block and shows nothing.
    """

    kind: str
    source: Source
    start: int
    end: int
    name: str = ""
    """Of an HTML element its name, of an ``end`` what made it; "" for the marker that only ends a block."""

    children: list[Node] = field(default_factory=list["Node"])
    first: int = 0
    """Where it begins, its mark included."""

    last: int = 0
    """Where it ends, its end tag included."""

    mark: tuple[int, int] = (0, 0)
    """Of an HTML element its start tag, of a heading its id."""

    model: str = ""
    """How the content of an HTML element is read: block, span or raw."""

    bare: bool = False
    """Of a paragraph, that its list item shows its text as its own."""


class Post(Struct):
    """What holds for a whole post: what is defined anywhere and used everywhere, by label."""

    links: dict[str, tuple[Source, int, int]] = field(default_factory=dict[str, tuple[Source, int, int]])
    notes: dict[str, Node] = field(default_factory=dict[str, Node])
    used: list[str] = field(default_factory=list[str])
    """The labels of the footnotes that are referred to."""

    options: dict[str, str] = field(default_factory=dict[str, str])
    """What ``{::options}`` set so far."""

    effort: int = 0
    """How many characters may still be read again because what was tried before came to nothing."""


class Missing:
    """Looks for texts in one string; for what is not there only once."""

    __slots__ = ("text", "to")

    def __init__(self, text: str) -> None:
        self.text = text
        self.to: dict[str, int] = {}

    def find(self, wanted: str, start: int) -> int:
        if self.known(wanted, start):
            return -1
        found = self.text.find(wanted, start)
        if found < 0:
            self.note(wanted, start)
        return found

    def search(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        if self.known(pattern.pattern, start):
            return None
        found = pattern.search(self.text, start)
        if not found:
            self.note(pattern.pattern, start)
        return found

    def known(self, wanted: str, start: int) -> bool:
        """Whether it is known that ``wanted`` does not stand behind ``start``."""
        return self.to.get(wanted, start + 1) <= start

    def note(self, wanted: str, start: int) -> None:
        self.to[wanted] = start
