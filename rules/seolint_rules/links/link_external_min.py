from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, PageRule, Severity, Text, Valid
from seolint_rules.data.affiliate_links import is_affiliate
from seolint_rules.data.counted import counted


class LinkExternalMin(PageRule):
    """Link from each longer post to a source on another site.

    A link to where a figure or a statement comes from lets readers check it. Advertisements and links to places of the page
    do not count; posts that a template may add links to are left alone.

    To fix it, link the figures and statements to where they come from.

    長めの記事からは、根拠となるほかのサイトにもリンクします。

    数字や説明の出どころへのリンクがあれば、読者が確かめられます。広告のリンクとページ内のリンクは数えません。テンプレートが
    リンクを足すかもしれない記事は調べません。

    直し方：数字や説明を、その出どころのページにリンクします。
    """

    severity: Severity = Severity.INFO

    least: int = 1
    """How many external links a post should have.

    外部リンクの数の下限。"""

    length: int = 800
    """Characters from which a post should have them.

    リンクを求める記事の長さ（文字数）。"""

    opt_in = True
    advice = Text("Link to where the figures come from.", "数字や説明の出どころにリンクしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_article or not doc.shows_all or (length := doc.length) < self.length:
            return
        leading = (to for link, to in zip(doc.links, doc.destinations, strict=True) if not link.chrome)
        outbound = {to.value for to in leading if to.kind in {"external", "unknown"} and not is_affiliate(to.value)}
        if len(outbound) < self.least:
            found = counted(len(outbound), "external link") if outbound else "no external link"
            yield self.flag(
                doc.top,
                en=f"The post ({counted(length, 'character')}) has {found} ({self.least} or more let readers check it)",
                ja=f"{length}字の記事なのに、外部リンクが"
                + (f"{len(outbound)}件です" if outbound else "ありません")
                + f"（目安は{self.least}件以上）",
                cluster=self.id(),
            )

    examples = (
        Valid("---\ntitle: 窯\n---\n[窯の統計](https://a.jp/)による。" + "窯を温めます。" * 200 + "\n"),
        Valid("---\ntitle: 窯\n---\n" + "窯を温めます。" * 100 + "\n"),
        Invalid("⟦---⟧\ntitle: 窯\n---\n[買う](https://amzn.to/1)。" + "窯を温めます。" * 200 + "\n"),
        Invalid("⟦---⟧\ntitle: Oven\n---\n[Heat](heat.md) " + "Heat the oven. " * 80 + "\n"),
    )
