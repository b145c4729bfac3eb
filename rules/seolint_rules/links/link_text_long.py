import re
from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Invalid, Link, PageRule, Severity, Text, Valid, pattern, width
from seolint_rules.data.counted import wide

_GOES_ON, _WORD = pattern(r"\s*[ぁ-んa-z]"), re.compile(r"\w")
_TITLE = pattern(r"\s[-|·—–:：~～>»]\s|[|｜]|: |://")
"""What parts the title of a page from the name of its site, and no sentence."""
_QUOTED = pattern(r"[「『“\"《:：]\s*\Z")


class LinkTextLong(PageRule):
    """Link the words that name the target, not the whole sentence.

    Readers scan a page by its links; in a sentence that is all link they do not find what it leads to. Links that stand
    alone, as in a list of titles, may be as long as the titles are.

    To fix it, make the few words the link that name the target.

    文の中では、リンク先を表す語だけをリンクにします。

    読者はリンクを拾い読みします。文全体がリンクだと、何のページへのリンクなのか見つけられません。一覧のように単独で立つ
    リンクは、タイトルが長ければ長くてもかまいません。

    直し方：リンク先を表す短い語だけをリンクにします。
    """

    severity: Severity = Severity.INFO

    longest: float = 30.0
    """Widest link text within a sentence, in full-width units.

    文の中のリンクの文字の上限（全角の字数）。"""

    advice = Text("Link only the words that name the target.", "リンク先を表す語だけをリンクにしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for link in doc.links if doc.is_page else ():
            text = link.text.value
            if len(text) <= self.longest or link.chrome or link.has_image or UNKNOWN in text or "class" in link.attributes:
                continue
            size = width(text)
            if size > self.longest and not _TITLE.search(text) and _is_within(doc, link):
                yield self.flag(
                    link.text.at,
                    en=f"The link text is {wide(size)} long ({self.longest:g} or fewer are taken in at a glance)",
                    ja=f"リンクの文字が全角{size:g}字あります（ひと目で読める目安は全角{self.longest:g}字まで）",
                )

    examples = (
        Valid("- [焼き上がりから三十分のあいだにパンの中で起きている五つの小さな変化と、その見分け方](/a/)\n"),
        Valid("詳しい手順は[窯の温度の測り方](/oven/)にあります。https://a.jp/a-very-long-address-of-a-page-about-bread-and-ovens\n"),
        Valid("[窯](/oven/)\n[焼き上がりから三十分のあいだにパンの中で起きている五つの小さな変化と見分け方](/a/)\n"),
        Invalid("この店では[⟦焼き上がりから三十分のあいだにパンの中で起きている五つの小さな変化と見分け方⟧](/a/)を説明します。\n"),
        Invalid("As they say, [⟦bread that is cut while it is still warm crumbles under the knife⟧](/a/), so wait.\n"),
    )


def _is_within(doc: Document, link: Link) -> bool:
    """Whether the link is part of a sentence that goes on behind it, or in a paragraph begins before it, not with a link; and
    no title in quotes."""
    if link.block >= len(doc.blocks):
        return False
    block, text = doc.blocks[link.block], doc.blocks[link.block].text.value
    ends = (other.offset + len(other.text.value) for other in doc.links if other.block == link.block)
    before, end = text[max((e for e in ends if e <= link.offset), default=0) : link.offset], link.offset + len(link.text.value)
    if not text.startswith(link.text.value, link.offset) or _QUOTED.search(before):
        return False
    return _GOES_ON.match(text, end) is not None or (block.kind == "p" and _WORD.search(before) is not None)
