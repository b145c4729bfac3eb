from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Severity, Text, Valid
from seolint_rules.data.google_lacks import absent, lacks


class SchemaRecommended(PageRule):
    """Add what Google recommends where you can say it truly.

    A recommended property makes a result fuller, and a reader more likely to choose it. A value that Google does not take
    counts as none.

    To fix it, add the properties that are named, as far as the page shows what they say, or write the value as Google
    takes it.

    Googleが勧める項目も、書けるものは書きます。

    勧められている項目があると、検索結果に出る情報が増え、選ばれやすくなります。Googleが受け付けない値は、ないのと同じです。

    直し方：示された項目のうち、ページに書いてある内容のものを足します。値は、Googleが受け付ける書き方に直します。
    """

    severity: Severity = Severity.INFO
    advice = Text("Add what the page can say truly.", "ページの内容から書けるものを足してください")
    needs = "has_data"

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
            for breach in lack.poor:
                yield self.flag(breach.at, en=breach.says.en, ja=breach.says.ja, advice=breach.advice, fix=breach.fix)

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
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "JobPosting", "title": "職人",\n'
            '"description": "朝の仕込み", "datePosted": "2026-01-05", "hiringOrganization": "こむぎ工房", "identifier": "7",\n'
            '"jobLocation": "京都", "employmentType": ["FULL_TIME", "⟦アルバイト⟧"]}</script>\n',
            fixed='<script type="application/ld+json">{"@context": "https://schema.org", "@type": "JobPosting", "title": "職人",\n'
            '"description": "朝の仕込み", "datePosted": "2026-01-05", "hiringOrganization": "こむぎ工房", "identifier": "7",\n'
            '"jobLocation": "京都", "employmentType": ["FULL_TIME", "PART_TIME"]}</script>\n',
        ),
        Invalid(
            '<div vocab="https://schema.org/" typeof="JobPosting"><h1 property="title">パン職人</h1>\n'
            '<p property="description">朝の仕込みをします。</p><time property="datePosted">2026-01-05</time>\n'
            '<b property="hiringOrganization">こむぎ工房</b><i property="identifier">7</i><i property="jobLocation">京都</i>\n'
            '<b property="employmentType">⟦正社員⟧</b></div>\n'
        ),
    )
