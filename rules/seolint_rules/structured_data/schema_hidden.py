from collections.abc import Iterator

from seolint import (
    UNKNOWN,
    Diagnostic,
    Document,
    Invalid,
    Item,
    Literal,
    PageRule,
    Placed,
    Related,
    Severity,
    Text,
    Valid,
)
from seolint_rules.data.shown import Shown

_TEXTS = {"Answer": ("text", "answer", "回答"), "Review": ("reviewBody", "review", "レビューの本文")}
_RATINGS = frozenset({"AggregateRating", "Rating", "EmployerAggregateRating"})


class SchemaHidden(PageRule):
    """Mark up what the page shows.

    Google wants structured data to say what readers see. Answers or stars that are only in the markup may cost the page
    its rich results. What a script or a layout shows is not seen here, so this rule is off unless you select it.

    To fix it, show the text on the page, or take it out of the structured data.

    ページに見える内容を、構造化データに書きます。

    構造化データの内容は、読者にも見えることが求められます。構造化データにしかない回答や評価があると、検索結果での特別な表示の対象から
    外れることがあります。スクリプトやレイアウトが表示する内容はここでは見えないため、選んだ時だけ調べる規則です。

    直し方：その文章をページに載せるか、構造化データから消します。
    """

    severity: Severity = Severity.INFO

    share: int = 50
    """How many percent of a marked-up text the page must show.

    書いた文章の何%がページに見えればよいか。"""

    opt_in = True
    advice = Text("Show it on the page, or take it out.", "ページに載せるか、構造化データから消してください")
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.items or not doc.is_page:
            return
        seen = [block.text.value for block in doc.blocks]
        if any(UNKNOWN in text and not text.replace(UNKNOWN, "").strip() for text in seen):
            return  # what a template puts there may be it
        page, hidden, numbers = Shown(" ".join(seen)), dict[str, list[Placed[str]]](), list[Placed[str]]()
        for item in {thing.item.at: thing.item for thing in doc.things if thing.known}.values():
            if not _RATINGS.isdisjoint(item.terms):
                numbers += [each for each in _said(item, "ratingValue") if not page.rated(each.value)]
            for term in _TEXTS.keys() & set(item.terms):
                texts = [each for each in _said(item, _TEXTS[term][0]) if page.share(each.value) * 100 < self.share]
                hidden.setdefault(term, []).extend(texts)
        for texts, en, ja in ((numbers, "rating", "評価"), *((texts, *_TEXTS[term][1:]) for term, texts in hidden.items())):
            if texts:
                yield self._say(texts, en, ja)

    def _say(self, texts: list[Placed[str]], en: str, ja: str) -> Diagnostic:
        first, *others = texts
        text = " ".join(first.value.split())
        shown = text if len(text) <= 30 else text[:29] + "…"
        return self.flag(
            first.at,
            en=f"The page does not show this {en}, “{shown}”" + (f", nor {len(others)} more" if others else ""),
            ja=f"{ja}「{shown}」がページに見当たりません" + (f"（ほか{len(others)}件）" if others else ""),
            related=[Related(each.at, Text("nor this", "これも見当たりません")) for each in others],
        )

    examples = (
        Valid(
            '<h1>食パンの保存</h1>\n<p>冷凍すれば、2週間ほどおいしく食べられます。</p>\n<script type="application/ld+json">\n'
            '{"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": {"@type": "Question", "name": "何日もつ？",\n'
            '"acceptedAnswer": {"@type": "Answer", "text": "<p>冷凍すれば2週間ほど、おいしく食べられます。</p>"}}}</script>\n'
        ),
        Valid(
            '<p itemscope itemtype="https://schema.org/Review">★★★★☆ <b itemprop="reviewBody">Crisp, and not too sweet.</b>\n'
            '<i itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating">\n'
            '<meta itemprop="ratingValue" content="4"></i></p>\n'
        ),
        Invalid(
            '<h1>食パンの保存</h1>\n<p>常温での置き場所をまとめました。</p>\n<script type="application/ld+json">\n'
            '{"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": {"@type": "Question", "name": "何日もつ？",\n'
            '"acceptedAnswer": {"@type": "Answer", "text": "⟦冷凍すれば2週間ほど、おいしく食べられます。⟧"}}}</script>\n'
        ),
        Invalid(
            '<p itemscope itemtype="https://schema.org/Product">Bread\n'
            '<i itemprop="aggregateRating" itemscope itemtype="https://schema.org/AggregateRating">\n'
            '<meta itemprop="ratingValue" content="⟦4.8⟧"><b itemprop="reviewCount">12</b> voices</i></p>\n'
        ),
    )  # fmt: skip


def _said(item: Item, term: str) -> list[Placed[str]]:
    return [each.text for each in item.values(term) if isinstance(each, Literal) and each.says]
