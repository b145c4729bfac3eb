"""The GitHub Action on what hostile people put into a repository: names, titles, modules, settings."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from action_at_work import BEFORE, HERE, Action, files, usual
from pull_request import pull_request, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="which bash there is differs; the job “action” of CI runs there")

HOSTILE = "\n::error::pwned\n%0A::error::pwned ::stop-commands::pwned ##[add-mask]pwned $(touch pwned) `touch pwned` '\";"
TITLE = f"---\ntitle: {json.dumps(HOSTILE * 3)}\nkeywords: {json.dumps([HOSTILE])}\n---\n\n{HOSTILE.strip()}\n"
NAMES = ["-x.md", "$(touch pwned).md", "`touch pwned`.md", "a\n::error::pwned.md", "b %0A::error::pwned.md", 'c"\';touch pwned.md',
         "::stop-commands::pwned.md", "x ##[add-mask]pwned.md"]  # fmt: skip

@pytest.fixture
def action(tmp_path: Path) -> Action:
    return usual(tmp_path)


@pytest.fixture
def hostile(tmp_path: Path) -> Action:
    posts = dict.fromkeys(NAMES, TITLE) | {"title.md": TITLE}
    return Action(tmp_path, pull_request(tmp_path / "pr", BEFORE, posts, {}))


@pytest.mark.parametrize("annotations", ["true", "false"])
@pytest.mark.parametrize("changed", ["false", "files"])
def test_names_and_titles_stay_text(hostile: Action, annotations: str, changed: str) -> None:
    result = hostile.run(annotations=annotations, changed_only=changed, sarif="true", report_html="true", args="--show info")
    assert result.code in {0, 1}
    assert "title-length" in result.log
    assert "%0A::error::pwned ::stop-commands::pwned" in result.log
    known = {"group", "endgroup", "stop-commands"}
    if annotations == "true":
        known |= {"error", "warning", "notice"}
    assert {command.kind for command in result.commands} <= known
    for command in result.commands:
        if command.kind == "stop-commands":
            assert re.fullmatch(r"[0-9a-f]{32}", command.message)
        if command.kind in {"error", "warning", "notice"}:
            assert "pwned" not in command.properties.get("title", "")
            assert not command.message.startswith("pwned")
    assert not list(hostile.request.workspace.rglob("pwned"))
    assert not list(hostile.runner.folder.rglob("pwned"))


def test_a_newline_in_a_file_name_is_that_files_own(hostile: Action) -> None:
    result = hostile.run(args="--select title-length")
    named = files(result)
    assert named == {*NAMES, "title.md", "_posts/2026-01-01-old.md"}
    assert "$(touch pwned).md" in named
    assert "b %0A::error::pwned.md" in named


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_as_inputs(hostile: Action, name: str) -> None:
    """As when a workflow hands on what an event says; a newline parts paths."""
    result = hostile.run(paths=name, args=f"--select title-length --stdin-filename {name!r}" if "\n" in name else "")
    assert result.code in {0, 1, 2}
    assert all(command.kind in {"group", "endgroup", "stop-commands", "error", "warning", "notice"} for command in result.commands)
    assert not list(hostile.request.workspace.rglob("pwned"))


PLANTED = "open({target!r}, 'w').close()\n"


@pytest.fixture
def planted(action: Action, tmp_path: Path) -> tuple[Action, Path]:
    """A checkout with modules and settings that are meant to be taken for ours."""
    target = tmp_path / "it-ran"
    code = PLANTED.format(target=str(target))
    modules = ["yaml", "click", "seolint", "sitecustomize", "usercustomize", "json", "shlex", "seolint_action", "hatchling", "pip"]
    write(action.request.workspace, {f"{name}.py": code for name in modules})
    settings = "[global]\nindex-url = file:///nowhere\n"
    write(action.request.workspace, {"pip.conf": settings, "pip.ini": settings, "uv.toml": "[[index]]\nurl = 'file:///nowhere'\n",
                                     "pyvenv.cfg": "home = /nowhere\n"})  # fmt: skip
    for name in ("python3", "python", "git", "bash"):
        write(action.request.workspace, {name: f"#!/bin/sh\ntouch '{target}'\n"})
        (action.request.workspace / name).chmod(0o755)
    return action, target


@pytest.mark.parametrize("variable", ["", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONHOME", "PYTHONUSERBASE"])
def test_planted_modules_do_not_run(planted: tuple[Action, Path], variable: str) -> None:
    action, target = planted
    workspace = str(action.request.workspace)
    value = {"PYTHONSTARTUP": f"{workspace}/yaml.py"}.get(variable, workspace)
    environment = {variable: value} if variable else {"PATH": f".:{os.environ['PATH']}"}
    result = action.run_in(environment, {"changed-only": "files"})
    assert result.code == 1, result.log
    assert "_posts/2026-01-03-new.md" in files(result)
    assert not target.exists()


def test_the_real_installation(planted: tuple[Action, Path]) -> None:
    """Slow: makes an environment and installs seolint from here, with what it needs, from the package registry."""
    action, target = planted
    environment = {"PYTHONPATH": str(action.request.workspace)}
    result = action.runner.run({"args": "--select schema-syntax"}, **environment)
    assert result.code == 1, result.log
    assert result.outputs["errors"] == "3"
    assert not target.exists()
    (environment_folder,) = [path for path in (action.runner.temporary / "seolint").iterdir() if path.name != "downloads"]
    python = environment_folder / "bin/python"
    listed = subprocess.run([python, "-I", "-m", "pip", "freeze"], capture_output=True, text=True, check=True).stdout
    pins = (HERE / "constraints.txt").read_text(encoding="utf-8").lower().splitlines()
    for line in listed.lower().splitlines():
        assert line in pins or line.startswith("seolint-ja @ ")
    again = action.runner.run({"args": "--select schema-syntax"})
    assert again.code == 1
    assert "Installing" not in again.log
    shutil.rmtree(action.runner.temporary)


def test_an_installation_that_fails_is_one_sentence(action: Action) -> None:
    result = action.run_in({"SEOLINT_PYTHON": "/nowhere/python"}, {})
    assert result.code == 2
    assert "SEOLINT_PYTHON" in result.annotations()[0].message
    assert "Traceback" not in result.log
