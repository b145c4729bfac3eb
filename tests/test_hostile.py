"""Inputs that crashed or hung others: each ends in findings. The numbers are the rows of the table of what must be survived.

Rows 8, 10 and 11, which need real files, are in ``test_files.py``; how long views take for a megabyte, in
``benchmarks/worst_case.py``.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from hostile import HOSTILE
from laws import READINGS, assert_places_are_true

from seolint.engine.lint import lint_texts
from seolint.notices import RULE_FAILED
from seolint.registry import installed
from seolint.rule import Rule
from seolint.site import Site

RULES: list[Rule] = [entry.load()() for entry in installed().values()]
FRONT_MATTER, STRUCTURED_DATA = "front-matter-syntax", "schema-syntax"


def head(yaml: str) -> str:
    return f"---\n{yaml}\n---\n本文です。\n"


def script(text: str) -> str:
    return f'# 題\n\n<script type="application/ld+json">{text}</script>\n'


def person(inner: str) -> str:
    return script('{"@context":"https://schema.org","@type":"Person",' + inner + "}")


ALIASES = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a0: &a0 {x: 1}\n" + "\n".join(f"a{n + 1}: &a{n + 1} {{<<: [*a{n}, *a{n}]}}" for n in range(22))

ROWS: dict[str, tuple[str, str]] = {
    "1 object tag": (head("title: !!python/object/apply:os.system [ls]"), FRONT_MATTER),
    "1 object tag on a map": (head("a: !!python/object/new:os.system {args: [ls]}"), FRONT_MATTER),
    "1 module tag": (head("a: !!python/module:os"), FRONT_MATTER),
    "2 alias bomb": (head(ALIASES + "title: *i"), ""),
    "2 aliases, many": (head("a: &a [x]\n" + "\n".join(f"b{n}: &b{n} [{'*a,' * 9}]" for n in range(200))), FRONT_MATTER),
    "2 merge-key bomb of 22 lines": (head(MERGES), ""),
    "2 recursive alias": (head("a: &a [*a]"), FRONT_MATTER),
    "2 recursive alias in a map": (head("a: &a {b: *a}"), FRONT_MATTER),
    "2 recursive merge": (head("a: &a {<<: *a}"), FRONT_MATTER),
    "2 20,000 brackets": (head("a: " + "[" * 20_000), FRONT_MATTER),
    "2 20,000 braces": (head("a: " + "{" * 20_000), FRONT_MATTER),
    "2 20,000 dashes": (head("a:\n  " + "- " * 20_000), FRONT_MATTER),
    "2 20,000 question marks": (head("a:\n  " + "? " * 20_000), FRONT_MATTER),
    "3 no such day": (head("date: 2024-13-45"), "front-matter-date"),
    "3 day zero": (head("updated: 2022-00-02"), "front-matter-date"),
    "3 number of 5,000 digits": (head("n: " + "1" * 5_000), ""),
    "3 number of 5,000 digits in TOML": (f"+++\nn = {'1' * 5_000}\n+++\n本文です。\n", ""),
    "3 sexagesimal and underscores": (head("n: 190:20:30\nm: 1__0\no: 0o9\np: .inf\nq: 1e999999"), ""),
    "4 equals sign and merge key as items": (head("list:\n- =\n- <<"), ""),
    "4 merge key with a number": (head("<<: 1"), ""),
    "4 only a comment": ("---\n# 注\n---\n本文です。\n", ""),
    "4 empty": ("---\n---\n本文です。\n", ""),
    "4 one line": ("---", ""),
    "4 never closed": ("---\ntitle: 題\n本文です。\n", FRONT_MATTER),
    "4 blank line before it": ("\n---\ntitle: 題\n---\n本文です。\n", FRONT_MATTER),
    "4 marker in a block scalar": (head("text: |\n  ---\n  x\ntitle: 題"), ""),
    "4 two documents": (head("title: 題\n...\n--- !x\nb: 1"), ""),
    "5 40,000 nested divisions": ("<div>" * 40_000 + "x", ""),
    "5 20,000 attributes": ("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">x</p>", ""),
    "5 30,000 open tags": ("<a " * 30_000, ""),
    "5 open declaration": ("<![", ""),
    "5 open declarations of all kinds": ("<![ <![CDATA[ <! <!- <!DOCTYPE <? </ <!--> <!---> <!--", ""),
    "5 30,000 open declarations": ("<![" * 30_000, ""),
    "5 30,000 open comments": ("<!--" * 30_000, ""),
    "5 30,000 open quotes": ('<a href="' * 30_000, ""),
    "5 20,000 open scripts": ("<script>" * 20_000, ""),
    "5 YAML of 30,000 brackets": (head("a: " + "[" * 30_000), FRONT_MATTER),
    "5 YAML of 30,000 closed brackets": (head("a: " + "[" * 30_000 + "]" * 30_000), FRONT_MATTER),
    "6 JSON-LD of 200,000 brackets": (script("[" * 200_000), STRUCTURED_DATA),
    "6 JSON-LD of 200,000 closed brackets": (script("[" * 200_000 + "]" * 200_000), STRUCTURED_DATA),
    "6 JSON-LD of 100,000 objects": (script('{"a":' * 100_000), STRUCTURED_DATA),
    "6 nested graphs": (script('{"@graph":[' * 100 + "]}" * 100), ""),
    "6 not a number": (script('{"a": NaN}'), STRUCTURED_DATA),
    "6 infinity": (script('{"a": -Infinity}'), STRUCTURED_DATA),
    "6 number of 5,000 digits": (person('"age":' + "1" * 5_000), ""),
    "6 number beyond any": (person('"age":1e99999999999'), ""),
    "6 duplicate keys": (person('"name":"a","name":"b"'), STRUCTURED_DATA),
    "6 20,000 duplicate keys": (person(",".join(['"name":"a"'] * 20_000)), STRUCTURED_DATA),
    "6 lone surrogate as a value": (person('"name":"\\ud800"'), ""),
    "6 lone surrogates everywhere": (
        script('{"@context":"https://schema.org","@type":"\\ud800","@id":"\\udfff","na\\ud800me":"a","name":"\\udc00\\ud800"}'), "",
    ),
    "6 escaped NUL": (person('"name":"\\u0000","na\\u0000me":"a"'), ""),
    "7 300,000 unbroken digits": ("1" * 300_000, ""),
    "7 300,000 unbroken letters": ("a" * 300_000, ""),
    "7 250,000 unbroken kanji": ("漢" * 250_000, ""),
    "7 300,000 prolonged sounds": ("ー" * 300_000, ""),
    "7 NUL": ("あ\x00い" * 1_000, ""),
    "7 NUL in front matter": (head("title: あ\x00い"), FRONT_MATTER),
    "9 line of 600,000 characters": ("食パンを焼きます。" * 66_667, ""),
    "9 line of 600,000 characters in front matter": (head("title: " + "食パンを焼きます。" * 66_667), "title-length"),
}  # fmt: skip


def lint(path: str, site: Site, text: str) -> dict[str, str]:
    """What all rules say of the text, twice there, so that rules about a site have something to compare."""
    folder, slash, name = path.rpartition("/")
    twin = f"{folder}{slash}{name.replace('a.', 'b.')}"
    return {found.rule: found.message.en for found in lint_texts({path: text, twin: text}, RULES, site)}


@pytest.mark.parametrize("reading", ["jekyll", "hugo", "html"])
@pytest.mark.parametrize("name", ROWS)
def test_rows_1_to_9_end_in_findings(name: str, reading: str) -> None:
    text, expected = ROWS[name]
    path, site, _ = READINGS[reading]
    found = lint(path, site, text)
    assert RULE_FAILED not in found, found[RULE_FAILED]
    if expected and (reading == "jekyll" or expected == STRUCTURED_DATA):
        assert expected in found


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_be_slow_ends_in_findings(name: str) -> None:
    text, readings = HOSTILE[name]
    for reading in readings:
        doc = READINGS[reading].document(text(5_000))
        assert_places_are_true(doc)
        found = lint(doc.path, doc.site, doc.text)
        assert RULE_FAILED not in found, found[RULE_FAILED]


TOKENIZED = {
    "300,000 digits": "1" * 300_000,
    "300,000 katakana": "ア" * 300_000,
    "300,000 full stops": "。" * 300_000,
    "3 MB": "食パンを焼きます。" * 111_112,
    "NUL": "あ\x00い" * 50_000,
    "NUL alone": "\x00",
    "lone surrogates": "あ\ud800い\udfffう" * 50_000,
}


@pytest.mark.parametrize("name", TOKENIZED)
def test_7_the_tokenizer_survives(name: str) -> None:
    """In a process of its own: MeCab would take this one with it. Nothing is dropped silently."""
    code = (
        "import sys\n"
        "from seolint.document.morphemes import tokenize\n"
        "text = sys.stdin.buffer.read().decode('utf-8', 'surrogatepass')\n"
        "print(len(text), sum(token[0] for token in tokenize(text)))"
    )
    text = TOKENIZED[name]
    data = text.encode("utf-8", "surrogatepass")
    done = subprocess.run([sys.executable, "-P", "-c", code], input=data, capture_output=True, timeout=120, check=True)
    size, read = map(int, done.stdout.split())
    assert size == len(text)
    assert read >= len(text.rstrip("\x00"))
