"""schema.org's and Google's own examples: right ones pass, those known to be wrong are found."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seolint.diagnostic import Diagnostic, Severity
from seolint.engine.lint import lint_texts
from seolint.registry import installed
from seolint.site import Site

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared")) / "data/examples"
RULES = ("schema-syntax", "schema-type", "schema-property")
FOLDERS = ("schemaorg-examples", "google-docs")

absent = pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="The examples are not here: set SEOLINT_SHARED to the folder that holds data/examples"
)

NOT_OURS = {
    "superseded-property": "schema-superseded says it",
    "property-not-in-domain: ('mathExpression'": "Google asks for mathExpression-input",
    "unknown-property: xPath": "Google asks for xPath",
}
"""What the list of wrong examples holds and these rules leave alone, and why."""

FOREIGN = "https://www.w3.org/ns/credentials"
"""A context that says what the unknown names of an example mean."""


@functools.cache
def examples() -> dict[str, str]:
    """Each file of JSON-LD as a page, by ``folder/name``."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for path in sorted((EXAMPLES / folder).rglob("*")):
            text = path.read_text(encoding="utf-8") if path.suffix in {".json", ".html"} else ""
            if path.suffix == ".json" and path.name != "known-invalid.json":
                found[f"{folder}/{path.name}"] = f'<script type="application/ld+json">{text}</script>\n'
            elif "application/ld+json" in text:
                found[f"{folder}/{path.name}"] = text
    return found


def check(text: str, rules: Iterable[str] = RULES) -> list[Diagnostic]:
    site = Site(now=datetime(2026, 1, 31, tzinfo=UTC))
    return lint_texts({"page.html": text}, [installed()[rule].load()() for rule in rules], site)


def marked_up() -> Iterator[tuple[str, str]]:
    """Each example in any syntax as a page, by its path."""
    for folder in FOLDERS:
        for path in sorted((EXAMPLES / folder).rglob("*")):
            if path.suffix in {".json", ".html"}:
                text = path.read_text(encoding="utf-8")
                page = text if path.suffix == ".html" else f'<script type="application/ld+json">{text}</script>\n'
                yield path.relative_to(EXAMPLES).as_posix(), page


@functools.cache
def known_invalid() -> dict[str, list[str]]:
    """What is wrong with an example, by its name without endings: those kept elsewhere have others."""
    table = json.loads((EXAMPLES / "known-invalid.json").read_text(encoding="utf-8"))
    return {f"{folder}/{_stem(name)}": words for folder in FOLDERS for name, words in table[folder].items()}


def _stem(name: str) -> str:
    return name.partition(".")[0]


def _wrong(name: str) -> list[str]:
    folder, _, file = name.partition("/")
    return known_invalid().get(f"{folder}/{_stem(file)}", [])


def _ours(text: str, words: list[str]) -> Iterator[str]:
    """The rule that must speak, for each reason that is ours."""
    for each in words:
        if not each.startswith(tuple(NOT_OURS)) and not (FOREIGN in text and each.startswith("unknown-")):
            kind = each.partition(":")[0]
            yield {"json": "schema-syntax", "unknown-type": "schema-type"}.get(kind, "schema-property")


@absent
def test_right_examples_pass() -> None:
    names = [name for name in examples() if not _wrong(name)]
    assert len(names) > 200
    said = {name: [(d.rule, d.message.en) for d in check(examples()[name])] for name in names}
    assert {name: found for name, found in said.items() if found} == {}


@absent
def test_wrong_examples_are_found() -> None:
    for name, text in examples().items():
        rules = {d.rule for d in check(text)}
        assert rules == set(_ours(text, _wrong(name))), (name, _wrong(name))


@absent
def test_old_names_are_found() -> None:
    old = {name for name in examples() if any(each.startswith("superseded-") for each in _wrong(name))}
    assert {name for name, text in examples().items() if check(text, ["schema-superseded"])} == old


@absent
def test_no_error_or_warning_of_the_group_is_wrong() -> None:
    """All rules on all examples, in JSON-LD, Microdata and RDFa: what they find was read, and is listed with the reason."""
    rules = [name for name in installed() if name.startswith("schema-")]
    table = json.loads((ROOT / "tests/data/schema_examples.json").read_text(encoding="utf-8"))
    listed = {(rule, page) for rule, entry in table.items() for page in entry["pages"]}
    assert all(entry["why"] for entry in table.values())
    pages = dict(marked_up())
    assert len(pages) > 600
    found = {
        (said.rule, page) for page, text in pages.items() for said in check(text, rules) if said.severity is not Severity.INFO
    }
    assert sorted(found - listed) == []


@pytest.mark.parametrize(
    ("source", "rules"),
    [
        ('{"@context": "https://schema.org", "type": "Person", "id": "#me", "name": "May"}', set[str]()),
        ('{"@context": {"@vocab": "http://schema.org/", "x": "https://x.dev/"}, "@type": ["Person", "x:Y"], "x:z": 1}', set[str]()),
        ('{"@context": "https://schema.org", "@graph": [{"@type": "Persn"}]}', {"schema-type"}),
        ('[{"@context": "http://schema.org/", "@type": "schema:Person", "https://schema.org/nam": "May"}]', {"schema-property"}),
        ('{"@context": ["https://schema.org", "https://x.dev/context"], "@type": "Pipapo", "pipapo": 1}', set[str]()),
        ('{"@context": "https://schema.org", "@type": "Person", "@reverse": {"author": {"@type": "Book"}}}', set[str]()),
        ('{"@context": "https://schema.org", "@type": "Person", "name": {"@value": "May", "@lang": "en"}}', {"schema-property"}),
        ('{"@context": "https://schema.org", "@type": "Person", "name": "May",}', {"schema-syntax"}),
    ],
)  # fmt: skip
def test_json_ld_is_read_as_its_readers_do(source: str, rules: set[str]) -> None:
    assert {d.rule for d in check(f'<script type="application/ld+json">{source}</script>')} == rules
