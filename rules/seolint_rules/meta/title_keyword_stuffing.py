from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Related, Text, Valid


class TitleKeywordStuffing(PageRule):
    """Say each keyword once in the title, twice at most.

    A title that repeats a keyword says less in the same room, looks like an advertisement, and search engines may write
    another one in its place.

    To fix it, keep the keyword where it stands first and use the room for what sets the post apart.

    タイトルで同じキーワードを繰り返しません。多くても2回までにします。

    繰り返すほど、同じ幅で伝わることが減り、広告のように見えます。検索エンジンが別のタイトルに置き換えることもあります。

    直し方：最初の1回を残し、空いた所にはこの記事ならではのことを書きます。
    """

    most: int = 2
    """How often a title may have one keyword.

    タイトルに同じキーワードを入れてよい回数。"""

    advice = Text("Keep it once.", "1回だけ残してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        mentions = doc.title_mentions if doc.is_page else ()
        if doc.title is None or not mentions:
            return
        found = max(mentions, key=lambda one: one.count)
        if found.count > self.most:
            name, rarest = found.keyphrase.text.value, min(found.places, key=len)
            yield self.flag(
                doc.title.at,
                en=f"The title has the keyword “{name}” {found.count} times (limit {self.most})",
                ja=f"タイトルにキーワード「{name}」が{found.count}回あります（上限{self.most}回）",
                related=[Related(at, Text("occurrence", "出現箇所")) for at in rarest],
            )

    examples = (
        Valid("---\ntitle: 食パンの選び方｜食パン専門店が教える三つの点\nseo_keywords: [食パン]\n---\n"),
        Valid("---\ntitle: トマトとトマトとトマト\nseo_keywords: [トマ]\n---\n"),
        Invalid("---\ntitle: ⟦食パンなら食パン専門店の食パン⟧\nseo_keywords: [パン種, 食パン]\n---\n"),
        Invalid("---\ntitle: ⟦Bread knives, a bread knife test and the best bread knife⟧\nkeywords: [bread]\n---\n"),
        Invalid("---\ntitle: ⟦窯の温度と窯の手入れ⟧\nseo_keywords: [窯]\n---\n", {"most": 1}),
    )
