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
from seolint_rules.data.shared_phrases import families, phrases_of, shared_phrases

NAMED = 3
HERE = Text("here too", "ここにもあります")
FAMILY = {"a": "⟦2026年版a窯：5つの⟧薪", **{n: f"2025年版{n}窯：7つの薪" for n in "bcde"}}


class TitleText(Fact, frozen=True):
    """The title of a page."""

    title: Placed[str]


class TitleBoilerplate(SiteRule[TitleText]):
    """Give titles no words that most titles of the site have.

    Where over half of the titles begin alike, end alike, or share a bracket or a stock phrase, readers of a result page
    can hardly tell the posts apart, and search engines may take the shared words off. Numbers make no difference. A single
    word at the beginning or end is what the site is about, and no boilerplate. A family of titles that have two brackets or
    stock phrases in the same order is one finding, even where it is a small part of the site.

    To fix it, say in each title what only that post has. The site's name is the theme's to add.

    サイトの多くのタイトルに共通する言葉を、タイトルに入れません。

    半分を超えるタイトルの始まりや終わりが同じだったり、同じかっこや決まり文句があったりすると、検索結果で記事の見分けが
    つきにくくなります。検索エンジンがその部分を削ることもあります。数字の違いは同じとみなします。始まりや終わりが一つの語だけなら、
    サイトの話題なので数えません。かっこや決まり文句が2つ、同じ順に並ぶタイトルの一群は、サイトの一部でもまとめて1件の指摘にします。

    直し方：その記事にしかないことを書きます。サイト名は、テーマに付けさせます。
    """

    severity: Severity = Severity.INFO

    share: float = 0.5
    """Share of the titles over which shared words are boilerplate.

    決まり文句とみなすタイトルの割合（これを超えたとき）。"""

    fewest: int = 10
    """Titles that a site must have to be judged by their share.

    割合を調べ始めるタイトルの数。"""

    shortest: float = 6.0
    """Width from which a shared beginning or end counts, in full-width units; brackets and stock phrases always do.

    共通の始まりや終わりを数える幅（全角の字数）。かっこと決まった言い回しは、短くても数えます。"""

    family: int = 5
    """Titles that may not have two brackets or stock phrases in common (`2026年版…5つの`), whatever their share of the site.

    かっこや決まった言い回しが2つ共通でも（「2026年版…5つの」など）、まとめて指摘し始めるタイトルの数。"""

    absence = True
    advice = Text("Say what only this post has.", "その記事にしかないことを書いてください")

    def collect(self, doc: Document) -> Iterator[TitleText]:
        title, listing = doc.title, doc.path.rpartition("/")[2].startswith("_index.")
        if title is None or UNKNOWN in title.value or len(title.value) > 300 or listing:
            return
        if doc.is_listed:
            yield TitleText((doc.edition,), title.at, title)

    def judge(self, key: str, facts: Sequence[TitleText], index: Index) -> Iterator[Diagnostic]:
        total, titles = len(facts), [fact.title for fact in facts]
        phrases = [phrases_of(title.value) for title in titles]
        shared = shared_phrases(titles, phrases, self.share, self.shortest)[:NAMED] if total >= self.fewest else []
        for family in families(phrases, self.family, [each.phrase for each in shared]):
            (number, start, end), count = family.places[0], len(family.places)
            one, other = family.first(titles)
            yield self.flag(
                titles[number].part(start, end),
                en=f"{count} titles have one pattern, “{one} … {other}” (at most {self.family - 1} are no series)",
                ja=f"タイトル{count}件が「{one}…{other}」という同じ型です（目安は{self.family - 1}件まで）",
                related=[Related(titles[n].part(first, last), HERE) for n, first, last in family.places[1:3]],
            )
        if not shared:
            return
        count, first = len(shared[0].places), shared[0].part(titles, 0)
        others = [(each.part(titles, 0).value.strip(), len(each.places)) for each in shared[1:]]
        yield self.flag(
            first.at,
            en=f"{count} of {total} titles ({100 * count // total} %) have “{first.value.strip()}”"
            + "".join(f", {many} have “{phrase}”" for phrase, many in others),
            ja=f"タイトル{total}件のうち{count}件（{100 * count // total}%）に「{first.value.strip()}」があります"
            + ("（" + "、".join(f"「{phrase}」は{many}件" for phrase, many in others) + "）" if others else ""),
            related=[Related(shared[0].part(titles, number).at, HERE) for number in (1, 2)[: count - 1]],
        )

    examples = (
        Valid({f"{n}.md": f"---\ntitle: {n}の窯の温度を測る\n---\n" for n in "春夏秋冬"}),
        Valid({f"{n}.md": f"---\ntitle: パン作り{n}\n---\n" for n in "春夏秋冬朝昼晩山川海"}),
        Valid({f"{n}.md": f"---\ntitle: {'【保存版】' * (n < 5)}窯{n}号\n---\n" for n in range(10)}),
        Invalid({f"{n}.md": f"---\ntitle: {'【2025年版】' if n > 'a' else '⟦【2026年版】⟧'}{n}の窯\n---\n" for n in "abcdefghij"}),
        Invalid({f"{n}.md": f"---\ntitle: {FAMILY.get(n, n)}\n---\n" for n in "abcdefghijkl"}),
        Invalid(
            {f"{n}.md": f"---\ntitle: {n}{' - Oven notes' if n > 'Rye' else '⟦ - Oven notes⟧'}\n---\n" for n in ("Rye", "Salt")},
            {"fewest": 2},
        ),
    )  # fmt: skip
