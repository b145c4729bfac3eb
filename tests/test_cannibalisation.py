"""Which posts aim at one keyword, held against a comparison of every pair."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from seolint.engine.lint import lint_texts
from seolint.site import Site
from seolint_rules.keywords.keyword_cannibalisation import KeywordCannibalisation

TERMS = ("石窯", "温度", "パン教室", "集客", "SEO対策", "2026", "bread", "knife")
"""Terms of which none is made of the words of others."""

keywords = st.lists(st.lists(st.sampled_from(TERMS), min_size=1, max_size=3, unique=True), min_size=2, max_size=12)


@given(keywords)
def test_posts_of_the_same_terms_and_no_others_are_one_group(posts: Sequence[Sequence[str]]) -> None:
    texts = {f"{number}.md": f"---\nkeywords: ['{' '.join(terms)}']\n---\n本文。\n" for number, terms in enumerate(posts)}
    clusters: dict[str, list[str]] = {}
    for found in lint_texts(texts, [KeywordCannibalisation()], Site()):
        clusters.setdefault(found.cluster, []).append(found.at.path)
    together = {pair for paths in clusters.values() for pair in combinations(sorted(paths), 2)}
    wanted = {
        (f"{one}.md", f"{other}.md")
        for (one, mine), (other, its) in combinations(enumerate(posts), 2)
        if frozenset(mine) == frozenset(its)
    }
    assert together == {(min(pair), max(pair)) for pair in wanted}


def test_words_that_the_user_counts_as_one_are_one() -> None:
    texts = {"a.md": "---\nkeywords: [石窯 温度]\n---\n本文。\n", "b.md": "---\nkeywords: [ピザ窯 温度]\n---\n本文。\n"}
    assert not lint_texts(texts, [KeywordCannibalisation()], Site())
    found = lint_texts(texts, [KeywordCannibalisation()], Site(synonyms=(("石窯", "ピザ窯"),)))
    assert {each.at.path for each in found} == {"a.md", "b.md"}


def test_signs_are_part_of_a_name() -> None:
    texts = {"a.md": "---\nkeywords: [C++ 入門]\n---\n本文。\n", "b.md": "---\nkeywords: [C 入門]\n---\n本文。\n"}
    assert not lint_texts(texts, [KeywordCannibalisation()], Site())
