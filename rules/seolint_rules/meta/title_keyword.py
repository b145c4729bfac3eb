from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Text, Valid

NAMED = 3


class TitleKeyword(PageRule):
    """Name in the title what the post is to be found for.

    The title is what readers compare with the words they searched for. Where it has no term of any keyword of the front
    matter, they see no sign that the post is about them. Terms are compared by morphemes, in any inflection and spelling.

    To fix it, work the primary keyword, or a part of it, into the title, or name the keywords that the post is really about.

    タイトルには、検索してほしい言葉を入れます。

    読者は、検索した言葉とタイトルを見比べて選びます。記事の先頭の設定（front matter）のキーワードの語が一つもないと、
    探している内容だと気づいてもらえません。語は形態素で比べ、活用や表記の違いは同じとみなします。

    直し方：主なキーワードかその一部をタイトルに入れるか、記事の内容に合うキーワードに改めます。
    """

    advice = Text("Work the primary keyword into the title.", "主なキーワードをタイトルに入れてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        mentions = doc.title_mentions if doc.is_page else ()
        if doc.title is None or not mentions or any(found.named for found in mentions):
            return
        phrases = [found.keyphrase.text for found in mentions]
        names = [phrase.value for phrase in phrases[:NAMED]]
        more = len(phrases) > NAMED
        yield self.flag(
            doc.title.at,
            en="The title has no term of " + (f"the {len(phrases)} keywords: " if len(phrases) > 1 else "the keyword ")
            + ", ".join(f"“{name}”" for name in names) + " …" * more,
            ja=("キーワードの語が" if len(phrases) == 1 else f"キーワード{len(phrases)}個のどの語も") + "タイトルにありません（"
            + "".join(f"「{name}」" for name in names) + "など" * more + "）",
            related=[Related(phrases[0].at, Text("the primary keyword", "主なキーワード"))],
        )  # fmt: skip

    examples = (
        Valid("---\ntitle: 窯の温度の測り方\nseo_keywords: [窯 温度, 石窯]\n---\n"),
        Valid("---\ntitle: サーバの設定を最適化する\nseo_keywords: [サーバー 最適化]\n---\n"),
        Valid("---\ntitle: Sharpening knives\nkeywords: knife\n---\n"),
        Valid("---\ntitle: 窯の温度\ntags: [酵母]\n---\nA tag is no keyword.\n"),
        Invalid("---\ntitle: ⟦冬に失敗しないコツ⟧\nseo_keywords: [天然酵母 育て方, パン種]\n---\n"),
        Invalid("---\ntitle: ⟦My weekend⟧\nkeywords: sourdough starter\n---\n"),
    )
