import re
from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid, pattern

CUT = re.compile(
    r"(?:\.{3,}|…+|‥+|・{3,}|[\[(（［](?:\.{3,}|…+)[\])）］])(?:\s*(?:続きを読む|もっと見る|read more|more))?\s*$", re.I
)
TAG = r"<(a|b|p|i|em|strong|span|div|ul|li|h[1-6])(?:\s[^<>]*)?>[^<>]*</\1>|<br ?/?>"
MARKUP = re.compile(
    rf"\*\*[^*\s][^*\n]*\*\*|!?\[[^\[\]\n]+\]\([^()\s]+\)|(?:^|(?<=\n))(?:#{{1,6}}|```)(?=[ \w])|{TAG}", re.I
)
NAMED = pattern(r"[`」』]?\s*(?:タグ|要素|属性|を|が|の|は|と|に|elements?\b|tags?\b|attributes?\b)", re.I)
"""What follows a tag that the sentence speaks of."""
BROKEN = pattern(r"(?<=[ぁ-んァ-ヶー一-鿿])\s*\n\s*(?=[ぁ-んァ-ヶー一-鿿])|\n\s*\n")
"""A line break within a Japanese sentence, or between two paragraphs."""
URL = re.compile(r"https?://[\w-]+\.[\w.-]+[^\s「」（）、。]*")


class DescriptionTruncated(PageRule):
    """Write the description as a text of its own, not as a piece cut from the body.

    A description that ends in dots breaks off before search engines would cut it, and markup or a URL in it is shown as it is
    written. All three are signs of an excerpt that a program took from the body. Dots that the author set, and line breaks,
    are advice.

    To fix it, write a sentence or two that end, in plain words.

    説明文（description）は、本文の切り抜きではなく、文章として書きます。

    「…」で終わる説明文は、検索結果で切られる前に自分で途切れています。記号で書いた飾りやURLは、検索結果に
    そのまま表示されます。どれも、プログラムが本文から切り取った跡です。書き手が付けた「…」と改行は、助言にとどめます。

    直し方：言い切る形の文を一つか二つ、飾りのない言葉で書きます。
    """

    advice = Text("Write whole sentences, without markup or URLs.", "記号やURLを使わず、言い切る文にしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        found = doc.description
        listed = (doc.is_listed or doc.is_draft) and doc.site.publishes_description
        if found is None or UNKNOWN in found.value or len(found.value) > 2_000 or not listed:
            return
        text = found.value
        marks = (mark for mark in MARKUP.finditer(text) if mark[0][0] != "<" or not NAMED.match(text, mark.end()))
        if cut := CUT.search(text, max(len(text) - 40, 0)):
            copied = is_copied(doc, text[: cut.start()])
            yield self.flag(
                found.part(*cut.span()),
                en=f"The description breaks off with “{cut[0].strip()}”" + ", cut from the body" * copied,
                ja="説明文が" + "本文の切り抜きで、" * copied + f"「{cut[0].strip()}」で途切れています",
                severity=None if copied else Severity.INFO,
            )
        elif mark := next(marks, None):
            yield self.flag(
                found.part(*mark.span()),
                en=f"Search results may show the markup “{shown(mark[0])}” of the description as it is written",
                ja=f"説明文の記号「{shown(mark[0])}」は、検索結果にそのまま出ることがあります",
            )
        elif url := URL.search(text):
            yield self.flag(
                found.part(*url.span()),
                en=f"The description spends {len(url[0])} of its {len(text)} characters on a URL that nobody can click",
                ja=f"説明文{len(text)}字のうち{len(url[0])}字が、押せないURLです",
                advice=Text("Leave the URL out.", "URLを消してください"),
            )
        elif "\n" in text and (broken := BROKEN.search(text)):
            yield self.flag(
                found.at,
                en=f"The description is broken into {len(text.splitlines())} lines, and search results show a space for each break",
                ja=f"説明文が{len(text.splitlines())}行に分かれています（検索結果では、改行は空白になります）",
                related=[Related(found.part(*broken.span()), Text("the line break", "改行"))],
                advice=Text("Write it in one line.", "1行で書いてください"),
                severity=Severity.INFO,
            )

    examples = (
        Valid("---\ndescription: 石窯の温度を、手をかざして測る方法です。\n---\n"),
        Valid("---\ndescription: <p>タグと<br>の違いを説明します。\n---\n"),
        Valid("---\ndescription: >\n  Three knives,\n  tried for a year.\n---\n"),
        Invalid("---\ndescription: 窯の温度は手で分かり⟦...⟧\n---\n\n窯の温度は手で分かります。\n"),
        Invalid("---\nsummary: Ovens are ⟦**hot**⟧\n---\n"),
        Invalid("---\ndescription: Read about ovens at ⟦https://example.com/ovens⟧\n---\n"),
        Invalid("---\ndescription: そして窯を開けると⟦…⟧\n---\n\n別の話です。\n", severity=Severity.INFO),
        Invalid("---\ndescription: |\n  ⟦石窯の話と、温度の\n  測り方です。⟧\n---\n", severity=Severity.INFO),
    )


def shown(markup: str) -> str:
    return markup if len(markup) <= 20 else markup[:19] + "…"


def is_copied(doc: Document, text: str) -> bool:
    """Whether the body has ``text`` too, white space apart."""
    said = "".join(text.split())
    return bool(said) and said in "".join("".join(block.text.value.split()) for block in doc.blocks)
