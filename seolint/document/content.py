"""What a reader sees of a post: blocks of text, headings, links and images, each with its exact place."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from seolint.document.collector import Collector
from seolint.document.markdown import heading_mark
from seolint.document.template import Target, Template
from seolint.document.tokens import BLOCK, HEADINGS, Comment, EndTag, Raw, Run, Tag, Token
from seolint.text import Location, Placed

_HIDDEN = frozenset({"svg", "template", "noscript", "head", "select", "canvas", "object", "math"})
_CHROME = frozenset({"nav", "header", "footer", "aside"})


class Block(Struct, frozen=True):
    """Text that runs on: a paragraph, list item, cell or heading. ``kind`` is its element, ``pre`` for code.

    ``code`` are ranges of ``text.value`` that are code; ``chrome`` says that header, footer or navigation of a whole
    page holds it.
    """

    kind: str
    text: Placed[str]
    code: tuple[tuple[int, int], ...] = ()
    chrome: bool = False


class Heading(Struct, frozen=True):
    """``mark`` is where Markdown's number signs stand, None for other headings; ``at`` is the whole heading."""

    level: int
    text: Placed[str]
    at: Location
    mark: Location | None


class Link(Struct, frozen=True):
    """``text`` is what the reader clicks, an image's alt included; ``target`` what ``post_url`` or ``link`` names.

    ``block`` and ``offset`` say where in the blocks the text begins.
    """

    text: Placed[str]
    url: Placed[str] | None
    at: Location
    attributes: dict[str, Placed[str]]
    target: Target | None
    markdown: bool
    has_image: bool
    chrome: bool
    block: int
    offset: int


class Image(Struct, frozen=True):
    """``alt`` is None where there is no such attribute; ``at`` is the whole tag or construct."""

    url: Placed[str]
    alt: Placed[str] | None
    at: Location
    attributes: dict[str, Placed[str]]
    markdown: bool
    chrome: bool


class Content(Struct, frozen=True):
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    scripts: tuple[Raw, ...]
    comments: tuple[Comment, ...]
    head_title: Placed[str] | None
    meta: dict[str, Placed[str]]
    language: str
    whole_page: bool


class _LinkText(Collector):
    """An open link."""

    def __init__(self, path: str, tag: Tag, chrome: bool, block: int, offset: int) -> None:
        super().__init__(path, "a", tag, chrome)
        self.block, self.offset, self.has_image = block, offset, False


def read_content(path: str, template: Template, tokens: Iterable[Token]) -> Content:
    """One pass over the tokens of a document."""
    reader = _Reader(path, template)
    for token in tokens:
        reader.read(token)
    return reader.finish()


