"""A plugin is found, run, configured, explained and tested like the built-in rules: ``tests/plugin`` is one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parent / "plugin"
RULE = "no-exclamation-title"
SEOLINT = "from seolint.cli import main; main()"
EXAMPLES = f"""
from seolint.registry import installed
from seolint.testing import cases
found = cases([installed()[{RULE!r}].load()])
for case in found:
    case.check()
print(len(found))
"""


class Home:
    """A folder with one post, and an environment in which the plugin is installed as pip would do it."""

    def __init__(self, folder: Path) -> None:
        project = tomllib.loads((PLUGIN / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        packages = folder / "packages"
        shutil.copytree(PLUGIN / "seolint_acme", packages / "seolint_acme", ignore=shutil.ignore_patterns("__pycache__"))
        metadata = packages / f"seolint_acme-{project['version']}.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
        )
        doors = [
            f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in names.items())
            for group, names in project["entry-points"].items()
        ]
        (metadata / "entry_points.txt").write_text("\n".join(doors), encoding="utf-8")
        self.posts = folder / "posts"
        self.posts.mkdir()
        (self.posts / "a.md").write_text("---\ntitle: 焼きたて！\n---\n本文です。\n", encoding="utf-8")
        cache = str(folder / "cache")
        self.without = {**os.environ, "SEOLINT_CACHE_DIR": cache, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
        self.without.pop("PYTHONPATH", None)
        self.environment = {**self.without, "PYTHONPATH": str(packages)}

    def python(self, code: str, *arguments: str, plugin: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments],
            cwd=self.posts, env=self.environment if plugin else self.without,
            capture_output=True, encoding="utf-8", timeout=120,
        )  # fmt: skip

    def found(self, *arguments: str) -> list[dict[str, object]]:
        done = self.python(SEOLINT, "check", "--format", "json", *arguments)
        assert not done.stderr
        return [finding for finding in json.loads(done.stdout)["diagnostics"] if finding["rule"] == RULE]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_the_command_runs_the_rules_of_a_plugin(home: Home) -> None:
    (finding,) = home.found("--lang", "ja")
    assert finding["start"] == {"line": 2, "column": 12, "offset": 15}
    assert finding["message"] == "タイトルに感嘆符があります"
    assert home.found("--select", "acme") == home.found("--select", RULE) != []
    assert home.found("--ignore", "acme") == []


def test_a_plugin_is_configured_like_any_rule(home: Home) -> None:
    (home.posts / "seolint.toml").write_text(f"[rules.{RULE}]\nmost = 1\n", encoding="utf-8")
    assert home.found() == []
    (home.posts / "seolint.toml").write_text(f'[rules.{RULE}]\nseverity = "error"\n', encoding="utf-8")
    assert [finding["severity"] for finding in home.found()] == ["error"]
    (home.posts / "seolint.toml").write_text(f"[rules.{RULE}]\nmots = 1\n", encoding="utf-8")
    done = home.python(SEOLINT, "check")
    assert done.returncode == 2
    assert 'did you mean "most"?' in done.stderr


def test_a_plugin_is_listed_and_explained(home: Home) -> None:
    listed = json.loads(home.python(SEOLINT, "rules", "--format", "json").stdout)["rules"]
    assert {rule["group"] for rule in listed if rule["id"] == RULE} == {"acme"}
    assert "感嘆符を取ります" in home.python(SEOLINT, "explain", RULE, "--lang", "ja").stdout


def test_the_examples_of_a_plugin_are_its_tests(home: Home) -> None:
    done = home.python(EXAMPLES)
    assert done.stdout.strip() == "4", done.stderr


def test_without_the_plugin_its_rule_is_unknown(home: Home) -> None:
    assert home.found("--select", RULE)
    done = home.python(SEOLINT, "check", "--select", RULE, plugin=False)
    assert done.returncode == 2
    assert f'there is no rule or group "{RULE}"' in done.stderr
