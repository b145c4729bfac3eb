from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Edit, Fix, Invalid, Location, PageRule, Placed, Related, Severity, Text, Valid
from seolint_rules.data.schema_contexts import HOME, RIGHT, is_near, is_near_key
from seolint_rules.data.schema_org import vocabulary


class SchemaContext(PageRule):
    """Say that structured data speaks schema.org's language.

    Without the right `@context` a search engine cannot know what the names mean, and passes over the whole block. The
    vocabularies of others are fine.

    To fix it, begin the data with `"@context": "https://schema.org"`. In Microdata, write types in full:
    `itemtype="https://schema.org/Person"`.

    構造化データが、schema.orgの言葉で書かれていることを示します。

    正しい`@context`がないと、検索エンジンは項目の意味を決められず、全体を読み飛ばします。ほかの語彙を使うのは問題ありません。

    直し方：データの先頭に`"@context": "https://schema.org"`と書きます。Microdataでは、種類を`itemtype="https://schema.org/Person"`のように
    URLで書きます。
    """

    severity: Severity = Severity.ERROR
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        old: list[Location] = []
        for script in doc.scripts:
            for name in script.contexts:
                yield from self._context(name, old)
            for top in script.tops:
                names = {key.value for key in top.keys}
                if not top.context and not names.isdisjoint({"@type", "@graph", "context"}):
                    slip = next((key for key in top.keys if is_near_key(key.value)), None)
                    yield self._missing(doc, top.at.start, top.first) if slip is None else self._key(slip)
        for item in doc.marked_up:
            for type_ in item.types:
                if item.syntax == "microdata" or "://" in type_.value:
                    yield from self._type(type_, old)
        if old:
            yield self._insecure(old)

    def _context(self, name: Placed[str], old: list[Location]) -> Iterator[Diagnostic]:
        right = RIGHT.fullmatch(name.value.strip())
        if right is None and (not name.value.strip() or is_near(name.value)):
            en, ja = f"“{name.value}” is no context that exists", f"「{name.value}」は@contextとして読めません"
            yield self._wrong(name.at, en, ja, HOME)
        elif right is not None and right[1].lower() == "http":
            start = len(name.value) - len(name.value.lstrip())
            old.append(name.part(start, start + 7))

    def _type(self, name: Placed[str], old: list[Location]) -> Iterator[Diagnostic]:
        value = name.value
        base, _, term = value.rpartition("/")
        if value.lower().startswith("http://schema.org/"):
            old.append(name.part(0, 7))
        elif RIGHT.fullmatch(base) or not (is_near(base) or ":" not in value):
            return
        elif vocabulary().is_type(term):
            en, ja = f"“{value}” is no address of a type", f"「{value}」は種類のURLではありません"
            yield self._wrong(name.at, en, ja, f"{HOME}/{term}")

    def _wrong(self, at: Location, en: str, ja: str, right: str) -> Diagnostic:
        fix = Fix(Text(f"write {right}", f"「{right}」と書く"), (Edit(at, right),), safe=False)
        return self.flag(at, en=en, ja=ja, advice=Text(f"Write “{right}”.", f"「{right}」と書いてください"), fix=fix)

    def _key(self, key: Placed[str]) -> Diagnostic:
        en, ja = f"“{key.value}” stands for @context", f"「{key.value}」は「@context」の書き間違いです"
        return self._wrong(key.at, en, ja, "@context")

    def _missing(self, doc: Document, start: int, first: int) -> Diagnostic:
        space = doc.text[start + 1 : first]
        line = f'"@context": "{HOME}",{space or " "}'
        return self.flag(
            Location(doc.path, start, start + 1),
            en="“@context” is missing, so that nobody can know what the names mean",
            ja="「@context」がないため、schema.orgの構造化データとして読まれません",
            advice=Text(f'Begin with "@context": "{HOME}".', f'先頭に"@context": "{HOME}"と書いてください'),
            fix=Fix(Text("write @context", "「@context」を書く"), (Edit(Location(doc.path, first, first), line),), safe=False),
        )

    def _insecure(self, old: Sequence[Location]) -> Diagnostic:
        return self.flag(
            old[0],
            en="schema.org is named with http://; it is read, but https:// is the usual form today",
            ja="schema.orgがhttp://で書かれています。読まれますが、いまはhttps://が標準です",
            advice=Text("Write https://.", "https:// に直してください"),
            related=[Related(at, Text("here too", "ここも同じです")) for at in old[1:21]],
            fix=Fix(Text("write https://", "https:// に直す"), tuple(Edit(at, "https://") for at in old), safe=False),
            severity=Severity.INFO,
        )

    examples = (
        Valid('<script type="application/ld+json">{"@context": "https://schema.org/", "@type": "Person"}</script>\n'),
        Valid('<script type="application/ld+json">{"@context": "https://w3id.org/security/v1", "@type": "Key"}</script>\n'),
        Valid('<p itemscope itemtype="https://schema.org/Person"><b itemprop="name">May</b></p>\n'),
        Invalid(
            '<script type="application/ld+json">\n⟦{⟧\n  "@type": "Article", "headline": "食パン"\n}\n</script>\n',
            fixed='<script type="application/ld+json">\n{\n  "@context": "https://schema.org",\n  "@type": "Article", '
            '"headline": "食パン"\n}\n</script>\n',
        ),
        Invalid('<script type="application/ld+json">{"@context": "⟦https://shema.org⟧", "@type": "Article"}</script>\n'),
        Invalid('<script type="application/ld+json">{"⟦context⟧": "https://schema.org", "@type": "Article"}</script>\n'),
        Invalid('<script type="application/ld+json">{"⟦context⟧": "https://schema.org", "type": "Article"}</script>\n'),
        Invalid('<p itemscope itemtype="⟦Person⟧"><b itemprop="name">May</b></p>\n'),
        Invalid('<p typeof="⟦https://schemas.org/Person⟧" resource="#may"><b property="https://schema.org/name">May</b></p>\n'),
        Invalid('<p itemscope itemtype="⟦http://⟧schema.org/Person"><b itemprop="name">May</b></p>\n', severity=Severity.INFO),
    )

