"""Whole sites, of real generators, give exactly the findings that stand in the ``.expected`` file beside each."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import pytest
from test_command_line import run

from seolint.registry import installed

FIXTURES = Path(__file__).parent.parent / "fixtures"
SITES = ("hugo-site", "jekyll-site")
GROUPS = ("meta", "headings", "links", "images", "front-matter")
RULES = [entry.load() for entry in installed().values() if entry.group in GROUPS]
NOT_PLANTED = {
    "link-external-dead": "asks the network, and speaks with --online only",
}


def expected(site: str) -> list[str]:
    lines = (FIXTURES / f"{site}.expected").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def place(found: dict[str, Any]) -> str:
    return f"{found['path']}:{found['start']['line']}:{found['start']['column']} {found['severity']} {found['rule']}"


@pytest.mark.parametrize("site", SITES)
def test_a_site_gives_what_is_planted_and_nothing_else(site: str) -> None:
    select = ",".join((*GROUPS, *(rule.id() for rule in RULES if rule.opt_in)))
    done = run(FIXTURES / site, "check", ".", "--isolated", "--select", select, "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    found = json.loads(done.stdout)["diagnostics"]
    said = {place(each): each["message"] for each in found}
    wanted, given = expected(site), list(map(place, found))
    differences = [
        f"{line}  {said.get(line[2:], '')}".rstrip() for line in difflib.ndiff(wanted, given) if line.startswith(("- ", "+ "))
    ]
    assert not differences, f"\n- is in {site}.expected alone, + was found alone:\n" + "\n".join(differences)


def test_every_rule_is_planted_or_says_why_not() -> None:
    planted = {line.rpartition(" ")[2] for site in SITES for line in expected(site)}
    assert planted == {rule.id() for rule in RULES} - NOT_PLANTED.keys()
    assert len(planted) >= 65
