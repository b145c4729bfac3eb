"""CommonMark and GitHub's dialect of it to placed tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint.document.html import read_html
from seolint.document.markdown.autolinks import Autolink, find_autolinks
from seolint.document.markdown.events import Body, Event, matching, read_events
from seolint.document.markdown.heading_attributes import heading_attributes
from seolint.document.markdown.source import Builder
from seolint.document.markdown.written import Written, code_runs, joined, text_runs
from seolint.document.tokens import EndTag, Run, Tag, Token
from seolint.text import Location, Placed

_NAMES = {
    "Paragraph": "p", "Item": "li", "TableHead": "tr", "TableRow": "tr", "TableCell": "td", "Table": "table",
    "BlockQuote": "blockquote", "FootnoteDefinition": "aside-note", "Emphasis": "em", "Strong": "strong",
    "Strikethrough": "del", "CodeBlock": "pre", "List": "ul",
}  # fmt: skip
_LONE_RETURN = re.compile(r"\r(?!\n)")
_ROUNDS = 3
"""How often a text is read again because an address in it holds what looks like Markdown."""


def read_commonmark(path: str, text: str, start: int, dialect: str, *, ids: bool, autolinks: str) -> Iterator[Token]:
    """Tokens of ``text[start:]``; with ``ids``, attributes at the end of a heading are no text.

    ``autolinks`` is the scheme of bare addresses that name none, "" where bare addresses are text.
    """
    text = text.replace("\0", "\ufffd")
    body = _LONE_RETURN.sub("\n", text[start:]) if "\r" in text else text[start:]
    return Reader(path, text, Body(body, start), dialect, ids=ids, autolinks=autolinks).read()


class Reader:
    """Reads ``body``, which says where in ``text`` it stands."""

    def __init__(self, path: str, text: str, body: Body, dialect: str, *, ids: bool, autolinks: str = "http") -> None:
        self.path, self.text, self.dialect, self.ids = path, text, dialect, ids
        self.events = read_events(body, dialect)
        self.ends = matching(self.events)
        self.links: list[Autolink] = []
        self.lead = f"{autolinks}://"
        if dialect != "commonmark" and autolinks:
            body = self.link(body)
        self.written = Written(path, text, body, dialect)
        self.next_link = 0
        self.cut = -1
        """Where the attributes of the heading begin that is being read."""

    def link(self, body: Body) -> Body:
        """Find addresses; the body in which what they hold is no Markdown."""
        for _ in range(_ROUNDS):
            self.links = self.find_links(body)
            swallowing = [(link.start, link.end) for link in self.links if link.end > link.room]
            if not swallowing:
                return body
            body = body.without(swallowing)
            self.events = read_events(body, self.dialect)
            self.ends = matching(self.events)
        self.links = [link for link in self.find_links(body) if link.end <= link.room]
        return body

    def find_links(self, body: Body) -> list[Autolink]:
        if self.dialect in {"markdown-it", "zenn"}:
            from seolint.document.markdown.linkify import find_linkified

            return find_linkified(self.text, self.events, self.ends, loose=self.dialect == "markdown-it")
        if "://" in body.text or "www." in body.text or "@" in body.text:
            return find_autolinks(self.text, self.events, self.ends)
        return []

    def read(self) -> Iterator[Token]:
        events = self.events
        referred = {value.casefold() for kind, _, _, value, _ in events if kind == "FootnoteReference"}
        index = 0
        while index < len(events):
            kind, start, end, name, data = events[index]
            if kind == "Text":
                yield from self.runs(name, start, end)
            elif kind == "Start":
                if name == "Image":
                    yield self.image(index)
                    index = self.ends[index]
                elif name == "HtmlBlock":
                    yield from self.html(index)
                    index = self.ends[index]
                elif name == "FootnoteDefinition" and data["value"].casefold() not in referred:
                    index = self.ends[index]
                elif not 0 <= self.cut <= start:
                    yield self.open(index)
            elif kind == "End":
                if name == "Heading":
                    self.cut = -1
                    yield EndTag(data["value"].lower(), end, end)
                elif name == "Link":
                    yield EndTag("a", self.end(end), self.end(end))
                elif name in _NAMES and not 0 <= self.cut <= start:
                    yield EndTag(_NAMES[name], end, end)
            elif kind == "Code":
                yield Tag("code", {}, start, start, markdown=True)
                yield from self.code(name, start, end)
                yield EndTag("code", end, end)
            elif kind == "SoftBreak" or kind == "HardBreak":
                yield self.line_end(end)
            elif kind == "InlineHtml":
                yield from self.inline_html(name, start, end)
            elif kind == "Rule":
                yield Tag("hr", {}, start, end, markdown=True)
            index += 1

    def open(self, index: int) -> Tag:
        event = self.events[index]
        _, start, end, name, data = event
        attributes: dict[str, Placed[str]] = {}
        if name == "Link":
            attributes["href"] = self.written.url(event, self.inner_end(index))
            return Tag("a", attributes, start, self.end(end), markdown=True)
        if name == "Heading":
            found = heading_attributes(self.text, start, end) if self.ids else None
            if found:
                self.cut = found.start
                if found.id_end:
                    at = Location(self.path, found.id_start, found.id_end)
                    attributes["id"] = Placed(self.text[at.start : at.end], at)
            return Tag(data["level"].lower(), attributes, start, end, markdown=True)
        return Tag(_NAMES[name], {}, start, end, markdown=True)

    def end(self, end: int) -> int:
        """Where a link or image ends, the brackets of a collapsed reference too."""
        return end + 2 * self.text.startswith("[]", end)

    def inner_end(self, index: int) -> int:
        """Where the text of the link or image at ``index`` ends."""
        last = self.ends[index] - 1
        return self.events[last][2] if last > index else self.events[index][1] + 1

    def runs(self, value: str, start: int, end: int) -> Iterator[Token]:
        """Text, and the addresses in it."""
        cut = min(self.cut, end) if self.cut >= 0 else end
        links, here = self.links, start
        while self.next_link < len(links) and links[self.next_link].start < cut:
            link = links[self.next_link]
            self.next_link += 1
            yield from text_runs(self.text, "", here, link.start)
            at = Location(self.path, link.start, link.end)
            shown, lead = self.text[at.start : at.end], self.lead if link.lead == "http://" else link.lead
            pieces = ((0, at.start, 0), (len(lead), at.start, len(shown))) if lead else ()
            yield Tag("a", {"href": Placed(lead + shown, at, pieces)}, at.start, at.end, markdown=True)
            yield Run(shown, at.start, at.end)
            yield EndTag("a", at.end, at.end)
            here = link.end
        if here < cut:
            yield from text_runs(self.text, value if here == start and cut == end else "", here, cut)

    def image(self, index: int) -> Tag:
        event, inner = self.events[index], list[Run]()
        for each in self.events[index + 1 : self.ends[index]]:
            inner += self.alternative(each)
        alt = joined(self.path, inner, event[1] + 2)
        url = self.written.url(event, self.inner_end(index))
        return Tag("img", {"src": url, "alt": alt}, event[1], self.end(event[2]), markdown=True)

    def alternative(self, event: Event) -> Iterator[Run]:
        """What a part of an image's text adds to it."""
        kind, start, end, value, _ = event
        if kind == "Text":
            yield from text_runs(self.text, value, start, end)
        elif kind == "Code":
            yield from self.code(value, start, end)
        elif kind in {"SoftBreak", "HardBreak"}:
            yield self.line_end(end)

    def code(self, value: str, start: int, end: int) -> Iterator[Run]:
        """The content of the code span ``text[start:end]``."""
        return code_runs(self.text, value, start, end)

    def line_end(self, end: int) -> Run:
        first = end - (2 if self.text.startswith("\r\n", end - 2) else 1)
        return Run(self.text[first:end], first, end)

    def html(self, index: int) -> Iterator[Token]:
        """A block of HTML; what its container puts before each line is none of it."""
        build = Builder(self.path, self.text, self.events[index][1])
        for _, start, end, _, _ in self.events[index + 1 : self.ends[index]]:
            if build.pieces and self.text[start - 1] == "\r" and build.end() == start - 1:
                start -= 1
            build.add(self.text[start:end], start)
        source = build.source()
        yield from source.html(0, len(source.text))

    def inline_html(self, value: str, start: int, end: int) -> Iterator[Token]:
        if end - start == len(value):
            yield from read_html(self.path, self.text, start, end)
            return
        build = Builder(self.path, self.text, start)
        for line in value.splitlines(keepends=True):
            at = max(self.text.find(line, start, end), start)
            build.add(self.text[at : at + len(line)], at)
            start = at + len(line)
        source = build.source()
        yield from source.html(0, len(source.text))
