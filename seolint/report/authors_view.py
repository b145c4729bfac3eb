"""What ``seolint inspect`` shows the author: keywords and the post's own terms along the text, what is long, posts like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from seolint.document import Document, KeyphraseUse
from seolint.document.long_sentences import CHARACTERS, WORDS
from seolint.inspection import Inspection, Neighbour, Neighbours
from seolint.inspection_json import long_sentences, unit
from seolint.report.cells import cells, fitting, pad, shorten, wrap
from seolint.report.terminal import Glyphs
from seolint.report.wording import visible
from seolint.text import UNKNOWN

if TYPE_CHECKING:
    from rich.text import Text as Rich

    from seolint.document.long_sentences import LongSentence
    from seolint.document.presence import Has, Presence

_MARGIN, _BAR, _STUFFED = 8, 20, 5.0
"""Cells left of what is drawn; those of the bar of a density, and the percent at which it is full."""
_TERMS, _SENTENCES = 12, 5


class Page(Protocol):
    """What the view needs of the page that it is a part of."""

    inspection: Inspection
    doc: Document
    width: int
    glyphs: Glyphs

    def say(self, en: str, ja: str) -> str: ...
    def section(self, title: str, count: int | str) -> Rich: ...
    def row(self, block: Rich, offset: int, left: str, right: str, style: str = "dim") -> None: ...


class AuthorsView:
    def __init__(self, page: Page) -> None:
        self.page, self.doc, self.width, self.glyphs, self.say = page, page.doc, page.width, page.glyphs, page.say
        blocks = [block.text.at for block in self.doc.blocks if not block.chrome]
        self.start = min((at.start for at in blocks), default=0)
        self.size = max(max((at.end for at in blocks), default=0) - self.start, 1)

    def all(self) -> Iterator[Rich]:
        if self.doc.keywords:
            yield self.keywords()
        if self.doc.terms.top:
            yield self.terms()
        if sentences := long_sentences(self.doc):
            yield self.sentences(sentences)
        if (neighbours := self.page.inspection.neighbours) is not None:
            yield self.similar(neighbours)
            for title, found in (
                (self.say("Posts to link to", "リンクするとよい記事"), neighbours.link_to),
                (self.say("Posts to be linked from", "この記事へリンクするとよい記事"), neighbours.link_from),
            ):
                if found:
                    yield self.links(title, found)

    def keywords(self) -> Rich:
        """Each keyphrase: its density, where the text has it, and where else it is or is missing."""
        uses = self.doc.keywords
        block = self.page.section(self.say("Keywords", "キーワード"), len(uses))
        legend = self.say(
            f"{self.glyphs.bar} all its terms in one sentence, {self.glyphs.some} some",
            f"{self.glyphs.bar} すべての語がある文、{self.glyphs.some} 一部の語",
        )
        self.wrapped(block, legend + self.say(" (from the beginning to the end)", "（左が始め、右が終わり）"), "dim")
        self.ruler(block)
        for use, presence in zip(uses, self.doc.presence, strict=False):
            self.keyphrase(block, use, presence)
        return block

    def keyphrase(self, block: Rich, use: KeyphraseUse, presence: Presence) -> None:
        figures = f"{use.density:5.2f} %  " + self.say(f"{use.occurrences}x", f"{use.occurrences}回")
        self.page.row(block, use.keyphrase.text.at.start, visible(use.keyphrase.text.value), figures)
        size = min(use.density / _STUFFED, 1.0) * _BAR
        bar = self.glyphs.bar * (max(round(size), 1) if use.occurrences else 0)
        terms = "  ".join(f"{visible(term.text.value)} {hits}" for term, hits in use.terms) if len(use.terms) > 1 else ""
        style = "red" if use.density > _STUFFED else "green" if use.occurrences else "yellow"
        block.append(" " * _MARGIN + pad(bar or self.glyphs.none, _BAR), style)
        block.append("  " + self.cut(terms, self.width - _MARGIN - _BAR - 2) if terms else "", "dim")
        block.append("\n")
        words = self.doc.words
        hits = [words.place(start, start + 1).start for term in use.keyphrase.terms for start in term.find(words)]
        if hits:
            block.append(" " * _MARGIN)
            self.strip(block, (at.start for at in use.places), hits, self.width - _MARGIN)
            block.append("\n")
        self.wrapped(block, self.where(presence), "")

    def where(self, presence: Presence) -> str:
        """``in: title, headings 2/9  missing: description``; the preview says of a post that it has no description at all."""
        alts, headings = presence.alts, presence.headings
        found: list[tuple[Has, str]] = [
            (presence.title, self.say("title", "タイトル")),
            (presence.intro, self.say("first 200 characters", "書き出し")),
            (_some(headings), self.say("headings", "見出し") + f" {headings[0]}/{headings[1]}"),
            (_some(alts), self.say("alt texts", "画像の説明") + f" {alts[0]}/{alts[1]}"),
            (presence.slug, "URL"),
        ]
        if self.doc.description is not None:
            found.insert(1, (presence.description, self.say("description", "説明文")))
        groups = (
            ("whole", self.say("in", "あり")), ("part", self.say("in part", "一部")), ("none", self.say("missing", "なし")),
        )  # fmt: skip
        comma, colon = self.say(", ", "、"), self.say(": ", "：")
        said = ((name, [what for has, what in found if (has if has != "absent" else "none") == kind]) for kind, name in groups)
        return "  ".join(name + colon + comma.join(those) for name, those in said if those)

    def ruler(self, block: Rich) -> None:
        """Where the parts of the text begin: headings of the highest level that the text has more than one of."""
        levels = [heading.level for heading in self.doc.outline]
        level = next((level for level in sorted(set(levels)) if levels.count(level) > 1), min(levels, default=0))
        room = self.width - _MARGIN
        places = {self.cell(heading.at.start, room) for heading in self.doc.outline if heading.level == level}
        drawn = "".join(self.glyphs.gutter if cell in places else self.glyphs.rule for cell in range(room))
        block.append(pad(f"  H{level}" if places else "", _MARGIN) + drawn + "\n", "dim")

    def cell(self, offset: int, room: int) -> int:
        return min(max((offset - self.start) * room // self.size, 0), room - 1)

    def strip(self, block: Rich, whole: Iterable[int], some: Iterable[int], room: int) -> None:
        """The text as ``room`` cells, and what each holds."""
        drawn = dict.fromkeys((self.cell(offset, room) for offset in some), self.glyphs.some)
        drawn.update(dict.fromkeys((self.cell(offset, room) for offset in whole), self.glyphs.bar))
        for held, run in groupby(range(room), drawn.get):
            block.append((held or self.glyphs.nothing) * len(list(run)), "cyan" if held else "dim")

    def terms(self) -> Rich:
        """The post's own terms, each drawn along the text."""
        top = self.doc.terms.top[:_TERMS]
        block = self.page.section(self.say("What the post is about, by its own words", "この記事の主な語"), "")
        name = min(max(cells(visible(use.text)) for use in top), (self.width - _MARGIN) // 3)
        for use in top:
            text = visible(use.text)
            said = self.say(f"{use.count}x", f"{use.count}回")
            block.append(" " * _MARGIN + pad(self.cut(text, name), name))
            block.append(f"{pad(said, 6, right=True)}  {use.density:4.1f} %  ", "dim")
            self.strip(block, (at.start for at in use.places), (), self.width - _MARGIN - name - 16)
            block.append("\n")
        return block

    def sentences(self, found: Sequence[LongSentence]) -> Rich:
        words = unit(self.doc) == "words"
        title = (
            self.say(f"Sentences of more than {WORDS} words", f"{WORDS}語を超える文")
            if words
            else self.say(f"Sentences of more than {CHARACTERS:g} full-width characters", f"全角{CHARACTERS:g}字を超える文")
        )
        block = self.page.section(title, len(found))
        for sentence in found[:_SENTENCES]:
            text, size = visible(" ".join(sentence.text.replace(UNKNOWN, "…").split())), f"{sentence.size:g}"
            figure = self.say(f"{size} words", f"{size}語") if words else self.say(f"{size} characters", f"{size}字")
            self.page.row(block, sentence.at.start, text, figure)
        return block

    def similar(self, found: Neighbours) -> Rich:
        """The posts most like this one, what they share, and whether links lead there and back."""
        block = self.page.section(self.say("Posts like this one", "内容の近い記事"), len(found.similar))
        posts = "1 other post" if found.read == 1 else f"{found.read:,} other posts"
        read = self.say(f"compared with {posts} of the site", f"サイトのほかの{found.read:,}記事と比べました")
        read = read if found.read else self.say("the site has no other posts", "サイトにほかの記事はありません")
        left = self.say(f"; {found.left:,} more were not read", f"（残り{found.left:,}件は読んでいません）") if found.left else ""
        self.wrapped(block, read + left, "dim")
        for each in found.similar:
            self.named(block, f"{each.similarity:6.2f}  ", each)
            links = self.say(
                f"links there: {_yes(each.to)}, back: {_yes(each.back)}",
                f"リンク{'済み' if each.to else 'なし'}、相手から{'リンク済み' if each.back else 'はなし'}",
            )
            shared = self.say(", ", "、").join(map(visible, each.shared))
            room = self.width - _MARGIN - cells(links) - 2
            block.append(" " * _MARGIN + pad(self.cut(shared, room), room) + f"  {links}\n", "dim")
        return block

    def links(self, title: str, found: Sequence[Neighbour]) -> Rich:
        """Where links are missing: the line, the word that could be one, and the other post."""
        block = self.page.section(title, len(found))
        for each in found:
            mention = each.mention
            if mention is None:
                continue
            number = f"{mention.line:>{_MARGIN - 2}}  " if mention.at.path == self.doc.path else " " * _MARGIN
            self.named(block, number, each)
            there = "" if mention.at.path == self.doc.path else self.say(f"line {mention.line}: ", f"{mention.line}行目：")
            said = there + self.say(f"“{visible(mention.text)}”", f"「{visible(mention.text)}」")
            block.append(f"{' ' * _MARGIN}{self.cut(said, self.width - _MARGIN)}\n", "dim")
        return block

    def named(self, block: Rich, lead: str, each: Neighbour) -> None:
        """A post by its title, and its file at the right."""
        room = self.width - cells(lead)
        name = shorten(visible(each.path), room // 3, self.glyphs.ellipsis)
        title = visible(" ".join(each.title.split())) or self.say("(no title)", "（タイトルなし）")
        rest = room - cells(name) - 2
        block.append(lead, "dim")
        block.append(pad(self.cut(title, rest), rest) + "  ")
        block.append(name + "\n", "dim")

    def wrapped(self, block: Rich, text: str, style: str) -> None:
        for line in wrap(text, self.width - _MARGIN):
            block.append(f"{' ' * _MARGIN}{line}\n", style)

    def cut(self, text: str, room: int) -> str:
        """The beginning of ``text``, as much as fits."""
        if cells(text) <= room:
            return text
        return text[: fitting(text, room - cells(self.glyphs.ellipsis))] + self.glyphs.ellipsis


def _some(counts: tuple[int, int]) -> Has:
    return "whole" if counts[0] else "none" if counts[1] else "unknown"


def _yes(said: bool) -> str:
    return "yes" if said else "no"
