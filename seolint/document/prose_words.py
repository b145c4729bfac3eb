"""The words of a post's Markdown that a link can be made of, as site rules may carry them about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from seolint.document.content import Block, Link
from seolint.document.words import Words
from seolint.pattern import pattern
from seolint.text import Location

_IN_HTML = re.compile(r"<[^<>]*>\s*\Z")
_MARKUP = frozenset("[]<>*_`\\&{}|~^$\n")
_KANA = re.compile("[ぁ-ん]?")
_JOINED = pattern("[々一-鿿ァ-ヺー0-9A-Za-z-]{2}")
_JOINT = "\t"

_MOST = 100_000
"""Words of a post past which no link is looked for: ten times as many as the longest ones have."""


class ProseWords(Struct, frozen=True, array_like=True):
    """``lemmas``, a line each, an empty one where the text does not run on; ``spans`` are where each begins and ends.

    A tab stands before a lemma that makes one word with that before it (開発, 者).
    """

    path: str
    lemmas: str
    spans: tuple[int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Each lemma once that may begin a word, without single kana."""
        lemmas = dict.fromkeys(self.lemmas.split("\n"))
        return tuple(lemma for lemma in lemmas if not (lemma.startswith(_JOINT) or _KANA.fullmatch(lemma)))

    def find(self, wanted: Sequence[str]) -> Location | None:
        """The first place where the lemmas ``wanted`` stand side by side, or with の between them, as a word of their own."""
        lemmas = [*self.lemmas.split("\n"), ""]
        for start, lemma in enumerate(lemmas):
            if not wanted or lemma != wanted[0]:
                continue
            here = start
            for each in wanted:
                here += start < here and lemmas[here] == "の" != each
                if lemmas[here].removeprefix(_JOINT) != each:
                    break
                here += 1
            else:
                if not lemmas[here].startswith(_JOINT):
                    return Location(self.path, self.spans[2 * start], self.spans[2 * here - 1])
        return None


def read_prose_words(path: str, source: str, blocks: Sequence[Block], links: Sequence[Link], words: Words) -> ProseWords:
    """Those of paragraphs and items outside links, markup and HTML, among the first 100,000."""
    found = list(_words(source, blocks, links, words))
    return ProseWords(path, "\n".join(lemma for lemma, *_ in found), tuple(place for _, *span in found for place in span))


def _words(source: str, blocks: Sequence[Block], links: Sequence[Link], words: Words) -> Iterator[tuple[str, int, int]]:
    prose = [block for block in blocks if block.kind != "pre" and not block.chrome]
    plain = [block.kind in {"p", "li"} and not _is_html(source, block.text.at.start) for block in prose]
    places = iter([link.at for link in links])
    link = next(places, None)
    end = -1
    for number, lemma in enumerate(islice(words.lemmas, _MOST)):
        if not lemma or not plain[words.block(number)]:
            continue
        at = words.place(number, number + 1)
        while link is not None and link.end <= at.start:
            link = next(places, None)
        if (link is not None and link.start < at.end) or not _MARKUP.isdisjoint(source[at.start : at.end]):
            continue
        if source[end : at.start] not in {"", " "}:
            yield "", end, end
        joined = end == at.start and _JOINED.fullmatch(source, end - 1, end + 1) is not None
        yield _JOINT * joined + lemma, at.start, at.end
        end = at.end


def _is_html(source: str, start: int) -> bool:
    return _IN_HTML.search(source[max(start - 200, 0) : start]) is not None
