from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, Item, Literal, Location, PageRule, Placed, Reference, Text, Valid
from seolint_rules.data.schema_org import vocabulary
from seolint_rules.data.schema_values import Wrong, fits, member, wrong

_DUE = {
    "currency": Text("a currency code such as JPY", "通貨のコード（JPYなど）"),
    "country": Text("a country code such as JP", "国のコード（JPなど）"),
    "language": Text("a language code such as ja", "言語のコード（jaなど）"),
    "number": Text("a number alone, such as 29800", "数だけ（29800など、半角でカンマや単位なし）"),
    "integer": Text("a whole number", "整数"),
    "boolean": Text("true or false", "trueかfalse"),
    "time": Text("a time such as 09:30", "時刻（09:30など）"),
    "duration": Text("a duration such as PT50M", "長さの書き方（50分ならPT50M）"),
    "url": Text("a complete URL such as https://…", "https://から始まるURL"),
    "member": Text("a value from schema.org's list", "schema.orgにある値"),
}


class SchemaValue(PageRule):
    """Write values in the form that their property wants.

    A program reads them: 「29,800円」 is no price to it, 「50分」 no duration, and a feature such as a price is not shown.

    To fix it, write codes and numbers as schema.org wants them: `29800`, `JPY`, `PT50M`, `https://schema.org/InStock`.

    項目に合った書き方で値を書きます。

    値を読むのはプログラムです。「29,800円」は価格、「50分」は長さとして読めず、価格などが検索結果に表示されません。

    直し方：schema.orgの書き方に合わせます（`29800`、`JPY`、`PT50M`、`https://schema.org/InStock`）。
    """

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        seen: set[Location] = set()
        for thing in doc.things:
            item = thing.item
            if not item.known or item.at in seen:
                continue
            seen.add(item.at)
            for each in item.properties:
                if each.term and not each.reverse:
                    yield from self._value(each.term, each.value)

    def _value(self, term: str, value: Item | Literal | Reference) -> Iterator[Diagnostic]:
        if isinstance(value, Item):
            if not fits(term, value.terms):
                due, kinds = vocabulary().ranges(term), ", ".join(value.terms)
                yield self.flag(
                    value.name_at,
                    en=f"{term} wants {' or '.join(due)}, not {kinds}",
                    ja=f"{term}に書けるのは{'か'.join(due)}です（{kinds}は書けません）",
                    advice=Text("Change the type, or the property.", "種類か項目のどちらかを直してください"),
                )
        elif isinstance(value, Reference):
            found = member(frozenset(vocabulary().ranges(term)), value.id.value) if "schema.org/" in value.id.value else None
            if found is not None:
                yield self._wrong(term, value.id, found)
        elif value.says and not value.type:
            found = wrong(term, value.text.value)
            if found is not None:
                yield self._wrong(term, value.text, found)

    def _wrong(self, term: str, text: Placed[str], found: Wrong) -> Diagnostic:
        due, value = _DUE[found.kind], text.value.strip()
        shown = value if len(value) <= 40 else value[:39] + "…"
        advice = Text(f"Write {due.en}.", f"{due.ja}を書いてください")
        if found.meant:
            name = found.meant
            meant = value[: value.rfind("/") + 1] + name if found.kind == "member" else name
            advice = Text(f"Write “{meant}”.", f"「{meant}」と書いてください")
        return self.flag(
            text.at,
            en=f"“{shown}” is no value that {term} can have: it wants {due.en}",
            ja=f"「{shown}」は{term}の値として読めません。{due.ja}を書く項目です",
            advice=advice,
        )

    examples = (
        Valid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Offer", "price": "29800",\n'
            '"priceCurrency": "JPY", "availability": "https://schema.org/InStock", "seller": "こむぎ工房"}</script>\n'
        ),
        Valid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe", "cookTime": "PT50M",\n'
            '"inLanguage": "ja-JP", "image": "/a.png", "author": "May"}</script>\n'
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Offer",\n'
            '"price": "⟦29,800円⟧", "priceCurrency": "⟦円⟧", "availability": "⟦https://schema.org/InStok⟧"}</script>\n'
        ),
        Invalid(
            '<p vocab="https://schema.org/" typeof="Offer"><span property="price">⟦29,800円⟧</span>\n'
            '<meta property="priceCurrency" content="⟦円⟧"></p>\n'
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe",\n'
            '"cookTime": "⟦50分⟧", "inLanguage": "⟦jp⟧"}</script>\n'
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Person",\n'
            '"sameAs": "⟦https:/social.dev/may⟧", "worksFor": {"@type": "⟦Brand⟧"}}</script>\n'
        ),
    )
