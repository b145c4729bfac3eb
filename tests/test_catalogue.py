"""The catalogue is kept: each rule is there, as it is promised, with its page, examples and both languages."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from test_command_line import run

from seolint.registry import installed
from seolint.rule import Invalid, Rule, SiteRule, Valid
from seolint.rule_page import find_page
from seolint.text import is_japanese

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared")) / "RULES.md"
COMPLETE = ("meta", "headings", "links", "images", "front-matter", "keywords", "content", "structured-data")
HEAVIER = {"link-http": "warning", "title-count": "warning"}
"""Rules that are advice, but for what their row names as a warning: a finding may weigh less than its rule, never more."""
_ROW = re.compile(r"^\| ([a-z0-9-]+) \| (error|warning|info) \|(.*)$")


class Row(Struct, frozen=True):
    """A promise: ``letters`` has S for a site rule, F or f for a fix, · for a rule that is off unless selected."""

    id: str
    group: str
    severity: str
    letters: str


def promised() -> Iterator[Row]:
    group, columns = "", 0
    for line in CATALOGUE.read_text(encoding="utf-8").splitlines() if CATALOGUE.is_file() else ():
        if line.startswith("## "):
            group = line[3:].split()[0].replace("_", "-")
        elif line.startswith("| id "):
            columns = line.count("|")
        elif (row := _ROW.match(line)) and group in COMPLETE:
            letters = row[3].split("|")[0].strip() if columns >= 6 or not row[3].split("|")[0].strip(" SFf·") else ""
            yield Row(row[1], group, row[2], letters)


ROWS = list(promised())
RULES = sorted(installed())
needs_catalogue = pytest.mark.skipif(not ROWS, reason="needs the catalogue of the shared folder")


@needs_catalogue
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_promised_rule_is_there(row: Row) -> None:
    entry = installed()[row.id]
    rule = entry.load()
    assert entry.group == row.group
    assert rule().severity.value == HEAVIER.get(row.id, row.severity)
    assert issubclass(rule, SiteRule) or "S" not in row.letters
    assert (rule.opt_in or rule.online) == ("·" in row.letters)
    fixed = [example for example in rule.examples if isinstance(example, Invalid) and example.fixed is not None]
    assert fixed or not {"F", "f"} & set(row.letters)


@needs_catalogue
def test_no_rule_of_a_complete_group_is_missing_in_the_catalogue() -> None:
    assert {name for name, entry in installed().items() if entry.group in COMPLETE} == {row.id for row in ROWS}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_examples_in_both_languages(name: str) -> None:
    rule: type[Rule] = installed()[name].load()
    sources = [str(example.source) for example in rule.examples]
    assert sum(isinstance(example, Valid) for example in rule.examples) >= 2
    assert sum(isinstance(example, Invalid) for example in rule.examples) >= 2
    assert any(map(is_japanese, sources))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_page_in_both_languages(name: str) -> None:
    page = find_page(name)
    assert page is not None
    assert (ROOT / "rules" / "docs" / f"{name}.md").is_file()
    for text in (page.summary, page.body, page.fix):
        assert text.en
        assert is_japanese(text.ja)
        assert sum(map(is_japanese, text.en)) < len(text.en) / 5


def test_every_rule_is_listed(tmp_path: Path) -> None:
    listed = json.loads(run(tmp_path, "rules", "--format", "json").stdout)["rules"]
    assert {rule["id"] for rule in listed if rule["group"] != "seolint"} == set(RULES)
