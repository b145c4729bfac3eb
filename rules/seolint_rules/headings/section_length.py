from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, Location, PageRule, Related, Section, Severity, Text, Valid, cut
from seolint_rules.data.counted import counted, wide
from seolint_rules.data.stock_headings import is_list, plain

_UNDER = Text("under this heading", "この見出しの下の")
_BEFORE = Text("before the first heading", "最初の見出しの前の")


class SectionLength(PageRule):
    """Give a long stretch of text a heading.

    Readers on the web look for the part that they need. What stands between two headings should fit on about two screens of
    a phone. White space, URLs, code, tables and lists are not counted; a post with fewer than three headings is the
    concern of `heading-few`.

    A post has one finding, at its longest part.

    To fix it, put a heading where the text turns to something else.

    長く続く文章には、途中に見出しを入れます。

    読者は、必要な所を探しながら読みます。見出しから次の見出しまでは、スマートフォンで2画面ほどが目安です。空白、URL、コード、
    表、箇条書きは数えません。一つの記事につき、いちばん長い所で1件だけ指摘します。
    見出しが3個に満たない記事は、`heading-few` が見ます。

    直し方：話の変わる所に見出しを入れます。
    """

    severity: Severity = Severity.INFO

    longest: float = 600.0
    """Greatest width of the text under one heading, in full-width units.

    一つの見出しの下の文章の量（全角の字数）。"""

    advice = Text("Put a heading where it turns to something else.", "話の変わる所に見出しを入れてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.is_slides or len(doc.sections) < 4:
            return
        long: list[tuple[int, Section]] = []
        for section in doc.sections:
            heading = section.heading
            if section.most > self.longest and not (heading is not None and is_list(plain(heading.text.value))):
                size = round(section.running)
                long += [(size, section)] if size > self.longest else []
        if not long:
            return
        size, longest = max(long, key=lambda each: each[0])
        where = _UNDER if longest.heading is not None else _BEFORE
        more = len(long) - 1
        yield self.flag(
            begin(longest),
            en=f"The text {where.en} is long ({wide(size)}, limit {self.longest:g})"
            + (f"; so {'is that' if more == 1 else 'are those'} of {counted(more, 'other part')}" if more else ""),
            ja=f"{where.ja}文章が長く続いています（全角{size}字、目安は{self.longest:g}字以内）"
            + (f"。ほかにも{more}か所あります" if more else ""),
            related=[
                Related(begin(section), Text(f"{wide(size)} here", f"ここは全角{size}字"))
                for size, section in long[:20]
                if section is not longest
            ],
        )

    examples = (
        Valid("## 窯\n\n" + "石の色を見ます。" * 50 + "\n\n## 酵母\n\n" + "泡を見ます。" * 50 + "\n\n## 粉\n"),
        Valid("## Code\n\n```\n" + "print('bread')\n" * 90 + "```\n\n## More\n\nText.\n\n## Most\n\nText.\n"),
        Valid("## 窯\n\n短い話。\n\n## 酵母\n\n短い話。\n\n## 道具\n\n" + "- 窯に入れる前に、石の色を見ます。\n" * 60),
        Valid("## 窯\n\n短い話。\n\n## 酵母\n\n短い話。\n\n## 参考文献\n\n" + "パンの本（2026年）。" * 60),
        Invalid("## ⟦窯⟧\n\n" + "石の色を見ます。" * 90 + "\n\n## 酵母\n\n短い話。\n\n## 粉\n\n短い話。\n"),
        Invalid(
            "## 窯\n\n" + "石を見る。" * 130 + "\n\n## ⟦酵母⟧\n\n" + "泡を見る。" * 140 + "\n\n## 粉\n\n短い話。\n"
        ),
        Invalid("⟦Look at the stone. I⟧t is hot. " + "Wait. " * 30 + "\n\n## A\n\n## B\n\n## C\n", {"longest": 50}),
    )


def begin(section: Section) -> Location:
    """The heading, or the first words of what stands before all headings."""
    if section.heading is not None:
        return section.heading.text.at
    text = section.blocks[0].text
    return text.part(0, cut(text.value, 10))
