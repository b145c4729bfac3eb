from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid, width
from seolint_rules.data.counted import wide


class KeywordLength(PageRule):
    """Name as a keyword what people type into a search box.

    A keyword of a whole sentence is searched for by hardly anyone, and its words will hardly stand together in a text. The
    width is that of its terms, without the spaces between them.

    To fix it, keep the two or three terms that matter, or make two keywords of it.

    キーワードには、検索窓に打ち込まれる長さの語句を書きます。

    文のように長いキーワードで検索する人はほとんどいません。本文でも、語がそろって出てくることはまれです。
    長さは、語の間の空白を除いて数えます。

    直し方：大切な語を2、3個だけ残すか、2つのキーワードに分けます。
    """

    severity: Severity = Severity.INFO

    longest: float = 18.0
    """How wide a keyword may be, in full-width units: two letters of English are one.

    キーワードの長さの上限（全角の字数。半角は2字で1字と数えます）。"""

    advice = Text("Keep the terms that matter.", "大切な語だけを残してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page:
            return
        sizes = [(width("".join(phrase.text.value.split())), phrase.text) for phrase in doc.keyphrases]
        long = [(size, text) for size, text in sizes if size > self.longest]
        if not long:
            return
        size, text = long[0]
        others = len(long) - 1
        yield self.flag(
            text.at,
            en=f"The keyword is {wide(size)} long ({self.longest:g} or fewer are typed into a search box)"
            + (f", and so {'is' if others == 1 else 'are'} {others} more" if others else ""),
            ja=f"キーワードが全角{size:g}字あります（目安は{self.longest:g}字まで）"
            + (f"。ほかに{others}個あります" if others else ""),
            related=[Related(other.at, Text("long too", "これも長いキーワードです")) for _, other in long[1:]],
        )

    examples = (
        Valid("---\nseo_keywords: [コンテンツマーケティング 効率化, 食パン]\n---\n本文です。\n"),
        Valid("---\nkeywords: best sourdough bread knife for beginners\n---\nText.\n"),
        Invalid("---\nseo_keywords: [窯, ⟦家庭用の小さな石窯で失敗せずにパンを焼く方法⟧]\n---\n本文です。\n"),
        Invalid("---\nkeywords: ⟦how to bake sourdough bread at home without any oven⟧, bread\n---\nText.\n"),
        Invalid("---\nseo_keywords: [⟦石窯の温度⟧, 石の窯で焼く, 窯]\n---\n本文です。\n", {"longest": 3}),
    )
