"""Inlay hints: how much of its room the title takes, and how the body uses each keyword."""

from __future__ import annotations

from assist_site import open_post

from seolint.assist.hints import hints
from seolint.registry import find_title_limit, installed

POST = '---\ntitle: "窯の温度"\nseo_keywords: [窯, 石窯 温度]\n---\n窯を温めます。石窯の温度は高い。\n'


def test_the_title_and_each_keyword_have_one() -> None:
    opened = open_post(POST)
    found = hints(opened.doc)
    assert [(opened.doc.text[: each.at.start].rpartition("\n")[2], each.says.ja) for each in found] == [
        ('title: "窯の温度"', "全角4/32字"),
        ("seo_keywords: [窯", "1回・20.0%"),
        ("seo_keywords: [窯, 石窯 温度", "1回・40.0%"),
    ]
    assert [each.says.en for each in found] == ["4 of 32 full-width", "once, 20.0%", "once, 40.0%"]
    assert "あり：タイトル、書き出し" in found[1].more.ja
    assert "In: title, first 200 characters" in found[1].more.en
    assert all(each.at.start == each.at.end for each in found)


def test_a_title_that_is_too_wide_says_by_how_much() -> None:
    found = hints(open_post("---\ntitle: " + "窯" * 40 + "\n---\n").doc)[0]
    assert found.says.ja == "全角40/32字・8字超過"
    assert found.says.en == "40 of 32 full-width, 8 too wide"
    assert hints(open_post("# " + "窯" * 40 + "\n").doc, 50.0)[0].says.ja == "全角40/50字"


def test_the_limit_is_that_of_the_rule_which_measures_titles() -> None:
    rules = [entry.load()() for entry in installed().values() if entry.group == "meta"]
    assert find_title_limit(rules) == 32.0
    assert find_title_limit([]) is None


def test_nothing_is_said_of_what_is_not_there() -> None:
    assert hints(open_post("").doc) == ()
    assert hints(open_post("---\ntitle:\n---\n本文\n").doc) == ()
    assert hints(open_post("---\ntitle: 窯\n").doc) == ()
