"""Markdown to placed tokens: the events of pyromark, whose UTF-8 ranges are turned into code points once a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from seolint.document.html import read_html
from seolint.document.tokens import EndTag, Run, Tag, Token
from seolint.document.yaml_tree import align
from seolint.text import Location, Placed

_NAMES = {
    "Paragraph": "p", "Item": "li", "TableHead": "tr", "TableRow": "tr", "TableCell": "td", "Table": "table",
    "BlockQuote": "blockquote", "FootnoteDefinition": "aside-note", "Emphasis": "em", "Strong": "strong",
    "Strikethrough": "del", "CodeBlock": "pre", "DefinitionList": "dl", "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd", "List": "ul",
}  # fmt: skip
_MARK = re.compile(r"[ \t>]*(#{1,6})(?=[ \t\r\n]|$)")
_DESTINATION = re.compile(r"\]\(\s*(?:<([^>\n]*)>|([^\s)]*))")
_LONE_RETURN = re.compile(r"\r(?!\n)")


def read_markdown(path: str, text: str, start: int) -> Iterator[Token]:
    """Tokens of ``text[start:]``, raw HTML and all; images carry ``src`` and ``alt``, links ``href``."""
    return _Reader(path, text, start).read()


@cache
def _parser() -> Any:
    import pyromark

    o = pyromark.Options
    options = o.ENABLE_TABLES | o.ENABLE_FOOTNOTES | o.ENABLE_STRIKETHROUGH | o.ENABLE_TASKLISTS
    return pyromark.Markdown(options=options | o.ENABLE_HEADING_ATTRIBUTES)


class _Image(Struct):
    """An image whose alt text is being read."""

    event: Mapping[str, Any]
    start: int
    inner: int
    parts: list[Run]


class _Reader:
    def __init__(self, path: str, text: str, start: int) -> None:
        self.path, self.text, self.start = path, text, start
        self.body = _LONE_RETURN.sub("\n", text[start:]) if "\r" in text else text[start:]
        self.definitions: dict[str, tuple[int, int]] | None = None

    def read(self) -> Iterator[Token]:
        events = list(_parser().events_with_range(self.body))
        offsets = self.offsets(number for _, r in events for number in (r["start"], r["end"]))
        image: _Image | None = None
        for index, (event, place) in enumerate(events):
            start, end = offsets[place["start"]], offsets[place["end"]]
            if event == "SoftBreak" or event == "HardBreak":
                run = Run(self.text[start:end] if end - start == 1 else "\n", start, end)
                if image:
                    image.parts.append(run)
                else:
                    yield run
                continue
            if isinstance(event, str):
                if event == "Rule":
                    yield Tag("hr", {}, start, end, markdown=True)
                continue
            ((kind, value),) = event.items()
            if kind == "Text" or kind == "Code":
                run = self.run(value, start, end, code=kind == "Code")
                if image:
                    image.parts.append(run)
                    image.inner = max(image.inner, end)
                elif kind == "Code":
                    yield Tag("code", {}, start, start, markdown=True)
                    yield run
                    yield EndTag("code", end, end)
                else:
                    yield run
            elif kind == "Start":
                name: str
                data: Mapping[str, Any]
                name, data = (value, {}) if isinstance(value, str) else next(iter(value.items()))
                if name == "Image":
                    image = image or _Image(data, start, start + 2, [])
                elif image:
                    image.inner = max(image.inner, start)
                elif name == "Link":
                    inner = self.inner_end(events, index, offsets, start + 1)
                    yield Tag("a", {"href": self.destination(data, start, inner, end)}, start, end, markdown=True)
                elif name == "HtmlBlock":
                    yield from read_html(self.path, self.text, start, end)
                elif name == "Heading":
                    yield Tag(data["level"].lower(), {}, start, end, markdown=True)
                elif name in _NAMES:
                    yield Tag(_NAMES[name], {}, start, end, markdown=True)
            elif kind == "End":
                name = value if isinstance(value, str) else next(iter(value))
                if name == "Image":
                    if image and image.start == start:
                        yield self.image(image, end)
                        image = None
                elif image:
                    image.inner = max(image.inner, end)
                elif name == "Link":
                    yield EndTag("a", end, end)
                elif name == "Heading":
                    level: str = event["End"]["Heading"]
                    yield EndTag(level.lower(), end, end)
                elif name in _NAMES:
                    yield EndTag(_NAMES[name], end, end)
            elif kind == "InlineHtml" and not image:
                yield from read_html(self.path, self.text, start, end)

    def offsets(self, numbers: Iterator[int]) -> dict[int, int]:
        """UTF-8 offsets in the body to code points of the text."""
        if self.body.isascii():
            return {number: number + self.start for number in numbers}
        found: dict[int, int] = {}
        data = self.body.encode()
        before, point = 0, self.start
        for number in sorted(set(numbers)):
            point += len(data[before:number].decode("utf-8", "replace"))
            before = number
            found[number] = point
        return found

    def run(self, value: str, start: int, end: int, *, code: bool) -> Run:
        """A run where its value stands: inside the back quotes of a code span."""
        if len(value) == end - start and "\n" in value:
            value = self.text[start:end]
        if code and end - start > len(value):
            inner = self.text.find(value, start, end)
            if inner >= 0:
                return Run(value, inner, inner + len(value))
        return Run(value, start, end)

    def inner_end(self, events: list[Any], index: int, offsets: dict[int, int], end: int) -> int:
        """Where the text of the link that opens at ``index`` ends."""
        depth = 0
        for event, place in events[index + 1 :]:
            if isinstance(event, dict):
                if "Start" in event:
                    depth += 1
                elif "End" in event:
                    depth -= 1
                    if depth < 0:
                        break
            end = max(end, offsets[place["end"]])
        return end

    def image(self, image: _Image, end: int) -> Tag:
        source = self.destination(image.event, image.start, image.inner, end)
        alt = "".join(run.value for run in image.parts)
        first = image.parts[0].start if image.parts else image.start + 2
        at = Location(self.path, first, image.parts[-1].end if image.parts else first)
        raw = self.text[at.start : at.end]
        placed = Placed(alt, at, () if raw == alt else align(alt, raw, at.start) or ((0, at.start, 0),))
        return Tag("img", {"src": source, "alt": placed}, image.start, end, markdown=True)

    def destination(self, event: Mapping[str, Any], start: int, inner: int, end: int) -> Placed[str]:
        """The URL of a link or image, placed where it is written: in line, between angle brackets or in a definition."""
        url: str = event["dest_url"]
        kind = event["link_type"]
        if kind == "Inline":
            found = _DESTINATION.search(self.text, inner, end)
            if found:
                first = found.start(1) if found[1] is not None else found.start(2)
                if self.text.startswith(url, first):
                    return Placed(url, Location(self.path, first, first + len(url)))
                last = max(found.end(1), found.end(2))
                return self.differing(url, first, last)
        elif kind in {"Autolink", "Email"}:
            first = start + 1
            if self.text.startswith(url, first):
                return Placed(url, Location(self.path, first, first + len(url)))
            return self.differing(url, first, end - 1)
        else:
            span = self.definition(event["id"])
            first = self.text.find(url, *span) if url else -1
            if first >= 0:
                return Placed(url, Location(self.path, first, first + len(url)))
        return Placed(url, Location(self.path, start, end), ((0, start, 0),))

    def differing(self, url: str, first: int, last: int) -> Placed[str]:
        pieces = align(url, self.text[first:last], first, escapes=True)
        return Placed(url, Location(self.path, first, last), pieces or ((0, first, 0),))

    def definition(self, label: str) -> tuple[int, int]:
        """Where the definition of ``label`` stands, past its label."""
        if self.definitions is None:
            found = _parser().reference_definitions(self.body)
            spans = {name.casefold(): entry["span"] for name, entry in found.items()}
            offsets = self.offsets(n for s in spans.values() for n in (s["start"], s["end"]))
            self.definitions = {
                name: (max(self.text.find("]:", offsets[s["start"]], offsets[s["end"]]), offsets[s["start"]]), offsets[s["end"]])
                for name, s in spans.items()
            }
        return self.definitions.get(" ".join(label.split()).casefold(), (0, 0))


def heading_mark(path: str, text: str, start: int, end: int) -> Location | None:
    """The number signs of an ATX heading at ``[start, end)``; None for an underlined one."""
    found = _MARK.match(text, start, end)
    return Location(path, *found.span(1)) if found else None
