import re
from collections.abc import Iterator, Sequence

from seolint import (
    UNKNOWN,
    Diagnostic,
    Document,
    Fact,
    Index,
    Invalid,
    Related,
    SiteRule,
    Text,
    Valid,
    fold,
    is_japanese,
    width,
)
from seolint_rules.data.letters import letters

SIGNS = " 　-–—|｜:：;・。、,./／!！?？」』】）)]\"'”’~〜…★☆"
CLOSING = "!！?？」』】）)"
NOUN = r"[一-鿿々〆ァ-ヺーA-Za-z0-9）)」』】]$|(?:まとめ|すすめ|しくみ|つくり|作り|[かき]方|づくり)$"
PREDICATE = r"[。！？!?]|を[一-鿿々ァ-ヺー]{2,8}$"


class Copy(Fact, frozen=True):
    """A description that begins with the title, and what it says besides."""

    rest: str
    title: Related


class DescriptionCopiesTitle(SiteRule[Copy]):
    """Say in the description what the title does not.

    The two stand together in the search results. A description that repeats the title and adds what every page of the
    site adds gives no reason to click.

    To fix it, begin with what the reader gets and leave title and stock phrase out.

    説明文（description）には、タイトルにないことを書きます。

    検索結果では、二つが並んで表示されます。タイトルの繰り返しに決まり文句を足しただけでは、読む理由が伝わりません。

    直し方：タイトルと決まり文句を消し、読者が得るものから書き始めます。
    """

    shortest: float = 10.0
    """Width that the description must add to the title, in full-width units.

    タイトルに続けて足すべき幅（全角の字数）。"""

    shared: int = 3
    """Posts with the same rest from which on it is a stock phrase.

    続きの文が決まり文句とみなされる記事の数。"""

    alone = True
    advice = Text("Say what the reader gets instead.", "タイトルを繰り返さず、読者が得るものを書いてください")

    def collect(self, doc: Document) -> Iterator[Copy]:
        title, text = doc.title, doc.description
        if title is None or text is None or not doc.is_listed or not doc.site.publishes_description:
            return
        if UNKNOWN in title.value or UNKNOWN in text.value:
            return
        end = beyond(title.value, text.value)
        if end:
            rest = text.value[end:].lstrip(SIGNS).rstrip(" 　。")
            yield Copy((fold(rest),), text.part(0, end), rest, Related(title.at, Text("the title", "タイトルです")))

    def judge(self, key: str, facts: Sequence[Copy], index: Index) -> Iterator[Diagnostic]:
        short, many = width(key) < self.shortest, len(facts) >= self.shared
        few = index.whole and len(index.pages) < self.shared
        if not (short or many or (few and is_phrase(key))):
            return
        for fact in facts:
            also = f" ({len(facts)} posts)" if many else ""
            yield self.flag(
                fact.at,
                en=f"The description repeats the title and adds only “{fact.rest}”{also}" if fact.rest
                else "The description only repeats the title",
                ja=f"説明文がタイトルの繰り返しで、足したのは「{fact.rest}」だけです" + f"（{len(facts)}記事で共通）" * many
                if fact.rest else "説明文がタイトルの繰り返しです",
                related=[fact.title],
                cluster=key if many else "",
            )  # fmt: skip

    examples = (
        Valid("---\ntitle: 窯の温度\ndescription: 窯の温度は、石の色で分かります。見分け方を写真で紹介します。\n---\n"),
        Valid("---\ntitle: Oven\ndescription: Ovenproof dishes that last for years.\n---\n"),
        Valid("---\ntitle: 窯の温度\ndescription: 窯の温度：石の色を見て、温度計なしで焼きどきを知る方法を解説\n---\n"),
        Invalid("---\ntitle: 窯の温度\ndescription: ⟦窯の温度⟧ - パン便りが届ける、家庭で焼くパンの実践ガイド\n---\n"),
        Invalid("---\ntitle: Oven heat\ndescription: ⟦Oven heat⟧ | Bread notes\n---\n"),
        Invalid({f"{n}.md": f"---\ntitle: 窯{n}\nsummary: ⟦窯{n}⟧についてお伝えする記事です。\n---\n" for n in "一二三"}),
    )


def is_phrase(rest: str) -> bool:
    """Whether Japanese words are no sentence: they end in a noun that nothing is done to."""
    return is_japanese(rest) and not re.search(PREDICATE, rest) and re.search(NOUN, rest) is not None


def beyond(title: str, text: str) -> int:
    """Where ``text`` goes on after ``title``, signs, width and case folded; 0 when it does not begin with it."""
    want = letters(title)
    here = 0
    for end, char in enumerate(text, 1):
        for folded in letters(char):
            if here >= len(want) or folded != want[here]:
                return 0
            here += 1
        if want and here == len(want):
            while text[end : end + 1] in CLOSING and not title[-1].isalnum() and end < len(text):
                end += 1
            joined = text[end : end + 1].isalnum() and char.isascii() and char.isalnum() and text[end].isascii()
            return 0 if joined else end
    return 0
