"""``seolint completion``: the scripts at work in the shells that they are for."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from test_command_line import run

SEOLINT = Path(sys.executable).with_name("seolint")
BASH = """
eval "$(seolint completion bash)"
COMP_WORDS=({words})
COMP_CWORD={last}
_seolint_completion seolint
printf '%s\\n' "${{COMPREPLY[@]}}"
"""

pytestmark = pytest.mark.skipif(not SEOLINT.exists(), reason="the console script is not beside this Python")


def _environment(home: Path) -> dict[str, str]:
    path = f"{SEOLINT.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb"}


def _run(home: Path, *command: str) -> list[str]:
    done = subprocess.run(command, capture_output=True, env=_environment(home), cwd=home, timeout=120)
    assert done.stderr == b""
    return done.stdout.decode().split("\n")


def _in_bash(home: Path, words: list[str]) -> list[str]:
    script = BASH.format(words=" ".join(map(shlex.quote, words)), last=len(words) - 1)
    return [line for line in _run(home, "bash", "--norc", "-c", script) if line]


def _in_fish(home: Path, words: list[str]) -> list[str]:
    script = "seolint completion fish | source; complete -C " + shlex.quote(" ".join(words))
    return [line.partition("\t")[0] for line in _run(home, "fish", "--no-config", "-c", script) if line]


SHELLS: dict[str, Callable[[Path, list[str]], list[str]]] = {"bash": _in_bash, "fish": _in_fish}


@pytest.fixture(params=sorted(SHELLS))
def complete(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., list[str]]:
    shell: str = request.param
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    return lambda *words: SHELLS[shell](tmp_path, ["seolint", *words])


def test_commands(complete: Callable[..., list[str]]) -> None:
    assert {"check", "explain", "inspect", "rules", "completion"} <= set(complete(""))
    assert complete("expl") == ["explain"]
    assert sorted(complete("completion", "")) == ["bash", "fish", "zsh"]


def test_options(complete: Callable[..., list[str]]) -> None:
    assert {"--select", "--ignore", "--format", "--watch"} <= set(complete("check", "--"))
    assert sorted(complete("check", "--fail-on", "")) == ["error", "never", "warning"]


def test_rules(complete: Callable[..., list[str]]) -> None:
    assert complete("explain", "title-len") == ["title-length"]
    assert "parse-failed" in complete("explain", "parse")
    for option in ("--select", "--ignore"):
        assert complete("check", option, "title-len") == ["title-length"]
        assert {"all", "images", "image-alt-quality"} <= set(complete("check", option, ""))


def test_rules_after_a_comma(complete: Callable[..., list[str]]) -> None:
    assert complete("check", "--select", "images,title-len") == ["images,title-length"]
    assert "images,images" not in complete("check", "--select", "images,")


def test_presets(complete: Callable[..., list[str]]) -> None:
    assert sorted(complete("check", "--preset", "")) == ["all", "google", "recommended", "strict", "yoast"]
    assert complete("init", "--preset", "st") == ["strict"]


def test_formats_of_an_output_and_its_file(complete: Callable[..., list[str]], tmp_path: Path) -> None:
    assert complete("check", "--output", "sa") == ["sarif:"]
    assert {"json:", "markdown:", "html:"} <= set(complete("check", "--output", ""))
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "seo, new.sarif").touch()
    assert complete("check", "--output", "sarif:re") == ["sarif:reports/"]
    assert complete("check", "--output", "sarif:reports/s") == ["sarif:reports/seo, new.sarif"]
    assert complete("check", "--output", "sarif:none/") == []


def test_nothing_is_said_where_there_is_nothing(complete: Callable[..., list[str]]) -> None:
    assert complete("chek", "--sel") == []


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_at_a_prompt(tmp_path: Path) -> None:
    """Text and Tab typed into an interactive zsh."""
    import pty

    (tmp_path / ".zshrc").write_text(
        "autoload -Uz compinit; compinit -u -d $HOME/.zcompdump\n"
        'eval "$(seolint completion zsh)"\nPS1="ready> "\nunsetopt zle_bracketed_paste 2>/dev/null\n'
    )
    ours, theirs = pty.openpty()
    environment = {**_environment(tmp_path), "ZDOTDIR": str(tmp_path)}
    process = subprocess.Popen(
        ["zsh", "-i"], stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=tmp_path, start_new_session=True
    )
    os.close(theirs)
    try:
        _read_until(ours, "ready> ")
        os.write(ours, b"seolint explain title-len\t")
        assert "title-length" in _read_until(ours, "gth")
        os.write(ours, b"\x15seolint check --select images,title-len\t")
        assert "images,title-length" in _read_until(ours, "gth")
        os.write(ours, b"\x15seolint check --output sa\t")
        assert "sarif:" in _read_until(ours, "rif:")
        os.write(ours, b"\x15seolint compl\t")
        assert "completion" in _read_until(ours, "etion")
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _read_until(terminal: int, said: str) -> str:
    """What zsh writes, until ``said`` is in it."""
    import select

    text, end = "", time.monotonic() + 60
    while said not in text:
        assert time.monotonic() < end, text
        if select.select([terminal], [], [], 1)[0]:
            text += os.read(terminal, 65536).decode(errors="replace")
    return text


def test_an_unknown_shell_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "completion", "tcsh")
    assert done.returncode == 2
    assert "bash" in done.stderr
