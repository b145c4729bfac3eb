from collections.abc import Iterator

from seolint import (
    UNKNOWN,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Invalid,
    Location,
    PageRule,
    Placed,
    Related,
    Severity,
    Text,
    Thing,
    Valid,
)
from seolint_rules.data.schema_org import vocabulary

_GUESSES = 10
"""On how many names of a page to spend the time that a guess takes."""
_OPEN = '<script type="application/ld+json">{"@context": "https://schema.org"'
_HELD = frozenset({"author", "publisher"})
"""Properties whose things Google wants to know the type of: a person or an organization."""


class SchemaType(PageRule):
    """Name a type that schema.org has.

    A search engine passes over a thing whose type it does not know, and with it over all that you say of it.

    To fix it, give each thing a type, spelt as schema.org does: capitals count (`HowToStep`, not `HowtoStep`).

    schema.orgにある種類を書きます。

    検索エンジンは、知らない種類のものを読み飛ばします。そこに書いた内容も使われません。

    直し方：それぞれの種類を、schema.orgのとおりのつづりで書きます。大文字と小文字も区別されます（`HowtoStep`ではなく`HowToStep`）。
    """

    severity: Severity = Severity.ERROR
    advice = Text("Look the type up on schema.org.", "schema.orgで種類の名前を確かめてください")
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        seen: set[Location] = set()
        without: dict[Location, None] = {}
        for thing in doc.things:
            item = thing.item
            if thing.known and thing.whole and not any(part.types for part in thing.parts) and _says(thing):
                without[thing.at] = None
            for name, term in zip(item.types, item.terms, strict=True):
                if not item.known or UNKNOWN in name.value or not term or vocabulary().is_type(term):
                    continue
                at = _at(name, term)
                if at not in seen:
                    seen.add(at)
                    yield self._unknown(at, term, len(seen) <= _GUESSES)
        if without:
            yield self._untyped(tuple(without))

    def _untyped(self, places: tuple[Location, ...]) -> Diagnostic:
        return self.flag(
            places[0],
            en="“@type” is missing, so that search engines do not know what this describes",
            ja="「@type」がないため、何についてのデータか検索エンジンに伝わりません",
            advice=Text("Say what it is, as with “@type”: “Person”.", "「\"@type\": \"Person\"」のように種類を書いてください"),
            related=[Related(at, Text("here too", "ここも同じです")) for at in places[1:21]],
            severity=Severity.WARNING,
        )

    def _unknown(self, at: Location, term: str, guess: bool) -> Diagnostic:
        meant = vocabulary().closest_type(term) if guess else None
        en, ja = f"schema.org has no type “{term}”", f"「{term}」という種類はschema.orgにありません"
        if meant is None:
            return self.flag(at, en=en, ja=ja)
        fix = Fix(Text(f"write {meant}", f"「{meant}」に直す"), (Edit(at, meant),), safe=False)
        advice = Text(f"Write “{meant}”.", f"「{meant}」と書いてください")
        en, ja = f"{en}; did you mean “{meant}”?", f"{ja}。「{meant}」の書き間違いではありませんか"
        return self.flag(at, en=en, ja=ja, advice=advice, fix=fix)

    examples = (
        Valid(_OPEN + ', "@type": "HowToStep"}</script>\n'),
        Valid('<script type="application/ld+json">{"@context": "https://w3.org/x", "@type": "Pipapo"}</script>\n'),
        Valid("---\nlayout: post\n---\n" + _OPEN + ', "@type": "{{ page.type }}"}</script>\n'),
        Valid(_OPEN + ', "@type": "{{ type }}"}</script>\n'),
        Valid({"_includes/a.html": f'{_OPEN}, "@type": "{{% if post %}}BlogPosting{{% else %}}WebPage{{% endif %}}"}}</script>\n'}),
        Invalid(
            '<script type="application/ld+json">\n'
            '{"@context": "https://schema.org", "@type": "Recipe", "recipeInstructions": [\n'
            '  {"@type": "⟦HowtoStep⟧", "text": "生地をこねて、ひと晩休ませます。"}\n]}\n</script>\n',
            fixed='<script type="application/ld+json">\n'
            '{"@context": "https://schema.org", "@type": "Recipe", "recipeInstructions": [\n'
            '  {"@type": "HowToStep", "text": "生地をこねて、ひと晩休ませます。"}\n]}\n</script>\n',
        ),
        Invalid(_OPEN + ', "@type": "schema:⟦Artcle⟧"}</script>\n', fixed=_OPEN + ', "@type": "schema:Article"}</script>\n'),
        Invalid(_OPEN + ', "@type": "⟦パン⟧"}</script>\n'),
        Invalid("---\nlayout: post\n---\n" + _OPEN + ', "@type": "⟦パン⟧"{% if page.x %}, "url": {{ x }}{% endif %}}</script>\n'),
        Invalid(_OPEN.replace("{", "⟦{⟧") + ', "headline": "食パン"}</script>\n', severity=Severity.WARNING),
        Invalid("焼き方" + _OPEN + ', "@type": "⟦パン⟧"}</script>です。\n'),
        Invalid(
            '<p itemscope itemtype="https://schema.org/⟦BlogPostng⟧">\n',
            fixed='<p itemscope itemtype="https://schema.org/BlogPosting">\n',
        ),
    )


def _says(thing: Thing) -> bool:
    """Whether it says something in schema.org's words, and what holds it does not say what it is well enough."""
    item = thing.item
    if item.syntax != "json-ld" or item.id is not None or (thing.parents and thing.parents[-1][0] not in _HELD):
        return False
    return any(vocabulary().is_property(each.term) for each in item.properties)


def _at(name: Placed[str], term: str) -> Location:
    """The characters of the type itself, what names the vocabulary left out."""
    size = len(name.value)
    return name.part(size - len(term), size) if name.value.endswith(term) else name.at
