from collections.abc import Iterator
from datetime import date

from seolint import Diagnostic, Document, Invalid, Location, PageRule, Severity, Text, Valid
from seolint_rules.data.google_features import Step, google, retired


class SchemaRetired(PageRule):
    """Know what Google no longer shows.

    Google has dropped some features, such as questions and answers, step-by-step guides and the search box. Their markup
    does no harm, but it brings nothing to the results of Google any more.

    To fix it, take the markup out when you work on it next, unless another service reads it.

    Googleがもう表示しないものを知っておきます。

    よくある質問（FAQ）、ハウツー、検索ボックスなど、Googleが表示をやめたものがあります。書いてあっても害はありませんが、Googleの検索
    結果には何も表示されません。

    直し方：ほかのサービスが使っていなければ、次に手を入れる時に消します。
    """

    severity: Severity = Severity.INFO
    advice = Text("Take it out, unless another service reads it.", "ほかのサービスが使っていなければ、消してかまいません")
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        seen = set[tuple[Location, str]]()
        for thing in doc.things:
            parents = [Step(parent.terms, term) for term, parent in thing.parents]
            for feature in retired(thing.terms, parents, thing.look) if thing.known else ():
                if feature.retired_on is not None and (thing.at, feature.id) not in seen:
                    seen.add((thing.at, feature.id))
                    yield self._gone(thing.at, feature.title_en, feature.title_ja, feature.retired_on)
        for item in (thing.item for thing in doc.things if not any(thing.item.terms)):
            for type_ in item.types:
                for gone in google().vanished:
                    if f"//{gone.host}/" in type_.value.replace("//www.", "//") and (type_.at, gone.host) not in seen:
                        seen.add((type_.at, gone.host))
                        yield self._gone(type_.at, gone.host, gone.host, gone.retired_on, read=True)

    def _gone(self, at: Location, en: str, ja: str, day: date, *, read: bool = False) -> Diagnostic:
        since = f"{day.year}年{day.month}月{day.day}日"
        if read:
            en, ja = f"Google has not read {en} since {day}", f"Googleは{since}から{ja}の種類を読んでいません"
        else:
            en = f"Google has not shown “{en}” since {day}, so this brings nothing to its results"
            ja = f"Googleは{since}から「{ja}」を検索結果に表示していません"
        advice = Text("Use the types of schema.org.", "schema.orgの種類で書いてください") if read else None
        return self.flag(at, en=en, ja=ja, advice=advice, cluster=en)

    examples = (
        Valid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe", "recipeInstructions":\n'
            '[{"@type": "HowToStep", "text": "生地をこねます。"}]}</script>\n'
        ),
        Valid('<script type="application/ld+json">{"@context": "https://schema.org", "@type": "WebSite"}</script>\n'),
        Valid(
            '<pre>&lt;script type="application/ld+json"&gt;{"@context": "https://schema.org", "@type": "FAQPage"}'
            "&lt;/script&gt;</pre>\n"
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "⟦FAQPage⟧",\n'
            '"mainEntity": [{"@type": "Question", "name": "何日もちますか",\n'
            '"acceptedAnswer": {"@type": "Answer", "text": "3日です。"}}]}</script>\n'
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "WebSite", "potentialAction":\n'
            '{"@type": "⟦SearchAction⟧", "target": "https://pan.jp/?q={q}", "query-input": "required name=q"}}</script>\n'
        ),
        Invalid('<p itemscope itemtype="⟦http://data-vocabulary.org/Breadcrumb⟧"><a itemprop="url" href="/">パン</a></p>\n'),
        Invalid('<p vocab="https://schema.org/" typeof="⟦HowTo⟧"><b property="name">Bake bread</b></p>\n'),
    )
