import json
import re
from collections.abc import Iterator

from seolint import Diagnostic, Document, Edit, Fix, Invalid, Literal, PageRule, Placed, Related, Text, Thing, Valid
from seolint import fold as folded
from seolint_rules.data.moments import iso, moment, same
from seolint_rules.data.schema_org import vocabulary

_HANDLE = re.compile(r"[a-z0-9_.-]+|@.*")


class SchemaMismatch(PageRule):
    """Say the same in structured data and front matter.

    Where the two differ, one of them is out of date, and readers may be shown the wrong one.

    To fix it, correct the one that is wrong. The fix takes the value of the front matter.

    構造化データと、記事の先頭の設定（front matter）の内容をそろえます。

    食い違う時はどちらかが古く、誤った方が読者に示されるかもしれません。

    直し方：誤っている方を直します。直しを使うと、先頭の設定の値になります。
    """

    advice = Text("Correct the one that is wrong.", "誤っている方を直してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        alone = (thing for thing in doc.things if thing.known and thing.alone)
        articles = {t.at: t for t in alone if any(vocabulary().is_a(term, "Article") for term in t.terms)}
        if not doc.front_matter.exists or len(articles) != 1:
            return
        (article,) = articles.values()
        yield from self._text(article, "headline", doc.front_matter.first(doc.site.title_keys))
        yield from self._date(article, "datePublished", doc.date)
        yield from self._date(article, "dateModified", doc.updated)
        yield from self._image(doc, article)
        yield from self._text(article, "description", doc.front_matter.first(doc.site.description_keys))
        yield from self._author(doc, article)

    def _text(self, article: Thing, term: str, own: Placed[str] | None) -> Iterator[Diagnostic]:
        said = article.item.text(term)
        if said is not None and own is not None and own.value.strip():
            one, other = (folded(each.value).rstrip("….") for each in (said, own))
            if not (one.startswith(other) or other.startswith(one)):
                yield from self._differ(term, said, own, own.value)

    def _date(self, article: Thing, term: str, own: Placed[str] | None) -> Iterator[Diagnostic]:
        said = article.item.text(term)
        one, other = (moment(each.value) if each else None for each in (said, own))
        if said is not None and own is not None and one is not None and other is not None and not same(one, other):
            yield from self._differ(term, said, own, iso(own.value, said.value))

    def _image(self, doc: Document, article: Thing) -> Iterator[Diagnostic]:
        said, own = tuple(article.url("image")), doc.featured_image
        if own is None or len(said) != 1 or len(article.values("image")) != 1:
            return
        one, other = doc.image_identity(said[0]), doc.image_identity(own)
        if one and other and one.rpartition("/")[2] != other.rpartition("/")[2]:
            yield from self._differ("image", said[0], own, own.value if "//" in own.value else "")

    def _author(self, doc: Document, article: Thing) -> Iterator[Diagnostic]:
        own, names = [*doc.front_matter.strings("author"), *doc.front_matter.strings("authors")], list(_names(article))
        if not own or not names or len(names) < len(article.values("author")):
            return
        ours = {_tight(each) for each in own}
        if not any(_HANDLE.fullmatch(each.value) for each in own) and ours.isdisjoint(map(_tight, names)):
            yield from self._differ("author", names[0], own[0], own[0].value if len(names) == len(own) == 1 else "")

    def _differ(self, term: str, said: Placed[str], own: Placed[str], right: str) -> Iterator[Diagnostic]:
        edit = Edit(said.at, json.dumps(right, ensure_ascii=False)[1:-1].replace("</", "<\\/"))
        fix = Fix(Text("take it from the front matter", "先頭の設定（front matter）の値にする"), (edit,), safe=False)
        one, other = (each.value if len(each.value) <= 30 else each.value[:29] + "…" for each in (said, own))
        yield self.flag(
            said.at,
            en=f"The {term} in the structured data, “{one}”, is not that of the front matter, “{other}”",
            ja=f"構造化データの{term}「{one}」が、先頭の設定（front matter）の「{other}」と違います",
            related=[Related(own.at, Text("the front matter says this", "先頭の設定の値"))],
            fix=fix if right else None,
        )

    examples = (
        Valid(
            "---\ntitle: 食パンの焼き方\ndate: 2026-01-20 07:30:00 +0900\n---\n"
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "BlogPosting",\n'
            '"headline": "食パンの焼き方", "datePublished": "2026-01-19T22:30:00Z"}</script>\n'
        ),
        Valid("---\ntitle: Bread\n---\n"),
        Invalid(
            "---\ntitle: Bread\nauthor: May Baker\n---\n"
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article",\n'
            '"author": {"@type": "Person", "name": "⟦John Doe⟧"}}</script>\n',
            fixed="---\ntitle: Bread\nauthor: May Baker\n---\n"
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article",\n'
            '"author": {"@type": "Person", "name": "May Baker"}}</script>\n',
        ),
        Invalid(
            "---\ntitle: 食パンの焼き方\ndate: 2026-01-20\n---\n"
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "BlogPosting",\n'
            '"headline": "⟦丸パンの焼き方⟧", "datePublished": "⟦2025-01-20⟧"}</script>\n'
        ),
    )


def _names(article: Thing) -> Iterator[Placed[str]]:
    """What the authors are called, as far as the page tells."""
    for value in article.values("author"):
        for part in article.described(value):
            if (name := part.text("name")) is not None:
                yield name
        if isinstance(value, Literal) and value.says and "//" not in value.text.value:
            yield value.text


def _tight(name: Placed[str]) -> str:
    return "".join(folded(name.value).split())
