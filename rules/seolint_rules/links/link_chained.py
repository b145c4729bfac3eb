from collections.abc import Iterator

from seolint import Destination, Diagnostic, Document, Invalid, Link, PageRule, Severity, Text, Valid

_LINES_STAY = frozenset({"plain", "zenn", "qiita", "hexo"})
"""Generators that may show a line end in a paragraph as one."""


class LinkChained(PageRule):
    """Put words between two links.

    Links that touch each other look like one link, and a reader who follows one may not notice the other.

    To fix it, write a word or a sign between them, or make a list of them.

    リンクとリンクの間には文字を入れます。

    隣り合ったリンクは1つのリンクに見え、片方は気づかれずに終わることがあります。

    直し方：間に言葉や読点を入れるか、箇条書きにします。
    """

    severity: Severity = Severity.INFO

    advice = Text("Write a word between them, or make a list.", "間に言葉を入れるか、箇条書きにしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        chain: list[Link] = []
        last: Link | None = None
        for link, to in zip(doc.links, doc.destinations, strict=True) if doc.is_page else ():
            if last is None or not _touches(doc, last, link):
                yield from self._chained(doc, chain)
                chain = []
            last = link if _is_text(doc, link, to) else None
            if last is not None:
                chain.append(link)
        yield from self._chained(doc, chain)

    def _chained(self, doc: Document, links: list[Link]) -> Iterator[Diagnostic]:
        if len(links) > 1:
            yield self.flag(
                doc.at(links[0].at.start, links[-1].at.end),
                en=f"{len(links)} links stand side by side and look like one",
                ja=f"{len(links)}つのリンクが並んでいて、1つのリンクに見えます",
            )

    examples = (
        Valid("[窯](/oven/)と[薪](/wood/)、[石臼](/mill/)。\n\n- [窯](/oven/)\n- [薪](/wood/)\n"),
        Valid("Thanks to [@may](/may) [@june](/june), see[^1] [1](#a)[2](#b). [![a](a.png)](/a) [![b](b.png)](/b)\n"),
        Invalid("⟦[粉を](/flour/)[ひく石臼](/mill/)⟧の話と、[窯](/oven/)の話です。\n"),
        Invalid("Bread is ⟦[baked](/bake/) [in](/in/) [ovens](/oven/)⟧ of [stone](/stone/).\n"),
    )


def _is_text(doc: Document, link: Link, to: Destination) -> bool:
    """Whether the link is some words of a paragraph: no name, URL, footnote, button or card."""
    text = link.text.value
    if link.chrome or link.has_image or not text or text.startswith(("@", "#")) or "://" in text or "class" in link.attributes:
        return False
    block = doc.blocks[link.block].text.value if link.block < len(doc.blocks) else ""
    return to.kind != "fragment" and block.startswith(text, link.offset)


def _touches(doc: Document, one: Link, other: Link) -> bool:
    if one.block != other.block:
        return False
    between = doc.text[one.at.end : other.at.start]
    end = one.offset + len(one.text.value)
    if doc.blocks[one.block].text.value[end : other.offset].strip() or other.offset < end:
        return False
    return "\n" not in between or doc.site.generator not in _LINES_STAY
