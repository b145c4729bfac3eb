from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil

from seolint import (
    Diagnostic,
    Document,
    Fact,
    Index,
    Invalid,
    Location,
    Passage,
    Related,
    Signature,
    SiteRule,
    Text,
    Valid,
)
from seolint_rules.data.alike_groups import groups
from seolint_rules.data.alike_passages import most_alike

OVEN = "石窯の温度は薪の量と空気の入り方で決まり、火を入れて二時間ほどで底まで熱くなります。灰を寄せて生地を入れ、扉を閉めます。"
KNIFE = "波刃の包丁は皮の硬いパンを押しつぶさずに切れます。刃はパンの直径より長いものを選び、使ったらすぐに乾かしてください。"
STONE = "A stone oven takes two hours to heat through. Push the ashes aside, set the loaves on the floor, close the door and wait."

_AT_HAND = 64


class Said(Fact, frozen=True):
    """What a post says."""

    said: Signature


class NearDuplicate(SiteRule[Said]):
    """Give each post a text of its own.

    Of posts whose bodies are nearly the same, search engines show one and leave the others out, and not always the one you
    would choose. Bodies are compared by their runs of five words: 100 % is the same text, and posts that share only their
    subject and a series' wording stay far below the limit. Paragraphs that stand in three posts or more that are not alike
    otherwise, such as a notice or a profile, do not count, nor do code and quotations. Translations and versions are apart.

    To fix it, merge the posts and redirect the others to the one that remains, or write anew what they share.

    記事ごとに、違う本文を書きます。

    本文がほぼ同じ記事は、検索結果にはそのうち1件しか出ないことがあります。どれが出るかは選べません。5語の並びがどれだけ
    共通かで比べます。まったく同じなら100%で、題材や連載の型が同じだけの記事は目安をずっと下回ります。ほかの点では似ていない
    3件以上の記事にある段落（お知らせや著者紹介など）、コード、引用は数えません。別の言語や版のページは比べません。

    直し方：一つの記事にまとめて残りを転送するか、重なる部分を書き直します。
    """

    least: float = 0.6
    """Share of all runs of five words of two posts that both have (Jaccard), from which they are nearly the same;
    of posts with more than 640 runs it is an estimate, some two points off. Where the estimate is under the limit by no more
    than it may be off, five points at most, the posts are named all the same, and the message tells by how much it may be off.

    2件の記事にある5語の並び全体のうち、共通のものの割合（Jaccard係数）。これ以上ならほぼ同じとみなす。
    並びが640を超える記事では推定値で、2ポイントほどの誤差がある。推定値が目安に届かなくても、差が誤差の範囲（最大5ポイント）なら
    指摘し、誤差も示す。"""

    fewest: int = 20
    """Different runs of five words that a body must have to be compared.

    比べる本文にある、5語の並びの数の下限（同じ並びは一つと数える）。"""

    advice = Text("Merge them, or write anew what they share.", "一つにまとめるか、重なる部分を書き直してください")

    def collect(self, doc: Document) -> Iterator[Said]:
        if doc.is_article:
            yield Said((doc.edition,), doc.top, doc.signature)

    def judge(self, key: str, facts: Sequence[Said], index: Index) -> Iterator[Diagnostic]:
        found, common = groups([fact.said for fact in facts], self.least, self.fewest)

        @lru_cache(_AT_HAND)
        def own(number: int) -> Sequence[Passage]:
            said = facts[number].said
            return said.read(without=common) or said.read()

        for group in found:
            more, cluster = len(group.members) - 2, facts[group.members[0]].at.path
            for number in group.members:
                other, similarity, doubt = group.nearest[number]
                page = index.by_path[facts[other].at.path]
                name, share = page.title or page.name, f"{100 * similarity:.0f}"
                off = ceil(100 * doubt) if similarity < self.least else 0
                here, there = most_alike(own(number), own(other))
                yield self.flag(
                    Location(facts[number].at.path, here.start, here.end),
                    en=f"The body is {'about ' if doubt else ''}{share} %{f' (±{off})' if off else ''} the same as that of “{name}”"
                    + (f", and {more} other post{'s are' if more > 1 else ' is'} like it" if more else "")
                    + f" (posts apart have under {100 * self.least:.0f} %)",
                    ja=f"本文が「{name}」と{'約' if doubt else ''}{share}%{f'（誤差±{off}）' if off else ''}一致しています"
                    f"（目安は{100 * self.least:.0f}%未満"
                    + (f"。似た記事がほかに{more}件あります）" if more else "）"),
                    related=[Related(Location(page.path, there.start, there.end), Text("the same passage there", "同じ箇所"))],
                    cluster=cluster,
                )

    examples = (
        Valid({"a.md": f"---\ntitle: 窯\n---\n{OVEN}\n", "b.md": f"---\ntitle: 台\n---\n{KNIFE}\n"}),
        Valid({f"{n}.md": f"---\ntitle: {n}\n---\n{n}の話。\n\n> {OVEN}\n\n```\n{OVEN}\n```\n" for n in "ab"}),
        Valid({f"{n}/a.md": f"---\ntitle: {n}\n---\n{OVEN}\n" for n in ("v1", "v2")}),
        Invalid({f"{n}.md": f"---\ntitle: {n}\n---\n⟦{OVEN}⟧\n\n{n}です。\n" for n in "ab"}),
        Invalid({f"{n}.md": f"---\ntitle: {n}\n---\n{n} again.\n\n⟦{STONE} {n} was done.⟧\n" for n in "abc"}),
    )
