from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Severity, Text, Valid, is_japanese

_ASKING = ("how to ", "what is ", "what are ", "why ", "best way to ")


class TagSentence(PageRule):
    """Make a tag one word or name, not a search query.

    A tag gathers posts. A query such as “SEO対策 AI活用 2025” fits one post alone, so that its list has one entry. What readers
    search for belongs in the title and in `seo_keywords`.

    To fix it, write the words as tags of their own, and leave out years and words such as 方法.

    タグには、検索で打ち込む語の並びではなく、一つの語や名前を書きます。

    タグは、記事をまとめるためのものです。「SEO対策 AI活用 2025」のような語の並びは1件の記事にしか合わず、一覧に仲間が
    できません。検索されたい語句は、タイトルや `seo_keywords` に書きます。

    直し方：語ごとに別のタグにし、年や「方法」のような語は除きます。
    """

    severity: Severity = Severity.INFO

    words: int = 3
    """From how many words on a Japanese tag is a query; two are one where each is long.

    日本語のタグを検索語の並びとみなす語数。長い語どうしなら2語でも指摘します。"""

    advice = Text("Write the words as tags of their own.", "語ごとに別のタグにしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        for tag in doc.tags if doc.is_page else ():
            parts = tag.value.split()
            japanese = sum(map(is_japanese, parts)) if len(parts) > 1 else 0
            long = japanese == len(parts) == 2 and min(map(len, parts)) >= 3 and max(map(len, parts)) >= 6
            asked = tag.value.lower().startswith(_ASKING)
            if (len(parts) >= self.words and japanese >= 2) or long or asked or tag.value.endswith(("。", "？", "?")):
                yield self.flag(
                    tag.at,
                    en=f"The tag “{tag.value}” is a search query of {len(parts)} words",
                    ja=f"タグ「{tag.value}」が、検索で打ち込む語の並びになっています（{len(parts)}語）",
                )

    examples = (
        Valid("---\ntags: [メールマーケティング, SEO対策, Google Cloud Platform, 村上 春樹]\n---\n"),
        Valid("---\ntags: [machine learning, Visual Studio Code 拡張]\n---\n"),
        Invalid("---\ntags: [メールマーケティング, ⟦SEO対策 AI活用 2025⟧, ⟦SNSマーケティング 自動化 方法⟧]\n---\n"),
        Invalid("---\ntags:\n  - ⟦コンテンツマーケティング 効率化⟧\n  - bread\n---\n"),
        Invalid("---\ntags: [bread, ⟦how to bake bread at home⟧]\n---\n"),
    )
