"""The formats for programs: each report is read again by another program's rules, whatever posts and file names hold."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xmlschema
from jsonschema import Draft7Validator
from outcomes import HOSTILE, LANGUAGES, NAMES, OUTCOMES, TEXT, check, everything, hostile, of, rendered
from test_command_line import run

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.notices import parse_failed
from seolint.report.formats import FORMATS
from seolint.report.wording import statement
from seolint.text import Location

SCHEMAS = Path(__file__).parent / "schemas"
MACHINE = tuple(format_ for format_ in FORMATS if format_ not in {"concise", "markdown", "github", "html"})
"""Those that hold every finding."""

both = pytest.mark.parametrize("language", LANGUAGES)
outcomes = pytest.mark.parametrize("name", OUTCOMES)


@outcomes
@both
def test_json_lines(name: str, language: str) -> None:
    outcome = OUTCOMES[name]() if name != "hostile" else plain_hostile()
    *lines, last, rest = rendered("jsonl", outcome, language).split("\n")
    one = json.loads(rendered("json", outcome, language))
    assert rest == ""
    assert [json.loads(line) for line in lines] == one["diagnostics"]
    assert json.loads(last) == {"summary": one["summary"]}
    assert len(rendered("jsonl", outcome, language).splitlines()) == len(outcome.diagnostics) + 1


def plain_hostile() -> Any:
    """The hostile outcome without half surrogates, which no rule can say: findings pass through UTF-8."""
    outcome = hostile()
    kept = [d for d in outcome.diagnostics if not re.search("[\ud800-\udfff]", d.message.ja)]
    return of({path: source.text for path, source in outcome.sources.items()}, kept)


@outcomes
@both
def test_gitlab(name: str, language: str) -> None:
    outcome = OUTCOMES[name]()
    issues = json.loads(rendered("gitlab", outcome, language))
    check(Draft7Validator(json.loads((SCHEMAS / "gitlab.json").read_text())), issues)
    assert [issue["check_name"] for issue in issues] == [found.rule for found in outcome.diagnostics]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue, found in zip(issues, outcome.diagnostics, strict=True):
        assert issue["location"]["lines"]["begin"] == outcome.sources[found.at.path].lines.position(found.at.start)[0]
        assert issue["description"] == statement(found, language)


def test_gitlab_fingerprints_outlive_edits_elsewhere() -> None:
    def issues(text: str, language: str) -> list[dict[str, Any]]:
        places = [Location("a.md", m.start(), m.end()) for m in re.finditer("AI|食パン", text)]
        found = [
            Diagnostic(rule, Severity.WARNING, at, Text(f"{at.start} in all", f"全部で{at.start}"))
            for at in places
            for rule in ("one", "two")
        ]
        report: list[dict[str, Any]] = json.loads(rendered("gitlab", of({"a.md": text}, found), language))
        return report

    before = issues("AIと食パン\nAIの行\n", "ja")
    after = issues("新しい行\r\n\r\n" + "AIと食パン\nAIの行\n終わり\n", "en")
    assert len({issue["fingerprint"] for issue in before}) == 6
    assert [issue["fingerprint"] for issue in before] == [issue["fingerprint"] for issue in after]
    assert [issue["location"]["lines"]["begin"] for issue in after] == [3, 3, 3, 3, 4, 4]
    changed = issues("AIと食パン\nAIの行\nAIも\n", "ja")
    assert {issue["fingerprint"] for issue in before} < {issue["fingerprint"] for issue in changed}


@outcomes
@both
def test_junit(name: str, language: str) -> None:
    outcome = OUTCOMES[name]()
    text = rendered("junit", outcome, language)
    xmlschema.XMLSchema(SCHEMAS / "junit.xsd").validate(text)
    root = ElementTree.fromstring(text.encode())
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert set(cases) == {xml_path(path) for path in outcome.sources}
    failed = {d.at.path for d in outcome.diagnostics if d.severity is not Severity.INFO}
    assert {name for name, case in cases.items() if case.find("failure") is not None} == set(map(xml_path, failed))
    assert root.get("tests") == str(len(outcome.sources))
    assert root.get("failures") == root[0].get("failures") == str(len(failed))
    lines = [line for case in cases.values() for part in case for line in (part.text or "").split("\n")]
    assert len(lines) == len(outcome.diagnostics)
    assert all(re.match(r"\d+:\d+: \S+ [\w-]+ ", line) for line in lines)


@outcomes
@both
def test_checkstyle(name: str, language: str) -> None:
    outcome = OUTCOMES[name]()
    text = rendered("checkstyle", outcome, language)
    xmlschema.XMLSchema(SCHEMAS / "checkstyle.xsd").validate(text)
    said = [
        (file.get("name"), error.get("source"), error.get("severity"), error.get("message"))
        for file in ElementTree.fromstring(text.encode())
        for error in file
    ]
    assert said == [
        (xml_path(d.at.path), f"seolint.{d.rule}", d.severity.value, xml_text(statement(d, language)))
        for d in outcome.diagnostics
    ]


def xml_text(text: str) -> str:
    return re.sub("[\ufffe\uffff]", "\ufffd", text)


def xml_path(path: str) -> str:
    """A path as XML 1.0 can hold it: none of ``NAMES`` has a character that it cannot."""
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", path)
    return path


def test_xml_shows_what_it_cannot_hold() -> None:
    names = ["a\x01b.md", "a\x1bb.md", "a\ufffeb.md", "a\uffffb.md"]
    outcome = of(dict.fromkeys(names, "x"), [parse_failed(name, "x", "x") for name in names])
    wanted = ["a␁b.md", "a␛b.md", "a\ufffdb.md", "a\ufffdb.md"]
    root = ElementTree.fromstring(rendered("checkstyle", outcome).encode())
    assert [file.get("name") for file in root] == wanted
    root = ElementTree.fromstring(rendered("junit", outcome).encode())
    assert [case.get("name") for case in root.iter("testcase")] == wanted


@outcomes
@both
def test_rdjson(name: str, language: str) -> None:
    outcome = OUTCOMES[name]()
    report = json.loads(rendered("rdjson", outcome, language))
    check(Draft7Validator(json.loads((SCHEMAS / "rdjson.json").read_text())), report)
    assert [said["message"] for said in report["diagnostics"]] == [statement(d, language) for d in outcome.diagnostics]
    assert [said["location"]["path"] for said in report["diagnostics"]] == [d.at.path for d in outcome.diagnostics]
    severities = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
    assert [said["severity"] for said in report["diagnostics"]] == [severities[d.severity] for d in outcome.diagnostics]


def test_rdjson_suggestions_do_what_fixes_do() -> None:
    from seolint.engine.fix import apply

    outcome, taken = everything(), 0
    for said, found in zip(json.loads(rendered("rdjson", outcome))["diagnostics"], outcome.diagnostics, strict=True):
        assert len(said["suggestions"]) == (1 if found.fix else 0)
        for suggestion in said["suggestions"]:
            data = outcome.sources[found.at.path].text.encode()
            start, end = (byte_offset(data, suggestion["range"][side]) for side in ("start", "end"))
            changed = data[:start] + suggestion["text"].encode() + data[end:]
            assert found.fix is not None
            assert changed.decode() == apply(outcome.sources[found.at.path].text, [found.fix])
            taken += 1
    assert taken >= 30


def byte_offset(data: bytes, position: dict[str, int]) -> int:
    starts = [0, *(end.end() for end in re.finditer(rb"\r\n|\r|\n", data))]
    return starts[position["line"] - 1] + position["column"] - 1


@outcomes
def test_bytes_point_at_what_is_flagged(name: str) -> None:
    outcome = OUTCOMES[name]()
    for said, found in zip(json.loads(rendered("rdjson", outcome))["diagnostics"], outcome.diagnostics, strict=True):
        text = outcome.sources[found.at.path].text
        data, range_ = text.encode(), said["location"]["range"]
        flagged = data[byte_offset(data, range_["start"]) : byte_offset(data, range_["end"])]
        assert flagged.decode() == text[found.at.start : found.at.end]


@pytest.mark.parametrize("format_", FORMATS)
@both
def test_outare_utf8_and_come_in_pieces(format_: str, language: str) -> None:
    from seolint.report.formats import render

    outcome = everything()
    parts = list(render(format_, outcome, language))
    assert "".join(parts).encode()
    assert format_ in {"github", "html"} or len(parts) > 100


@pytest.mark.parametrize("format_", [format_ for format_ in MACHINE if not format_.startswith("json")])
@both
def test_no_control_or_bidirectional_character_is_left(format_: str, language: str) -> None:
    """But in names of files, which must be found by them; JSON holds what rules say as they say it."""
    outcome = hostile()
    kept = [d for d in outcome.diagnostics if re.fullmatch("[ -~]+", d.at.path)]
    safe = of({d.at.path: TEXT for d in kept}, [Diagnostic(d.rule, d.severity, d.at, d.message, d.advice) for d in kept])
    text = rendered(format_, safe, language)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]", text)


def test_the_command_writes_every_format(tmp_path: Path) -> None:
    """With names that only some file systems take."""
    text = "---\ntitle: " + "とても長い題名😀" * 8 + "\n---\n# 見出し\n\n![](a.png) ここ\n"
    posts, out = tmp_path / "posts", tmp_path / "reports"
    posts.mkdir()
    out.mkdir()
    names = [os.fsencode(name) for name in NAMES if name.count("/") == 0 and "\\x" not in name]
    names += [b"\x82\xa0.md"] if sys.platform == "linux" else []
    for name in names:
        (Path(os.fsdecode(os.fsencode(posts) + b"/" + name))).write_text(text, encoding="utf-8")
    outputs = [argument for format_ in FORMATS for argument in ("--output", f"{format_}:{out / format_}")]
    done = run(posts, "check", "--lang", "ja", *outputs)
    assert done.returncode in {0, 1}, done.stderr
    reports = {format_: (out / format_).read_text(encoding="utf-8") for format_ in FORMATS}
    count = len(json.loads(reports["json"])["diagnostics"])
    assert count >= len(names)
    assert len(reports["jsonl"].splitlines()) == count + 1
    assert len(json.loads(reports["gitlab"])) == len(json.loads(reports["rdjson"])["diagnostics"]) == count
    assert len(json.loads(reports["sarif"])["runs"][0]["results"]) == count
    assert sum(1 for _ in ElementTree.fromstring(reports["checkstyle"].encode()).iter("error")) == count
    cases = Counter(case.get("name") for case in ElementTree.fromstring(reports["junit"].encode()).iter("testcase"))
    assert len(cases) == len(names)
    assert set(cases.values()) == {1}
    assert all(line.startswith("::") for line in reports["github"].splitlines())
    assert run(posts, "check", "--lang", "ja", "--format", "sarif").stdout == reports["sarif"]


def test_hostile_texts_are_all_there() -> None:
    assert {d.message.ja for d in hostile().diagnostics} >= set(HOSTILE)
    assert {d.at.path for d in hostile().diagnostics} >= set(NAMES)
    assert {entry.rule for entry in everything().diagnostics} > {"title-length", "schema-syntax", "duplicate-image-site"}
