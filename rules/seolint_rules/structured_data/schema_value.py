from collections.abc import Iterator

from seolint import Diagnostic, Document, Fix, Invalid, Item, Literal, PageRule, Placed, Reference, Text, Valid
from seolint_rules.data.json_writing import rewritten
from seolint_rules.data.schema_org import vocabulary
from seolint_rules.data.schema_values import Wrong, due, fits, member, one_of, wrong
from seolint_rules.data.value_order import crossed


class SchemaValue(PageRule):
    """Write values in the form that their property wants.

    A program reads them: 「29,800円」 is no price to it, 「50分」 no duration, and a feature such as a price is not shown.

    To fix it, write codes and numbers as schema.org wants them: `29800`, `JPY`, `PT50M`, `https://schema.org/InStock`.

    項目に合った書き方で値を書きます。

    値を読むのはプログラムです。「29,800円」は価格、「50分」は長さとして読めず、価格などが検索結果に表示されません。

    直し方：schema.orgの書き方に合わせます（`29800`、`JPY`、`PT50M`、`https://schema.org/InStock`）。
    """

    advice = Text("Correct the value, or delete the property.", "値を直すか、項目ごと消してください")
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        seen = set[object]()
        for thing in doc.things:
            item = thing.item
            if not item.known or item.at in seen:
                continue
            seen.add(item.at)
            for each in item.properties:
                if each.term and not each.reverse:
                    yield from self._value(doc, item, each.term, each.value)
            for low, one, high, other in crossed(item):
                yield self.flag(
                    one.at,
                    en=f"{low}, {one.value}, is above {high}, {other.value}",
                    ja=f"{low}（{one.value}）が{high}（{other.value}）より大きくなっています",
                    advice=Text("Correct the one that is wrong.", "誤っているほうを直してください"),
                )

    def _value(self, doc: Document, item: Item, term: str, value: Item | Literal | Reference) -> Iterator[Diagnostic]:
        if isinstance(value, Item):
            if not fits(term, value.terms):
                (en, ja), kinds = one_of(vocabulary().ranges(term)), ", ".join(value.terms)
                yield self.flag(
                    value.name_at,
                    en=f"{term} wants {en}, not {kinds}",
                    ja=f"{term}に書けるのは{ja}です（{kinds}は書けません）",
                    advice=Text("Change the type, or the property.", "種類か項目のどちらかを直してください"),
                )
        elif isinstance(value, Reference):
            found = member(frozenset(vocabulary().ranges(term)), value.id.value) if "schema.org/" in value.id.value else None
            if found is not None:
                yield self._wrong(doc, item, term, value.id, found)
        elif value.says and not value.type:
            found = wrong(term, value.text.value)
            if found is not None:
                yield self._wrong(doc, item, term, value.text, found)

    def _wrong(self, doc: Document, item: Item, term: str, text: Placed[str], found: Wrong) -> Diagnostic:
        (en, ja), value, meant = due(term, found.kind), text.value.strip(), found.meant
        said = value if len(value) <= 40 else value[:39] + "…"
        en, ja = f"“{said}” is no value that {term} can have: {en}", f"「{said}」は{term}の値として読めません。{ja}"
        if not meant:
            return self.flag(text.at, en=en, ja=ja)
        if found.kind == "member":
            meant = value[: value.rfind("/") + 1] + meant
        advice, edit = Text(f"Write “{meant}”.", f"「{meant}」と書いてください"), rewritten(doc, item, text, meant)
        if item.syntax != "json-ld" and doc.text[text.at.start - 1 : text.at.start] not in {'"', "'"}:
            tip = f'content="{meant}"'
            advice = Text(f"Keep the text and add {tip}.", f"文字はそのままで、{tip} を書き足してください")
        fix = Fix(Text(f"write {meant}", f"「{meant}」に直す"), (edit,), safe=False) if edit is not None else None
        return self.flag(text.at, en=en, ja=ja, advice=advice, fix=fix)

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
            '<meta property="priceCurrency" content="⟦円⟧"></p>\n',
            fixed='<p vocab="https://schema.org/" typeof="Offer"><span property="price">29,800円</span>\n'
            '<meta property="priceCurrency" content="JPY"></p>\n',
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe",\n'
            '"cookTime": "⟦1時間半⟧", "prepTime": "⟦P20M⟧", "inLanguage": "⟦jp⟧"}</script>\n',
            fixed='<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe",\n'
            '"cookTime": "PT1H30M", "prepTime": "PT20M", "inLanguage": "ja"}</script>\n',
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
