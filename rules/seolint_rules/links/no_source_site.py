from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Fact, Index, Invalid, Related, Severity, SiteRule, Text, Valid
from seolint_rules.data.affiliate_links import is_affiliate


class Sources(Fact, frozen=True):
    """A post, and whether it leads to another site, or may."""

    leads_out: bool


class NoSourceSite(SiteRule[Sources]):
    """Name the sources of the site with links.

    Where not one post of a site links to another site, readers cannot check a single figure, and nothing tells experience
    and research from invention. Advertisements do not count.

    To fix it, link figures and statements to statistics, papers, official pages and the like.

    サイトの記事には、根拠となるほかのサイトへのリンクを張ります。

    どの記事からもほかのサイトへのリンクがないと、読者は数字を一つも確かめられません。経験や調査にもとづく内容なのかも
    伝わりません。広告のリンクは数えません。

    直し方：統計、論文、公式のページなど、数字や説明の出どころにリンクします。
    """

    severity: Severity = Severity.INFO

    posts: int = 5
    """Of fewer posts nothing is said.

    これより記事の少ないサイトでは指摘しません。"""

    absence = True
    advice = Text("Link figures to where they come from.", "数字や説明の出どころにリンクしてください")

    def collect(self, doc: Document) -> Iterator[Sources]:
        if not doc.is_article:
            return
        leading = (to for link, to in zip(doc.links, doc.destinations, strict=True) if not link.chrome)
        out = any(to.kind in {"external", "unknown"} and not is_affiliate(to.value) for to in leading)
        yield Sources(("",), doc.top, out or not doc.shows_all)

    def judge(self, key: str, facts: Sequence[Sources], index: Index) -> Iterator[Diagnostic]:
        if len(facts) < self.posts or any(fact.leads_out for fact in facts):
            return
        yield self.flag(
            facts[0].at,
            en=f"None of the {len(facts)} posts of the site links to another site, this one neither",
            ja=f"この記事を含む{len(facts)}記事のどれにも、ほかのサイトへのリンクがありません",
            related=[Related(fact.at, Text("none here either", "ここにもありません")) for fact in facts[1:21]],
        )

    examples = (
        Valid({f"{n}.md": f"---\ntitle: 窯{n}\n---\n本文。\n" for n in range(4)}),
        Valid(
            {f"{n}.md": f"---\ntitle: 窯{n}\n---\n本文。\n" for n in range(6)}
            | {"7.md": "---\ntitle: 薪\n---\n[林野庁の統計](https://www.rinya.maff.go.jp/)による。\n"}
        ),
        Invalid(
            {"0.md": "⟦---⟧\ntitle: 窯\n---\n[次](1.md)、[広告](https://amzn.to/1)。\n"}
            | {f"{n}.md": f"---\ntitle: 窯{n}\n---\n本文。\n" for n in range(1, 6)}
        ),
        Invalid(
            {"0.md": "⟦---⟧\ntitle: Oven\n---\nText.\n", "1.md": "---\ntitle: Wood\n---\n[up](#wood) [mail](mailto:a@a.jp)\n"},
            {"posts": 2},
        ),
    )
