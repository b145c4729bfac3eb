"""CommonMark and GitHub's dialect of it to placed tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint.document.html import read_html
from seolint.document.markdown.autolinks import Autolink, find_autolinks
from seolint.document.markdown.events import Event, matching, read_events
from seolint.document.markdown.heading_attributes import heading_attributes
from seolint.document.markdown.source import Builder
from seolint.document.markdown.written import Written, code_runs, joined
from seolint.document.tokens import EndTag, Run, Tag, Token
from seolint.text import UNKNOWN, Location, Placed

_NAMES = {
    "Paragraph": "p", "Item": "li", "TableHead": "tr", "TableRow": "tr", "TableCell": "td", "Table": "table",
    "BlockQuote": "blockquote", "FootnoteDefinition": "aside-note", "Emphasis": "em", "Strong": "strong",
    "Strikethrough": "del", "CodeBlock": "pre", "List": "ul",
}  # fmt: skip
_LONE_RETURN = re.compile(r"\r(?!\n)")
_ROUNDS = 3
"""How often a text is read again because an address in it holds what looks like Markdown."""


def read_commonmark(path: str, text: str, start: int, dialect: str, *, ids: bool) -> Iterator[Token]:
    """Tokens of ``text[start:]``; with ``ids``, attributes at the end of a heading are no text."""
    return _Reader(path, text, start, dialect, ids).read()


class _Reader:
    def __init__(self, path: str, text: str, start: int, dialect: str, ids: bool) -> None:
        self.path, self.text, self.dialect, self.ids = path, text, dialect, ids
        body = _LONE_RETURN.sub("\n", text[start:]) if "\r" in text else text[start:]
        self.events = read_events(body, start, dialect)
        self.ends = matching(self.events)
        self.links: list[Autolink] = []
        if dialect == "gfm" and ("://" in body or "www." in body or "@" in body):
            body = self.link(body, start)
        self.written = Written(path, text, body, start, dialect)
        self.next_link = 0
        self.done = 0
        """Up to where text has been read, as part of an address."""
        self.cut = -1
        """Where the attributes of the heading begin that is being read."""

    def link(self, body: str, start: int) -> str:
        """Find addresses; the body in which what they hold is no Markdown."""
        for _ in range(_ROUNDS):
            self.links = find_autolinks(self.text, self.events, self.ends)
            swallowing = [link for link in self.links if link.end > link.room]
            if not swallowing:
                return body
            parts, here = list[str](), 0
            for each in swallowing:
                parts += body[here : each.start - start], UNKNOWN * (each.end - each.start)
                here = each.end - start
            body = "".join((*parts, body[here:]))
            self.events = read_events(body, start, self.dialect)
            self.ends = matching(self.events)
        self.links = [link for link in find_autolinks(self.text, self.events, self.ends) if link.end <= link.room]
        return body

    def read(self) -> Iterator[Token]:
        events = self.events
        referred = {event.value.casefold() for event in events if event.kind == "FootnoteReference"}
        index = 0
        while index < len(events):
            event = events[index]
            kind, start, end = event.kind, event.start, event.end
            if kind == "Text":
                yield from self.runs(event)
            elif kind == "Start":
                name = event.name
                if name == "Image":
                    yield self.image(index)
                    index = self.ends[index]
                elif name == "HtmlBlock":
                    yield from self.html(index)
                    index = self.ends[index]
                elif name == "FootnoteDefinition" and event.data["value"].casefold() not in referred:
                    index = self.ends[index]
                elif not 0 <= self.cut <= start:
                    yield from self.open(event, index)
            elif kind == "End":
                if not 0 <= self.cut <= start:
                    yield from self.close(event)
            elif kind == "Code":
                yield Tag("code", {}, start, start, markdown=True)
                yield from code_runs(self.text, event.value, start, end)
                yield EndTag("code", end, end)
            elif kind == "SoftBreak" or kind == "HardBreak":
                yield self.line_end(event)
            elif kind == "InlineHtml":
                yield from self.inline_html(event)
            elif kind == "Rule":
                yield Tag("hr", {}, start, end, markdown=True)
            index += 1

    def open(self, event: Event, index: int) -> Iterator[Token]:
        name, start, end = event.name, event.start, event.end
        if name == "Link":
            yield Tag("a", {"href": self.written.url(event, self.inner_end(index))}, start, self.end(event), markdown=True)
        elif name == "Heading":
            attributes: dict[str, Placed[str]] = {}
            found = heading_attributes(self.text, start, end) if self.ids else None
            if found:
                self.cut = found.start
                if found.id_end:
                    at = Location(self.path, found.id_start, found.id_end)
                    attributes["id"] = Placed(self.text[at.start : at.end], at)
            yield Tag(event.data["level"].lower(), attributes, start, end, markdown=True)
        elif name in _NAMES:
            yield Tag(_NAMES[name], {}, start, end, markdown=True)

    def close(self, event: Event) -> Iterator[Token]:
        name, end = event.name, event.end
        if name == "Link":
            yield EndTag("a", self.end(event), self.end(event))
        elif name == "Heading":
            self.cut = -1
            yield EndTag(event.data["value"].lower(), end, end)
        elif name in _NAMES:
            yield EndTag(_NAMES[name], end, end)

    def end(self, event: Event) -> int:
        """Where a link or image ends, the brackets of a collapsed reference too."""
        return event.end + 2 * self.text.startswith("[]", event.end)

    def inner_end(self, index: int) -> int:
        """Where the text of the link or image at ``index`` ends."""
        last = self.ends[index] - 1
        return self.events[last].end if last > index else self.events[index].start + 1

    def runs(self, event: Event) -> Iterator[Token]:
        """Text, and the addresses in it."""
        start, end = max(event.start, self.done), event.end
        if self.cut >= 0:
            end = min(end, self.cut)
        if start >= end:
            return
        while self.next_link < len(self.links) and self.links[self.next_link].start < end:
            link = self.links[self.next_link]
            self.next_link += 1
            if link.start < start:
                continue
            if link.start > start:
                yield Run(self.text[start : link.start], start, link.start)
            at = Location(self.path, link.start, link.end)
            shown, lead = self.text[at.start : at.end], len(link.lead)
            pieces = ((0, at.start, 0), (lead, at.start, len(shown))) if lead else ()
            yield Tag("a", {"href": Placed(link.lead + shown, at, pieces)}, at.start, at.end, markdown=True)
            yield Run(shown, at.start, at.end)
            yield EndTag("a", at.end, at.end)
            start = self.done = link.end
        if start < end:
            plain = event.end - event.start == len(event.value) or start > event.start
            yield Run(self.text[start:end] if plain else event.value, start, end)

    def image(self, index: int) -> Tag:
        event, inner = self.events[index], list[Run]()
        for each in self.events[index + 1 : self.ends[index]]:
            if each.kind == "Text":
                inner.append(Run(each.value, each.start, each.end))
            elif each.kind == "Code":
                inner += code_runs(self.text, each.value, each.start, each.end)
            elif each.kind in {"SoftBreak", "HardBreak"}:
                inner.append(self.line_end(each))
        alt = joined(self.path, inner, event.start + 2)
        url = self.written.url(event, self.inner_end(index))
        return Tag("img", {"src": url, "alt": alt}, event.start, self.end(event), markdown=True)

    def line_end(self, event: Event) -> Run:
        first = event.end - (2 if self.text.startswith("\r\n", event.end - 2) else 1)
        return Run(self.text[first : event.end], first, event.end)

    def html(self, index: int) -> Iterator[Token]:
        """A block of HTML; what its container puts before each line is none of it."""
        lines = self.events[index + 1 : self.ends[index]]
        build = Builder(self.path, self.text, self.events[index].start)
        for line in lines:
            if build.pieces and self.text[line.start - 1] == "\r" and build.end() == line.start - 1:
                build.add("\r", line.start - 1)
            build.add(self.text[line.start : line.end], line.start)
        source = build.source()
        yield from source.html(0, len(source.text))

    def inline_html(self, event: Event) -> Iterator[Token]:
        if event.end - event.start == len(event.value):
            yield from read_html(self.path, self.text, event.start, event.end)
            return
        build, here = Builder(self.path, self.text, event.start), event.start
        for line in event.value.splitlines(keepends=True):
            at = max(self.text.find(line, here, event.end), here)
            build.add(self.text[at : at + len(line)], at)
            here = at + len(line)
        source = build.source()
        yield from source.html(0, len(source.text))
