from collections import Counter
from collections.abc import Iterator

from seolint import Diagnostic, Document, Edit, Fix, Invalid, Item, Literal, Location, PageRule, Severity, Text, Valid
from seolint_rules.data.google_lacks import named
from seolint_rules.data.schema_org import term_at, vocabulary
from seolint_rules.data.schema_values import fits


class SchemaSuperseded(PageRule):
    """Use the names that schema.org uses now.

    Old names still count, but new readers may know only the new ones, and what schema.org withdrew means nothing to them.

    To fix it, write the name that replaced it. The fix does so where the value can stay as it is.

    いまのschema.orgで使われている名前を書きます。

    古い名前もまだ読まれますが、新しい名前しか知らないプログラムもあります。schema.orgから外された名前は、やがて読まれなくなります。

    直し方：替わりの名前を書きます。値をそのまま使えるときは、自動で直せます。
    """

    severity: Severity = Severity.INFO
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        seen = set[Location]()
        for item in (thing.item for thing in doc.things if thing.item.known):
            for at, name, now, fix in (*_types(item), *_properties(item), *_members(item)):
                if at not in seen:
                    seen.add(at)
                    yield self._old(at, name, now, fix, named(item.terms, name))

    def _old(self, at: Location, name: str, now: str, fix: Fix | None, asked: bool) -> Diagnostic:
        en, ja = f"“{name}” is an old name of schema.org", f"「{name}」はschema.orgの古い名前です"
        if vocabulary().is_withdrawn(name):
            en, ja = f"schema.org has withdrawn “{name}”", f"「{name}」はschema.orgから外されました"
        if not now:
            return self.flag(at, en=en, ja=ja, advice=Text("Leave it out.", "書かないようにしてください"), cluster=name)
        advice = Text(f"Write “{now}”.", f"「{now}」と書いてください")
        if asked:
            advice = Text(f"Google still asks for it: add “{now}”.", f"Googleは今も使うので、「{now}」も書き足してください")
        elif fix is None:
            advice = Text(f"Say it with “{now}”.", f"「{now}」を使って書き直してください")
        en, ja = f"{en}; it is “{now}” now", f"{ja}（いまは「{now}」）"
        return self.flag(at, en=en, ja=ja, advice=advice, fix=None if asked else fix, cluster=name)

    examples = (
        Valid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe",\n'
            '"recipeIngredient": ["強力粉 300g", "水 200ml"]}</script>\n'
        ),
        Valid('<p vocab="https://schema.org/" typeof="Restaurant"><a property="hasMenu" href="/menu/">定食と麺</a></p>\n'),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe",\n'
            '"⟦ingredients⟧": ["強力粉 300g", "水 200ml"]}</script>\n',
            fixed='<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe",\n'
            '"recipeIngredient": ["強力粉 300g", "水 200ml"]}</script>\n',
        ),
        Invalid(
            '<p itemscope itemtype="https://schema.org/Movie"><b itemprop="⟦actors⟧">小林 麻衣</b></p>\n',
            fixed='<p itemscope itemtype="https://schema.org/Movie"><b itemprop="actor">小林 麻衣</b></p>\n',
        ),
        Invalid('<p vocab="https://schema.org/" typeof="Article"><b property="⟦interactionCount⟧">12 UserComments</b></p>\n'),
        Invalid('<p vocab="https://schema.org/" typeof="Restaurant"><a property="⟦menu⟧" href="/menu/">定食と麺</a></p>\n'),
        Invalid(
            '<p vocab="https://schema.org/" typeof="MedicalClinic"><b property="medicalSpecialty">⟦Dermatologic⟧</b></p>\n',
            fixed='<p vocab="https://schema.org/" typeof="MedicalClinic"><b property="medicalSpecialty">Dermatology</b></p>\n',
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Vehicle",\n'
            '"⟦stupidProperty⟧": {"@type": "⟦UserLikes⟧"}}</script>\n'
        ),
    )


def _fix(at: Location, now: str, safe: bool) -> Fix:
    return Fix(Text(f"write {now}", f"「{now}」に直す"), (Edit(at, now),), safe=safe)


def _types(item: Item) -> Iterator[tuple[Location, str, str, Fix | None]]:
    for name, term in zip(item.types, item.terms, strict=True):
        if term and vocabulary().is_type(term) and vocabulary().is_old(term):
            at, now = term_at(name, term), vocabulary().replacement(term)
            same = now and all(vocabulary().has_property((now,), p.term) for p in item.properties if p.term)
            yield at, term, now, _fix(at, now, False) if same and not vocabulary().is_a(term, "UserInteraction") else None


def _properties(item: Item) -> Iterator[tuple[Location, str, str, Fix | None]]:
    schema = vocabulary()
    olds = [p for p in item.properties if schema.is_old(p.term) and not p.reverse and schema.is_property(p.term)]
    names = Counter(map(schema.replacement, {p.term for p in olds}))
    for held in olds:
        types = tuple(filter(schema.is_type, item.terms))
        if types and not schema.has_property(types, held.term):
            continue
        at, now = term_at(held.name, held.term), schema.replacement(held.term)
        fitting = now and names[now] == 1 and not item.values(now) and schema.has_property(types, now)
        same = fitting and all(_keeps(held.term, now, p.value) for p in olds if p.term == held.term)
        yield at, held.term, now, _fix(at, now, True) if same else None


def _members(item: Item) -> Iterator[tuple[Location, str, str, Fix | None]]:
    for held in item.properties:
        value = held.value.text if isinstance(held.value, Literal) and held.value.says else None
        name = value.value.rpartition("schema.org/")[2] if value is not None else ""
        if value is not None and vocabulary().is_member(name) and vocabulary().is_old(name):
            ranges = map(vocabulary().enumeration_members, vocabulary().ranges(held.term))
            if name != value.value or any(name in members for members in ranges):
                at, now = term_at(value, name), vocabulary().replacement(name)
                yield at, name, now, _fix(at, now, False)


def _keeps(term: str, now: str, value: object) -> bool:
    """Whether a value of the old property can stand under the new one."""
    if isinstance(value, Item):
        return fits(now, value.terms)
    plain = [any(map(vocabulary().is_data_type, vocabulary().ranges(each))) for each in (term, now)]
    return bool(vocabulary().ranges(term)) and (plain[1] or not plain[0])
