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
    fold,
)
from seolint_rules.data.shared_phrases import shared_ends

HEAD, TAIL = "Read on the pages of our oven notes how ", "の話。暮らしに役立つ知恵をパン便りがお届け。"


class DescriptionText(Fact, frozen=True):
    """The description of a page, and whether it repeats the title."""

    text: Placed[str]
    copied: bool


class DescriptionBoilerplate(SiteRule[DescriptionText]):
    """Fill no description with words that most descriptions of the site have.

    A description has room for about 120 full-width characters. A beginning or end that over half of the site shares takes
    some of it on every page and tells readers nothing about any. Descriptions that begin with the title are the concern of
    `description-copies-title`.

    To fix it, take the shared words out and say what only that page offers.

    サイトの多くの説明文（description）に共通する文を、説明文に入れません。

    説明文で読まれるのは全角120字ほどです。半分を超えるページで同じ始まりや終わりは、どのページでも場所を取り、何も
    伝えません。タイトルの繰り返しで始まる説明文は、`description-copies-title` が指摘します。

    直し方：共通の部分を消し、そのページにしかないことを書きます。
    """

    severity: Severity = Severity.INFO

    share: float = 0.5
    """Share of the descriptions over which shared words are boilerplate.

    決まり文句とみなす説明文の割合（これを超えたとき）。"""

    fewest: int = 5
    """Descriptions that a site must have to be judged.

    調べ始める説明文の数。"""

    shortest: float = 15.0
    """Width from which a shared beginning or end counts, in full-width units.

    共通の始まりや終わりを数える幅（全角の字数）。"""

    absence = True
    advice = Text("Say what only this page offers.", "そのページにしかないことを書いてください")

    def collect(self, doc: Document) -> Iterator[DescriptionText]:
        text, title = doc.description, doc.title
        if text is None or UNKNOWN in text.value or len(text.value) > 1_000:
            return
        if doc.is_listed and doc.site.publishes_description:
            copied = title is not None and fold(text.value).startswith(fold(title.value))
            yield DescriptionText((doc.edition,), text.at, text, copied)

    def judge(self, key: str, facts: Sequence[DescriptionText], index: Index) -> Iterator[Diagnostic]:
        total, own = len(facts), {fold(fact.text.value): fact.text for fact in facts if not fact.copied}
        texts = list(own.values())
        if total < self.fewest:
            return
        for shared in shared_ends(texts, self.share * total / max(len(texts), 1), self.shortest):
            count, first = len(shared.places), shared.part(texts, 0)
            said = first.value.strip(" 　。、.,")
            yield self.flag(
                first.at,
                en=f"{count} of {total} descriptions ({100 * count // total} %) have “{said}” in common",
                ja=f"説明文{total}件のうち{count}件（{100 * count // total}%）に「{said}」があります",
                related=[
                    Related(shared.part(texts, number).at, Text("here too", "ここにもあります"))
                    for number in (1, 2)[: count - 1]
                ],
            )
            return

    examples = (
        Valid({f"{n}.md": f"---\ndescription: {n}{TAIL}\n---\n" for n in "abcd"}),
        Valid({f"{n}.md": f"---\ndescription: {n}の窯の手入れと焼き方。\n---\n" for n in "abcde"}),
        Valid({f"{n}.md": f"---\ntitle: 窯{n}\ndescription: 窯{n}{TAIL}\n---\n" for n in "abcde"}),
        Invalid({f"{n}.md": f"---\ndescription: {n}{TAIL if n > 'a' else f'⟦{TAIL}⟧'}\n---\n" for n in "abcde"}),
        Invalid(
            {f"{n}.md": f"---\nsummary: {HEAD if n > 'a' else f'⟦{HEAD}⟧'}{n}\n---\n" for n in "abc"},
            {"fewest": 3},
        ),
    )
