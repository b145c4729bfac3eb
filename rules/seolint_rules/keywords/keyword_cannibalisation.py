from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Fact, Index, Invalid, Related, Severity, SiteRule, Text, Valid

LINKING, MOST_RELATED = frozenset("のをにがとはでへや・-/"), 20


class Aim(Fact, frozen=True):
    """The primary keyword of a post, and whether its title speaks of it."""

    keyword: str
    titled: bool


class KeywordCannibalisation(SiteRule[Aim]):
    """Aim at one keyword with one post.

    Posts with the same primary keyword compete: search engines show one of them, and links and readers are divided. The order
    of the terms, particles and spelling make no difference. Where no two of the titles name the keyword it is advice, since
    it may be a mere label. Translations and versions are apart.

    To fix it, merge the posts, or give each a keyword that says what only that one answers.

    一つのキーワードは、一つの記事で狙います。

    主なキーワードが同じ記事は検索結果で競い合い、そのうち1件しか出なかったり、リンクや読者が分かれたりします。語の順序、助詞、
    表記の違いは同じとみなします。2件以上のタイトルにその語がなければ、分類のための語かもしれないので助言にとどめます。
    別の言語や版のページは比べません。

    直し方：記事を一つにまとめるか、その記事だけが答えることをキーワードにします。
    """

    advice = Text(
        "Merge them, or give each a keyword of its own.", "記事をまとめるか、それぞれに別のキーワードを決めてください"
    )

    def collect(self, doc: Document) -> Iterator[Aim]:
        if not doc.is_article or not doc.keywords:
            return
        phrase = doc.keywords[0].keyphrase
        names = {lemma for term in phrase.terms for lemma in min((term.lemmas, *term.others))} - LINKING
        if names:
            titled = bool(doc.title_mentions and doc.title_mentions[0].named)
            yield Aim(("\n".join((doc.edition, *sorted(names))),), phrase.text.at, phrase.text.value, titled)

    def judge(self, key: str, facts: Sequence[Aim], index: Index) -> Iterator[Diagnostic]:
        others, titled = len(facts) - 1, sum(fact.titled for fact in facts)
        titles = {fact.at: index.by_path[fact.at.path].title for fact in facts[: MOST_RELATED + 1] if others}
        for fact in facts if others else ():
            yield self.flag(
                fact.at,
                en=f"{others} other post{'s have' if others > 1 else ' has'} the same primary keyword “{fact.keyword}”",
                ja=f"主なキーワード「{fact.keyword}」を、ほかの{others}件の記事も狙っています",
                related=[Related(at, Text(f"of “{title}”", f"「{title}」")) for at, title in titles.items() if at != fact.at],
                severity=None if titled > 1 else Severity.INFO,
                cluster=key,
            )

    examples = (
        Valid({"a.md": "---\nseo_keywords: [石窯 温度]\n---\n本文。\n", "b.md": "---\nseo_keywords: [石窯 薪]\n---\n本文。\n"}),
        Valid({"a.md": "---\nkeywords: [窯, パン]\n---\n本文。\n", "b.md": "---\nkeywords: [薪, パン]\n---\n本文。\n"}),
        Valid({f"{n}/a.md": "---\ntitle: Oven\nkeywords: [oven]\n---\nText.\n" for n in ("en", "ja", "v2")}),
        Valid({f"{n}.md": f"---\ntitle: 窯\nkeywords: [窯 {n}]\n---\n本文。\n" for n in ("2025", "2026")}),
        Invalid({
            "a.md": "---\ntitle: 石窯の温度\nseo_keywords: [⟦石窯 温度⟧, 薪]\n---\n本文。\n",
            "b.md": "---\ntitle: 石窯と温度計\nfocus_keyword: ⟦温度　石窯⟧\n---\n本文。\n",
        }),
        Invalid({f"{n}.md": f"---\ntitle: Bread knives {n}\nkeywords: [⟦bread knife⟧, {n}]\n---\nText.\n" for n in "xyz"}),
        Invalid(
            {f"{n}.md": f"---\ntitle: {n}\nkeywords: [⟦料理⟧]\n---\n本文。\n" for n in ("窯の話", "薪の話")},
            severity=Severity.INFO,
        ),
    )  # fmt: skip
