import re
from collections.abc import Iterator
from itertools import pairwise

from seolint import Diagnostic, Document, Invalid, PageRule, Severity, Text, Valid, pattern

NOTHING = pattern(
    r"<!--.*?-->|</?(?:div|section|article|main|p|span|br|hr)\b[^<>]*>|\{:[^{}\n]*\}|^[ \t]*(?:[-*_][ \t]*){3,}$|[\s>\\]+",
    re.DOTALL | re.MULTILINE,
)
SIGNS = frozenset({"", *"<{-*_>\\"})
"""What nothing may begin with."""


class HeadingNoBody(PageRule):
    """Write something under each heading.

    A heading that is followed by the next one of its level or a higher one promises something and gives nothing. Readers who
    come to it from the table of contents find themselves in another part.

    To fix it, write what the heading promises, make the following headings its parts, or remove it.

    見出しの下には、本文を書きます。

    すぐ次に同じ段階か上の段階の見出しが来ると、見出しが約束した内容がありません。目次から来た読者は、別の話を
    読むことになります。

    直し方：見出しの内容を書くか、続く見出しを1段階下げてその中に入れるか、見出しを消します。
    """

    severity: Severity = Severity.INFO

    advice = Text("Write it, or remove the heading.", "内容を書くか、見出しを消してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or doc.is_slides or doc.is_draft:
            return
        for heading, following in pairwise(doc.outline):
            if following.level > heading.level or not heading.text.value:
                continue
            between = doc.template.text[heading.at.end : following.at.start].strip()
            if len(between) < 2_000 and between[:1] in SIGNS and not NOTHING.sub("", between):
                yield self.flag(
                    heading.text.at,
                    en=f"There is no text under the heading “{heading.text.value}” (H{heading.level})",
                    ja=f"見出し「{heading.text.value}」（H{heading.level}）の下に本文がありません",
                )

    examples = (
        Valid("## 包丁\n\n### 刃\n\n刃の話。\n\n## まな板\n\n![まな板](a.png)\n"),
        Valid("---\nlayout: post\n---\n\n## Knives\n\n{% include knives.html %}\n\n## Boards\n\nText.\n"),
        Valid("---\ndraft: true\n---\n\n## これから書く\n\n## これも\n"),
        Invalid("## ⟦包丁⟧\n\n## まな板\n\n木のまな板の話。\n"),
        Invalid("## Knives\n\n### ⟦Blades⟧\n\n<!-- later -->\n\n---\n\n## Boards\n\nText.\n"),
    )
