"""The content of a document from its tokens, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from seolint.document.collector import Collector, collapsed
from seolint.document.content import Content, Image, Styled
from seolint.document.head import Head, LinkElement, Meta
from seolint.document.image_sources import image_sources
from seolint.document.regions import Regions
from seolint.document.template import Template
from seolint.document.text_reader import TextReader
from seolint.document.tokens import BLOCK, HEADINGS, MOST, Comment, EndTag, Raw, Run, Tag, Token, TooManyError
from seolint.text import Location, Placed

_HIDDEN = frozenset(
    "svg math template noscript select datalist textarea canvas object video audio script style iframe noembed noframes".split()
)
"""Elements whose content no reader sees as text of the page: drawings, forms, fallbacks, code.

The image that stands in for an ``object`` is one all the same: it is what search engines find.
"""

_HOLDS_NO_TEXT = _HIDDEN | frozenset("area base br col embed hr img input link meta source track wbr".split())

_PICTURES = frozenset({"svg", "canvas", "object", "video"})
_ENDED_BY_BLOCK = _HIDDEN - {"template", "noscript"}
"""Of those, the ones that end with Markdown's block where they are not closed: posts write ``<script>`` and mean the word."""

_CODE = frozenset({"code", "pre", "samp", "listing", "plaintext", "xmp"})


def read_content(path: str, template: Template, tokens: Iterable[Token], *, balanced: bool = False) -> Content:
    """One pass over the tokens of a document; those of a page are ``balanced``, those of Markdown may not be.

    Raises TooManyError.
    """
    reader = _Reader(path, template, balanced)
    actions = reader.actions()
    tokens = iter(tokens)
    for token in islice(tokens, MOST):
        actions[type(token)](token)
    if next(tokens, None) is not None:
        raise TooManyError
    return reader.finish()


