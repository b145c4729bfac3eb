"""The hooks of ``.pre-commit-hooks.yaml``, run by pre-commit in a repository of their own.

pre-commit builds an environment with seolint in it, once, which takes about half a minute and asks the package registry.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from pull_request import git, write

HERE = Path(__file__).parent.parent
HOOKS = ("seolint", "seolint-fix", "seolint-site")
CLEAN = "---\ntitle: 食パンの焼き方を基本から\n---\n本文です。\n"
BROKEN = '---\ntitle: 食パン\n---\n<script type="application/ld+json">{"@type": "BlogPosting",}</script>\n'


@dataclass(frozen=True)
class Repository:
    folder: Path
    home: Path

    def run(self, hook: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``pre-commit run`` with what is staged."""
        environment = {**os.environ, "PRE_COMMIT_HOME": str(self.home), "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": os.devnull}
        environment |= {"PIP_CONSTRAINT": str(HERE / "constraints.txt"), "PIP_BUILD_CONSTRAINT": str(HERE / "constraints.txt")}
        return subprocess.run(
            [sys.executable, "-P", "-m", "pre_commit", "run", "--color", "never", hook, *arguments],
            cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600,
        )  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """pre-commit's cache, with the one environment of this module's tests; taken away afterwards, as it is large."""
    folder = tmp_path_factory.mktemp("pre-commit")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of seolint as it lies here, what is not committed yet included."""
    clone = tmp_path_factory.mktemp("hooks") / "seolint"
    clone.mkdir()
    for name in ("seolint", "rules"):
        shutil.copytree(HERE / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(HERE / name, clone / name)
    git(clone, "init", "--quiet")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "seolint")
    return clone


@pytest.fixture
def repository(tmp_path: Path, home: Path, hooks: Path) -> Callable[[dict[str, str]], Repository]:
    def make(files: dict[str, str]) -> Repository:
        revision = git(hooks, "rev-parse", "HEAD")
        settings = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": [{"id": hook} for hook in HOOKS]}]}
        git(tmp_path, "init", "--quiet")
        write(tmp_path, {".pre-commit-config.yaml": yaml.safe_dump(settings), **files})
        git(tmp_path, "add", "--all")
        return Repository(tmp_path, home)

    return make


def test_the_manifest_is_one() -> None:
    command = [sys.executable, "-P", "-m", "pre_commit", "validate-manifest", str(HERE / ".pre-commit-hooks.yaml")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_a_post_that_changes_is_checked(repository: Callable[[dict[str, str]], Repository]) -> None:
    ours = repository({"_posts/2026-01-01-a.md": BROKEN, "README.md": BROKEN, "_includes/part.html": BROKEN})
    done = ours.run("seolint")
    assert done.returncode == 1
    assert "_posts/2026-01-01-a.md" in done.stdout
    assert "schema-syntax" in done.stdout
    assert "README.md" not in done.stdout
    assert "part.html" not in done.stdout
    write(ours.folder, {"_posts/2026-01-01-a.md": CLEAN})
    git(ours.folder, "add", "--all")
    assert ours.run("seolint").returncode == 0


def test_a_file_name_is_no_option(repository: Callable[[dict[str, str]], Repository]) -> None:
    done = repository({"--version.md": BROKEN}).run("seolint")
    assert done.returncode == 1
    assert "--version.md" in done.stdout


def test_a_fix_stops_the_commit_and_is_in_the_file(repository: Callable[[dict[str, str]], Repository]) -> None:
    ours = repository({"_posts/2026-01-01-a.md": BROKEN})
    done = ours.run("seolint-fix")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert '"BlogPosting"}' in (ours.folder / "_posts/2026-01-01-a.md").read_text(encoding="utf-8")


def test_the_whole_site_is_read_whatever_changes(repository: Callable[[dict[str, str]], Repository]) -> None:
    ours = repository({"_config.yml": "", "_posts/2026-01-01-a.md": BROKEN, "_posts/2026-01-02-b.md": CLEAN})
    git(ours.folder, "commit", "--quiet", "--message", "posts")
    write(ours.folder, {"_posts/2026-01-02-b.md": CLEAN + "\n続きです。\n"})
    git(ours.folder, "add", "--all")
    assert ours.run("seolint").returncode == 0
    done = ours.run("seolint-site")
    assert done.returncode == 1
    assert "_posts/2026-01-01-a.md" in done.stdout
    assert "need the whole site" not in done.stdout
