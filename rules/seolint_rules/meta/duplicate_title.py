from collections.abc import Iterator, Sequence

from seolint import UNKNOWN, Diagnostic, Document, Fact, Index, Invalid, Severity, SiteRule, Text, Valid, fold


class TitleUse(Fact, frozen=True):
    """The title of a page."""


class DuplicateTitle(SiteRule[TitleUse]):
    """Give each page a title of its own.

    Two pages with one title look the same in the search results: readers cannot choose, and the pages compete. Case,
    width and spaces make no difference; translations and versions of one page may share a title.

    To fix it, name in each title what only that page offers, or merge the pages.

    ページごとに違うタイトルを付けます。

    同じタイトルが並ぶと、読者は検索結果で選べず、ページどうしが競い合います。全角と半角、大文字と小文字、空白の違いは
    同じとみなします。別の言語や版のページは比べません。

    直し方：そのページにしかないことをタイトルに入れるか、一つの記事にまとめます。
    """

    severity: Severity = Severity.ERROR

    advice = Text("Name what only this page offers.", "この記事にしかないことをタイトルに入れてください")

    def collect(self, doc: Document) -> Iterator[TitleUse]:
        title = doc.title
        list_page = doc.path.rpartition("/")[2].startswith("_index.")
        if title is not None and UNKNOWN not in title.value and doc.is_listed and not list_page:
            yield TitleUse((f"{doc.edition}\n{fold(title.value)}",), title.at)

    def judge(self, key: str, facts: Sequence[TitleUse], index: Index) -> Iterator[Diagnostic]:
        others = len(facts) - 1
        for fact in facts if others else ():
            yield self.flag(
                fact.at,
                en=f"{others} other {'page has' if others == 1 else 'pages have'} the same title",
                ja=f"ほかの{others}ページとタイトルが同じです",
                related=self.others(fact, facts, en="the same title", ja="同じタイトルです"),
                cluster=key,
            )

    examples = (
        Valid({"a.md": "---\ntitle: 食パンの焼き方\n---\n", "b.md": "---\ntitle: 丸パンの焼き方\n---\n"}),
        Valid({"bread.en.md": "---\ntitle: Baguette\n---\n", "bread.ja.md": "---\ntitle: Baguette\n---\n"}),
        Valid({"en/bread.md": "# Baguette\n", "ja/bread.md": "# Baguette\n", "v2/bread.md": "# Baguette\n"}),
        Valid({"a.md": "---\ntitle: 窯\n---\n", "b.md": "---\ntitle: 窯\ndraft: true\n---\n"}),
        Invalid({"a.md": "---\ntitle: ⟦窯の日記⟧\n---\n", "b.md": '---\ntitle: "⟦窯の日記⟧"\n---\n'}),
        Invalid({"a.md": "---\ntitle: ⟦ＡＩ Bread⟧\n---\n", "b.md": "# ⟦AI  bread⟧\n", "c.md": "# Another\n"}),
    )
