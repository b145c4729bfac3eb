from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Fact, Index, Invalid, Related, Severity, SiteRule, Text, Valid


class Post(Fact, frozen=True):
    """A post that others should lead to."""


class OrphanPost(SiteRule[Post]):
    """Link to each post from another one.

    A post to which no other page links in its text is found through lists alone, by readers and by search engines. Where over
    half of the posts are so, that is said once for the site.

    To fix it, link to it where another post speaks of its subject.

    どの記事にも、ほかのページからリンクします。

    どのページの本文からもリンクされていない記事には、一覧からしかたどり着けません。読者も検索エンジンも同じです。記事の
    半分を超えるときは、サイト全体について一度だけ指摘します。

    直し方：同じ話題に触れているほかの記事から、この記事にリンクします。
    """

    severity: Severity = Severity.INFO

    posts: int = 5
    """Of fewer posts nothing is said.

    これより記事の少ないサイトでは指摘しません。"""

    routed = True
    absence = True
    advice = Text("Link to it from a post on its subject.", "同じ話題の記事からリンクしてください")

    def collect(self, doc: Document) -> Iterator[Post]:
        if doc.is_page and doc.place.kind == "post" and doc.address and doc.is_listed:
            yield Post(("",), doc.top)

    def judge(self, key: str, facts: Sequence[Post], index: Index) -> Iterator[Diagnostic]:
        orphans = [fact for fact in facts if index.site.inside(fact.at.path) not in index.linked]
        if len(facts) < self.posts or not index.is_complete:
            return
        if len(orphans) * 2 > len(facts):
            yield self.flag(
                orphans[0].at,
                en=f"To {len(orphans)} of {len(facts)} posts no other page links, this one among them",
                ja=f"{len(facts)}記事のうち{len(orphans)}記事が、この記事のように、どのページからもリンクされていません",
                related=[Related(each.at, Text("nor to this one", "この記事も同じです")) for each in orphans[1:21]],
            )
            return
        for fact in orphans:
            yield self.flag(fact.at, en="No other page links to this post", ja="どのページからもリンクされていない記事です")

    examples = (
        Valid({"_config.yml": "", "_posts/2026-01-01-a.md": "---\ntitle: 食パン\n---\n本文。\n"}),
        Valid(
            {"_config.yml": "permalink: /:title/\n"}
            | {f"_posts/2026-01-0{n}-{n}.md": f"---\ntitle: {n}\n---\n[次](/{n % 5 + 1}/)\n" for n in range(1, 6)}
        ),
        Invalid(
            {"_config.yml": "permalink: /:title/\n", "_posts/2026-01-09-9.md": "⟦---⟧\ntitle: 9\n---\n本文。\n"}
            | {f"_posts/2026-01-0{n}-{n}.md": f"---\ntitle: {n}\n---\n[次](/{n % 5 + 1}/)\n" for n in range(1, 6)}
        ),
        Invalid(
            {"_config.yml": "permalink: /:title/\n", "_posts/2026-01-01-1.md": "⟦---⟧\ntitle: 1\n---\n本文。\n"}
            | {f"_posts/2026-01-0{n}-{n}.md": f"---\ntitle: {n}\n---\n本文。\n" for n in range(2, 6)}
        ),
    )
