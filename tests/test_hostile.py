"""Inputs that crashed or hung peers: each ends in findings, and none needs more than a bounded time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from seolint.engine.lint import lint_texts
from seolint.engine.notices import RULE_FAILED
from seolint.registry import installed
from seolint.rule import Rule
from seolint.site import Site

RULES: list[Rule] = [entry.load()() for entry in installed().values()]
SITE = Site(generator="jekyll", known=True, now=datetime(2026, 1, 31, tzinfo=UTC))


def head(yaml: str) -> str:
    return f"---\n{yaml}\n---\n本文です。\n"


def script(json: str) -> str:
    return f'# 題\n\n<script type="application/ld+json">{json}</script>\n'


HOSTILE = {
    "yaml tag": head("title: !!python/object/apply:os.system [ls]"),
    "yaml alias bomb": head("a: &a [x]\n" + "\n".join(f"b{n}: &b{n} [{'*a,' * 9}]" for n in range(200))),
    "yaml nested aliases": head(
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
        + "title: *i"
    ),
    "yaml merge bomb": head("a0: &a0 {x: 1}\n" + "\n".join(f"a{n + 1}: &a{n + 1} {{<<: [*a{n}, *a{n}]}}" for n in range(22))),
    "yaml recursive alias": head("a: &a [*a]"),
    "yaml brackets": head("a: " + "[" * 30_000),
    "yaml dates": head("date: 2024-13-45\nupdated: 2022-00-02\nn: " + "1" * 5_000),
    "yaml odd scalars": head("list:\n- =\n- <<\n<<: 1"),
    "yaml comment only": "---\n# only\n---\n本文\n",
    "yaml empty": "---\n---\n本文\n",
    "yaml unclosed": "---\ntitle: x\n本文\n",
    "yaml marker in block": head("text: |\n  ---\n  x"),
    "nested div": "<div>" * 40_000 + "x",
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">x</p>",
    "open tags": "<a " * 30_000,
    "open comments": "<!--" * 30_000,
    "open declarations": "<![" * 30_000,
    "open quotes": '<a href="' * 30_000,
    "open scripts": "<script>" * 20_000,
    "brackets": "[" * 50_000,
    "images": "![" * 30_000,
    "emphasis": "*a_" * 30_000,
    "quotes": "> " * 20_000 + "x",
    "lists": "".join(" " * (n % 200) + "- x\n" for n in range(20_000)),
    "back quotes": "".join("`" * (n % 300) + "x" for n in range(3_000)),
    "liquid": "---\nlayout: x\n---\n" + "{% raw %}" * 20_000,
    "liquid comments": "---\nlayout: x\n---\n" + "{% comment %}" * 20_000,
    "liquid open": "---\nlayout: x\n---\n" + "{{" * 50_000 + "{%" * 50_000,
    "liquid control": "---\nlayout: x\n---\n" + "{% if a %}" * 60_000,
    "json brackets": script("[" * 200_000),
    "json objects": script('{"a":' * 100_000),
    "json keys": script("{" + ",".join(f'"k{n}":{n}' for n in range(20_000)) + "}"),
    "json duplicate keys": script('{"@context":"https://schema.org","@type":"Person","name":"a","name":"b"}'),
    "json surrogate": script('{"@context":"https://schema.org","@type":"Person","name":"\\ud800"}'),
    "json nan": script('{"a": NaN}'),
    "json nested graph": script('{"@graph":[' * 100 + "]}" * 100),
    "unbroken digits": "1" * 300_000,
    "unbroken kanji": "漢" * 250_000,
    "nul": "あ\x00い" * 1_000,
    "long line": "食パンを焼きます。" * 60_000,
    "many headings": "# あ\n" * 20_000,
    "many images": "![画像](/a.png?w=1&w=2)\n\n" * 3_000,
    "carriage returns": "# 題\r\r本文\r" * 1_000,
    "line separators": "# 題\u2028本文\u2029" * 1_000,
    "definitions": "".join(f"[{n}]: /u{n}\n" for n in range(5_000)) + "".join(f"[{n}]" for n in range(5_000)),
    "keywords": head("seo_keywords: [" + ",".join(["あ い う"] * 500) + "]") + "あ。い。う。" * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("path", ["_posts/2026-01-31-a.md", "a.html"])
def test_hostile_input_ends_in_findings(name: str, path: str) -> None:
    for diagnostic in lint_texts({path: HOSTILE[name]}, RULES, SITE):
        assert diagnostic.rule != RULE_FAILED, diagnostic.message.en
