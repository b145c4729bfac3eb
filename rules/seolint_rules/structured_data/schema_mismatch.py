from collections.abc import Iterator

from seolint import Diagnostic, Document, Fix, Invalid, PageRule, Related, Text, Valid
from seolint_rules.data.article_says import Difference, differences
from seolint_rules.data.json_writing import replaced
from seolint_rules.data.page_says import BY
from seolint_rules.data.schema_org import vocabulary


class SchemaMismatch(PageRule):
    """Say the same in structured data as on the page.

    Where the data of an article differs from the front matter, or from the title, date and canonical URL of a page without
    it, one of them is out of date, and readers may be shown the wrong one.

    To fix it, correct the one that is wrong. The fix takes the value of the page.

    構造化データと、ページのほかの場所の内容をそろえます。

    記事のデータが先頭の設定（front matter）と違うときや、その設定がないページで、表示されるタイトルや日付、canonicalのURLと
    違うときは、どちらかが古く、誤った方が読者に示されるかもしれません。

    直し方：誤っている方を直します。直しを使うと、構造化データがページの値になります。
    """

    advice = Text("Correct the one that is wrong.", "誤っている方を直してください")
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        alone = (thing for thing in doc.things if thing.known and thing.alone)
        articles = {t.at: t for t in alone if any(vocabulary().is_a(term, "Article") for term in t.terms)}
        if not doc.is_page or len(articles) != 1:
            return
        (article,) = articles.values()
        for each in differences(doc, article):
            yield self._differ(doc, each)

    def _differ(self, doc: Document, found: Difference) -> Diagnostic:
        edit = replaced(doc, found.said.at, found.right) if found.right else None
        by, shown = BY[found.told.by], (found.said.value, found.told.as_written.value)
        one, other = (each if len(each) <= 30 else each[:29] + "…" for each in shown)
        places = [Related(found.told.as_written.at, Text("the page says this", "ページの値"))]
        return self.flag(
            found.said.at,
            en=f"The {found.term} in the structured data, “{one}”, is not {by.en}, “{other}”",
            ja=f"構造化データの{found.term}「{one}」が、{by.ja}「{other}」と違います",
            related=places if found.told.by != "address" else (),
            fix=Fix(Text("take it from the page", "ページの値にする"), (edit,), safe=False) if edit is not None else None,
        )

    examples = (
        Valid(
            "---\ntitle: 食パンの焼き方\ndate: 2026-01-20 07:30:00 +0900\n---\n"
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "BlogPosting",\n'
            '"headline": "食パンの焼き方", "datePublished": "2026-01-19T22:30:00Z"}</script>\n'
        ),
        Valid("---\ntitle: Bread\n---\n"),
        Invalid(
            "---\ntitle: Bread\n---\n<div itemscope itemtype='https://schema.org/Article'>"
            "<meta itemprop='headline' content='⟦Rolls⟧'></div>\n"
        ),
        Invalid(
            "---\ntitle: Bread\nauthor: May Baker\n---\n"
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article",\n'
            '"author": {"@type": "Person", "name": "⟦John Doe⟧"}}</script>\n',
            fixed="---\ntitle: Bread\nauthor: May Baker\n---\n"
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article",\n'
            '"author": {"@type": "Person", "name": "May Baker"}}</script>\n',
        ),
        Invalid(
            "# 食パン\n\n公開日：2026年1月20日\n\n"
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "BlogPosting",\n'
            '"headline": "⟦丸パンの焼き方⟧", "datePublished": "⟦2025-01-20⟧"}</script>\n'
        ),
    )

