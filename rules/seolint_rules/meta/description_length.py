from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Invalid, PageRule, Related, Severity, Text, Valid, cut, fold, width
from seolint_rules.data.counted import wide


class DescriptionLength(PageRule):
    """Keep a description long enough to inform and short enough to be shown.

    Search results show about 120 full-width characters of a description, fewer on a phone. A very short one is often
    replaced by text of the page.

    To fix it, say what the reader gets in the first sentence and stop after two or three.

    説明文（description）は、内容が伝わり、検索結果に収まる長さにします。

    検索結果に出るのは全角で約120字まで、スマートフォンではさらに短くなります。短すぎると、本文の一部に置き換えられがちです。

    直し方：最初の一文で読者が得るものを伝え、二、三文で終えます。
    """

    longest: float = 160.0
    """Width over which much of the description is lost, in full-width units.

    これを超えると多くが省略される幅（全角の字数）。"""

    advised_longest: float = 120.0
    """Greatest width that is advised, in full-width units.

    勧める幅の上限（全角の字数）。"""

    advised_shortest: float = 40.0
    """Least width that is advised, in full-width units.

    勧める幅の下限（全角の字数）。"""

    advice = Text("Put what matters first and cut the rest.", "大事なことを先に書き、残りを削ってください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        found = doc.description
        listed = (doc.is_listed or doc.is_draft) and doc.site.publishes_description
        if found is None or UNKNOWN in found.value or not listed or found == doc.front_matter.get("subtitle"):
            return
        text, size = found.value, width(found.value)
        over = size > self.longest
        limit = self.longest if over else self.advised_longest
        if size > limit:
            beyond = found.part(cut(text, self.advised_longest), len(text))
            yield self.flag(
                found.at,
                en=f"The description is long, and its end may be left out ({wide(size)}, limit {limit:g})",
                ja=f"説明文が長く、後ろが省略されることがあります（全角{size:g}字、{'上限' if over else '目安'}は{limit:g}字）",
                related=[Related(beyond, Text("may be left out", "省略されることがあります"))],
                severity=None if over else Severity.INFO,
            )
        elif size < self.advised_shortest and not (doc.title and fold(text).startswith(fold(doc.title.value))):
            yield self.flag(
                found.at,
                en=f"The description is short ({wide(size)}, at least {self.advised_shortest:g} inform better)",
                ja=f"説明文が短く、内容が伝わりにくいかもしれません（全角{size:g}字、目安は{self.advised_shortest:g}字以上）",
                advice=Text("Say what the reader gets.", "読者が得るものを書き足してください"),
                severity=Severity.INFO,
            )

    examples = (
        Valid("---\ndescription: " + "気温が下がる季節に酵母を育てるときの温度と時間を説明します。" * 2 + "\n---\n"),
        Valid("---\ndescription: " + "How to keep a starter alive in winter, step by step. " * 2 + "\n---\n"),
        Valid("---\ntitle: 窯\ndescription: 窯のこと\n---\nA copied title is another rule's concern.\n"),
        Invalid("---\ndescription: ⟦" + "気温が下がる季節に酵母を育てます。" * 10 + "⟧\n---\n"),
        Invalid("---\ndescription: ⟦" + "気温が下がる季節に酵母を育てます。" * 8 + "⟧\n---\n", severity=Severity.INFO),
        Invalid("---\nsummary: ⟦A starter in winter⟧\n---\n", severity=Severity.INFO),
    )
