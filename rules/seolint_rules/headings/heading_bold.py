from collections.abc import Iterator
from itertools import pairwise

from seolint import (
    UNKNOWN,
    Block,
    Diagnostic,
    Document,
    Edit,
    Fix,
    Invalid,
    PageRule,
    Severity,
    Text,
    Valid,
    pattern,
    width,
)

SENTENCE = pattern(r"[。．.、，,:：;；!！…]$|^[（(【\[「『].*[）)】\]」』]$")


class HeadingBold(PageRule):
    """Write headings as headings, not as bold lines.

    A bold line over a paragraph looks like a heading, but it is in no table of contents and no outline: neither search engines
    nor readers with a screen reader find the part by it. A line is taken for one where the text below has no heading of its
    own, or several such lines.

    To fix it, put number signs before the line instead of the stars around it.

    見出しは、太字の行ではなく見出しとして書きます。

    段落の上の太字の行は見出しのように見えますが、目次にも構成にも入りません。検索エンジンも、画面を読み上げて使う人も、そこを見つけ
    られません。見出しのない文章にあるとき、または同じような行が続くときに指摘します。

    直し方：行を囲む記号を消し、行の初めに # を書きます。
    """

    severity: Severity = Severity.INFO

    longest: float = 40.0
    """Greatest width of a line that is taken for a heading, in full-width units.

    見出しとみなす行の幅の上限（全角の字数）。"""

    advice = Text("Make it a heading.", "見出しにしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        lines = {block.text.at.start for block in doc.bold_lines if self.is_title(block)} if doc.is_page else ()
        for section in doc.sections if lines and not doc.is_slides else ():
            blocks = section.blocks
            found = [
                block
                for block, below in pairwise(blocks)
                if block.text.at.start in lines and below.kind in {"p", "li"} and below.text.at.start not in lines
            ]
            if len(found) < 2 and not (found and section.heading is None and len(doc.sections) == 1):
                continue
            level = min(section.heading.level + 1, 6) if section.heading is not None else 2
            for block in found:
                yield self.flag(
                    block.text.at,
                    en=f"The bold line “{block.text.value}” looks like a heading, but is not one",
                    ja=f"太字の行「{block.text.value}」は、見出しのように見えて見出しではありません",
                    fix=heading(doc, block, level),
                )

    def is_title(self, block: Block) -> bool:
        text = block.text.value
        letters = sum(map(str.isalpha, text)) > 1
        return letters and UNKNOWN not in text and SENTENCE.search(text) is None and width(text) <= self.longest

    examples = (
        Valid("## 窯\n\n**石の色を見ます。**\n\nよく見ます。\n\n**例**\n\n```\nbake\n```\n"),
        Valid("## Ovens\n\n**One bold line**\n\nunder a heading may be emphasis.\n"),
        Valid("**注意：**\n\n窯は熱いので気をつけます。\n"),
        Invalid("**⟦窯の温度⟧**\n\n石の色を見ます。\n", fixed="## 窯の温度\n\n石の色を見ます。\n"),
        Invalid(
            "## Ovens\n\n__⟦Stone⟧__\n\nLook at it.\n\n**⟦Fire⟧**  \n\n- Wood\n- Coal\n",
            fixed="## Ovens\n\n### Stone\n\nLook at it.\n\n### Fire\n\n- Wood\n- Coal\n",
        ),
    )


def heading(doc: Document, block: Block, level: int) -> Fix | None:
    """Number signs in the place of the marks; None where the line is raw HTML."""
    at, text = block.text.at, doc.text
    if text[at.start - 1] not in "*_" or text[at.end - 1] == "#":
        return None
    end = text.find("\n", at.end)
    line = doc.at(at.start - 2, len(text) if end < 0 else end + 1)
    edits = (
        Edit(doc.at(line.start, at.start), "#" * level + " "),
        Edit(doc.at(at.end, line.end), text[at.end + 2 : line.end].lstrip(" \t\\")),
    )
    return Fix(Text(f"make it an H{level}", f"H{level}にする"), edits, safe=False, scope=line)
