from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid, cut, fold, width
from seolint_rules.data.counted import wide


class HeadingLength(PageRule):
    """Keep headings short enough to be taken in at a glance.

    A long heading runs over several lines on a phone and in the table of contents, and says so much that it no longer
    helps to find anything. The H1 is the title, which has a rule of its own, and so has a first heading that repeats it.

    To fix it, name the subject in the heading and move the rest into the first sentence below it.

    見出しは、一目で読める長さにします。

    長い見出しは、スマートフォンや目次で何行にもなり、拾い読みの役に立ちません。H1はタイトルなので、別の規則で調べます。
    タイトルを繰り返す最初の見出しも同じです。

    直し方：見出しには話題だけを書き、残りはその下の最初の文に移します。
    """

    severity: Severity = Severity.INFO

    longest: float = 40.0
    """Greatest width of a heading, in full-width units.

    見出しの幅の上限（全角の字数）。"""

    advice = Text("Name the subject and move the rest below.", "話題だけを残し、残りは下の文に移してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.is_slides:
            return
        title = fold(doc.title.value) if doc.title else ""
        for number, heading in enumerate(doc.headings):
            text = heading.text.value
            if heading.level == 1 or len(text) <= self.longest or UNKNOWN in text or (number == 0 and fold(text) == title):
                continue
            size = width(text)
            if size > self.longest:
                beyond = heading.text.part(cut(text, self.longest), len(text))
                yield self.flag(
                    heading.text.at,
                    en=f"The heading is long ({wide(size)}, limit {self.longest:g})",
                    ja=f"見出しが長く、一目で読めません（全角{size:g}字、目安は{self.longest:g}字以内）",
                    related=[Related(beyond, Text("beyond the limit", "目安を超えた部分"))],
                )

    examples = (
        Valid("## 窯の温度を、手をかざして測る\n\n本文。\n"),
        Valid("# " + "長い題は、タイトルの長さを調べる規則が指摘します。" * 2 + "\n"),
        Valid(f"---\ntitle: {'窯の温度の測り方' * 6}\n---\n\n## {'窯の温度の測り方' * 6}\n\n本文。\n"),
        Invalid("## ⟦" + "窯の温度は手をかざすと分かりますが、慣れるまでは温度計を使います。" * 2 + "⟧\n\n本文。\n"),
        Invalid("## ⟦Hold your hand over the oven⟧\n\nText.\n", {"longest": 10}),
    )
