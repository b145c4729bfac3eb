from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid
from seolint_rules.data.claims import claims, lists_sources, unnamed_cases


class AnonymousCase(PageRule):
    """Name who a success story is about, or say where it comes from.

    “A certain company” that doubled its sales can be neither checked nor believed, and text generators write such stories by
    the dozen. A story counts where the figure of an outcome (more, less, saved) stands beside it, in the same paragraph or
    the next, without a link and without words that tell the source. Prices, news, stories of one's own customers and supposed
    ones are left alone.

    To fix it, name the company and link to the source, or tell what you have seen yourself.

    事例には、企業の名前か出典を書きます。

    「ある企業では売上が2倍に」という話は、読者が確かめられず、信じてもらえません。文章生成ツールがよく書く形でもあります。同じ段落か次の
    段落に成果の数字（増減、改善、削減など）があり、リンクも出どころを示す
    言葉もないときに指摘します。値段やニュース、自社の顧客の話、仮の話は指摘しません。

    直し方：企業名を書いて出典にリンクするか、自分で見聞きしたことを書きます。
    """

    severity: Severity = Severity.INFO

    advice = Text("Name it and link to the source, or tell your own.", "名前を書いて出典にリンクするか、自分の事例に替えてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        known = claims(doc.language) if doc.is_page else None
        cases = list(unnamed_cases(doc, known)) if known is not None else []
        if not cases or lists_sources(doc):
            return
        first, count = cases[0], len(cases)
        yield self.flag(
            first.who,
            en=f"“{first.name}” has figures ({first.figure}), but neither a name nor a source"
            + (f" ({count} such cases)" if count > 1 else ""),
            ja=f"「{first.name}」の事例に数字（{first.figure}）がありますが、名前も出典もありません"
            + (f"（ほかにも{count - 1}か所あります）" if count > 1 else ""),
            related=[Related(case.who, Text("another one", "ほかの事例")) for case in cases[1:21]],
        )

    examples = (
        Valid("ある企業では、石窯を使っています。仮に、ある店では売上が2倍になるとします。\n"),
        Valid("ある企業では売上が[2倍になりました](https://a.jp/)。\n\n弊社の顧客であるA社では、売上が30%増えました。\n"),
        Valid("「ある企業では30%増」と聞きます。お客様である企業では30%を超えます。\n"),
        Valid("ある本屋で、定価の50%引きの本を見つけた。\n\nある会社の株価が30%下がったというニュースを見た。\n"),
        Invalid("⟦中小企業B社⟧では、年間3,000万円のコスト削減に成功しました。\n"),
        Invalid("例えば、⟦あるECサイト⟧では、石窯の記事を増やしました。その結果、売上が約2倍に向上しました。\n"),
        Invalid("⟦ある商店街のパン屋⟧では、店主が一人で投稿を書いていました。\n\nその結果、予約は85%増を記録しました。\n"),
        Invalid("The oven is the heart of every bakery in the town. ⟦One small bakery⟧ increased its sales by 40% with it.\n"),
    )
