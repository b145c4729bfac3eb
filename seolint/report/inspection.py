"""``seolint inspect``: what seolint understood of a post, as a page for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from seolint.document import Item, Literal, Reference
from seolint.inspection import DESCRIPTION, TITLE, Inspection
from seolint.report.authors_view import AuthorsView
from seolint.report.cells import cells, fitting, pad, shorten, wrap
from seolint.report.rich_results import rich_results
from seolint.report.terminal import Glyphs
from seolint.report.wording import visible
from seolint.site.addresses import decode
from seolint.text import UNKNOWN, Lines, cut, width

if TYPE_CHECKING:
    from rich.text import Text as Rich

_KINDS = {
    "post": "記事", "page": "ページ", "draft": "下書き（非公開）", "part": "ページの一部", "file": "そのまま公開されるファイル",
}  # fmt: skip
_UNKNOWN = re.compile(f"{UNKNOWN}+")
_MOST = 200
_DEPTH = 6
_NUMBER = 6


class InspectionPage:
    """Blocks of text as wide as ``width``, each complete."""

    def __init__(self, inspection: Inspection, language: str, width: int, glyphs: Glyphs) -> None:
        self.inspection, self.doc = inspection, inspection.document
        self.language, self.width, self.glyphs = language, width, glyphs
        self.lines = Lines.of(self.doc.text)

    def say(self, en: str, ja: str) -> str:
        return ja if self.language == "ja" else en

    def all(self) -> Iterator[Rich]:
        yield self.head()
        yield self.preview()
        yield self.outline()
        yield self.images()
        yield self.links()
        if self.doc.items:
            yield self.structured_data()
        if self.inspection.rich_results:
            yield rich_results(self)
        yield from AuthorsView(self).all()
        yield self.figures()

    def head(self) -> Rich:
        """The path; what the file is; where it is published."""
        from rich.text import Text

        doc, kind = self.doc, self.doc.place.kind
        generators = {"plain": self.say("no generator", "生成ツールなし")}
        said = [generators.get(doc.site.generator, doc.site.generator), self.say(kind, _KINDS.get(kind, kind))]
        said += [doc.language] if doc.language else []
        block = Text()
        block.append(shorten(visible(doc.path), self.width, self.glyphs.ellipsis) + "\n", "bold")
        block.append("  ".join(said) + "\n", "dim")
        date = doc.date.value if doc.date else doc.name_date
        rows = [("URL", decode(doc.url) if doc.url else self.say("not known", "不明"))]
        rows += [(self.say("Date", "公開日"), date)] if date else []
        for name, value in rows:
            block.append(f"{pad(name, 8)}", "dim")
            block.append(f"{shorten(visible(value), self.width - 8, self.glyphs.ellipsis)}\n")
        return block

    def preview(self) -> Rich:
        """The search result: title and description as far as they are shown, and what is cut off."""
        doc = self.doc
        block = self.section(self.say("In the search results", "検索結果での見え方"), "")
        title, description = doc.full_title, doc.description
        own = doc.title.value if doc.title else ""
        self.shown(block, title or self.say("(no title)", "（タイトルなし）"), TITLE, "bold blue", whole=own)
        if description is not None:
            self.shown(block, description.value, DESCRIPTION, "", whole=description.value)
        else:
            none = self.say("(no description: the search engine picks words of the body)",
                            "（説明文なし：検索エンジンが本文から選びます）")  # fmt: skip
            for line in wrap(none, self.width - 2):
                block.append(f"  {line}\n", "dim")
        return block

    def shown(self, block: Rich, text: str, limit: float, style: str, *, whole: str) -> None:
        text = visible(" ".join(text.split()))
        kept = cut(text, limit)
        for line in wrap(text[:kept] + (self.glyphs.ellipsis if kept < len(text) else ""), self.width - 2):
            block.append(f"  {line}\n", style)
        if kept < len(text):
            lost = f"{self.glyphs.beyond * 3} {text[kept:]}"
            for line in wrap(lost, self.width - 2):
                block.append(f"  {line}\n", "yellow")
        size = width(" ".join(whole.split()))
        if size:
            more = self.say(f"{size:g} full-width character{'' if size == 1 else 's'}", f"全角{size:g}字")
            if len(text) > len(whole) and text.startswith(visible(" ".join(whole.split()))):
                more += self.say(f", with the site's name {width(text):g}", f"（サイト名を含めて全角{width(text):g}字）")
            for line in wrap(more, self.width - 2):
                block.append(f"  {line}\n", "dim")

    def outline(self) -> Rich:
        """Headings by level, each with its id."""
        doc = self.doc
        block = self.section(self.say("Headings", "見出し"), len(doc.headings))
        for heading, id_ in list(zip(doc.headings, doc.heading_ids, strict=True))[:_MOST]:
            lead = "  " * (heading.level - 1) + f"H{heading.level} "
            mark = f"#{visible(id_)}" if id_ else ""
            text = _line(heading.text.value) or self.say("(empty)", "（空）")
            self.row(block, heading.at.start, lead + text, mark)
        return self.more(block, len(doc.headings))

    def images(self) -> Rich:
        block = self.section(self.say("Images", "画像"), len(self.doc.images))
        for image in self.doc.images[:_MOST]:
            alt = image.alt
            said = self.say("(no alt)", "（altなし）") if alt is None else alt.value or self.say('(alt="")', "（altが空）")
            self.row(block, image.at.start, _line(said), _line(image.url.value))
        return self.more(block, len(self.doc.images))

    def links(self) -> Rich:
        """Links with what they lead to: a file of the site, or the URL."""
        block = self.section(self.say("Links", "リンク"), len(self.doc.links))
        for link in self.doc.links[:_MOST]:
            destination, answer = self.inspection.lead(link)
            url = visible(self.doc.text[link.url.at.start : link.url.at.end]) if link.url else ""
            target, style = visible(answer.path) if answer else decode(url), "dim"
            if destination.kind == "internal" and answer is None and self.doc.site.known:
                target, style = target + self.say(" (not found)", "（見つかりません）"), "yellow"
            text = _line(link.text.value) or self.say("(no text)", "（文字なし）")
            self.row(block, link.at.start, text, target, style)
        return self.more(block, len(self.doc.links))

    def structured_data(self) -> Rich:
        block = self.section(self.say("Structured data", "構造化データ"), len(self.doc.items))
        for item in self.doc.items:
            self.item(block, item, "", 0)
        return block

    def item(self, block: Rich, item: Item, name: str, depth: int) -> None:
        types = ", ".join(visible(type_.value) for type_ in item.types) or self.say("(no type)", "（種類なし）")
        self.row(block, item.at.start, "  " * depth + name + types, "", bold=True)
        for found in item.properties if depth < _DEPTH else ():
            label = f"{visible(found.name.value)}  "
            if isinstance(found.value, Item):
                self.item(block, found.value, label, depth + 1)
                continue
            value = found.value.id.value if isinstance(found.value, Reference) else _said(found.value)
            self.row(block, found.name.at.start, "  " * (depth + 1) + label + _line(value), "")

    def figures(self) -> Rich:
        from rich.text import Text

        doc = self.doc
        said = self.say(
            f"{doc.length:,} characters, {len(doc.sentences):,} sentences, {doc.words.tokens:,} tokens, "
            f"{doc.words.content_tokens:,} of them content words",
            f"{doc.length:,}字、{len(doc.sentences):,}文、{doc.words.tokens:,}語（うち内容語{doc.words.content_tokens:,}語）",
        )
        block = Text(self.glyphs.rule * self.width + "\n", "dim")
        block.append("\n".join(wrap(said, self.width)), "default")
        if doc.language in {"ja", "en"} and doc.readability.sentences:
            block.append("\n" + "\n".join(wrap(self.readability(), self.width)), "default")
        return block

    def readability(self) -> str:
        """How long the sentences are, and of Japanese how easy, with how many kanji and in which style."""
        read = self.doc.readability
        if self.doc.language == "en":
            return self.say(f"{read.words:.1f} words a sentence", f"1文の平均{read.words:.1f}語")
        said = [self.say(f"{read.mean:.0f} full-width characters a sentence", f"1文の平均は全角{read.mean:.0f}字")]
        if read.ease is not None:
            said.insert(0, self.say(
                f"readability {read.ease:.0f} (RS by Tateishi et al. 1988: 50 is usual, more is easier)",
                f"読みやすさ{read.ease:.0f}（建石ら1988のRS。50が標準で、大きいほど読みやすい）",
            ))  # fmt: skip
        said.append(self.say(f"{100 * read.kanji:.0f} % kanji", f"漢字{100 * read.kanji:.0f}%"))
        if read.polite or read.plain:
            said.append(self.say(
                f"{read.polite} sentences in です・ます, {read.plain} in だ・である",
                f"です・ますの文{read.polite}、だ・であるの文{read.plain}",
            ))  # fmt: skip
        return self.say(", ", "、").join(said)

    def section(self, title: str, count: int | str) -> Rich:
        from rich.text import Text

        block = Text()
        block.append(title, "bold")
        block.append(f"  {count}\n" if count != "" else "\n", "dim")
        return block

    def row(self, block: Rich, offset: int, left: str, right: str, style: str = "dim", *, bold: bool = False) -> None:
        """A line number, what stands there, and at the right what it comes to; the left is cut last."""
        number = self.lines.position(offset)[0]
        room = self.width - _NUMBER - 2
        share = max(room - cells(left) - 2, min(cells(right), room // 3))
        right = shorten(right, share, self.glyphs.ellipsis)
        rest = room - (cells(right) + 2 if right else 0)
        if cells(left) > rest:
            left = left[: fitting(left, rest - cells(self.glyphs.ellipsis))] + self.glyphs.ellipsis
        block.append(f"{number:>{_NUMBER}}  ", "dim")
        block.append(pad(left, rest) + "  " if right else left, "bold" if bold else "")
        block.append(right + "\n", style)

    def more(self, block: Rich, count: int) -> Rich:
        if count > _MOST:
            said = self.say(f"and {count - _MOST:,} more: --format json lists them all",
                            f"ほか{count - _MOST:,}件（--format json ですべて表示）")  # fmt: skip
            block.append(" " * (_NUMBER + 2) + said + "\n", "dim")
        return block


def _line(text: str) -> str:
    """``text`` on one line, and harmless; what a template fills is one sign."""
    return visible(_UNKNOWN.sub(UNKNOWN, " ".join(text.split())))


def _said(value: Literal) -> str:
    return value.text.value
