from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Severity, Text, Valid
from seolint_rules.data.counted import counted, wide


class HeadingFew(PageRule):
    """Divide a long post by headings.

    From the headings readers see what a post holds before they read it, and search engines may lead them straight to a part.
    White space, URLs, code and tables are not counted as text. H2 are counted, and H1 and H3 where the post uses those
    instead.

    To fix it, give each question that the post answers a heading of its own.

    長い記事は、見出しで区切ります。

    読者は見出しを見て、何が書いてあるかを先に知ります。検索結果から、その見出しの所へ直接来ることもあります。文章の量に、
    空白、URL、コード、表は数えません。見出しはH2を数え、代わりにH1やH3を使う記事では、それを数えます。

    直し方：記事が答える問いごとに、見出しを付けます。
    """

    severity: Severity = Severity.INFO

    longest: float = 1500.0
    """Width of the text from which headings are due, in full-width units.

    見出しを調べ始める文章の量（全角の字数）。"""

    fewest: int = 3
    """Headings that such a text should have.

    その量の文章にほしい見出しの数。"""

    advice = Text("Give each question a heading.", "記事が答える問いごとに、見出しを付けてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.is_slides or len(doc.sections) > 3 * self.fewest:
            return
        headings = (section.heading for section in doc.sections)
        levels = [heading.level for heading in headings if heading is not None and heading.text != doc.title]
        count = max((levels.count(level) for level in (1, 2, 3)), default=0)
        if count >= self.fewest or sum(section.most for section in doc.sections) < self.longest:
            return
        size = round(sum(section.size for section in doc.sections))
        if size >= self.longest and len(doc.bold_lines) < self.fewest:
            yield self.flag(
                doc.top,
                en=f"The text has {counted(count, 'heading') if count else 'no headings'} in {wide(size)} "
                f"({self.fewest} or more help readers to find their part)",
                ja=f"全角{size}字の文章に、見出しが" + (f"{count}個しかありません" if count else "ありません")
                + f"（目安は{self.fewest}個以上）",
            )  # fmt: skip

    examples = (
        Valid("---\ntitle: 窯\n---\n\n" + "## 石\n\n" * 3 + "石の色を見ます。" * 200 + "\n"),
        Valid("---\ntitle: 窯\n---\n\n短い話です。\n"),
        Invalid("⟦---⟧\ntitle: 窯\n---\n\n## 石\n\n" + "石の色を見ます。" * 200 + "\n"),
        Invalid("⟦---⟧\ntitle: Ovens\n---\n\n" + "Look at the stone. " * 20 + "\n", {"longest": 100}),
    )
