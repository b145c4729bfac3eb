"""How seolint starts: as a module, without what a call does not need, and with patterns that wait until they are used."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import seolint
from seolint import Diagnostic, Document, Fact, Index, SiteRule, names, pattern
from seolint.document import Document as RealDocument
from seolint.engine.lint import lint_files
from seolint.engine.plan import Plan
from seolint.site import Site
from seolint.version import VERSION


def run(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, env=env, timeout=120)


def test_module_is_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: " + "とても長い題名" * 8 + "\n---\n本文です。\n", encoding="utf-8")
    done = run("-m", "seolint", "check", "--select", "title-length", "--fail-on", "warning", "a.md", folder=tmp_path)
    assert (done.returncode, "title-length" in done.stdout) == (1, True)
    assert "python -m seolint" in run("-m", "seolint", "check", "--help").stdout


def test_version_waits_for_nothing() -> None:
    done = run("-X", "importtime", "-m", "seolint", "--version")
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert (done.returncode, done.stdout) == (0, f"seolint {VERSION}\n")
    assert imported.isdisjoint({"click", "msgspec", "yaml", "seolint.names", "seolint.cli"})


def test_version_by_the_command_line_is_the_same() -> None:
    """With another argument beside it, click answers."""
    code = "import sys; from seolint.cli import main; sys.argv[1:] = ['--version']; main()"
    assert run("-c", code).stdout == run("-m", "seolint", "--version").stdout


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a disk that is always full")
def test_version_that_cannot_be_written() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "seolint", "--version"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "cannot be written" in done.stderr


def test_pattern_is_the_function_whatever_was_imported_first() -> None:
    assert run("-c", "import seolint.text; from seolint import pattern; print(pattern('a').search('ba').start())").stdout == "1\n"


def test_public_names() -> None:
    assert [name for name in names.__all__ if getattr(seolint, name) is not getattr(names, name)] == []
    assert seolint.__all__ == names.__all__
    assert Document is RealDocument
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = seolint.Nothing  # type: ignore[attr-defined] # pyright: ignore


def test_pattern_is_as_if_it_were_compiled() -> None:
    late, now, text = pattern("(a)|b", re.IGNORECASE), re.compile("(a)|b", re.IGNORECASE), "xAyb"
    assert late.pattern == now.pattern
    assert late.sub("-", text) == now.sub("-", text)
    assert late.split(text) == now.split(text)
    assert late.groups == now.groups
    assert pickle.loads(pickle.dumps(late)).findall(text) == now.findall(text)
    assert [found.span() for found in late.finditer(text)] == [found.span() for found in now.finditer(text)]
    with pytest.raises(re.error):
        pattern("(").search("")


class Telling(SiteRule[Fact]):
    """Says of each page that it was asked, and fails where it is asked for facts that nobody judges."""

    absence = True

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        yield self.flag(doc.top, en="asked", ja="聞かれた")

    def collect(self, doc: Document) -> Iterator[Fact]:
        yield Fact(("all",), doc.top)

    def judge(self, key: str, facts: Sequence[Fact], index: Index) -> Iterator[Diagnostic]:
        yield self.flag(facts[0].at, en="judged", ja="判定した")


@pytest.mark.parametrize(("whole", "judged"), [(True, True), (False, True), (True, False)])
def test_only_judges_are_asked_for_facts(tmp_path: Path, whole: bool, judged: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("本文です。\n", encoding="utf-8")
    asked: list[str] = []

    class Counting(Telling):
        """Remembers that it was asked."""

        def collect(self, doc: Document) -> Iterator[Fact]:
            asked.append(doc.path)
            return super().collect(doc)

    plan = Plan.uniform(["a.md"], [Counting()], {"a.md": Site()})
    outcome = lint_files(["a.md"], plan, whole=whole, judged=judged, jobs=1)
    said = [found.message.en for found in outcome.diagnostics]
    assert (said, asked) == ((["asked", "judged"], ["a.md"]) if whole and judged else (["asked"], []))


def test_what_is_kept_for_other_runs_has_all_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("本文です。\n", encoding="utf-8")
    plan = Plan.uniform(["a.md"], [Telling()], {"a.md": Site()})
    cache = str(tmp_path / "kept")
    part = lint_files(["a.md"], plan, whole=False, jobs=1, cache=cache)
    whole = lint_files(["a.md"], plan, whole=True, jobs=1, cache=cache)
    assert [[found.message.en for found in outcome.diagnostics] for outcome in (part, whole)] == [["asked"], ["asked", "judged"]]
