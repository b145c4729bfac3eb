from collections.abc import Iterator, Sequence

from seolint import UNKNOWN, Diagnostic, Document, Fact, Index, Invalid, SiteRule, Text, Valid, fold


class DescriptionUse(Fact, frozen=True):
    """The description of a page."""


class DuplicateDescription(SiteRule[DescriptionUse]):
    """Give each page a description of its own.

    A description that stands on several pages tells readers of neither what it offers, and search engines tend to
    replace it with text of their own choice.

    To fix it, say in each description what only that page offers, or leave it out.

    説明文（description）は、ページごとに書き分けます。

    複数のページで使い回した説明文では、そのページで何が分かるのか伝わりません。検索エンジンが本文の一部に置き換える
    ことも増えます。

    直し方：そのページにしかないことを書きます。
    """

    advice = Text("Say what only this page offers.", "この記事にしかないことを書いてください")

    def collect(self, doc: Document) -> Iterator[DescriptionUse]:
        text = doc.description
        if text is not None and UNKNOWN not in text.value and doc.is_listed and doc.site.publishes_description:
            yield DescriptionUse((f"{doc.edition}\n{fold(text.value)}",), text.at)

    def judge(self, key: str, facts: Sequence[DescriptionUse], index: Index) -> Iterator[Diagnostic]:
        others = len(facts) - 1
        for fact in facts if others else ():
            yield self.flag(
                fact.at,
                en=f"{others} other {'page has' if others == 1 else 'pages have'} the same description",
                ja=f"ほかの{others}ページと説明文が同じです",
                related=self.others(fact, facts, en="the same description", ja="同じ説明文です"),
                cluster=key,
            )

    examples = (
        Valid({"a.md": "---\ndescription: 食パンの焼き方\n---\n", "b.md": "---\ndescription: 丸パンの焼き方\n---\n"}),
        Valid({"en/a.md": "---\ndescription: Bread\n---\n", "ja/a.md": "---\ndescription: Bread\n---\n"}),
        Valid({"a.md": "---\ndescription: 窯\n---\n", "b.md": "---\ndescription: 窯\nnoindex: true\n---\n"}),
        Invalid({"a.md": "---\ndescription: ⟦パンの話です。⟧\n---\n", "b.md": "---\nsummary: ⟦パンの話です。⟧\n---\n"}),
        Invalid({"a.md": "---\ndescription: ⟦All about bread⟧\n---\n", "b.md": "---\nabout: ⟦all about  bread⟧\n---\n"}),
    )
