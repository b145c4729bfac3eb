from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Invalid, Link, PageRule, Related, Severity, Text, Valid


class LinkRepeat(PageRule):
    """Link to one target a few times in a post, not at every mention.

    A page full of links to one target is harder to read, and search engines gain little from the later ones. The first mention
    and the place where the reader needs the target are enough. Places of one page count apart; names and hashtags do not
    count, nor do links of which each stands under a heading of its own: many readers come to one part only.

    To fix it, keep the links where the reader wants to go there, and leave the other mentions as text.

    1つの記事から同じリンク先へのリンクは、必要な所だけに張ります。

    語が出るたびに同じリンクがあると読みにくく、検索エンジンにとっても、2つ目からは得るものがわずかです。最初に触れる所と、
    読者が必要とする所にあれば足ります。同じページでも#の後が違えば別に数え、@や#で始まる名前は数えません。
    必要な所だけを読む読者のため、見出しごとに1回ずつなら指摘しません。

    直し方：読者が実際に開きたくなる所のリンクを残し、ほかはただの文字にします。
    """

    severity: Severity = Severity.INFO

    most: int = 3
    """How many links to one target a post may have.

    同じリンク先へのリンクの上限。"""

    advice = Text("Keep the first, and those the reader needs.", "最初の1つと、読者に必要なものだけを残してください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.is_page or len(doc.links) <= self.most:
            return
        groups: defaultdict[str, list[Link]] = defaultdict(list)
        for link, to in zip(doc.links, doc.destinations, strict=True):
            counts = to.kind in {"internal", "external"} and not (link.chrome or link.has_image)
            if counts and UNKNOWN not in to.value and not link.text.value.startswith(("@", "#")):
                groups[f"{to.key}#{to.fragment}".rstrip("/#")].append(link)
        begins = [heading.at.start for heading in doc.headings]
        for links in groups.values():
            if len(links) <= self.most or len({bisect(begins, link.at.start) for link in links}) == len(links):
                continue
            yield self.flag(
                links[self.most].at,
                en=f"The post has {len(links)} links to this target ({self.most} or fewer read better)",
                ja=f"同じリンク先へのリンクが、この記事に{len(links)}か所あります（目安は{self.most}か所まで）",
                related=[Related(link.at, Text("the same target", "同じリンク先")) for link in links[: self.most + 17]],
            )

    examples = (
        Valid("[窯](/oven/)と[薪](/wood/)、[窯の温度](/oven/#heat)。[窯](/oven/)。\n\n[窯](/oven/)を開ける。\n"),
        Valid("[@may](https://a.jp/may) [@may](https://a.jp/may) [@may](https://a.jp/may) [@may](https://a.jp/may)\n"),
        Valid("".join(f"## {part}\n\n[窯](/oven/)を開ける。\n\n" for part in "一二三四五")),
        Invalid("[窯](https://a.jp/)、[窯](https://a.jp/)、[窯](https://a.jp/)、⟦[大きな窯](https://a.jp)⟧、[窯](https://a.jp/)。\n"),
        Invalid("An [oven](/o/) and ⟦[one more](/o/)⟧.\n", {"most": 1}),
    )
