from collections.abc import Iterator

from seolint import Diagnostic, Document, Fix, Invalid, PageRule, Severity, Text, Thing, Valid
from seolint_rules.data.google_lacks import Lack, absent, lacks
from seolint_rules.data.json_writing import Json, added
from seolint_rules.data.moments import iso
from seolint_rules.data.schema_org import vocabulary
from seolint_rules.data.thing_urls import whole

_EARNED = frozenset({"aggregateRating", "review"})
"""What one cannot write oneself: only readers give it."""


class SchemaRequired(PageRule):
    """Give structured data what Google requires of it.

    Google shows a feature such as stars, prices or breadcrumbs only when every required property is there, with a value
    that it takes.

    To fix it, add the properties that are named, or correct the value. The fix takes from the front matter what stands there.

    Googleが必須とする項目を書きます。

    星や価格、パンくずリストなどは、必須の項目がすべてそろい、値がGoogleの決まりに合う時だけ検索結果に表示されます。

    直し方：示された項目を書き足すか、値を直します。記事の先頭の設定（front matter）に書いてある内容は、直しで補えます。
    """

    advice = Text("Add what Google requires.", "必須の項目を書き足してください")
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for lack in lacks(doc):
            feature = lack.feature
            earned = bool(lack.required) and all(_EARNED.issuperset(group) for group in lack.required)
            severity = Severity.INFO if lack.advice or feature.status == "limited" or earned else None
            if lack.required:
                en, ja = (sep.join(f"{word.join(g)}" for g in lack.required) for sep, word in ((", ", " or "), ("、", "か")))
                yield self.flag(
                    lack.thing.at,
                    en=f"Google requires {en} for “{feature.title_en}”; {absent(lack.required)}",
                    ja=f"検索結果の「{feature.title_ja}」に必須の項目がありません：{ja}",
                    fix=_fix(doc, lack),
                    severity=severity,
                )
            for term, least in lack.few:
                count = len(lack.thing.look(term))
                yield self.flag(
                    lack.thing.at,
                    en=f"“{feature.title_en}” needs at least {least} values of {term} (here: {count})",
                    ja=f"検索結果の「{feature.title_ja}」には{term}が{least}個以上必要です（今は{count}個）",
                    severity=severity,
                )
            for breach in lack.bad:
                en, ja = breach.says.en, breach.says.ja
                yield self.flag(breach.at, en=en, ja=ja, advice=breach.advice, fix=breach.fix, severity=severity)

    examples = (
        Valid('<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article"}</script>\n'),
        Valid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe", "name": "食パン",\n'
            '"image": "https://pan.jp/a.png"}</script>\n'
        ),
        Invalid(
            "---\ntitle: 食パンの焼き方\nimage: https://pan.jp/a.png\n---\n"
            '<script type="application/ld+json">\n{\n  "@context": "https://schema.org",\n  "@type": "⟦Recipe⟧"\n}\n</script>\n',
            fixed="---\ntitle: 食パンの焼き方\nimage: https://pan.jp/a.png\n---\n"
            '<script type="application/ld+json">\n{\n  "@context": "https://schema.org",\n  "@type": "Recipe",\n'
            '  "name": "食パンの焼き方",\n  "image": "https://pan.jp/a.png"\n}\n</script>\n',
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "⟦BreadcrumbList⟧",\n'
            '"itemListElement": [{"@type": "ListItem", "position": 1, "name": "Bread"}]}</script>\n'
        ),
        Invalid(
            '<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">食パン</b>\n'
            '<p itemprop="offers" itemscope itemtype="⟦https://schema.org/Offer⟧">1斤600円</p>\n'
            '<p itemprop="aggregateRating" itemscope itemtype="https://schema.org/AggregateRating">\n'
            '★<span itemprop="ratingValue">⟦8.5⟧</span>（<span itemprop="reviewCount">12</span>件）</p></div>\n'
        ),
    )


def _fix(doc: Document, lack: Lack) -> Fix | None:
    """What the front matter knows of the things that lack, after the last property."""
    written = {p.term for p in lack.thing.item.properties}
    known = ((group[0], _known(doc, lack.thing, group[0])) for group in lack.required)
    values = {term: value for term, value in known if value and term not in written}
    edit = added(doc, lack.thing.item, values) if doc.front_matter.exists else None
    names = (", ".join(values), "、".join(values))
    title = Text(f"add {names[0]} from the front matter", f"先頭の設定（front matter）から{names[1]}を補う")
    return Fix(title, (edit,), safe=False) if edit is not None else None


def _known(doc: Document, thing: Thing, term: str) -> Json:
    """The value of ``term``, "" when the front matter does not tell."""
    author = doc.front_matter.get("author")
    if term == "author" and author is not None and author.value.strip():
        names = {text.value: each.terms[0] for each in doc.things if each.terms and (text := each.item.text("name"))}
        return {"@type": names.get(author.value, "Person"), "name": author.value}
    if not thing.alone or not any(vocabulary().is_a(each, "CreativeWork") for each in thing.terms):
        return ""
    title = {"name": doc.title, "headline": doc.title, "description": doc.description}
    if term in {"image", "thumbnailUrl"}:
        image = doc.featured_image.value.strip() if doc.featured_image is not None else ""
        return whole(doc, image) if image.startswith(("http", f"{doc.site.baseurl}/")) else ""
    found = title.get(term)
    if term in {"datePublished", "uploadDate"} and doc.date is not None:
        return iso(doc.date.value)
    return found.value if found is not None else ""