class _Reader(TextReader):
    def __init__(self, path: str, template: Template, balanced: bool) -> None:
        super().__init__(path, template, balanced)
        self.depth = 0
        """How many elements of the name of the hidden one are open, itself included."""
        self.images: list[Image] = []
        self.scripts: list[Raw] = []
        self.comments: list[Comment] = []
        self.anchors: list[Placed[str]] = []
        self.titles: list[Placed[str]] = []
        self.metas: list[Meta] = []
        self.link_elements: list[LinkElement] = []
        self.base: Placed[str] | None = None
        self.languages: dict[str, Placed[str]] = {}
        self.whole_page = False
        self.in_head = False
        self.regions = Regions()
        self.quotations: list[tuple[int, int]] = []
        self.quoting: list[int] = []
        """Where each quotation begins that is open."""
        self.styled: list[Styled] = []
        self.styling: dict[str, list[Tag]] = {}
        """The open elements of each name that a styled one has, from the outermost styled one on."""
        self.picture: list[Tag] | None = None

    def actions(self) -> dict[type, Callable[..., None]]:
        """What is done with each kind of token; not kept, lest the reader hold itself in memory."""
        return {Tag: self.open, EndTag: self.close, Run: self.run, Raw: self.raw, Comment: self.comments.append}

    def raw(self, raw: Raw) -> None:
        if raw.tag.name == "script":
            self.scripts.append(raw)

    def open(self, tag: Tag) -> None:
        name = tag.name
        if tag.attributes:
            self.anchor(tag)
        if self.hidden:
            self.depth += name == self.hidden
            if name == "img" and self.hidden == "object":
                self.image(tag)
            return
        if name in self.styling or ("style" in tag.attributes and name not in _HOLDS_NO_TEXT):
            self.styling.setdefault(name, []).append(tag)
        if name in BLOCK:
            self.flush(name)
            self.parted = self.parted if self.parted and name == "br" else name
            if self.whole_page and name not in {"br", "hr"}:
                self.chrome = self.block.chrome = self.regions.begin(tag)
        opened = _OPENED.get(name)
        if opened is not None:
            opened(self, tag)

    def close(self, tag: EndTag) -> None:
        name = tag.name
        if self.hidden:
            self.depth -= name == self.hidden
            ended = not self.balanced and tag.start == tag.end and name in BLOCK and self.hidden in _ENDED_BY_BLOCK
            if self.depth and not ended:
                return
            self.hidden = ""
            if not ended:
                return
            self.open_links.clear()
        if name in self.styling:
            self.end_styled(tag)
        closed = _CLOSED.get(name)
        if closed is not None:
            closed(self, tag)
        if name in BLOCK:
            if self.whole_page:
                self.chrome = self.regions.end(name)
            self.flush("text")
            self.parted = name

    def hide(self, tag: Tag) -> None:
        if tag.name in _PICTURES:
            for link in self.open_links:
                link.has_image = True
        if self.balanced or not tag.self_closing:
            self.hidden, self.depth = tag.name, 1

    def anchor(self, tag: Tag) -> None:
        """Keep where fragments can lead; a link that browsers open again, and a template, has no more of them."""
        if self.hidden == "template" or (tag.name == "a" and tag.start in self.begun):
            return
        named = tag.attributes.get("id")
        if named is not None and named.value:
            self.anchors.append(named)
        also = tag.attributes.get("name") if tag.name == "a" else None
        if also is not None and also.value and (named is None or named.value != also.value):
            self.anchors.append(also)

    def image(self, tag: Tag) -> None:
        sources, self.picture = self.picture or (), None
        url, candidates = image_sources(self.path, tag, sources)
        alt = tag.attributes.get("alt")
        for link in self.open_links:
            link.has_image, link.reach = True, tag.end
            if alt is not None and alt.value:
                link.add_placed(alt)
        at = Location(self.path, tag.start, tag.end)
        self.images.append(Image(url, alt, at, tag.attributes, tag.markdown, self.chrome, candidates))

    def input(self, tag: Tag) -> None:
        kind = tag.attributes.get("type")
        if kind is not None and kind.value.strip().lower() == "image":
            self.image(tag)

    def begin_picture(self, tag: Tag) -> None:
        self.picture = []

    def end_picture(self, tag: EndTag) -> None:
        self.picture = None

    def begin_quotation(self, tag: Tag) -> None:
        self.quoting.append(tag.start)

    def end_quotation(self, tag: EndTag) -> None:
        start = self.quoting.pop() if self.quoting else tag.end
        if not self.quoting and start < tag.end:
            self.quotations.append((start, tag.end))

    def end_styled(self, tag: EndTag) -> None:
        opened = self.styling[tag.name].pop()
        if not self.styling[tag.name]:
            del self.styling[tag.name]
        if "style" in opened.attributes and not opened.markdown:
            at = Location(self.path, opened.start, opened.end)
            self.styled.append(Styled(opened.name, opened.attributes, at, tag.start))

    def source(self, tag: Tag) -> None:
        if self.picture is not None:
            self.picture.append(tag)

    def page(self, tag: Tag) -> None:
        """``html`` and ``body``: a second one only adds the attributes that the first does not have."""
        self.whole_page = True
        if "lang" in tag.attributes:
            self.languages.setdefault(tag.name, tag.attributes["lang"])

    def begin_head(self, tag: Tag) -> None:
        self.in_head = True

    def end_head(self, tag: EndTag) -> None:
        self.in_head = False

    def begin_title(self, tag: Tag) -> None:
        self.title = Collector(self.path, "title", tag, False)

    def end_title(self, tag: EndTag) -> None:
        if self.title is not None:
            self.titles.append(collapsed(self.title.placed(tag.start)))
            self.title = None

    def meta(self, tag: Tag) -> None:
        self.metas.append(Meta(tag.attributes, Location(self.path, tag.start, tag.end), self.in_head))

    def link_element(self, tag: Tag) -> None:
        self.link_elements.append(LinkElement(tag.attributes, Location(self.path, tag.start, tag.end), self.in_head))

    def base_url(self, tag: Tag) -> None:
        self.base = self.base or tag.attributes.get("href")

    def finish(self) -> Content:
        self.end_title(EndTag("title", 0, 0))
        for heading in self.open_headings:
            self.add_heading(heading, 0)
        self.flush("text")
        language = self.languages.get("html") or self.languages.get("body")
        head = Head(language, tuple(self.titles), tuple(self.metas), tuple(self.link_elements), self.base)
        meta: dict[str, Placed[str]] = {}
        for name, value in head.named_contents():
            meta.setdefault(name, value)
        for link in tuple(self.begun.values()):
            self.add_link(link)
        self.headings.sort(key=lambda heading: heading.at.start)
        self.links.sort(key=lambda link: link.at.start)
        return Content(
            tuple(self.blocks), tuple(self.headings), tuple(self.links), tuple(self.images),
            tuple(self.scripts), tuple(self.comments), head, meta, tuple(self.anchors), self.whole_page,
            tuple(self.quotations), tuple(self.styled),
        )  # fmt: skip


_OPENED: dict[str, Callable[[_Reader, Tag], None]] = {
    **dict.fromkeys(_HIDDEN, _Reader.hide),
    **dict.fromkeys(HEADINGS, _Reader.begin_heading),
    **dict.fromkeys(_CODE, _Reader.begin_code),
    **dict.fromkeys(("!doctype", "html", "body"), _Reader.page),
    **dict.fromkeys(("rb", "ruby"), _Reader.base_text),
    **dict.fromkeys(("rt", "rtc"), _Reader.reading),
    "a": _Reader.begin_link,
    "base": _Reader.base_url,
    "blockquote": _Reader.begin_quotation,
    "head": _Reader.begin_head,
    "img": _Reader.image,
    "input": _Reader.input,
    "link": _Reader.link_element,
    "meta": _Reader.meta,
    "picture": _Reader.begin_picture,
    "q": _Reader.begin_quotation,
    "rp": _Reader.parenthesis,
    "source": _Reader.source,
    "title": _Reader.begin_title,
}

_CLOSED: dict[str, Callable[[_Reader, EndTag], None]] = {
    **dict.fromkeys(HEADINGS, _Reader.end_heading),
    **dict.fromkeys(_CODE, _Reader.end_code),
    **dict.fromkeys(("rb", "rp", "rt", "rtc", "ruby"), _Reader.base_text),
    "a": _Reader.end_link,
    "blockquote": _Reader.end_quotation,
    "head": _Reader.end_head,
    "picture": _Reader.end_picture,
    "q": _Reader.end_quotation,
    "title": _Reader.end_title,
}
