from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, Item, Literal, Location, PageRule, Placed, Reference, Text, Valid
from seolint_rules.data.schema_org import vocabulary
from seolint_rules.data.schema_values import Wrong, due, fits, member, wrong
from seolint_rules.data.value_order import crossed


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
                    text = each.value.at.start
                    shown = item.syntax != "json-ld" and doc.text[text - 1 : text] not in {'"', "'"}
                    yield from self._value(each.term, each.value, shown)
            for low, one, high, other in crossed(item):
                yield self.flag(
                    one.at,
                    en=f"{low}, {one.value}, is above {high}, {other.value}",
                    ja=f"{low}（{one.value}）が{high}（{other.value}）より大きくなっています",
                    advice=Text("Correct the one that is wrong.", "誤っているほうを直してください"),
                )

    def _value(self, term: str, value: Item | Literal | Reference, shown: bool) -> Iterator[Diagnostic]:
        """`shown` says that readers see the value, which then is to stay as it is."""
        if isinstance(value, Item):
            if not fits(term, value.terms):
                ranges, kinds = vocabulary().ranges(term), ", ".join(value.terms)
                yield self.flag(
                    value.name_at,
                    en=f"{term} wants {' or '.join(ranges)}, not {kinds}",
                    ja=f"{term}に書けるのは{'か'.join(ranges)}です（{kinds}は書けません）",
                    advice=Text("Change the type, or the property.", "種類か項目のどちらかを直してください"),
                )
        elif isinstance(value, Reference):
            found = member(frozenset(vocabulary().ranges(term)), value.id.value) if "schema.org/" in value.id.value else None
            if found is not None:
                yield self._wrong(term, value.id, found, False)
        elif value.says and not value.type:
            found = wrong(term, value.text.value)
            if found is not None:
                yield self._wrong(term, value.text, found, shown)

    def _wrong(self, term: str, text: Placed[str], found: Wrong, shown: bool) -> Diagnostic:
        wanted, value = Text(*due(found.kind)), text.value.strip()
        said = value if len(value) <= 40 else value[:39] + "…"
        advice = Text(f"Write {wanted.en}.", f"{wanted.ja}を書いてください")
        if found.kind == "check":
            advice = Text("Copy the number again from its source.", "元の番号を見て写し直してください")
        if found.meant:
            name = found.meant
            meant = value[: value.rfind("/") + 1] + name if found.kind == "member" else name
            advice = Text(f"Write “{meant}”.", f"「{meant}」と書いてください")
            if shown:
                tip = f'content="{meant}"'
                advice = Text(f"Keep the text and add {tip}.", f"文字はそのままで、{tip} を書き足してください")
        return self.flag(
            text.at,
            en=f"“{said}” is no value that {term} can have: it wants {wanted.en}",
            ja=f"「{said}」は{term}の値として読めません。{wanted.ja}を書く項目です",
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
            '"price": "⟦29,800円⟧", "priceCurrency": "⟦円⟧", "availability": "⟦https://schema.org/InStok⟧",\n'
            '"priceSpecification": {"@type": "PriceSpecification", "minPrice": ⟦900⟧, "maxPrice": 600}}</script>\n'
        ),
        Invalid(
            '<p vocab="https://schema.org/" typeof="Offer"><span property="price">⟦29,800円⟧</span>\n'
            '<meta property="priceCurrency" content="⟦円⟧"></p>\n'
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe",\n'
            '"cookTime": "⟦1時間半⟧", "prepTime": "⟦P20M⟧", "inLanguage": "⟦jp⟧"}</script>\n'
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Bakery",\n'
            '"openingHours": ["Mo-Fr 09:00-17:00", "⟦土日 10時〜16時⟧"],\n'
            '"geo": {"@type": "GeoCoordinates", "latitude": "⟦139.7671⟧", "longitude": "35.6812"}}</script>\n'
        ),
        Invalid('<p vocab="https://schema.org/" typeof="Product"><b property="gtin13">⟦4901234567890⟧</b></p>\n'),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Person",\n'
            '"sameAs": "⟦https:/social.dev/may⟧", "worksFor": {"@type": "⟦Brand⟧"}}</script>\n'
        ),
    )
