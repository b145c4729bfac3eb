"""Patterns that are kept from run to run are those that ``re`` compiles."""

from __future__ import annotations

import importlib
import marshal
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seolint
import seolint_rules
from seolint.kept_patterns import KeptPatterns, head

COMPILER: Any = sys.modules["re._compiler"]
B = chr(98)
"""A pattern that stands in no code."""
PIECES = ["ß", "[あ-んA-Z]", r"\d", r"\W", "(?:ab|あ)", "(b)", "(?P<name>c)", "(?=a)", "(?<!b)", "(?>aa?)", "^", "$", "[^一-龠]"]
REPEATED = [piece + times for piece in PIECES for times in ("*", "+?", "{2}", "?+")]
SOURCES = st.lists(st.sampled_from(PIECES + REPEATED), max_size=6).map("".join)
FLAGS = st.sets(st.sampled_from([re.I, re.M, re.S, re.A, re.X])).map(lambda flags: sum(int(flag) for flag in flags))
TEXTS = st.text(alphabet="aAbBcßẞあん亜ｱ1\n _", max_size=20)


def stand_in(file: Path) -> KeptPatterns:
    return KeptPatterns(file, COMPILER.compile)


def through_file(file: Path, patterns: list[tuple[str, int]]) -> KeptPatterns:
    """Patterns as the next run finds them."""
    file.unlink(missing_ok=True)
    kept = stand_in(file)
    for source, flags in patterns:
        as_program(kept, source, flags)
    kept.write()
    return KeptPatterns(file, refuse)


def as_program(kept: KeptPatterns, source: str, flags: int = 0) -> Any:
    """What ``seolint.pattern`` would get."""
    names = {"__name__": "seolint.pattern", "compile": kept.compile, "source": source, "flags": flags}
    return eval("compile(source, flags)", names)


def refuse(source: str, flags: int) -> Any:
    raise AssertionError(f"{source!r} is not kept")


@given(SOURCES, FLAGS, TEXTS)
def test_what_is_kept_is_what_is_compiled(
    tmp_path_factory: pytest.TempPathFactory, source: str, flags: int, text: str
) -> None:
    try:
        fresh = re.compile(source, flags)
    except re.error:
        return
    kept = through_file(tmp_path_factory.getbasetemp() / "patterns.bin", [(source, flags)]).compile(source, flags)
    assert (kept, kept.flags, kept.groups, kept.groupindex) == (fresh, fresh.flags, fresh.groups, fresh.groupindex)
    told, fresh_told = kept.finditer(text), fresh.finditer(text)
    assert [(each.regs, each.lastgroup, each.groupdict()) for each in told] == [
        (each.regs, each.lastgroup, each.groupdict()) for each in fresh_told
    ]


def test_all_patterns_of_the_program(tmp_path: Path) -> None:
    own: dict[tuple[str, int], re.Pattern[str]] = {}
    for package in (seolint, seolint_rules):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(found.name)).values():
                if type(value).__name__ in {"Pattern", "_Pattern"}:
                    source, flags = cast("tuple[str | bytes, int]", (value.pattern, int(value.flags)))
                    if isinstance(source, str):
                        own[source, flags] = re.compile(source, flags)
    assert len(own) > 500
    kept = through_file(tmp_path / "patterns.bin", list(own))
    for (source, flags), fresh in own.items():
        again = kept.compile(source, flags)
        assert (again, again.groupindex) == (fresh, fresh.groupindex)


@given(st.data())
def test_a_damaged_file_is_no_file(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    file = tmp_path_factory.getbasetemp() / "damaged.bin"
    through_file(file, [("(?P<name>あ+)", 0), (B, 2)])
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :]
    file.write_bytes(data.draw(st.sampled_from([whole[:at], other, whole + b"x"])))
    with pytest.raises(AssertionError, match="not kept"):
        KeptPatterns(file, refuse).compile(B, 2)


@pytest.mark.parametrize("what", ["version", "byteorder"])
def test_what_another_interpreter_made_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    file = tmp_path / "patterns.bin"
    through_file(file, [(B, 0)])
    monkeypatch.setattr(sys, what, "another")
    with pytest.raises(AssertionError, match="not kept"):
        KeptPatterns(file, refuse).compile(B)


def test_what_others_may_write_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "patterns.bin"
    kept = through_file(file, [(B, 0)])
    assert kept.compile(B) == re.compile(B)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AssertionError, match="not kept"):
        KeptPatterns(Path("patterns.bin"), refuse).compile(B)
    if sys.platform != "win32":
        file.chmod(0o620)
        with pytest.raises(AssertionError, match="not kept"):
            KeptPatterns(file, refuse).compile(B)


@pytest.mark.parametrize("code", [b"", b"abc", b"\xff" * 8, b"\x00" * 4])
def test_what_the_engine_refuses_is_compiled(tmp_path: Path, code: bytes) -> None:
    file, names = tmp_path / "patterns.bin", dict[str, int]()
    data = marshal.dumps([(b"(b)+", 0, 32, code, 1, names, (None, None))])
    file.touch(0o600)
    file.write_bytes(head(data) + data)
    assert stand_in(file).compile("(b)+") == re.compile("(b)+")


def test_only_patterns_of_the_program_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "patterns.bin"
    kept = stand_in(file)
    assert kept.compile("".join(["記事の", "言葉"])).search("この記事の言葉です")
    with pytest.raises(re.error):
        as_program(kept, "(")
    kept.write()
    assert not file.exists()
    as_program(kept, "".join(["表の", "言葉"]))
    assert kept.compile("書かれた言葉")
    kept.write()
    written = file.read_bytes()
    assert [words.encode() in written for words in ("記事の言葉", "表の言葉", "書かれた言葉")] == [False, True, True]


def test_runs_with_and_without_what_is_kept_say_the_same(tmp_path: Path) -> None:
    home = tmp_path / "home"
    post = tmp_path / "a.md"
    post.write_text("---\ntitle: パン\n---\n\n## 窯\n\n◯◯株式会社は2022年現在、革命的な窯を使っています。\n", encoding="utf-8")
    environment = {**os.environ, "SEOLINT_CACHE_DIR": str(home)}

    def said() -> bytes:
        command = [sys.executable, "-m", "seolint", "check", post.name, "--format", "json"]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
        assert done.returncode in {0, 1}, done.stderr
        return done.stdout

    first = said()
    file, = home.glob("seolint/patterns-*.bin")
    kept = file.read_bytes()
    assert said() == first
    assert file.read_bytes() == kept
    file.write_bytes(kept[:5_000])
    assert said() == first
    assert len(file.read_bytes()) > len(kept) // 2


def test_few_installations_are_kept(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"patterns-{number:08x}.bin").touch()
    through_file(tmp_path / "patterns-own.bin", [(B, 0)])
    assert len(list(tmp_path.iterdir())) == 8
