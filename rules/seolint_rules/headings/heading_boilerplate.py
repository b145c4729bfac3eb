from collections.abc import Iterator, Sequence

from seolint import (
    UNKNOWN,
    Diagnostic,
    Document,
    Fact,
    Index,
    Invalid,
    Placed,
    Related,
    Severity,
    SiteRule,
    Text,
    Valid,
)
from seolint_rules.data.shared_phrases import masked
from seolint_rules.data.stock_headings import is_stock, plain

NAMED = 3


class Headings(Fact, frozen=True):
    """The headings of a post that say what it is about, by what they are compared by."""

    headings: dict[str, Placed[str]]


class HeadingBoilerplate(SiteRule[Headings]):
    """Write the headings of each post anew.

    Where over half of the posts have the same heading, a template or a generator wrote it, and readers who have seen one
    post know what the others look like. Numbers make no difference. Headings that any post may have, such as
    Introduction, Summary and Related posts, are fine.

    To fix it, say in the heading what this part of this post says.

    見出しは、記事ごとに書きます。

    半分を超える記事にある同じ見出しは、ひな型や生成ツールが付けたもので、一つ読めばほかの記事の中身も同じに見えます。数字の
    違いは同じとみなします。「まとめ」「はじめに」「関連記事」のような、どの記事にもある見出しは数えません。

    直し方：その記事のその部分に書いてあることを、見出しにします。
    """

    severity: Severity = Severity.INFO

    share: float = 0.5
    """Share of the posts over which a heading is boilerplate.

    決まり文句とみなす記事の割合（これを超えたとき）。"""

    fewest: int = 10
    """Posts with headings that a site must have to be judged.

    調べ始める、見出しのある記事の数。"""

    absence = True
    advice = Text("Say what this part says.", "そこに書いてあることを見出しにしてください")

    def collect(self, doc: Document) -> Iterator[Headings]:
        if not doc.headings or not doc.is_listed or doc.is_slides:
            return
        found: dict[str, Placed[str]] = {}
        for heading in doc.outline:
            text = heading.text.value
            if text and len(text) <= 60 and UNKNOWN not in text and heading.text != doc.title:
                name = plain(text)
                if not is_stock(name):
                    found.setdefault(masked(name), heading.text)
        yield Headings((doc.edition,), doc.top, found)

    def judge(self, key: str, facts: Sequence[Headings], index: Index) -> Iterator[Diagnostic]:
        groups: dict[str, list[Placed[str]]] = {}
        for fact in facts if len(facts) >= self.fewest else ():
            for name, heading in fact.headings.items():
                groups.setdefault(name, []).append(heading)
        total = len(facts)
        shared = sorted((group for group in groups.values() if len(group) > self.share * total), key=len, reverse=True)
        if not shared:
            return
        count, first = len(shared[0]), shared[0][0]
        others = [(group[0].value, len(group)) for group in shared[1:NAMED]]
        yield self.flag(
            first.at,
            en=f"{count} of {total} posts ({100 * count // total} %) have the heading “{first.value}”"
            + "".join(f", {many} have “{text}”" for text, many in others),
            ja=f"記事{total}件のうち{count}件（{100 * count // total}%）に、見出し「{first.value}」があります"
            + ("（" + "、".join(f"「{text}」は{many}件" for text, many in others) + "）" if others else ""),
            related=[Related(heading.at, Text("here too", "ここにもあります")) for heading in shared[0][1:3]],
        )

    examples = (
        Valid({f"{n}.md": f"## {n}の窯\n\n本文。\n\n## まとめ\n\n本文。\n" for n in "春夏秋冬朝昼晩山川海"}),
        Valid({f"{n}.md": "## 窯の手入れ\n\n本文。\n" for n in "春夏秋冬"}),
        Invalid(
            {f"{n}.md": f"## {'まとめと次の一歩' if n else '⟦まとめと次の一歩⟧'}\n\n本文{n}。\n" for n in range(10)}
        ),
        Invalid(
            {f"{n}.md": f"## {'2. Why it matters' if n > 1 else '⟦1. Why it matters⟧'}\n\nText.\n" for n in (1, 2)},
            {"fewest": 2},
        ),
    )
