from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Severity, Text, Valid
from seolint_rules.data.google_lacks import absent, lacks


class SchemaRecommended(PageRule):
    """Add what Google recommends where you can say it truly.

    A recommended property makes a result fuller, and a reader more likely to choose it.

    To fix it, add the properties that are named, as far as the page shows what they say.

    Googleが勧める項目も、書けるものは書きます。

    勧められている項目があると、検索結果に出る情報が増え、選ばれやすくなります。

    直し方：示された項目のうち、ページに書いてある内容のものを足します。
    """

    severity: Severity = Severity.INFO

    advice = Text("Add what the page can say truly.", "ページの内容から書けるものを足してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for lack in lacks(doc):
            if lack.recommended:
                feature = lack.feature
                en, ja = (s.join(w.join(g) for g in lack.recommended) for s, w in ((", ", " or "), ("、", "か")))
                yield self.flag(
                    lack.thing.at,
                    en=f"Google recommends {en} for “{feature.title_en}”; {absent(lack.recommended)}",
                    ja=f"検索結果の「{feature.title_ja}」のためにGoogleが勧める項目がありません：{ja}",
                    cluster=f"{feature.id} {en}",
                )

    examples = (
        Valid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article", "headline": "a",\n'
            '"image": "https://pan.jp/a.png", "datePublished": "2026-01-01", "dateModified": "2026-01-02",\n'
            '"author": {"@type": "Person", "name": "小林 麻衣", "url": "https://pan.jp/about/"}}</script>\n'
        ),
        Valid('<script type="application/ld+json">{"@context": "https://schema.org", "@type": "WebSite"}</script>\n'),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "⟦BlogPosting⟧",\n'
            '"headline": "食パンの焼き方", "image": "https://pan.jp/a.png", "datePublished": "2026-01-01"}</script>\n'
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article", "headline": "a",\n'
            '"image": "https://pan.jp/a.png", "datePublished": "2026-01-01", "dateModified": "2026-01-02",\n'
            '"author": {"@type": "⟦Person⟧", "name": "May"}}</script>\n'
        ),
    )
