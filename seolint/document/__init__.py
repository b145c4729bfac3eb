"""A post: its source text, and views of it computed when first asked for."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from seolint.document.content import Block, Heading, Image, Link
from seolint.document.destinations import Lead
from seolint.document.front_matter import FrontMatter
from seolint.document.json_schema import Fault, Schema
from seolint.document.keywords import Keyphrase, KeyphraseUse, Mentions, Term, mentions, read_keyphrases, use_all
from seolint.document.linked import LinkedPage
from seolint.document.structured_data import Item, Literal, Property, Reference, Script
from seolint.document.things import Thing
from seolint.document.words import Words
from seolint.text import UNKNOWN, fold

if TYPE_CHECKING:
    from seolint.document.prose_words import ProseWords
    from seolint.document.sections import Section
    from seolint.document.sentences import Sentence
    from seolint.document.signature import Signature

__all__ = [
    "Block", "Document", "Fault", "FrontMatter", "Heading", "Image", "Item", "Keyphrase", "KeyphraseUse", "Lead", "Link", "Literal",
    "Mentions", "Property", "Reference", "Schema", "Script", "Term", "Thing", "Words",
]  # fmt: skip


class Document(LinkedPage):
    """One post. Every view is a pure function of ``path``, ``text`` and ``site``; every value knows its place."""

    @cached_property
    def outline(self) -> tuple[Heading, ...]:
        """The headings of the text itself: neither those around it nor those of raw HTML, which have boxes in posts."""
        whole = self.content.whole_page
        chrome = {block.text.at.start for block in self.blocks if block.chrome} if whole else frozenset[int]()
        return tuple(
            heading
            for heading in self.headings
            if heading.text.at.start not in chrome
            and (self.is_html or heading.mark is not None or not self.text.startswith("<", heading.at.start))
        )

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The text cut at its headings; the first section is what stands before them, and may be empty."""
        from seolint.document.sections import read_sections

        return tuple(read_sections(self.headings, self.blocks))

    @cached_property
    def bold_lines(self) -> tuple[Block, ...]:
        """Paragraphs that are one bold line, as headings are."""
        from seolint.document.sections import bold_lines

        return tuple(bold_lines(self.text, self.blocks))

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """The blocks in which the author speaks, in the post's own language: no code, quotation, header, footer or navigation."""
        quotes, language = self.content.quotes, self.language
        return tuple(
            block
            for block in self.blocks
            if block.kind != "pre" and not (block.chrome or quotes(block.text.at.start) or self.language_of(block) != language)
        )

    @cached_property
    def words(self) -> Words:
        return Words(self.content.blocks)

    @cached_property
    def prose_words(self) -> ProseWords:
        """The words that a link can be made of."""
        from seolint.document.prose_words import read_prose_words

        return read_prose_words(self.path, self.text, self.blocks, self.links, self.words)

    @cached_property
    def signature(self) -> Signature:
        """What the post says, to be compared with what others do."""
        from seolint.document.signature import read_signature

        return read_signature(self.prose, self.words)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body's prose in order; a heading, an item and a cell are at least one each."""
        from seolint.document.sentences import read_sentences

        return tuple(read_sentences(self.content.blocks))

    def around(self, link: Link) -> tuple[str, str]:
        """The sentence in which the text of ``link`` begins: what stands before the link, and what behind it."""
        number = bisect_right(self.sentences, (link.block, link.offset), key=lambda sentence: (sentence.block, sentence.start)) - 1
        sentence = self.sentences[number] if number >= 0 else None
        if sentence is None or sentence.block != link.block:
            return "", ""
        start = max(link.offset - sentence.start, 0)
        return sentence.text[:start], sentence.text[start + len(link.text.value) :]

    @cached_property
    def keyphrases(self) -> tuple[Keyphrase, ...]:
        """The keyphrases of the front matter that are to be judged; the first is the primary one."""
        phrases = read_keyphrases(self.front_matter, self.site.keyword_keys, self.site.synonyms)
        return tuple(one for one in phrases if fold(one.text.value) not in self.site.keywords_ignored)

    @cached_property
    def keywords(self) -> tuple[KeyphraseUse, ...]:
        """The keyphrases with their use in the body."""
        return tuple(use_all(self.keyphrases, self.words)) if self.keyphrases else ()

    @cached_property
    def title_mentions(self) -> tuple[Mentions, ...]:
        """Where the title has each of the keyphrases; none where a template fills in a part of it."""
        return mentions(self.keyphrases, self.title)

    @cached_property
    def description_mentions(self) -> tuple[Mentions, ...]:
        """Where the description has each of them."""
        return mentions(self.keyphrases, self.description)

    @cached_property
    def language(self) -> str:
        """The primary subtag of the post's language, such as ``ja``; "" when nothing tells.

        What the page names comes first, then what its text plainly shows, its path, its site, what the text suggests.
        """
        from seolint.document.language import sample, shown_language, told_language

        told = told_language(self.front_matter, self.content.language)
        head = [placed.value for placed in (self.title, self.description) if placed]
        path = self.site.inside(self.path)
        return told or shown_language(sample(head, self.blocks), self.place.language, path, self.site.language)

    def language_of(self, block: Block) -> str:
        """The language of one of the blocks: the post's where its text shows no other."""
        from seolint.document.language import block_language, sample

        if len(block.text.value) < 8 and block.text.value.isascii():
            return self.language
        return block_language(sample((), (block,)), self.language)

    @cached_property
    def length(self) -> int:
        """Characters of the body, code included: code points of visible text without white space."""
        blocks = (b.text.value for b in self.content.blocks if not b.chrome)
        count = sum(len("".join(value.split()).replace(UNKNOWN, "")) for value in blocks)
        return count + sum(len("".join(self.text[s:e].split())) for s, e in self.template.code)
