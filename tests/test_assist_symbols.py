"""Document symbols: keys of the front matter and the headings as a tree."""

from __future__ import annotations

from assist_site import open_post

from seolint.assist.symbols import Symbol, symbols

POST = """\
---
title: 窯の温度
image:
  path: /a.png
tags: [窯, 石]
---
はじめに。

# 一

## 二 😀

本文。

#### 四

## 三

# 五
"""


def tree(found: tuple[Symbol, ...]) -> list[object]:
    return [[each.name.ja, each.detail, tree(each.children)] if each.children else [each.name.ja, each.detail] for each in found]


def test_headings_are_a_tree_and_front_matter_keys_too() -> None:
    opened = open_post(POST)
    found = symbols(opened.doc)
    assert tree(found) == [
        ["先頭の設定（front matter）", "", [["title", "窯の温度"], ["image", "", [["path", "/a.png"]]], ["tags", "窯, 石"]]],
        ["一", "H1", [["二 😀", "H2", [["四", "H4"]]], ["三", "H2"]]],
        ["五", "H1"],
    ]
    assert found[0].name.en == "Front matter"
    assert opened.said(found[1].children[0].at) == "## 二 😀\n\n本文。\n\n#### 四"
    assert opened.said(found[0].at).endswith("---")


def test_what_is_shown_stands_inside_what_belongs_to_it_and_that_inside_its_parent() -> None:
    def check(found: tuple[Symbol, ...], start: int, end: int) -> None:
        for each in found:
            assert start <= each.at.start <= each.name_at.start <= each.name_at.end <= each.at.end <= end
            check(each.children, each.at.start, each.at.end)

    aliases = "---\na: &x [1]\nb: *x\nc: {d: *x}\n---\n"
    for text in (POST, POST.replace("\n", "\r\n"), aliases, "<h2>a<h3>b</h2>c</h3>\n", "題\n==="):
        opened = open_post(text)
        check(symbols(opened.doc), 0, len(text))


def test_empty_headings_have_a_name_and_broken_posts_none() -> None:
    assert [each.name.ja for each in symbols(open_post("## \n").doc)] == ["（空の見出し）"]
    assert symbols(open_post("").doc) == ()
    assert symbols(open_post("---\ntitle: [あ\n").doc) == ()
    assert [each.kind for each in symbols(open_post("---\ntitle: [あ\n---\n# 題\n").doc)] == ["front-matter", "heading"]
