import re
from collections.abc import Collection, Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Severity, Text, Valid, pattern
from seolint_rules.data.counted import counted

SHOWN = pattern(
    r"<(?:svg|iframe|video|audio|embed|object|canvas|picture|table)\b|<[A-Z]\w*|^:::|^@\[\w+\]|^https?://\S+$"
    r"|^[ \t]*(?:```+|~~~+)[ \t]*\{?[ \t]*\.?(?:mermaid|plantuml|dot|graphviz|d2|wavedrom|vega|chart|svgbob|math|diff)",
    re.MULTILINE,
)
RUNNING = frozenset({"p", "text", "br"})
CODE = 5
"""One character of code for so many of text, or more, is something to look at."""


class ImageCount(PageRule):
    """Break a long text with an image.

    A picture, a drawing or a screenshot tells at a glance what takes a paragraph of words, and gives the eye a rest.
    Videos, diagrams, tables and other things to look at count too, and code where there is a fair amount of it.

    To fix it, show the thing or the step that is hardest to put into words.

    長い記事には、画像を入れます。

    写真や図、画面の画像があれば、文章では一段落かかることが一目で伝わり、目も休まります。動画、図表、表など、見て分かるものも
    数えます。コードも、ある程度の量があれば数えます。文章の字数に、見出しと箇条書きは入れません。

    直し方：言葉では説明しにくいものや手順を、画像で見せます。
    """

    severity: Severity = Severity.INFO

    longest: int = 1500
    """Characters of running text, without code, lists and headings, from which an image is advised.

    画像を勧める文章の字数（コード、箇条書き、見出しを除く）。"""

    advice = Text("Show what is hard to put into words.", "言葉で説明しにくいところを、画像で見せてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        is_post = doc.place.kind in {"post", "draft"} or doc.published != ""
        if not is_post or not doc.is_page or doc.length < self.longest or any(not image.chrome for image in doc.images):
            return
        if not doc.shows_all or SHOWN.search(doc.text, doc.front_matter.end) or any(b.kind == "td" for b in doc.blocks):
            return
        prose, code = size(doc, RUNNING), size(doc, {"pre"})
        if prose >= self.longest and code * CODE <= prose:
            yield self.flag(
                doc.top,
                en=f"The post has no image ({counted(prose, 'character')} of text; one is advised from {self.longest} on)",
                ja=f"画像が1枚もありません（文章が{prose}字、{self.longest}字以上なら画像を勧めます）",
            )

    examples = (
        Valid("---\ndate: 2026-01-10\n---\n![窯](kama.png)\n\n窯の温度を、朝と夜に測りました。\n", {"longest": 15}),
        Valid("---\ndate: 2026-01-10\n---\n" + "短い記事です。" * 50),
        Valid("---\ndate: 2026-01-10\n---\n```mermaid\ngraph LR; A-->B\n```\nHow the oven works.\n", {"longest": 15}),
        Valid("---\ndate: 2026-01-10\n---\n```sh\nbake --hot --long\n```\nIt bakes.\n", {"longest": 15}),
        Valid("---\ndate: 2026-01-10\n---\n" + "- 窯の温度を測る\n" * 20, {"longest": 15}),
        Valid("---\ndate: 2026-01-10\n---\nHow the oven is heated.\n\n```sh\nbake --hot\n```\n", {"longest": 15}),
        Valid("How the oven works, in a page that is no post.\n", {"longest": 15}),
        Invalid("⟦---⟧\ndate: 2026-01-10\n---\n窯の温度を、朝と夜に測りました。\n", {"longest": 15}),
        Invalid("⟦---⟧\ndate: 2026-01-10\n---\n" + "How the oven works. " * 100),
    )


def size(doc: Document, kinds: Collection[str]) -> int:
    """The characters of the post's blocks of some kinds."""
    return sum(len("".join(block.text.value.split())) for block in doc.blocks if block.kind in kinds and not block.chrome)
