"""Hover: the page of a finding's rule, and how the post uses a keyword."""

from __future__ import annotations

from assist_site import open_post
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from seolint.assist.hover import hover, plain
from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.rule_page import find_page
from seolint.text import Location

POST = """---
title: 石窯の温度
seo_keywords: [石窯 温‸度, 薪]
---
石窯の温度を測ります。

## 石窯を*選ぶ*

温度は高い。石窯の温度です。
"""


def test_a_keyword_says_how_often_how_dense_and_where() -> None:
    opened = open_post(POST)
    found = hover(opened.doc, opened.offset)
    assert found is not None
    assert opened.said(found.at) == "石窯 温度"
    assert found.says.ja.splitlines() == [
        "**石窯 温度**",
        "",
        "- 本文に2回（密度44.4%）",
        "- 語ごと：石窯 3回、温度 3回",
        "- あり：タイトル、書き出し／一部あり：見出し（1個中1個）",
        "- 見出し：「石窯を選ぶ」（7行目）",
        "- 行：5、9",
    ]
    assert found.says.en.splitlines() == [
        "**石窯 温度**",
        "",
        "- In the body: twice (density 44.4%)",
        "- By term: 石窯 3×, 温度 3×",
        "- In: title, first 200 characters; in part: headings (1 of 1)",
        "- Headings: “石窯を選ぶ” (line 7)",
        "- Lines: 5, 9",
    ]


def test_a_keyword_that_the_body_lacks_says_what_is_missing() -> None:
    opened = open_post(POST.replace("‸", "").replace("薪", "薪‸"))
    found = hover(opened.doc, opened.offset)
    assert found is not None
    assert "- 本文に0回（密度0.0%）" in found.says.ja
    assert "なし：タイトル、書き出し、見出し（1個中0個）" in found.says.ja
    assert "行：" not in found.says.ja


def test_findings_are_listed_before_the_page_of_the_first_one_in_both_languages() -> None:
    opened = open_post(POST)
    said = Text("a*b", "あ")
    findings = [
        Diagnostic("title-length", Severity.INFO, Location("a.md", 11, 16), said),
        Diagnostic("title-keyword", Severity.INFO, Location("a.md", 0, 16), Text("b", "い")),
        Diagnostic("title-missing", Severity.INFO, Location("b.md", 11, 16), said),
    ]
    found = hover(opened.doc, 12, findings, find_page)
    assert found is not None
    assert opened.said(found.at) == "石窯の温度"
    first, second = found.says.ja.split("\n\n---\n\n")
    assert first == "- あ（`title-length`）\n- い（`title-keyword`）"
    assert second.startswith("**タイトルは、内容が伝わり、")
    assert "`title-length` · 助言" in second
    assert "直し方：" in second
    assert "```" not in second
    assert found.says.en.startswith("- a\\*b (`title-length`)\n- b (`title-keyword`)\n\n---\n\n**")
    assert "To fix it" in found.says.en
    assert "title-missing" not in found.says.en
    alone = hover(opened.doc, 12, findings[:1], find_page)
    assert alone is not None
    assert alone.says.ja.startswith("**タイトルは、内容が伝わり、")
    assert "```text\n---\ntitle: " in alone.says.ja


def test_every_rule_has_a_page_to_show() -> None:
    from seolint.assist.rule_markdown import rule_markdown
    from seolint.notices import NOTICES
    from seolint.registry import installed

    for rule in (*installed(), *NOTICES):
        page = find_page(rule)
        assert page is not None
        said = rule_markdown(page, page.severity)
        assert f"`{rule}`" in said.en
        assert f"`{rule}`" in said.ja
        assert said.en.count("```") % 2 == 0


def test_nothing_is_said_elsewhere() -> None:
    assert hover(open_post(POST).doc, 60) is None
    assert hover(open_post("").doc, 0) is None


def test_what_a_post_says_is_no_markup() -> None:
    assert plain("a*b* <b> [x](y)\n`c`") == r"a\*b\* \<b> \[x\](y) \`c\`"


def test_what_would_be_no_markup_anyway_has_no_backslash() -> None:
    """Neovim and Emacs show it."""
    said = "The density of “パン_教室” is 40.9 % (21 × 3 ÷ 154; limit 8.8 %): stuffing! a - b + c #d {e} | 5 > 4 & 3 < 4"
    assert plain(said) == said


MARKS = [*"\\`*_~[]()<>&#+-.!|:/@=1aあ 　、「」", "**", "__", "](x)", "<b>", "&amp;", "http://", "www.", "![", "1. ", "# "]


@given(st.lists(st.sampled_from(MARKS), max_size=12).map("".join))
@settings(max_examples=500)
def test_a_reader_of_markdown_finds_nothing_but_the_text(text: str) -> None:
    reader = MarkdownIt("commonmark").enable(["strikethrough", "table"])
    for lead in ("- ", "- a ", ""):
        tokens = reader.parse(lead + plain(text))
        inline = [child for token in tokens for child in token.children or ()]
        assert {child.type for child in inline} <= {"text"}
        assert "".join(child.content for child in inline) == " ".join((lead[2:] + text).split())
