from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Fact, Index, Invalid, Related, Severity, SiteRule, Text, Valid
from seolint_rules.data.counted import counted


class Tagged(Fact, frozen=True):
    """How many tags a post has."""

    count: int


class TagsCount(SiteRule[Tagged]):
    """Give each post of a site with tags a few of them.

    A post without tags is missing from the lists through which readers find related ones; one with very many stands in lists
    where nobody looks for it, and makes pages of a single post.

    To fix it, choose the two to five tags that readers would look under.

    タグのあるサイトでは、どの記事にもいくつかタグを付けます。

    タグのない記事は、読者が関連記事を探す一覧に出てきません。多すぎると、関係の薄い一覧にも並び、記事が1件しかないタグの
    ページが増えます。

    直し方：読者が探しそうなタグを2〜5個選びます。
    """

    severity: Severity = Severity.INFO

    most: int = 10
    """How many tags a post may have.

    タグの数の上限。"""

    share: float = 0.5
    """From what share of tagged posts on a folder is one whose posts have tags.

    タグのある記事の割合がこれを超えるフォルダーを、タグを使う場所とみなします。"""

    absence = True

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        count = len(doc.tags) if doc.is_listed else 0
        if count > self.most:
            yield self.flag(
                doc.tags[self.most].at,
                en=f"The post has {counted(count, 'tag')} (limit {self.most})",
                ja=f"タグが{count}個あります（上限{self.most}個）",
                advice=Text("Keep those that readers look under.", "読者が探しそうなタグだけを残してください"),
            )

    def collect(self, doc: Document) -> Iterator[Tagged]:
        if doc.is_listed and doc.front_matter.exists and not doc.front_matter.problems and doc.published:
            folder = doc.site.inside(doc.path).rpartition("/")[0].partition("/")[0]
            member = doc.front_matter.member("topics" if doc.site.generator == "zenn" else "tags")
            yield Tagged((f"{doc.edition}\n{folder}",), member.key.at if member is not None else doc.top, len(doc.tags))

    def judge(self, key: str, facts: Sequence[Tagged], index: Index) -> Iterator[Diagnostic]:
        bare = [fact for fact in facts if not fact.count]
        tagged = len(facts) - len(bare)
        if not bare or tagged <= self.share * len(facts) or len(facts) < 3:
            return
        for fact in bare:
            yield self.flag(
                fact.at,
                en=f"The post has no tags, and {tagged} of {len(facts)} posts beside it have",
                ja=f"タグがありません（同じ場所の記事では、{len(facts)}件のうち{tagged}件にあります）",
                advice=Text("Choose two to five tags.", "タグを2〜5個付けてください"),
                related=[Related(other.at, Text("none here either", "ここにもありません")) for other in bare if other != fact][:20],
                cluster=key,
            )

    examples = (
        Valid({f"log/{n}.md": "---\ntitle: 窯\ndate: 2026-01-01\ntags: [窯]\n---\n" for n in range(3)}),
        Valid({f"log/{n}.md": "---\ntitle: 窯\ndate: 2026-01-01\n---\n" for n in range(3)}),
        Valid("---\ntitle: Bread\ntags: [oven, yeast]\n---\n"),
        Invalid("---\ntitle: パン\ntags: [窯, 台, 粉, 水, 塩, ⟦酵母⟧, 布]\n---\n", {"most": 5}),
        Invalid(
            {
                "log/a.md": "⟦---⟧\ntitle: Bread\ndate: 2026-01-01\n---\n",
                "log/b.md": "---\ntitle: Bread\ndate: 2026-01-01\n⟦tags⟧: []\n---\n",
                **{f"log/{n}.md": "---\ntitle: Oven\ndate: 2026-01-01\ntags: [oven]\n---\n" for n in range(3)},
            }
        ),
    )
