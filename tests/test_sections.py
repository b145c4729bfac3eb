"""Texts cut at their headings, bold lines, where keywords stand in titles, and what many texts have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.site import Site
from seolint.text import Location, Placed, width
from seolint_rules.data.shared_phrases import shared_ends

TEXTS = st.lists(st.text("あい、x ", min_size=1, max_size=12), min_size=1, max_size=8)


def page(text: str, path: str = "a.md") -> Document:
    return Document(path, text, Site())


def cut(doc: Document) -> list[tuple[str, float]]:
    return [(section.heading.text.value if section.heading else "", section.size) for section in doc.sections]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("", [("", 0)]),
        ("前置き。\n", [("", 4)]),
        ("## 窯\n\n## 石\n", [("", 0), ("窯", 0), ("石", 0)]),
        ("前置き。\n\n## 窯\n\n窯 の話。\n\n- 薪\n- 炭\n\n石\n---\nab\n", [("", 4), ("窯", 6), ("石", 1)]),
        ("## 窯\n\n`bake()`で焼く。https://a.jp/b\n\n```\n焼く\n```\n\n| 薪 |\n|---|\n| 炭 |\n", [("", 0), ("窯", 4)]),
        ("---\nlayout: post\n---\n## 窯\n\n{{ page.date }}の話\n", [("", 0), ("窯", 2)]),
    ],
)
def test_sections(text: str, sections: list[tuple[str, float]]) -> None:
    assert cut(page(text)) == sections


def test_what_stands_around_a_page_is_in_no_section() -> None:
    around = "<header><h1>パン便り</h1>店</header>", "<nav><h2>一覧</h2>甲</nav>"
    doc = page(f"<html><body>{around[0]}<main><h2>窯</h2><p>熱い</p></main>{around[1]}</body></html>", "a.html")
    assert cut(doc) == [("", 0), ("窯", 2)]
    assert [heading.text.value for heading in doc.outline] == ["窯"]


def test_headings_of_raw_html_cut_a_post_and_are_not_of_its_outline() -> None:
    doc = page("## 窯\n\n熱い\n\n<div><h3>ポイント</h3>薪</div>\n")
    assert cut(doc) == [("", 0), ("窯", 2), ("ポイント", 1)]
    assert [heading.text.value for heading in doc.outline] == ["窯"]


@given(st.text("あx\n #`-<>h2/*_|", max_size=80))
def test_a_section_is_no_wider_than_its_bound(text: str) -> None:
    for section in page(text).sections:
        assert section.size <= section.most


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("**窯**\n\n__石__  \n\n<b>薪</b>\n\n<p><strong>炭</strong></p>\n", ["窯", "石", "薪", "炭"]),
        ("**窯**の話\n\n**窯** と **石**\n\n- **薪**\n\n> **炭**\n\n**[火](a.md)**\n\n**`灰`**\n\n**窯\n石**\n", []),
    ],
)
def test_bold_lines(text: str, lines: list[str]) -> None:
    assert [block.text.value for block in page(text).bold_lines] == lines


@pytest.mark.parametrize(
    ("keyword", "title", "count", "named"),
    [
        ("サーバー 最適化", "サーバの設定を最適化する", 1, True),
        ("窯 温度", "窯の火と窯の石", 0, True),
        ("食パン", "食パン専門店の食パン", 2, True),
        ("knife", "Sharpening knives", 1, True),
        ("bakery", "Bakers of the town", 0, True),
        ("構造化マークアップ", "構造化データの基礎", 0, True),
        ("天然酵母", "冬の朝", 0, False),
    ],
)
def test_keywords_in_a_title(keyword: str, title: str, count: int, named: bool) -> None:
    (found,) = page(f"---\nkeywords: {keyword}\n---\n# {title}\n").title_mentions
    assert (found.count, found.named) == (count, named)


def test_a_title_that_a_template_fills_in_is_not_searched() -> None:
    assert page("---\nlayout: post\nkeywords: 窯\n---\n# {{ site.oven }}の話\n").title_mentions == ()


@given(TEXTS, st.sampled_from([0.0, 0.3, 0.5, 0.9]))
def test_shared_ends_are_shared_by_as_many_texts_as_they_say(texts: list[str], share: float) -> None:
    placed = [Placed(text, Location("a", 0, len(text))) for text in texts]
    for shared in shared_ends(placed, share, 2):
        assert len(shared.places) > share * len(texts)
        assert width(shared.phrase.strip()) >= 2
        for number, (text, _) in enumerate(shared.places):
            assert shared.part(placed, number).value == shared.phrase
            assert texts[text].startswith(shared.phrase) or texts[text].endswith(shared.phrase)
