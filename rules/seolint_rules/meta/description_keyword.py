from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid

NAMED = 3


class DescriptionKeyword(PageRule):
    """Use the keywords in the description, each once or twice.

    Search results show in bold what the reader searched for, in the description too. One without any term of the
    keywords has nothing to show; one that repeats a keyword reads like a list of words and may be replaced.

    To fix it, write the sentence that answers the reader's search, with the primary keyword in it.

    説明文（description）には、キーワードを1、2回入れます。

    検索結果では、説明文の中の、検索した言葉が太字になります。キーワードの語が一つもないと、その印が付きません。同じキーワードを
    何度も入れた説明文は、語の羅列に見え、本文の一部に置き換えられることもあります。

    直し方：主なキーワードを使って、読者の疑問に答える一文を書きます。
    """

    severity: Severity = Severity.INFO

    most: int = 2
    """How often a description may have one keyword.

    説明文に同じキーワードを入れてよい回数。"""

    advice = Text("Say with it what the reader gets.", "それを使って、読者が得るものを書いてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        mentions = doc.description_mentions
        if doc.description is None or not mentions or not doc.is_page or not doc.site.publishes_description:
            return
        most = max(mentions, key=lambda found: found.count)
        if most.count > self.most:
            name, rarest = most.keyphrase.text.value, min(most.places, key=len)
            yield self.flag(
                doc.description.at,
                en=f"The description has the keyword “{name}” {most.count} times (limit {self.most})",
                ja=f"説明文にキーワード「{name}」が{most.count}回あります（上限{self.most}回）",
                advice=Text("Say some of them differently.", "一部を別の言い方に替えてください"),
                related=[Related(at, Text("occurrence", "出現箇所")) for at in rarest],
            )
        elif not any(found.named for found in mentions):
            phrases = [found.keyphrase.text for found in mentions]
            names, more = [phrase.value for phrase in phrases[:NAMED]], len(phrases) > NAMED
            yield self.flag(
                doc.description.at,
                en="The description has no term of " + (f"the {len(phrases)} keywords: " if len(phrases) > 1 else "the keyword ")
                + ", ".join(f"“{name}”" for name in names) + " …" * more,
                ja=("キーワードの語が" if len(phrases) == 1 else f"キーワード{len(phrases)}個のどの語も") + "説明文にありません（"
                + "".join(f"「{name}」" for name in names) + "など" * more + "）",
                related=[Related(phrases[0].at, Text("the primary keyword", "主なキーワード"))],
            )  # fmt: skip

    examples = (
        Valid("---\nseo_keywords: [窯 温度]\ndescription: 石窯の温度を、道具なしで手をかざして測る方法です。\n---\n"),
        Valid("---\nkeywords: bread knife\nsummary: Three knives for bread, tried for a year.\n---\n"),
        Valid("---\ndescription: 石窯の話です。\n---\n"),
        Invalid("---\nseo_keywords: [天然酵母, パン種]\ndescription: ⟦冬に失敗しないコツを紹介します。⟧\n---\n"),
        Invalid("---\nkeywords: [bread]\ndescription: ⟦Bread, bread and the best bread of town⟧\n---\n"),
    )
