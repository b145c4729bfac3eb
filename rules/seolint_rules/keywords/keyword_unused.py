import re
from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, KeyphraseUse, PageRule, Related, Severity, Text, Valid, fold
from seolint_rules.data import table

YEAR = re.compile(r"(?:19|20)\d\d年?(?:版|度)?")
NAMED = 3


class KeywordUnused(PageRule):
    """Name only keywords that the body really uses.

    A keyword of the front matter that never occurs in the text promises what the page does not hold. The terms of a
    keyword are looked for by morphemes, in any inflection and spelling; all of them in one sentence make it used.

    To fix it, write about the missing terms, or take the keyword out of the front matter.

    本文で使うキーワードだけを、記事の先頭の設定（front matter）に書きます。

    本文に一度も出てこないキーワードは、ページにない内容を約束していることになります。語は形態素で探し、活用や表記の違いも
    数えます。すべての語が一つの文にあれば、使われているとみなします。

    直し方：足りない語について書くか、そのキーワードを先頭の設定から消します。
    """

    advice = Text("Write about it, or drop the keyword.", "本文で触れるか、キーワードから外してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        uses = doc.keywords
        unused = [use for use in uses if not use.occurrences and use.keyphrase.terms]
        if not unused or not doc.blocks:
            return
        heavy = [use for use in unused if not self.lacks_only_modifiers(use)]
        grave = uses[0] in heavy or 2 * len(heavy) >= len(uses)
        missing = list(dict.fromkeys(term.text.value for use in unused for term in use.missing))
        names = [use.keyphrase.text.value for use in unused]
        terms_ja = "".join(f"「{term}」" for term in missing[:NAMED]) + ("など" if len(missing) > NAMED else "")
        terms_en = ", ".join(f"“{term}”" for term in missing[:NAMED]) + (" …" if len(missing) > NAMED else "")
        yield self.flag(
            unused[0].keyphrase.text.at,
            en=self.lead(len(unused), len(uses))
            + ", ".join(f"“{name}”" for name in names)
            + (f" (missing terms: {terms_en})" if missing else " (their terms never stand in one sentence)"),
            ja=(f"キーワード{len(uses)}個のうち{len(unused)}個が" if len(uses) > 1 else "キーワードが") + "本文にありません（"
            + "、".join(f"「{name}」" for name in names)
            + (f"。足りない語は{terms_ja}）" if missing else "。語が一つの文にそろっていません）"),
            related=[Related(use.keyphrase.text.at, self.why(use)) for use in unused],
            severity=None if grave else Severity.INFO,
        )

    def lead(self, unused: int, of: int) -> str:
        if of == 1:
            return "The keyword never occurs in the body: "
        return f"{unused} of {of} keywords never {'occurs' if unused == 1 else 'occur'} in the body: "

    def lacks_only_modifiers(self, use: KeyphraseUse) -> bool:
        """Whether all that is missing is a year or a word such as 方法."""
        modifiers = table("keyword_modifiers", frozenset[str])
        missing = [fold(term.text.value) for term in use.missing]
        return bool(missing) and all(term in modifiers or YEAR.fullmatch(term) for term in missing)

    def why(self, use: KeyphraseUse) -> Text:
        terms = [term.text.value for term in use.missing]
        if not terms:
            return Text("its terms never stand in one sentence", "語が一つの文にそろっていません")
        return Text("not in the body: " + ", ".join(terms), "本文にない語：" + "、".join(terms))

    examples = (
        Valid("---\nseo_keywords: [最適化, サーバー 選び方]\n---\n設定を最適化した。\n\nサーバの選び方を説明します。\n"),
        Valid("---\nseo_keywords: [!!!, …]\n---\n本文です。\n"),
        Valid("---\ntags: [使っていないタグ]\n---\nタグはキーワードではありません。\n"),
        Invalid("---\nseo_keywords: [パン, ⟦SNSマーケティング 自動化⟧]\n---\nパンの店の話です。\n"),
        Invalid("---\nkeywords: ⟦sourdough starter⟧, bread\n---\nBread is baked. A starter is fed.\n"),
        Invalid("---\nseo_keywords: [パン, 窯, ⟦パン 方法⟧]\n---\nパンを窯で焼きます。\n", severity=Severity.INFO),
    )
