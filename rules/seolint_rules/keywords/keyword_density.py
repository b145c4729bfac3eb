from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid

_STUFFED = Text("Say some of them differently.", "一部を別の言い方に替えてください")
_FEW = Text("Use it where it is due.", "必要な所で使ってください")


class KeywordDensity(PageRule):
    """Use each keyword as often as the subject asks, and no more.

    Density = 100 × occurrences × content words of the keyword ÷ all content words of the body. Words are counted by
    morphemes, inside compounds and in any spelling (サーバ = サーバー); headings count, front matter, alt texts and code
    do not. A text stuffed with one phrase reads badly and may be ranked lower; one that hardly names its subject is hard
    to find. For a keyword of k > 1 content words both limits are multiplied by k ÷ (0.7 + k/3), as Yoast does.

    To fix it, replace some of the occurrences by pronouns or related words, or use the primary keyword where it is due.

    キーワードは、話題に必要なだけ使い、詰め込みません。

    出現率 = 100 × 出現回数 × キーワードの内容語の数 ÷ 本文の内容語の数。形態素で数え、複合語の中や表記の違い（サーバ＝サーバー）も
    数えます。見出しは含み、記事の先頭の設定（front matter）・画像の説明・コードは含みません。同じ語を詰め込んだ文章は
    読みにくく、検索でも評価を下げられることがあります。内容語がk個（2個以上）のキーワードでは、
    上限も下限も k ÷ (0.7 + k/3) 倍にします（Yoastと同じ）。

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
            phrase, terms, count = use.keyphrase.text, use.keyphrase.content_tokens, use.occurrences
            factor = terms / (0.7 + terms / 3) if terms > 1 else 1.0
            stuffed = use.density > self.high * factor and count >= self.fewest
            if not stuffed and (number > 0 or not 0 < use.density < self.low * factor):
                continue
            limit = (self.high if stuffed else self.low) * factor
            said = _percent(use.density, limit)
            verdict = Text("stuffing", "詰め込みすぎ") if stuffed else Text("few", "少なめ")
            yield self.flag(
                phrase.at,
                en=f"The density of “{phrase.value}” is {said} % "
                f"({count} × {terms} ÷ {use.content_tokens}; limit {limit:.1f} %): {verdict.en}",
                ja=f"「{phrase.value}」の出現率は{said}%で{verdict.ja}です"
                f"（{count}回×{terms}語÷{use.content_tokens}語、{'上限' if stuffed else '下限'}{limit:.1f}%）",
                advice=_STUFFED if stuffed else _FEW,
                related=[Related(at, Text("occurrence", "出現箇所")) for at in use.places if stuffed],
                severity=None if stuffed else Severity.INFO,
            )

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


def _percent(density: float, limit: float) -> str:
    """With as many decimals as tell it from the limit, which has one."""
    said = f"{density:.1f}"
    return said if said != f"{limit:.1f}" else f"{density:.2f}"
