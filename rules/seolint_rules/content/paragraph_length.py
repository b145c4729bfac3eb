from collections.abc import Iterator

from seolint import (
    Block,
    Diagnostic,
    Document,
    Invalid,
    PageRule,
    Related,
    Severity,
    Text,
    Valid,
    countable,
    cut,
    width,
)
from seolint_rules.data.counted import wide
from seolint_rules.data.stock_headings import is_listed

_MOST = 20


class ParagraphLength(PageRule):
    """Part a paragraph that fills a screen.

    A long unbroken block of text puts readers off, on a phone above all. Items of lists are judged as paragraphs are. White
    space, URLs and code are not counted; quotations, tables and code are not judged, nor are lists of sources. The longest
    paragraph of the post is shown, with the others.

    To fix it, begin a new paragraph where the next thought begins.

    画面いっぱいになる段落は分けます。

    切れ目のない長い文章は、とくにスマートフォンでは読む気をなくさせます。箇条書きの項目も段落と同じに扱います。空白、URL、
    コードは数えません。引用、表、コード、出典の一覧は調べません。記事のいちばん長い段落を、ほかの長い段落と一緒に示します。

    直し方：次の話が始まる所で段落を改めます。
    """

    severity: Severity = Severity.INFO

    longest: float = 400.0
    """Greatest width of a paragraph, in full-width units: 800 letters of English.

    一つの段落の長さの上限（全角の字数）。"""

    advice = Text("Begin a new paragraph where the next thought begins.", "次の話が始まる所で段落を改めてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.is_slides:
            return
        found = [
            (size, block)
            for block in doc.prose
            if len(block.text.value) > self.longest and block.runs_on and (size := _size(block)) > self.longest
        ]
        found = [(size, block) for size, block in found if not is_listed(doc, block.text.at)]
        if not found:
            return
        size, longest = max(found, key=lambda each: each[0])
        others = [block for _, block in found if block is not longest]
        yield self.flag(
            longest.text.part(0, cut(longest.text.value, 10)),
            en=f"The paragraph is long ({wide(size)}, limit {self.longest:g})"
            + (f"; {len(others)} more of the post {'is' if len(others) == 1 else 'are'} too" if others else ""),
            ja=f"段落が長く、読みにくいかもしれません（全角{size:g}字、目安は{self.longest:g}字以内）"
            + (f"。ほかにも{len(others)}個あります" if others else ""),
            related=[
                Related(block.text.part(0, cut(block.text.value, 10)), Text("long too", "ここも長い段落です"))
                for block in others[:_MOST]
            ],
        )

    examples = (
        Valid("石の色を見ます。" * 50 + "\n\n" + "窯を温めます。" * 50 + "\n"),
        Valid("> " + "石の色を見ます。" * 60 + "\n\n窯を温めます。\n\n| 石 |\n|---|\n| " + "窯の石です。" * 80 + " |\n"),
        Valid("## 出典\n\n- " + "パンの本（2026年）。" * 60 + "\n"),
        Valid("Look at `" + "x" * 900 + "`.\n\n```\n" + "bake()\n" * 200 + "```\n"),
        Invalid("窯を温めます。\n\n⟦石の色を見ます。石の⟧色を見ます。" + "石の色を見ます。" * 60 + "\n"),
        Invalid("- Wood\n- ⟦Look at the stone. I⟧t is hot. " + "Wait for the fire. " * 60 + "\n"),
    )


def _size(block: Block) -> float:
    return width(countable(block.without_code("")))
