"""Blocks, headings and links of a document, from its tags and runs of text as they come."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from seolint.document.collector import Collector
from seolint.document.content import Block, Heading, Link
from seolint.document.markdown import heading_mark
from seolint.document.template import Target, Template
from seolint.document.tokens import EndTag, Run, Tag
from seolint.text import Location, is_japanese

_DEEPEST = 8
"""How many headings or links lie in one another at most; in valid pages none does."""

_MOST_BEGUN = 64
"""How many links wait for browsers to open them again."""


class LinkText(Collector):
    """A link whose text is being read; ``end`` is where its end tag ends, -1 where it has none."""

    __slots__ = ("block", "end", "has_image", "offset", "reach")

    def __init__(self, path: str, tag: Tag, chrome: bool, block: int, offset: int) -> None:
        super().__init__(path, "a", tag, chrome)
        self.block, self.offset, self.has_image, self.end, self.reach = block, offset, False, -1, 0


class TextReader:
    """``balanced`` says that each tag has its end tag, so that headings and links may lie in one another."""

    def __init__(self, path: str, template: Template, balanced: bool) -> None:
        self.path, self.template, self.balanced = path, template, balanced
        named = (target for target in template.targets if target.kind in {"post_url", "link"})
        self.targets = sorted(named, key=attrgetter("start"))
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.hidden = ""
        self.chrome = False
        self.code = 0
        self.ruby = ""
        self.parted = ""
        """The element that parts what comes next from what came before; "" for none."""
        self.title: Collector | None = None
        self.block = Collector(path, "text", None, False)
        self.readings: list[Collector] = []
        self.open_headings: list[Collector] = []
        self.open_links: list[LinkText] = []
        self.begun: dict[int, LinkText] = {}
        """Links that browsers may open again, by where they start."""

    def run(self, run: Run) -> None:
        if self.title is not None:
            self.title.add(run)
        elif self.hidden or self.ruby:
            if self.ruby == "rt" and not self.hidden:
                self.readings[-1].add(run)
        else:
            if self.block.length:
                self.block.add(run, code=self.code > 0)
            else:
                self.begin_block(run)
            if self.parted:
                self.part(run)
            for heading in self.open_headings:
                heading.add(run)
            for link in self.open_links:
                link.add(run)

    def begin_block(self, run: Run) -> None:
        """Add the first run of a block without the white space before it, so that offsets are those of its text."""
        value = run.value.lstrip()
        if value and len(value) == len(run.value):
            self.block.add(run, code=self.code > 0)
        elif value:
            start = run.end - len(value) if len(run.value) == run.end - run.start else run.start
            self.block.add(Run(value, start, run.end), code=self.code > 0)

    def part(self, run: Run) -> None:
        """Keep apart the words of the lines and blocks that one link or heading holds; words of Japanese go on in the next line."""
        is_line, self.parted = self.parted == "br", ""
        if run.value[:1].isspace():
            return
        for text in (*self.open_headings, *self.open_links):
            last = text.parts[-1][-1:] if text.length else " "
            if last.isspace() or (is_line and is_japanese(last) and is_japanese(run.value[:1])):
                continue
            if is_line:
                text.breaks = text.breaks if text.breaks is not None else []
                text.breaks.append(text.length)
            text.add(Run(" ", run.start, run.start))

    def flush(self, kind: str) -> None:
        """End the block that is being read and begin the next."""
        block = self.block
        if not block.length:
            block.kind, block.chrome = kind, self.chrome
        else:
            self.add_block(block)
            self.block = Collector(self.path, kind, None, self.chrome)
        if self.readings:
            for reading in self.readings:
                self.add_block(reading)
            self.readings.clear()
        self.ruby = ""

    def add_block(self, block: Collector) -> None:
        text = block.placed(block.first)
        if text.value:
            self.blocks.append(Block(block.kind, text, tuple(block.code or ()), block.chrome))

    def begin_heading(self, tag: Tag) -> None:
        if not self.balanced:
            self.end_heading(EndTag(tag.name, tag.start, tag.start))
        elif len(self.open_headings) == _DEEPEST:
            self.add_heading(self.open_headings.pop(0), tag.start)
        self.open_headings.append(Collector(self.path, tag.name, tag, self.chrome))

    def end_heading(self, tag: EndTag) -> None:
        if self.open_headings:
            self.add_heading(self.open_headings.pop(), tag.end)

    def add_heading(self, heading: Collector, end: int) -> None:
        tag = heading.tag
        if tag is None:
            return
        mark = heading_mark(self.path, self.template.text, tag.start, tag.end) if tag.markdown else None
        text = heading.placed(mark.end if mark else tag.end if not tag.markdown else tag.start)
        at = Location(self.path, tag.start, tag.end if tag.markdown else max(end, tag.end, text.at.end))
        lead = len(raw) - len(raw.lstrip()) if heading.breaks and (raw := "".join(heading.parts)) else 0
        breaks = tuple(place - lead for place in heading.breaks or ())
        self.headings.append(Heading(int(tag.name[1]), text, at, mark, tag.attributes.get("id"), breaks))

    def begin_link(self, tag: Tag) -> None:
        link = self.begun.get(tag.start)
        if link is None:
            link = LinkText(self.path, tag, self.chrome, len(self.blocks), self.block.length)
            if len(self.begun) >= _MOST_BEGUN:
                self.add_link(next(begun for begun in self.begun.values() if begun not in self.open_links))
            self.begun[tag.start] = link
        if not self.balanced:
            self.open_links.clear()
        elif len(self.open_links) == _DEEPEST:
            del self.open_links[0]
        self.open_links.append(link)

    def end_link(self, tag: EndTag) -> None:
        """End a link, for good where it is its own end tag that does."""
        if self.open_links:
            link = self.open_links.pop()
            if tag.end > tag.start or not self.balanced:
                link.end = tag.end
                self.add_link(link)

    def add_link(self, link: LinkText) -> None:
        """Keep a link, if it is one: an anchor that only has a name is none."""
        tag = link.tag
        if tag is None or self.begun.pop(tag.start, None) is None:
            return
        attributes = tag.attributes
        url = attributes.get("href")
        if url is None and ("id" in attributes or "name" in attributes):
            return
        text = link.placed(tag.start + 1 if tag.markdown else tag.end)
        stop = tag.end if tag.markdown else link.end if link.end >= 0 else max(tag.end, text.at.end, link.reach)
        self.links.append(
            Link(
                text=text,
                url=url,
                at=Location(self.path, tag.start, stop),
                attributes=attributes,
                target=self.target(url.at) if url and self.targets else None,
                markdown=tag.markdown,
                has_image=link.has_image,
                chrome=link.chrome,
                block=link.block,
                offset=link.offset,
            )
        )

    def target(self, at: Location) -> Target | None:
        number = bisect_left(self.targets, at.start, key=attrgetter("start"))
        found = self.targets[number : number + 1]
        return found[0] if found and found[0].end <= at.end else None

    def begin_code(self, tag: Tag) -> None:
        self.code += 1

    def end_code(self, tag: EndTag) -> None:
        self.code = max(self.code - 1, 0)

    def reading(self, tag: Tag) -> None:
        self.ruby = "rt"
        self.readings.append(Collector(self.path, "rt", tag, self.chrome))

    def parenthesis(self, tag: Tag) -> None:
        self.ruby = "rp"

    def base_text(self, tag: Tag | EndTag) -> None:
        self.ruby = ""