class _Reader:
    def __init__(self, path: str, template: Template) -> None:
        self.path, self.template = path, template
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.scripts: list[Raw] = []
        self.comments: list[Comment] = []
        self.meta: dict[str, Placed[str]] = {}
        self.language = ""
        self.whole_page = False
        self.hidden: list[str] = []
        self.chrome = 0
        self.code = 0
        self.title: Collector | None = None
        self.head_title: Placed[str] | None = None
        self.block = Collector(path, "text", None, False)
        self.heading: Collector | None = None
        self.link: _LinkText | None = None
        self.actions = {Tag: self.open, EndTag: self.close, Run: self.run, Raw: self.raw, Comment: self.comments.append}

    def read(self, token: Token) -> None:
        self.actions[type(token)](token)  # type: ignore[operator]

    def run(self, run: Run) -> None:
        if self.title is not None:
            self.title.add(run)
        elif not self.hidden:
            code = self.code > 0
            self.block.add(run, code=code)
            if self.heading is not None:
                self.heading.add(run)
            if self.link is not None:
                self.link.add(run)

    def raw(self, raw: Raw) -> None:
        self.scripts.append(raw)

    def open(self, tag: Tag) -> None:
        name = tag.name
        if name in BLOCK:
            self.flush(name, tag)
            if name in HEADINGS and not self.hidden:
                self.end_heading(tag.start)
                self.heading = Collector(self.path, name, tag, self.chrome > 0)
        if name == "a":
            self.end_link(tag.start)
            if "href" in tag.attributes or ("id" not in tag.attributes and "name" not in tag.attributes):
                self.link = _LinkText(self.path, tag, self.chrome > 0, len(self.blocks), self.block.length)
        elif name == "img" and "noscript" not in self.hidden:
            self.image(tag)
        elif name in {"code", "pre", "samp"}:
            self.code += 1
        elif name == "html" or name == "body":
            self.whole_page = True
            lang = tag.attributes.get("lang")
            self.language = lang.value if lang else self.language
        elif name == "title" and "svg" not in self.hidden:
            self.title = Collector(self.path, "title", tag, False)
        elif name == "meta":
            self.read_meta(tag)
        elif name in _CHROME and self.whole_page:
            self.chrome += 1
        if name in _HIDDEN:
            self.hidden.append(name)

    def close(self, tag: EndTag) -> None:
        name = tag.name
        if name in _HIDDEN and name in self.hidden:
            while self.hidden.pop() != name:
                pass
        elif name == "title" and self.title is not None:
            self.head_title = self.head_title or self.title.placed(tag.start)
            self.title = None
        elif name == "a":
            self.end_link(tag.end)
        elif name in {"code", "pre", "samp"}:
            self.code = max(self.code - 1, 0)
        elif name in HEADINGS:
            self.end_heading(tag.end)
        elif name in _CHROME and self.whole_page:
            self.chrome = max(self.chrome - 1, 0)
        if name in BLOCK:
            self.flush("text", None)

    def flush(self, kind: str, tag: Tag | None) -> None:
        """End the block that is being read and begin the next."""
        text = self.block
        if text.length and not "".join(text.parts).isspace():
            placed = text.placed(text.first)
            lead = len("".join(text.parts)) - len("".join(text.parts).lstrip())
            code = tuple((max(s - lead, 0), max(e - lead, 0)) for s, e in text.code)
            self.blocks.append(Block(text.kind, placed, code, text.chrome))
        self.block = Collector(self.path, kind, tag, self.chrome > 0)

    def end_heading(self, end: int) -> None:
        heading, self.heading = self.heading, None
        if heading is None or heading.tag is None:
            return
        tag = heading.tag
        mark = heading_mark(self.path, self.template.text, tag.start, tag.end) if tag.markdown else None
        text = heading.placed(mark.end if mark else tag.end if not tag.markdown else tag.start)
        stop = tag.end if tag.markdown else max(end, tag.end)
        self.headings.append(Heading(int(tag.name[1]), text, Location(self.path, tag.start, stop), mark))

    def end_link(self, end: int) -> None:
        link, self.link = self.link, None
        if link is None or link.tag is None:
            return
        tag = link.tag
        url = tag.attributes.get("href")
        stop = tag.end if tag.markdown else max(end, tag.end)
        inner = tag.start + 1 if tag.markdown else tag.end
        at = Location(self.path, tag.start, stop)
        target = self.target(url.at) if url else None
        self.links.append(
            Link(
                text=link.placed(inner),
                url=url,
                at=at,
                attributes=tag.attributes,
                target=target,
                markdown=tag.markdown,
                has_image=link.has_image,
                chrome=link.chrome,
                block=link.block,
                offset=link.offset,
            )
        )

    def target(self, at: Location) -> Target | None:
        return next((t for t in self.template.targets if at.start <= t.start and t.end <= at.end), None)

    def image(self, tag: Tag) -> None:
        url = tag.attributes.get("src")
        alt = tag.attributes.get("alt")
        if self.link is not None:
            self.link.has_image = True
            if alt is not None and alt.value and len(alt.value) == alt.at.end - alt.at.start:
                self.link.add(Run(alt.value, alt.at.start, alt.at.end))
        if url is None:
            url = tag.attributes.get("data-src", Placed("", Location(self.path, tag.start, tag.start)))
        at = Location(self.path, tag.start, tag.end)
        self.images.append(Image(url, alt, at, tag.attributes, tag.markdown, self.chrome > 0))

    def read_meta(self, tag: Tag) -> None:
        name = tag.attributes.get("name") or tag.attributes.get("property")
        content = tag.attributes.get("content")
        if name and content:
            self.meta.setdefault(name.value.lower(), content)

    def finish(self) -> Content:
        self.end_link(0)
        self.end_heading(0)
        self.flush("text", None)
        return Content(
            tuple(self.blocks), tuple(self.headings), tuple(self.links), tuple(self.images), tuple(self.scripts),
            tuple(self.comments), self.head_title, self.meta, self.language, self.whole_page,
        )  # fmt: skip
