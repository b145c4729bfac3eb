"""The parts of a post, from one heading to the next, and how much each says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from seolint.document.content import Block, Heading
from seolint.text import print_width

_UNSAID = frozenset({"pre", "td", "th", "rt"})
"""Blocks that are not read line by line: code, tables, the readings of words."""
_RUNNING = frozenset({"p", "text", "br"})
"""Blocks of text that runs on; lists, quotations and the like are taken in part by part."""
_URL = re.compile(r"https?://[^\s<>「」（）、。]+")
_BOLD = {"**": "**", "__": "__", "<b>": "</b>", "<strong>": "</strong>"}
_LAST = frozenset("*_>")


class Section(Struct, frozen=True, gc=False):
    """What stands under one heading, as far as the next one of any level; ``heading`` is None for what precedes the first.

    ``most`` is how wide its text can be at most, in full-width units.
    """

    heading: Heading | None
    blocks: tuple[Block, ...]
    most: float

    @property
    def size(self) -> float:
        """How wide its prose is, in full-width units: white space, URLs, code and tables left out; not kept."""
        return _wide([block.without_code("") for block in self.blocks if block.kind not in _UNSAID])

    @property
    def running(self) -> float:
        """How wide its paragraphs are: as ``size``, without lists, quotations in one piece, asides and captions; not kept."""
        return _wide([block.without_code("") for block in self.blocks if block.kind in _RUNNING])


def _wide(texts: Iterable[str]) -> float:
    prose = " ".join(texts)
    if "://" in prose:
        prose = _URL.sub("", prose)
    return print_width(prose)


def read_sections(headings: Iterable[Heading], blocks: Sequence[Block]) -> Iterator[Section]:
    """The sections of the content, without header, footer and navigation of a whole page; the first may be empty."""
    chrome = {block.text.at.start for block in blocks if block.chrome}
    shown = iter([heading for heading in headings if heading.text.at.start not in chrome])
    heading, following, held = None, next(shown, None), list[Block]()
    for block in blocks:
        if block.chrome:
            continue
        start = block.text.at.start
        while following is not None and following.at.start <= start:
            yield _section(heading, held)
            heading, following, held = following, next(shown, None), []
        if heading is None or start >= heading.at.end:
            held.append(block)
    yield _section(heading, held)
    if following is not None:
        yield from (_section(heading, ()) for heading in (following, *shown))


def _section(heading: Heading | None, blocks: Sequence[Block]) -> Section:
    """Wide characters are those of three bytes in UTF-8, near enough."""
    text = "".join([block.text.value for block in blocks if block.kind not in _UNSAID])
    return Section(heading, tuple(blocks), (len(text) + len(text.encode("utf-8", "replace"))) / 4)


def bold_lines(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The paragraphs that are one line, all of it bold, no link or code."""
    for block in blocks:
        at = block.text.at
        if block.kind != "p" or at.end - at.start > 200 or text[at.start - 1 : at.start] not in _LAST:
            continue
        opening = next((mark for mark in _BOLD if text.endswith(mark, max(at.start - len(mark), 0), at.start)), "")
        written = text[at.start : at.end]
        if not opening or not text.startswith(_BOLD[opening], at.end) or opening in written or "\n" in written:
            continue
        before = text[max(at.start - 40, 0) : at.start - len(opening)].rpartition("\n")[2]
        end = at.end + len(_BOLD[opening])
        after = text[end : end + 40].partition("\n")[0]
        if not before.replace("<p>", "").strip() and not after.replace("</p>", "").strip(" \t\r\\"):
            yield block
