from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid
from seolint_rules.data.stock_headings import is_stock


class HeadingKeyword(PageRule):
    """Name the subject in some of the headings, not in all.

    Headings that have the primary keyword tell which part of the subject they are about. Where hardly one has it, a reader
    who scans the post cannot tell what it is about; where nearly all have it, they look alike. H2 and H3 are counted, but for
    those that any post may have, such as まとめ. A heading has a keyword when it has half of its terms.

    To fix it, bring the keyword into the headings of the main parts, or leave it out where it goes without saying.

    主なキーワードは、見出しのいくつかに入れ、すべてには入れません。

    主なキーワードの入った見出しは、話題のどの部分の話かを伝えます。ほとんどの見出しになければ、拾い読みでは何の記事か分からず、
    ほとんどの見出しにあれば、どれも同じに見えます。H2とH3を数え、「まとめ」のようにどの記事にもある見出しは除きます。キーワードの
    語の半分以上があれば、入っているとみなします。

    直し方：中心になる見出しにキーワードを入れるか、言わなくても分かる所から外します。
    """

    severity: Severity = Severity.INFO

    low: float = 30.0
    """Percentage of headings under which the keyword is hardly there.

    少なすぎるとみなす見出しの割合（％）。"""

    high: float = 75.0
    """Percentage of headings over which it is stuffed.

    詰め込みすぎとみなす見出しの割合（％）。"""

    shortest: float = 600.0
    """Width of the text from which its headings are judged, in full-width units.

    調べ始める文章の量（全角の字数）。"""

    fewest: int = 3
    """Headings that a post must have to be judged.

    調べ始める見出しの数。"""

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.keyphrases or not doc.is_page or sum(section.size for section in doc.sections) < self.shortest:
            return
        headings = [h for h in doc.outline if h.level in {2, 3} and h.text.value and not is_stock(h.text.value)]
        if len(headings) < self.fewest:
            return
        primary, words = doc.keyphrases[0], doc.words
        hits = [{words.block_at(start).text.at.start for start in term.find(words)} for term in primary.terms]
        named = [h for h in headings if 2 * sum(h.text.at.start in places for places in hits) >= len(hits)]
        percent = 100 * len(named) / len(headings)
        if self.low <= percent <= self.high:
            return
        few, phrase = percent < self.low, primary.text
        limit = f"{self.low:g}–{self.high:g} %"
        yield self.flag(
            phrase.at,
            en=f"{len(named)} of {len(headings)} headings have the primary keyword “{phrase.value}” "
            f"({percent:.0f} %, {limit} is usual): {'few' if few else 'stuffing'}",
            ja=f"主なキーワード「{phrase.value}」のある見出しは{len(headings)}個のうち{len(named)}個で、"
            f"{'少なめ' if few else '詰め込みすぎ'}です（{percent:.0f}%、目安は{self.low:g}〜{self.high:g}%）",
            advice=Text("Bring it into the headings of the main parts.", "中心になる見出しに入れてください") if few
            else Text("Leave it out of some.", "いくつかの見出しから外してください"),
            related=[Related(heading.text.at, Text("has it", "入っています")) for heading in named if not few],
        )  # fmt: skip

    examples = (
        Valid(
            "---\nkeywords: 窯\n---\n## 窯の温度\n\n## 石の色\n\n## 火の強さ\n\n## まとめ\n\n" + "色を見ます。" * 120
        ),
        Valid("---\nkeywords: 窯\n---\n## 石の色\n\n## 火の強さ\n\n## 薪の量\n\n短い話。\n"),
        Invalid("---\nkeywords: ⟦窯⟧\n---\n## 石の色\n\n## 火の強さ\n\n## 薪の量\n\n" + "色を見ます。" * 120),
        Invalid(
            "---\nkeywords: ⟦bread knife⟧\n---\n## Bread\n\n## Bread knives\n\n## A knife\n\nText.\n", {"shortest": 2}
        ),
    )
