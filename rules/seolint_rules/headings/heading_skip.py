from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from seolint import Diagnostic, Document, Edit, Fix, Heading, Invalid, PageRule, Related, Text, Valid


class HeadingSkip(PageRule):
    """Go down one heading level at a time.

    Readers with a screen reader, and search engines, read the outline of a page from its headings. Where a level is
    missing, a part seems to be missing.

    To fix it, give the heading the level below the one before it. What belongs to it moves with it.

    見出しの段階は、1つずつ下げます。

    画面を読み上げて使う人も検索エンジンも、見出しからページの構成を読みます。段階が抜けると、部分が抜けているように見えます。

    直し方：一つ上の見出しのすぐ下の段階にします。その中の見出しも一緒に動かします。
    """

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.is_slides:
            return
        headings = doc.outline
        for number, (before, heading) in enumerate(pairwise(headings), 1):
            level, due = heading.level, before.level + 1
            if level <= due:
                continue
            yield self.flag(
                heading.text.at,
                en=f"A heading (H{level}) follows an H{before.level}: H{due} is skipped",
                ja=f"見出しがH{before.level}の次にH{level}になり、H{due}が抜けています",
                advice=Text(f"Make it an H{due}.", f"H{due}にしてください"),
                related=[Related(before.text.at, Text("the heading before it", "一つ前の見出し"))],
                fix=_raise(headings, number, level - due),
            )

    examples = (
        Valid("## Knives\n\n### Bread knives\n\n#### Blades\n\n## Boards\n"),
        Valid("### 包丁\n\n本文。\n\n### まな板\n\n本文。\n"),
        Invalid(
            "## 包丁\n\n#### ⟦刃⟧\n\n##### 研ぎ方\n\n### 柄\n\n## まな板\n",
            fixed="## 包丁\n\n### 刃\n\n#### 研ぎ方\n\n### 柄\n\n## まな板\n",
        ),
        Invalid("# Knives\n\n### ⟦Blades⟧ ###\n", fixed="# Knives\n\n## Blades ###\n"),
    )


def _raise(headings: Sequence[Heading], number: int, steps: int) -> Fix | None:
    """Take ``steps`` number signs from the heading at ``number`` and from those of its part."""
    level = headings[number].level
    later = (headings[index] for index in range(number + 1, len(headings)))
    part = [headings[number], *takewhile(lambda heading: heading.level >= level, later)]
    marks = [heading.mark for heading in part if heading.mark is not None]
    if len(marks) < len(part):
        return None
    edits = tuple(Edit(mark, "#" * (mark.end - mark.start - steps)) for mark in marks)
    return Fix(Text(f"make it an H{level - steps}", f"H{level - steps}にする"), edits, safe=False)
