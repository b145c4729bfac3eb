from collections.abc import Iterator, Sequence
from math import log

from seolint import UNKNOWN, Diagnostic, Document, Fact, Index, Invalid, Severity, SiteRule, Text, Valid

SPREAD = 1.4826
"""Standard deviations that the median of all distances from the median stands for, where lengths are log-normal."""
LONG, ENGLISH = "---\ntitle: {}\n---\n" + "窯の温度の話。" * 300, "---\ntitle: {}\n---\n" + "Bread and salt. " * 300


class Length(Fact, frozen=True):
    """How many characters the body of a post has."""

    length: int


class ThinForSite(SiteRule[Length]):
    """Let no post fall far behind what readers of the site are used to.

    A body far shorter than those around it seems unfinished, and search engines may prefer another page. Lengths are compared
    by their ratio, as those of posts spread: what counts is how far a post lies outside of what is usual on this site. Bodies
    that are short on any site are the concern of `content-length`.

    To fix it, add what the others have and this post lacks, or join it with one of them.

    サイトのほかの記事に比べて、極端に短い記事を残しません。

    まわりよりずっと短い記事は、書きかけに見え、検索ではほかのページが選ばれがちです。長さは比率で比べ、そのサイトの記事の
    ふつうの幅からどれだけ外れているかを見ます。どのサイトでも短すぎる記事は `content-length` が指摘します。

    直し方：ほかの記事にあってこの記事にないことを書き足すか、別の記事とまとめます。
    """

    severity: Severity = Severity.INFO

    share: float = 0.5
    """Share of the median under which a body is short for its site.

    短いとみなす長さの、中央値に対する割合（これを下回るとき）。"""

    deviations: float = 3.0
    """How many standard deviations it must lie below the median of the site, by the logarithms of lengths.

    中央値から下に離れている幅（長さの対数での標準偏差の倍数）。"""

    fewest: int = 10
    """Posts that a site must have to be judged.

    調べ始める記事の数。"""

    shortest: int = 600
    """Characters under which a body is left to `content-length`.

    これより短い本文（文字数）は `content-length` に任せる。"""

    absence = True
    advice = Text("Add what the other posts have, or join it with one.", "内容を書き足すか、ほかの記事とまとめてください")

    def collect(self, doc: Document) -> Iterator[Length]:
        if not doc.is_article or doc.template.control or any(UNKNOWN in block.text.value for block in doc.blocks):
            return
        if doc.length:
            yield Length((f"{doc.edition}\n{doc.language}",), doc.top, doc.length)

    def judge(self, key: str, facts: Sequence[Length], index: Index) -> Iterator[Diagnostic]:
        if len(facts) < self.fewest:
            return
        from statistics import median

        usual = median(fact.length for fact in facts)
        distance = SPREAD * median(abs(log(fact.length / usual)) for fact in facts)
        for fact in facts:
            outside = log(fact.length / usual) < -self.deviations * distance
            if self.shortest <= fact.length < self.share * usual and outside:
                yield self.flag(
                    fact.at,
                    en=f"The body has {fact.length} characters, {100 * fact.length / usual:.0f} % of what posts of this site "
                    f"usually have ({usual:.0f}; under {100 * self.share:.0f} % is short)",
                    ja=f"本文は{fact.length}字で、このサイトの記事の中央値{usual:.0f}字の{100 * fact.length / usual:.0f}%です"
                    f"（目安は{100 * self.share:.0f}%以上）",
                )

    examples = (
        Valid({f"{n}.md": f"---\ntitle: {n}\n---\n{'窯の話。' * 60 * n}\n" for n in range(3, 15)}),
        Valid({f"{n}.md": f"---\ntitle: {n}\n---\n{'窯の話。' * (n * 10 or 5)}\n" for n in range(12)}),
        Valid({f"{n}.md": f"---\ntitle: {n}\n---\n{'窯の話。' * (500 if n else 160)}\n" for n in range(5)}),
        Invalid({"a.md": f"⟦---⟧\ntitle: 窯\n---\n{'窯の話。' * 160}\n", **{f"{n}.md": LONG.format(n) for n in range(12)}}),
        Invalid({"a.md": f"⟦---⟧\ntitle: A\n---\n{'Bread and salt. ' * 50}\n", **{f"{n}.md": ENGLISH.format(n) for n in range(9)}}),
    )
