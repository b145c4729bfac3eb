"""``action.yml``, the workflows and the example: valid against GitHub's schemas, and nothing in them that zizmor warns of."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent.parent
ACTION = HERE / "action.yml"
WORKFLOWS = sorted([*(HERE / ".github/workflows").glob("*.yml"), *(HERE / "docs/examples").glob("*.yml")])


def _run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name(name)), *arguments]
    return subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=lambda file: file.name)
def test_githubs_schema(file: Path) -> None:
    schema = "vendor.github-actions" if file == ACTION else "vendor.github-workflows"
    done = _run("check-jsonschema", "--builtin-schema", schema, str(file))
    assert done.returncode == 0, done.stdout


def test_the_schema_refuses_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "action.yml"
    wrong.write_text(ACTION.read_text(encoding="utf-8").replace("using: composite", "using: shell"), encoding="utf-8")
    assert _run("check-jsonschema", "--builtin-schema", "vendor.github-actions", str(wrong)).returncode == 1


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=lambda file: file.name)
def test_zizmor(file: Path) -> None:
    done = _run("zizmor", "--offline", "--no-progress", "--no-config", str(file))
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout, done.stdout


def test_zizmor_finds_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "action.yml"
    text = ACTION.read_text(encoding="utf-8").replace('run.sh" check', 'run.sh" ${{ inputs.args }}')
    wrong.write_text(text, encoding="utf-8")
    assert "template-injection" in _run("zizmor", "--offline", "--no-progress", "--no-config", str(wrong)).stdout


def test_scripts_get_inputs_by_their_environment_only() -> None:
    definition = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    scripts = [step["run"] for step in definition["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)
    handed = {name for step in definition["runs"]["steps"] for name in step.get("env", {})}
    steered = {"cache"}  # by the conditions of steps
    assert handed == {"INPUT_" + name.upper().replace("-", "_") for name in set(definition["inputs"]) - steered}


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=lambda file: file.name)
def test_what_others_wrote_is_named_by_a_full_commit(file: Path) -> None:
    for used in re.findall(r"uses: *(\S+)", file.read_text(encoding="utf-8")):
        assert used == "./" or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used), used


def test_only_publishing_may_prove_who_it_is() -> None:
    release = yaml.safe_load((HERE / ".github/workflows/release.yml").read_text(encoding="utf-8"))
    assert release["permissions"] == {}
    allowed = {name: job["permissions"] for name, job in release["jobs"].items()}
    assert allowed == {"build": {"contents": "read"}, "publish": {"id-token": "write"}}


@pytest.mark.parametrize("language", ["", ".ja"])
def test_the_page_tells_every_input_and_output(language: str) -> None:
    definition = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    page = (HERE / f"docs/github-action{language}.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))
    assert told == {*definition["inputs"], *definition["outputs"]}


@pytest.mark.parametrize("name", ["bot", "bot.ja"])
def test_the_page_about_bots_shows_the_example_as_it_is(name: str) -> None:
    page = (HERE / f"docs/{name}.md").read_text(encoding="utf-8")
    assert f"```yaml\n{(HERE / 'docs/examples/daily-post.yml').read_text(encoding='utf-8')}```" in page
