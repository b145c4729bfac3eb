"""The examples of docs/formats.md are what seolint prints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from test_command_line import run

from seolint.report.formats import FORMATS

ROOT = Path(__file__).resolve().parents[1]
PAGES = {"en": ROOT / "docs" / "formats.md", "ja": ROOT / "docs" / "formats.ja.md"}
POST = "_posts/2026-01-31-shokupan.md"


def parts(text: str) -> dict[str, str]:
    """The block of code of each section; that before the first section has the name ""."""
    found: dict[str, str] = {}
    name = ""
    for part in re.finditer(r"^```\w+\n(.*?)^```$|^## (\w+)$", text, re.MULTILINE | re.DOTALL):
        if part[2]:
            name = part[2]
        else:
            assert name not in found
            found[name] = part[1]
    return found


@pytest.mark.parametrize("language", PAGES)
def test_examples(tmp_path: Path, language: str) -> None:
    examples = parts(PAGES[language].read_text(encoding="utf-8"))
    assert set(examples) == {*FORMATS, ""} - {"concise", "json", "html"}
    (tmp_path / "_posts").mkdir()
    (tmp_path / POST).write_text(examples.pop(""), encoding="utf-8")
    for format_, wanted in examples.items():
        done = run(tmp_path, "check", "--select", "generator-residue", "--format", format_, "--lang", language).stdout
        if format_ in {"sarif", "gitlab", "rdjson"}:
            said: Any = json.loads(done)
            assert json.loads(wanted) == (said["runs"][0]["results"][0] if format_ == "sarif" else said)
        else:
            assert re.sub('time="[0-9.]+"', "", done) == re.sub('time="[0-9.]+"', "", wanted)


@pytest.mark.parametrize("language", PAGES)
def test_every_format_is_told(language: str) -> None:
    readme = (ROOT / ("README.md" if language == "en" else "README.ja.md")).read_text(encoding="utf-8")
    page = PAGES[language].read_text(encoding="utf-8")
    for format_ in ("full", *FORMATS):
        assert re.search(rf"^\| \[?`{format_}`", page, re.MULTILINE)
        assert f"`{format_}`" in readme
    sections = re.findall(r"^## (\w+)$", re.sub("(?ms)^```.*?^```$", "", page), re.MULTILINE)
    assert set(sections) == set(FORMATS) - {"concise", "json"}
