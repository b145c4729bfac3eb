"""``seolint check --watch``: a real process, and files that really change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_command_line import CODE, LONG, run

SHORT = "---\ntitle: 食パンの焼き方を基本から\n---\n本文です。\n"
PATIENCE = 60.0


class Watching:
    """``seolint check --watch`` in ``folder``, its output in a file outside."""

    def __init__(self, folder: Path, output: Path, *arguments: str, code: str = CODE) -> None:
        self.output = output
        command = [sys.executable, "-P", "-c", code, "check", "--format", "concise", "--watch", *arguments]
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
        with output.open("wb") as stream:
            self.process = subprocess.Popen(
                command, cwd=folder, stdout=stream, stderr=subprocess.STDOUT, env=environment, start_new_session=True
            )

    def wait_for(self, said: str, times: int = 1) -> str:
        """The output, once ``said`` has been printed that often."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            text = self.output.read_text(encoding="utf-8")
            if text.count(said) >= times:
                return text
            assert self.process.poll() is None, text
            time.sleep(0.05)
        raise AssertionError(f"{said!r} was not printed {times} times:\n{self.output.read_text(encoding='utf-8')}")

    def interrupt(self) -> int:
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)


pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one process there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.md").write_text(LONG, encoding="utf-8")
    return tmp_path / "site"


@pytest.fixture
def started() -> Iterator[list[Watching]]:
    every: list[Watching] = []
    yield every
    for one in every:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()


def test_a_change_is_checked_again_and_ctrl_c_ends_it(folder: Path, tmp_path: Path, started: list[Watching]) -> None:
    watching = Watching(folder, tmp_path / "output.txt", "--select", "title-length")
    started.append(watching)
    first = watching.wait_for("Watching .")
    assert first.count("a.md:2:8:") == 1
    assert "\x1b" not in first
    (folder / "b.md").write_text(LONG, encoding="utf-8")
    assert "b.md:2:8:" in watching.wait_for("a.md:2:8:", 2)
    (folder / "a.md").write_text(SHORT, encoding="utf-8")
    text = watching.wait_for("b.md:2:8:", 2)
    assert text.count("a.md:2:8:") == 2
    assert watching.interrupt() == 130
    assert "Traceback" not in watching.output.read_text(encoding="utf-8")


def test_settings_half_written_are_waited_out(folder: Path, tmp_path: Path, started: list[Watching]) -> None:
    watching = Watching(folder, tmp_path / "output.txt", "--select", "title-length")
    started.append(watching)
    watching.wait_for("Watching .")
    (folder / "seolint.toml").write_text("[rules.title-length]\nlongestt = 3\n", encoding="utf-8")
    watching.wait_for('did you mean "longest"?')
    (folder / "seolint.toml").write_text("[rules.title-length]\nlongest = 300\n", encoding="utf-8")
    (folder / "b.md").write_text("---\ntitle: " + "長" * 400 + "\n---\n", encoding="utf-8")
    watching.wait_for("b.md:2:8:")
    assert watching.interrupt() == 130


def test_what_it_writes_itself_starts_nothing(folder: Path, started: list[Watching]) -> None:
    """A report, and standard output, in the folder that is watched."""
    report = folder / "report.json"
    watching = Watching(folder, folder / "output.md", "--select", "title-length", "--output", f"json:{report}", "a.md", ".")
    started.append(watching)
    watching.wait_for("Watching a.md, .")
    (folder / "b.md").write_text(LONG, encoding="utf-8")
    watching.wait_for("b.md:2:8:")
    time.sleep(2)  # a loop would have gone round many times
    assert watching.output.read_text(encoding="utf-8").count("b.md:2:8:") == 1
    assert b"b.md" in report.read_bytes()
    assert watching.interrupt() == 130


def test_its_cache_starts_nothing(
    folder: Path, tmp_path: Path, started: list[Watching], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SEOLINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    watching = Watching(folder, tmp_path / "output.txt", "--select", "title-length")
    started.append(watching)
    watching.wait_for("Watching .")
    time.sleep(2)
    assert (folder / ".seolint_cache" / "results.sqlite").exists()
    (folder / "b.md").write_text(LONG, encoding="utf-8")
    watching.wait_for("b.md:2:8:")
    time.sleep(2)
    assert watching.output.read_text(encoding="utf-8").count("a.md:2:8:") == 2
    assert watching.interrupt() == 130


def test_the_screen_is_cleared_on_a_terminal(folder: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-P", "-c", CODE, "check", "--watch", "--format", "concise", "--select", "title-length"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    process = subprocess.Popen(
        command, cwd=folder, stdout=theirs, stderr=theirs, env=environment, start_new_session=True, close_fds=True
    )
    os.close(theirs)
    seen = b""
    while b"Watching ." not in seen:
        seen += os.read(ours, 65536)
    assert seen.startswith(b"\x1b[2J")
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(PATIENCE) == 130
    os.close(ours)


@pytest.mark.parametrize("arguments", [("--select", "title-lenght"), ("nowhere.md",), ("-",)])
def test_a_wrong_word_ends_the_first_run(folder: Path, arguments: tuple[str, ...]) -> None:
    done = run(folder, "check", "--watch", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_without_the_package_one_sentence_says_what_to_install(folder: Path, tmp_path: Path) -> None:
    without = "import sys; sys.modules['watchfiles'] = None; " + CODE
    watching = Watching(folder, tmp_path / "output.txt", code=without)
    assert watching.process.wait(PATIENCE) == 2
    assert "pip install 'seolint-ja[watch]'" in watching.output.read_text(encoding="utf-8")
