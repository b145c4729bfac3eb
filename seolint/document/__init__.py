"""A post: its source text, and views of it computed when first asked for."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from seolint.document.content import Block, Heading, Image, Link
from seolint.document.destinations import Lead
from seolint.document.front_matter import FrontMatter
from seolint.document.json_schema import Fault, Schema
from seolint.document.json_slips import Slip
from seolint.document.keywords import Keyphrase, KeyphraseUse, Mentions, Term, mentions, read_keyphrases, use_all
from seolint.document.linked import LinkedPage
from seolint.document.structured_data import Item, Literal, Property, Reference, Script
from seolint.document.things import Thing
from seolint.document.words import Words
from seolint.text import UNKNOWN, fold

if TYPE_CHECKING:
    from seolint.document.endings import Ending
    from seolint.document.list_items import ListItem
    from seolint.document.long_sentences import LongSentence
    from seolint.document.narration import Said
    from seolint.document.presence import Presence
    from seolint.document.prose_words import ProseWords
    from seolint.document.readability import Readability
    from seolint.document.sections import Section
    from seolint.document.sentences import Sentence
    from seolint.document.signature import Signature
    from seolint.document.terms import Terms

__all__ = [
    "Block", "Document", "Fault", "FrontMatter", "Heading", "Image", "Item", "Keyphrase", "KeyphraseUse", "Lead", "Link", "Literal",
    "Mentions", "Property", "Reference", "Schema", "Script", "Slip", "Term", "Thing", "Words",
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
        from seolint.document.language import block_language

        quotes, language = self.content.quotes, self.language
        own = [block for block in self.blocks if not (block.kind == "pre" or block.chrome or quotes(block.text.at.start))]
        return tuple([block for block in own if block_language(block, language) == language])

    def in_prose(self, link: Link) -> bool:
        """Whether the text of ``link`` begins in ``prose``."""
        return any(block.text.at.start in self._prose_starts for block in self.blocks[link.block : link.block + 1])

    @cached_property
    def _prose_starts(self) -> frozenset[int]:
        return frozenset(block.text.at.start for block in self.prose)

    @cached_property
    def narration(self) -> tuple[Said, ...]:
        """The prose in the author's own words: U+E000 for each character of code, and for what stands in quotation marks."""
        from seolint.document.narration import read_narration

        return tuple(read_narration(self.prose))

    @cached_property
    def narration_text(self) -> str:
        """All of ``narration``, a line for each block: to see at once what is not in it."""
        return "\n".join([said.text for said in self.narration])

    @cached_property
    def narration_lower(self) -> str:
        """``narration_text`` in small letters."""
        return self.narration_text.lower()

    @cached_property
    def title_narration(self) -> str:
        """The title as ``narration`` has the prose, as long as it is; "" when there is none."""
        from seolint.document.narration import masked

        return masked(self.title.value) if self.title is not None else ""

    @cached_property
    def description_narration(self) -> str:
        """The description as ``narration`` has the prose, as long as it is; "" when there is none."""
        from seolint.document.narration import masked

        return masked(self.description.value) if self.description is not None else ""

    @cached_property
    def words(self) -> Words:
        return Words(self.content.blocks)

    @cached_property
    def prose_words(self) -> ProseWords:
        """The words that a link can be made of."""
        from seolint.document.prose_words import read_prose_words

        return read_prose_words(self.path, self.text, self.blocks, self.links, self.words)

    @cached_property
    def terms(self) -> Terms:
        """What the post is about by its own words; nothing where its language is neither Japanese nor English."""
        from seolint.document.terms import Terms

        title = self.title.value.replace(UNKNOWN, " ") if self.title is not None and len(self.title.value) <= 2_000 else ""
        return Terms(lambda: self.prose, title, self.words, self.language)

    @cached_property
    def list_items(self) -> tuple[ListItem, ...]:
        """The items of all lists of the body in order."""
        from seolint.document.list_items import read_list_items

        return tuple(read_list_items(self.text, [block for block in self.blocks if not block.chrome]))

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

    def sentences_of(self, block: Block) -> list[tuple[int, int]]:
        """Where the sentences of one of the blocks begin and end in its text."""
        from seolint.document.sentences import sentences

        return sentences(block.without_code(UNKNOWN))

    @cached_property
    def prose_sentences(self) -> tuple[Sentence, ...]:
        """Those of ``sentences`` in which the author speaks in text that runs on: no heading, cell, caption or term of a list."""
        prose = {block.text.at.start for block in self.prose if block.runs_on}
        blocks = self.content.blocks
        return tuple(sentence for sentence in self.sentences if blocks[sentence.block].text.at.start in prose)

    def long_sentences(self, characters: float | None = None, words: int | None = None) -> tuple[LongSentence, ...]:
        """The sentences of the prose with more than so many full-width characters, or in English words; else the usual limits."""
        from seolint.document.long_sentences import CHARACTERS, WORDS, read_long_sentences

        if self.language not in {"ja", "en"} or self.is_slides:
            return ()
        limits = CHARACTERS if characters is None else characters, WORDS if words is None else words
        return tuple(read_long_sentences(self.prose, self.headings, self.language, *limits))

    @cached_property
    def endings(self) -> tuple[Ending, ...]:
        """How the sentences of the paragraphs of a Japanese post end in which the author speaks; none of other posts."""
        from seolint.document.endings import read_endings

        return tuple(read_endings(block for block in self.prose if block.kind == "p")) if self.language == "ja" else ()

    @cached_property
    def readability(self) -> Readability:
        """How readable ``prose_sentences`` are."""
        from seolint.document.readability import read_readability

        blocks = self.content.blocks
        texts = [blocks[each.block].without_code(UNKNOWN)[each.start : each.end] for each in self.prose_sentences]
        return read_readability(texts, self.endings, self.language)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence of the prose in which ``offset`` of the post stands, or which is the last before it."""
        number = bisect_right(self.sentences, offset, key=lambda sentence: sentence.at.start) - 1
        return self.sentences[number] if number >= 0 else None

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
    def presence(self) -> tuple[Presence, ...]:
        """Where the post has each of the keyphrases outside of the running text."""
        from seolint.document.presence import read_presence

        headings = [heading.text.value for heading in self.outline if heading.text.value]
        alts = [image.alt.value for image in self.images if image.alt is not None and image.alt.value and not image.chrome]
        slug = self.planned_address.rstrip("/").rpartition("/")[2].removesuffix(".html")
        title, description = (self.title, self.title_mentions), (self.description, self.description_mentions)
        return read_presence(self.keyphrases, title, description, self.prose, headings, alts, slug)

    @cached_property
    def language(self) -> str:
        """The primary subtag of the post's language, such as ``ja``; "" when nothing tells.

        What the page names comes first, then what its text plainly shows, its path, its site, what the text suggests.
        """
        from seolint.document.language import sample, shown_language, told_language

        told = told_language(self.front_matter, self.content.language)
        head = [placed.value for placed in (self.title, self.description) if placed]
        path, title = self.site.inside(self.path), self.title.value if self.title else ""
        return told or shown_language(sample(head, self.blocks), self.place.language, path, self.site.language, title)

    def language_of(self, block: Block) -> str:
        """The language of one of the blocks: the post's where its text shows no other."""
        from seolint.document.language import block_language

        return block_language(block, self.language)

    @cached_property
    def length(self) -> int:
        """Characters of the body, code included: code points of visible text without white space."""
        texts = [block.text.value for block in self.content.blocks if not block.chrome]
        code = [self.text[start:end] for start, end in self.template.code]
        return sum(map(len, " ".join([*texts, *code]).split())) - sum(text.count(UNKNOWN) for text in texts)
