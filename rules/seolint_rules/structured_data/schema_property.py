from collections.abc import Iterator

from seolint import Diagnostic, Document, Edit, Fix, Invalid, Item, Location, PageRule, Placed, Property, Text, Valid
from seolint_rules.data.google_lacks import named
from seolint_rules.data.schema_org import added_types, term_at, vocabulary

_KEYWORDS = frozenset(
    "@base @container @context @direction @graph @id @import @included @index @json @language @list @nest @none "
    "@prefix @propagate @protected @reverse @set @type @value @version @vocab".split()
)

_GUESSES = 10
"""On how many names of a page to spend the time that a guess takes."""


class SchemaProperty(PageRule):
    """Say things of a type that schema.org lets one say of it.

    A search engine passes over a property that it does not know, so what you wrote there says nothing.

    To fix it, spell the property as schema.org does, or move it to the thing that it belongs to.

    その種類にある項目を書きます。

    検索エンジンは、知らない項目を読み飛ばします。そこに書いた内容は伝わりません。

    直し方：schema.orgのとおりにつづるか、その項目を持つもののほうへ移します。
    """

    advice = Text("Look the type up on schema.org.", "schema.orgでその種類の項目を確かめてください")
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        seen, said = set[Location](), set[Location]()
        for thing in doc.things:
            item = thing.item
            if not item.known or item.at in seen:
                continue
            seen.add(item.at)
            types = None if _open(item) else tuple(filter(vocabulary().is_type, (*thing.terms, *added_types(item))))
            for key in item.keywords:
                if key.value.startswith("@") and key.value not in _KEYWORDS:
                    yield self._keyword(key)
            for each in item.properties:
                if each.term and each.name.at not in said and not _has(each, types):
                    said.add(each.name.at)
                    yield self._unknown(each, item, types or (), len(said) <= _GUESSES)

    def _keyword(self, key: Placed[str]) -> Diagnostic:
        en, ja = f"JSON-LD has no keyword “{key.value}”", f"「{key.value}」というキーワードはJSON-LDにないため、読み飛ばされます"
        meant = key.value.lower()
        if meant in _KEYWORDS:
            return self._meant(key.at, en, ja, meant)
        advice = Text("Leave out the @, if a property was meant.", "項目のつもりなら、@を取ってください")
        return self.flag(key.at, en=f"{en}, so readers pass over it", ja=ja, advice=advice)

    def _unknown(self, each: Property, item: Item, types: tuple[str, ...], guess: bool) -> Diagnostic:
        term, at = each.term, term_at(each.name, each.term)
        en, ja = f"schema.org has no property “{term}”", f"「{term}」という項目はschema.orgにありません"
        if vocabulary().is_property(term):
            kinds = ", ".join(types)
            en, ja = f"“{term}” is no property of {kinds}", f"「{term}」は{kinds}の項目ではありません"
            if vocabulary().is_pending(term):
                en, ja = f"{en} (schema.org may still change it)", f"{ja}（schema.orgで検討中の項目です）"
        meant = "@graph" if each.name.value == "graph" else vocabulary().closest_property(term, types) if guess else None
        if meant is None:
            return self.flag(at, en=en, ja=ja)
        en, ja = f"{en}; did you mean “{meant}”?", f"{ja}。「{meant}」の書き間違いではありませんか"
        return self._meant(at, en, ja, meant, fixes=not item.values(meant))

    def _meant(self, at: Location, en: str, ja: str, meant: str, *, fixes: bool = True) -> Diagnostic:
        fix = Fix(Text(f"write {meant}", f"「{meant}」に直す"), (Edit(at, meant),), safe=False) if fixes else None
        return self.flag(at, en=en, ja=ja, advice=Text(f"Write “{meant}”.", f"「{meant}」と書いてください"), fix=fix)

    examples = (
        Valid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "WebSite", "potentialAction":'
            ' {"@type": "SearchAction", "target": "/?q={q}", "query-input": "required name=q"}}</script>\n'
        ),
        Valid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Movie", "actor":'
            ' {"@type": "PerformanceRole", "characterName": "Iris", "actor": {"@type": "Person"}}}</script>\n'
        ),
        Valid(
            '<p itemscope itemtype="https://schema.org/AudioObject"><link itemprop="additionalType"\n'
            'href="https://schema.org/ArchiveComponent"><b itemprop="holdingArchive">国会図書館</b></p>\n'
        ),
        Valid('<script type="application/ld+json">{"@type": "Thing", "pipapo": "no context, nothing known"}</script>\n'),
        Invalid(
            '<p vocab="https://schema.org/" typeof="BlogPosting"><b property="⟦atuhor⟧">小林 麻衣</b></p>\n',
            fixed='<p vocab="https://schema.org/" typeof="BlogPosting"><b property="author">小林 麻衣</b></p>\n',
        ),
        Invalid(
            '<script type="application/ld+json">\n{"@context": "https://schema.org", "@type": "BlogPosting",\n'
            '"⟦autor⟧": {"@type": "Person", "name": "小林 麻衣"}}\n</script>\n',
            fixed='<script type="application/ld+json">\n{"@context": "https://schema.org", "@type": "BlogPosting",\n'
            '"author": {"@type": "Person", "name": "小林 麻衣"}}\n</script>\n',
        ),
        Invalid(
            '<script type="application/ld+json">'
            '{"@context": "https://schema.org", "@type": "Product", "⟦ratingValue⟧": 4, "⟦prise⟧": 1}</script>\n'
        ),
        Invalid('<script type="application/ld+json">{"@context": "https://schema.org", "⟦@url⟧": "/"}</script>\n'),
        Invalid('<script type="application/ld+json">{"@context": "https://schema.org", "⟦@Type⟧": "Person"}</script>\n'),
        Invalid('<script type="application/ld+json">{"@context": "https://schema.org", "⟦graph⟧": [{}]}</script>\n'),
    )


def _open(item: Item) -> bool:
    """Whether more may be said of the item than its types tell: none named, unknown or foreign ones, a role."""
    known = bool(item.terms) and all(vocabulary().is_type(term) for term in item.terms)
    return not known or any(vocabulary().is_a(t, "Role") or vocabulary().is_data_type(t) for t in item.terms)


def _has(each: Property, types: tuple[str, ...] | None) -> bool:
    """Whether the property belongs to `types`; None for types that leave that open."""
    name = each.term.removesuffix("-input").removesuffix("-output")
    if types is None or each.reverse or name != each.term:
        return vocabulary().is_property(name) or name in {"type", "id"}
    return vocabulary().has_property(types, name) or named(types, name)
