from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Edit, Fix, Invalid, Location, PageRule, Placed, Severity, Text, Valid
from seolint_rules.data.schema_org import vocabulary

_GUESSES = 10
"""On how many names of a page to spend the time that a guess takes."""


class SchemaType(PageRule):
    """Name a type that schema.org has.

    A search engine passes over a thing whose type it does not know, and with it over all that you say of it.

    To fix it, spell the type as schema.org does: capitals count (`HowToStep`, not `HowtoStep`).

    schema.orgにある種類を書きます。

    検索エンジンは、知らない種類のものを読み飛ばします。そこに書いた内容も使われません。

    直し方：schema.orgのとおりにつづります。大文字と小文字も区別されます（`HowtoStep`ではなく`HowToStep`）。
    """

    severity: Severity = Severity.ERROR

    advice = Text("Look the type up on schema.org.", "schema.orgで種類の名前を確かめてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        seen: set[Location] = set()
        for item in (thing.item for thing in doc.things):
            for name, term in zip(item.types, item.terms, strict=True):
                if not item.known or UNKNOWN in name.value or not term or vocabulary().is_type(term):
                    continue
                at = _at(name, term)
                if at not in seen:
                    seen.add(at)
                    yield self._unknown(at, term, len(seen) <= _GUESSES)

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
        Valid('<script type="application/ld+json">{"@context": "https://schema.org", "@type": "HowToStep"}</script>\n'),
        Valid('<script type="application/ld+json">{"@context": "https://w3.org/x", "@type": "Pipapo"}</script>\n'),
        Valid(
            '---\nlayout: post\n---\n<script type="application/ld+json">\n'
            '{"@context": "https://schema.org", "@type": "{{ page.type }}"}\n</script>\n'
        ),
        Valid('<script type="application/ld+json">{"@context": "https://schema.org", "@type": "{{ type }}"}</script>\n'),
        Valid(
            {
                "_includes/schema.html": '<script type="application/ld+json">\n{"@context": "https://schema.org", "@type": '
                "\"{% if page.layout == 'post' %}BlogPosting{% else %}WebPage{% endif %}\"}\n</script>\n"
            }
        ),
        Invalid(
            '<script type="application/ld+json">\n'
            '{"@context": "https://schema.org", "@type": "Recipe", "recipeInstructions": [\n'
            '  {"@type": "⟦HowtoStep⟧", "text": "生地をこねて、ひと晩休ませます。"}\n]}\n</script>\n',
            fixed='<script type="application/ld+json">\n'
            '{"@context": "https://schema.org", "@type": "Recipe", "recipeInstructions": [\n'
            '  {"@type": "HowToStep", "text": "生地をこねて、ひと晩休ませます。"}\n]}\n</script>\n',
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "schema:⟦BlogPostng⟧"}</script>\n',
            fixed='<script type="application/ld+json">{"@context": "https://schema.org", "@type": "schema:BlogPosting"}</script>\n',
        ),
        Invalid('<script type="application/ld+json">{"@context": "https://schema.org", "@type": "⟦パン⟧"}</script>\n'),
        Invalid(
            '---\nlayout: post\n---\n<script type="application/ld+json">{"@context": "https://schema.org", '
            '"@type": "⟦パン⟧" {% if page.image %}, "image": "{{ page.image | absolute_url }}"{% endif %}}</script>\n'
        ),
        Invalid('焼き方<script type="application/ld+json">{"@context": "https://schema.org", "@type": "⟦パン⟧"}</script>です。\n'),
        Invalid(
            '<p itemscope itemtype="https://schema.org/⟦BlogPostng⟧">\n',
            fixed='<p itemscope itemtype="https://schema.org/BlogPosting">\n',
        ),
    )


def _at(name: Placed[str], term: str) -> Location:
    """The characters of the type itself, what names the vocabulary left out."""
    size = len(name.value)
    return name.part(size - len(term), size) if name.value.endswith(term) else name.at
