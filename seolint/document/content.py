"""What a reader sees of a post, and what it says of itself: each thing with its exact place."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from seolint.document.head import Head
from seolint.document.template import Target
from seolint.document.tokens import HEADINGS, Comment, Raw
from seolint.text import Location, Placed

_BRIEF = HEADINGS | frozenset({"pre", "td", "th", "dt", "rt", "caption", "figcaption", "legend", "option", "summary"})


class Block(Struct, frozen=True, gc=False):
    """Text that runs on: a paragraph, list item, cell or heading. ``kind`` is its element, ``pre`` for code.

    A reading set over or beside other text is a block of its own, ``rt``, after that which holds it.
    ``code`` are ranges of ``text.value`` that are code; ``chrome`` says that header, footer or navigation of a whole
    page holds it.
    """

    kind: str
    text: Placed[str]
    code: tuple[tuple[int, int], ...] = ()
    chrome: bool = False

    @property
    def runs_on(self) -> bool:
        """Whether it is a text of sentences, no code, heading, cell, caption or term of a list."""
        return self.kind not in _BRIEF

    def is_code(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.code)

    def without_code(self, filler: str) -> str:
        """The text with ``filler`` for each character of code."""
        if not self.code:
            return self.text.value
        text, parts, here = self.text.value, list[str](), 0
        for start, end in self.code:
            start, end = max(start, here), min(end, len(text))
            if start < end:
                parts += (text[here:start], filler * (end - start))
                here = end
        return "".join((*parts, text[here:]))


class Heading(Struct, frozen=True, gc=False):
    """``mark`` is where Markdown's number signs stand, None for other headings; ``at`` is the whole heading.

    ``id`` is the one that the post gives it; see ``Document.heading_ids`` for those of generators. ``breaks`` are the places of
    the spaces in ``text`` that stand for a ``<br>``.
    """

    level: int
    text: Placed[str]
    at: Location
    mark: Location | None
    id: Placed[str] | None = None
    breaks: tuple[int, ...] = ()

    @property
    def joined(self) -> str:
        """The text without what stands for a ``<br>``, as generators make ids of it."""
        ends = (*self.breaks, len(self.text.value))
        starts = (0, *(place + 1 for place in self.breaks))
        return "".join(self.text.value[start:end] for start, end in zip(starts, ends, strict=True))


class Link(Struct, frozen=True, gc=False):
    """``text`` is what the reader clicks, an image's alt included; ``target`` what ``post_url`` or ``link`` names.

    ``at`` ends with the last of the text where the link is never closed. ``block`` and ``offset`` say where in the
    blocks the text begins. ``has_image`` is also said of drawings and videos.
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


class Image(Struct, frozen=True, gc=False):
    """``url`` is what a reader's browser shows in the end, ``candidates`` what it may choose instead on other screens.

    ``alt`` is None where there is no such attribute; ``at`` is the whole tag or construct. Besides ``<img>`` it may be
    ``<input type=image>``.
    """

    url: Placed[str]
    alt: Placed[str] | None
    at: Location
    attributes: dict[str, Placed[str]]
    markdown: bool
    chrome: bool
    candidates: tuple[Placed[str], ...] = ()


class Styled(Struct, frozen=True, gc=False):
    """An element of raw HTML with a style of its own: its start tag at ``at``, what it holds ``[at.end, end)``."""

    name: str
    attributes: dict[str, Placed[str]]
    at: Location
    end: int


class Content(Struct, frozen=True, gc=False):
    """``meta`` has the first value of each name; ``head`` has all. ``anchors`` are where fragments of URLs can lead.

    ``whole_page`` says that the file writes the page's own document type, ``html`` or ``body``. ``quotations`` are where the
    outermost ``blockquote`` and ``q`` elements begin and end in the post, in order; one that is never closed is none;
    so it is with ``styled``.
    """

    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    scripts: tuple[Raw, ...]
    comments: tuple[Comment, ...]
    head: Head
    meta: dict[str, Placed[str]]
    anchors: tuple[Placed[str], ...]
    whole_page: bool
    quotations: tuple[tuple[int, int], ...] = ()
    styled: tuple[Styled, ...] = ()

    def quotes(self, offset: int) -> bool:
        """Whether what stands at ``offset`` of the post is quoted."""
        number = bisect_right(self.quotations, (offset, 1 << 60)) - 1
        return number >= 0 and offset < self.quotations[number][1]

    @property
    def head_title(self) -> Placed[str] | None:
        return self.head.title

    @property
    def language(self) -> str:
        """What ``<html lang>`` says, "" when nothing."""
        return self.head.language.value if self.head.language is not None else ""
