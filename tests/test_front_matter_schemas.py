"""What the shipped schemas refuse and let pass: facts of the generators, which were read in their sources or tried with them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from seolint.diagnostic import Severity
from seolint.document import Schema
from seolint.engine.lint import lint_texts
from seolint.testing import site_of
from seolint_rules.data.front_matter_schemas import shipped
from seolint_rules.front_matter.front_matter_schema import FrontMatterSchema

FOLDER = Path(__file__).parent.parent / "rules/seolint_rules/data/front_matter"
NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))
SITES: dict[str, tuple[dict[str, str], str]] = {
    "zenn": ({"package.json": '{"zenn-cli": 1}'}, "articles/sourdough-log.md"),
    "chapter": ({"package.json": '{"zenn-cli": 1}', "articles/a.md": ""}, "books/bread-for-all/1.start.md"),
    "qiita": ({"qiita.config.json": "{}"}, "public/bread.md"),
    "jekyll": ({"_config.yml": ""}, "_posts/2026-01-31-bread.md"),
    "hexo": ({"_config.yml": "", "package.json": '{"hexo": 1}'}, "source/_posts/bread.md"),
    "hugo": ({"hugo.toml": ""}, "content/bread.md"),
    "docs": ({"docusaurus.config.js": ""}, "docs/bread.md"),
    "blog": ({"docusaurus.config.js": ""}, "blog/2026-01-31-bread.md"),
    "vitepress": ({".vitepress/config.js": ""}, "bread.md"),
    "starlight": ({"astro.config.mjs": "starlight({})"}, "src/content/docs/bread.md"),
}
ZENN = {"title": "パン", "emoji": "🍞", "type": "tech", "topics": "[bread]", "published": "true"}
QIITA = {
    "title": "パン", "tags": "[Bread]", "private": "false", "updated_at": "'2026-01-31T00:00:00+09:00'", "id": "null",
    "organization_url_name": "null", "slide": "false", "ignorePublish": "false",
}  # fmt: skip
WHOLE = {"zenn": ZENN, "qiita": QIITA, "chapter": {"title": "はじめに"}}


def found(kind: str, **values: str) -> list[tuple[str, Severity]]:
    """What is flagged in a post with these values over those that it needs, ``-`` for a key that is left out; and how much."""
    files, path = SITES[kind]
    keys = {"title": "Bread", **WHOLE.get(kind, {}), **values}
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items() if value != "-") + "---\nText.\n"
    told = lint_texts({path: text}, [FrontMatterSchema()], site_of({**files, path: text}))
    assert all(one.rule == "front-matter-schema" for one in told), told
    return [(text[one.at.start : one.at.end], one.severity) for one in told]


ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize(
    ("kind", "values", "flagged"),
    [
        ("zenn", {"published_at": "2026-01-31 09:00"}, []),
        ("zenn", {"published_at": "2026-01-31", "publication_name": "pan_ya", "slug": "x"}, []),
        ("zenn", {"emoji": "👨‍👩‍👧"}, []),
        ("zenn", {"emoji": "🏳️‍🌈"}, []),
        ("zenn", {"published": "yes"}, [("yes", ERROR)]),
        ("zenn", {"published": "'true'"}, [("true", ERROR)]),
        ("zenn", {"published": "-"}, [("---", ERROR)]),
        ("zenn", {"topics": "-"}, [("---", WARNING)]),
        ("zenn", {"topics": "[a, b, c, d, e, f]"}, [("topics", ERROR)]),
        ("zenn", {"topics": "[Next.js]"}, [("Next.js", WARNING)]),
        ("zenn", {"topics": "bread"}, [("bread", ERROR)]),
        ("zenn", {"topics": "[2026]"}, [("2026", ERROR)]),
        ("zenn", {"emoji": "🍞🥐"}, [("🍞🥐", ERROR)]),
        ("zenn", {"emoji": "パン"}, [("パン", ERROR)]),
        ("zenn", {"type": "Tech"}, [("Tech", ERROR)]),
        ("zenn", {"title": "パ" * 71}, [("パ" * 71, ERROR)]),
        ("zenn", {"published_at": "2026/01/31"}, [("2026/01/31", ERROR)]),
        ("zenn", {"published_at": "2026-01-31T09:00:00+09:00"}, [("2026-01-31T09:00:00+09:00", ERROR)]),
        ("zenn", {"tags": "[bread]"}, [("tags", WARNING)]),
        ("chapter", {}, []),
        ("chapter", {"free": "on"}, [("on", ERROR)]),
        ("qiita", {}, []),
        ("qiita", {"updated_at": "2026-01-31T00:00:00+09:00"}, [("2026-01-31T00:00:00+09:00", ERROR)]),
        ("qiita", {"updated_at": "''", "organization_url_name": "pan", "private": "false"}, []),
        ("qiita", {"organization_url_name": "pan", "private": "true"}, [("pan", ERROR)]),
        ("qiita", {"tags": "[a, b, c, d, e, f]"}, [("tags", ERROR)]),
        ("qiita", {"tags": "['']"}, [("tags", ERROR)]),
        ("qiita", {"slide": "-", "id": "-"}, [("---", ERROR)]),
        ("qiita", {"slide": "-", "private": "on", "ignorePublish": "true"}, []),
        ("jekyll", {"published": "no"}, []),
        ("jekyll", {"published": "'true'", "tags": "a b c", "permalink": "/:title/", "mood": "{a: 1}"}, []),
        ("jekyll", {"published": "'no'"}, [("no", ERROR)]),
        ("jekyll", {"published": "n"}, [("n", ERROR)]),
        ("jekyll", {"published": "0"}, [("0", ERROR)]),
        ("jekyll", {"published": ""}, [("published", ERROR)]),
        ("jekyll", {"permalink": "2026"}, [("2026", ERROR)]),
        ("jekyll", {"slug": "2026"}, [("2026", ERROR)]),
        ("jekyll", {"tags": "2026"}, [("2026", ERROR)]),
        ("jekyll", {"categories": "{a: b}"}, [("categories", ERROR)]),
        ("jekyll", {"category": "a, b"}, [("a, b", WARNING)]),
        ("jekyll", {"draft": "true"}, [("true", WARNING)]),
        ("hexo", {"published": "false", "tags": "a", "categories": "[[a, b], c]", "disableNunjucks": "true"}, []),
        ("hexo", {"published": "no"}, [("no", ERROR)]),
        ("hexo", {"published": "'false'"}, []),
        ("hexo", {"tags": "a, b"}, [("a, b", WARNING)]),
        ("hexo", {"draft": "true"}, [("true", WARNING)]),
        ("hugo", {"draft": "yes", "Weight": "3", "tags": "[a, 1]", "aliases": "/a/", "menu": "main"}, []),
        ("hugo", {"draft": "'True'", "date": "2026-01-31T09:00:00+09:00", "lastmod": "2026-01-31 09:00:00 +0900"}, []),
        ("hugo", {"draft": "'yes'"}, [("yes", ERROR)]),
        ("hugo", {"DATE": "2026-01-31 09:00"}, [("2026-01-31 09:00", ERROR)]),
        ("hugo", {"lastMod": "2026-1-31"}, [("2026-1-31", ERROR)]),
        ("hugo", {"date": "{{ .Date }}"}, []),
        ("hugo", {"url": "https://a.jp/"}, [("https://a.jp/", ERROR)]),
        ("hugo", {"aliases": "[/a/, http://a.jp/]"}, [("http://a.jp/", ERROR)]),
        ("hugo", {"weight": "high"}, [("high", WARNING)]),
        ("hugo", {"categories": "a、b"}, [("a、b", WARNING)]),
        ("docs", {"sidebar_position": "'2'", "hide_title": "'true'", "tags": "[2026, {label: a, permalink: /a}]"}, []),
        ("docs", {"title": "2026", "description": "''", "pagination_next": "null", "image": "./a.png"}, []),
        ("docs", {"title": "", "id": ""}, [("id", ERROR)]),
        ("docs", {"tags": "a, b"}, [("a, b", ERROR)]),
        ("docs", {"keywords": "bread"}, [("bread", ERROR)]),
        ("docs", {"sidebar_position": "first"}, [("first", ERROR)]),
        ("docs", {"toc_max_heading_level": "7"}, [("7", ERROR)]),
        ("docs", {"draft": "true", "unlisted": "true"}, [("---", ERROR)]),
        ("blog", {"authors": "[mai, {name: Mai}]", "date": "2026-01-31", "slug": "bread"}, []),
        ("blog", {"authors": "[{url: https://a.jp}]"}, [("url", ERROR)]),
        ("blog", {"slug": "''"}, [("slug", ERROR)]),
        ("vitepress", {"outline": "deep", "layout": "mine", "head": "[[meta, {name: a}]]"}, []),
        ("vitepress", {"outline": "[2, 3]", "sidebar": "false"}, []),
        ("vitepress", {"outline": "true"}, [("true", ERROR)]),
        ("starlight", {"sidebar": "{order: 1}", "lastUpdated": "2026-01-31", "mood": "a"}, []),
        ("starlight", {"sidebar": "{order: first}", "template": "page"}, [("first", ERROR), ("page", ERROR)]),
        ("starlight", {"lastUpdated": "'2026-01-31'"}, [("2026-01-31", ERROR)]),
        ("starlight", {"title": "2026"}, [("2026", ERROR)]),
    ],
)  # fmt: skip
def test_what_is_refused_or_misread_is_flagged(kind: str, values: dict[str, str], flagged: list[tuple[str, Severity]]) -> None:
    assert found(kind, **values) == flagged


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_one(name: str) -> None:
    parts = shipped(name)
    assert parts
    for part in parts:
        text = bytes(part.schema).decode()
        assert Schema.read(text).wrong is None
        jsonschema.Draft202012Validator.check_schema(json.loads(text))
        assert bool(part.name) is (len(part.say) == 4)


def test_an_article_without_front_matter_is_one_finding() -> None:
    text = "# 天然酵母の記録\n\n本文。\n"
    files = {"package.json": '{"zenn-cli": 1}', "articles/sourdough-log.md": text}
    (told,) = lint_texts({"articles/sourdough-log.md": text}, [FrontMatterSchema()], site_of(files))
    assert (told.at.start, told.message.en) == (0, "Zenn needs title, type and published, which are not there")


def test_a_date_of_toml_is_one_to_a_schema() -> None:
    schema = '{"properties": {"day": {"type": "string", "format": "date"}, "size": {"type": "integer"}, "on": {"type": "boolean"}}}'
    text = "+++\nday = 2026-01-31\nsize = 0x10\non = true\n+++\n"
    assert lint_texts({"a.md": text}, [FrontMatterSchema(schema=schema)], site_of({"a.md": text})) == []
    text = '+++\nday = "2026-02-30"\nsize = 1.5\non = "true"\n+++\n'
    told = lint_texts({"a.md": text}, [FrontMatterSchema(schema=schema)], site_of({"a.md": text}))
    assert [text[one.at.start : one.at.end] for one in told] == ["2026-02-30", "1.5", "true"]


def test_a_users_own_words_are_said_and_odd_ones_are_no_trouble() -> None:
    schema = json.dumps({"properties": {
        "a": {"type": "integer", "errorMessage": "{key} は {整数} で書きます", "x-severity": "warning"},
        "b": {"enum": [f"v{number}" for number in range(30)], "x-say": ["{who}"], "x-severity": "loud"},
    }})  # fmt: skip
    text = "---\na: x {who}\nb: v\n---\n"
    first, second = lint_texts({"a.md": text}, [FrontMatterSchema(schema=schema)], site_of({"a.md": text}))
    assert (first.message.ja, first.severity) == ("a は {整数} で書きます", WARNING)
    assert (second.severity, second.message.en.count("v"), "…" in second.message.en) == (ERROR, 12, True)
