from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, KeyphraseUse, PageRule, Related, Severity, Text, Valid


class KeywordDensity(PageRule):
    """Use each keyword as often as the subject asks, and no more.

    Density = 100 × occurrences × content words of the keyword ÷ all content words of the body. Words are counted by
    morphemes, inside compounds and in any spelling (サーバ = サーバー); headings count, front matter, alt texts and code
    do not. A text stuffed with one phrase reads badly and may be ranked lower; one that hardly names its subject is hard
    to find. For a keyword of k > 1 content words both limits are multiplied by k ÷ (0.7 + k/3), as Yoast does.

    To fix it, replace some of the occurrences by pronouns or related words, or use the primary keyword where it is due.

    キーワードは、話題に必要なだけ使い、詰め込みません。

    出現率 = 100 × 出現回数 × キーワードの内容語の数 ÷ 本文の内容語の数。形態素で数え、複合語の中や表記の違い（サーバ＝サーバー）も
    数えます。見出しは含み、記事の先頭の設定・画像の説明・コードは含みません。同じ語を詰め込んだ文章は読みにくく、検索でも評価を
    下げられることがあります。内容語がk個（2個以上）のキーワードでは、上限も下限も k ÷ (0.7 + k/3) 倍にします（Yoastと同じ）。

    直し方：詰め込みすぎなら一部を別の言い方に替えます。少なすぎるときは、主なキーワードを必要な所で使います。
    """

    high: float = 5.0
    """Density in percent over which a keyword is stuffed.

    詰め込みすぎとみなす出現率（％）。"""

    low: float = 0.5
    """Density in percent under which the primary keyword is hardly there.

    主なキーワードが少なすぎるとみなす出現率（％）。"""

    fewest: int = 8
    """Occurrences from which on stuffing is judged.

    詰め込みすぎを調べ始める出現回数。"""

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for number, use in enumerate(doc.keywords):
            terms = use.keyphrase.content_tokens
            factor = terms / (0.7 + terms / 3) if terms > 1 else 1.0
            if use.density > self.high * factor and use.occurrences >= self.fewest:
                hits = [Related(at, Text("occurrence", "出現箇所")) for at in use.places]
                advice = Text("Say some of them differently.", "一部を別の言い方に替えてください")
                yield self.say(use, "stuffing", "詰め込みすぎ", self.high * factor, "上限", advice, hits, None)
            elif number == 0 and 0 < use.density < self.low * factor:
                advice = Text("Use it where it is due.", "必要な所で使ってください")
                yield self.say(use, "few", "少なめ", self.low * factor, "下限", advice, [], Severity.INFO)

    def say(
        self, use: KeyphraseUse, en: str, ja: str, limit: float, bound: str, advice: Text, hits: list[Related],
        severity: Severity | None,
    ) -> Diagnostic:  # fmt: skip
        name, count = use.keyphrase.text.value, use.occurrences
        figures = f"{count} × {use.keyphrase.content_tokens} ÷ {use.content_tokens}"
        return self.flag(
            use.keyphrase.text.at,
            en=f"The density of “{name}” is {use.density:.1f} % ({figures}; limit {limit:.1f} %): {en}",
            ja=f"「{name}」の出現率は{use.density:.1f}%で{ja}です（{count}回×{use.keyphrase.content_tokens}語÷"
            f"{use.content_tokens}語、{bound}{limit:.1f}%）",
            advice=advice, related=hits, severity=severity,
        )  # fmt: skip

    examples = (
        Valid("---\nseo_keywords: [食パン]\n---\n食パンは、材料を量ることから始まります。食パンの香りを楽しみましょう。\n"),
        Valid("---\nseo_keywords: [トマ]\n---\n" + "トマトを切ります。" * 12 + "\n"),
        Valid("---\ntitle: 鍵\n---\nキーワードのない記事です。\n"),
        Invalid("---\nseo_keywords: [⟦食パン⟧]\n---\n" + "食パンの店で食パンを買う。" * 5 + "\n"),
        Invalid("---\nkeywords: ⟦Bread⟧\n---\n" + "Bread, bread and more bread. " * 4 + "\n"),
        Invalid(
            "---\nseo_keywords: [⟦サーバー⟧]\n---\nサーバを選びます。"
            + "家の床を磨き、窓を拭き、庭の草を取り、夕食の魚を焼きます。" * 30 + "\n",
            severity=Severity.INFO,
        ),
    )  # fmt: skip
