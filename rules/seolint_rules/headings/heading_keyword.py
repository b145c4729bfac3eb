from bisect import bisect_left
from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Heading, Invalid, PageRule, Related, Severity, Text, Valid, Words
from seolint_rules.data.stock_headings import is_stock, plain

_FEW, _STUFFED = Text("few", "少なめ"), Text("stuffing", "詰め込みすぎ")


class HeadingKeyword(PageRule):
    """Name the subject in some of the headings, not in all.

    Headings that have the primary keyword tell which part of the subject they are about. Where hardly one has it, a reader
    who scans the post cannot tell what it is about; where nearly all have it, they look alike. H2 and H3 are counted, but for
    those that any post may have, such as Summary. One term is enough to have it; for stuffing, half of the terms count.

    To fix it, bring the keyword into the headings of the main parts, or leave it out where it goes without saying.

    主なキーワードは、見出しのいくつかに入れ、すべてには入れません。

    主なキーワードの入った見出しは、話題のどの部分の話かを伝えます。ほとんどの見出しになければ、拾い読みでは何の記事か分からず、
    ほとんどの見出しにあれば、どれも同じに見えます。H2とH3を数え、「まとめ」のようにどの記事にもある見出しは除きます。語が
    一つでもあれば入っているとみなし、詰め込みすぎかどうかは、語の半分以上がある見出しで判断します。

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
        if not doc.keyphrases or not doc.is_page or sum(section.most for section in doc.sections) < self.shortest:
            return
        headings = [h for h in doc.outline if h.level in {2, 3} and h.text.value and not is_stock(plain(h.text.value))]
        if len(headings) < self.fewest:
            return
        phrase, words = doc.keyphrases[0], doc.words
        terms = [list(term.find(words)) for term in phrase.terms]
        counts = [has(heading, terms, words) for heading in headings]
        most = [heading for heading, count in zip(headings, counts, strict=True) if 2 * count >= len(terms)]
        some = [heading for heading, count in zip(headings, counts, strict=True) if count]
        if 100 * len(some) < self.low * len(headings):
            parts = frozenset[str]().union(*(term.parts for term in phrase.terms))
            pairs = zip(headings, counts, strict=True)
            some = [h for h, count in pairs if count or (parts and 2 * len(parts.intersection(lemmas(h, words))) >= len(parts))]
        few = 100 * len(some) < self.low * len(headings)
        if not few and 100 * len(most) <= self.high * len(headings):
            return
        named, name, verdict = some if few else most, phrase.text.value, _FEW if few else _STUFFED
        percent = f"{100 * len(named) / len(headings):.0f}"
        yield self.flag(
            phrase.text.at,
            en=f"{len(named)} of {len(headings)} headings {'has' if len(named) == 1 else 'have'} a term of "
            f"the primary keyword “{name}” ({percent} %, {self.low:g}–{self.high:g} % is usual): {verdict.en}",
            ja=f"主なキーワード「{name}」の語がある見出しは{len(headings)}個のうち{len(named)}個で、"
            f"{verdict.ja}です（{percent}%、目安は{self.low:g}〜{self.high:g}%）",
            advice=Text("Bring it into the headings of the main parts.", "中心になる見出しに入れてください") if few
            else Text("Leave it out of some.", "いくつかの見出しから外してください"),
            related=[Related(heading.text.at, Text("has it", "入っています")) for heading in named[:20] if not few],
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


def lemmas(heading: Heading, words: Words) -> list[str]:
    return words.lemmas[slice(*words.tokens_at(heading.text.at.start))]


def has(heading: Heading, hits: Sequence[Sequence[int]], words: Words) -> int:
    """How many of the words that begin at ``hits``, tokens in order, the heading has."""
    first, end = words.tokens_at(heading.text.at.start)
    return sum([bisect_left(found, first) < bisect_left(found, end) for found in hits])
