"""A pull request in temporary repositories, checked out as actions/checkout does."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_IDENTITY = {
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "protocol.file.allow=always", *arguments],
        cwd=folder, env={**os.environ, **_IDENTITY}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class PullRequest:
    """``workspace`` holds the merge of ``head`` into ``base``, detached; the base has gone on since the two parted."""

    workspace: Path
    base: str
    head: str
    event: dict[str, Any]


def pull_request(
    folder: Path, before: Mapping[str, str], after: Mapping[str, str], meanwhile: Mapping[str, str], *, depth: int = 0
) -> PullRequest:
    """The base has ``before`` and later ``meanwhile``; the pull request adds ``after``."""
    source, workspace = folder / "origin", folder / "work space"
    source.mkdir(parents=True)
    git(source, "init", "--quiet", "--initial-branch", "main")
    write(source, before)
    git(source, "add", "--all")
    git(source, "commit", "--quiet", "--message", "before")
    old_base = git(source, "rev-parse", "HEAD")
    git(source, "checkout", "--quiet", "-b", "new-post")
    write(source, after)
    git(source, "add", "--all")
    git(source, "commit", "--quiet", "--message", "after")
    head = git(source, "rev-parse", "HEAD")
    git(source, "checkout", "--quiet", "main")
    write(source, meanwhile)
    git(source, "add", "--all")
    git(source, "commit", "--quiet", "--allow-empty", "--message", "meanwhile")
    base = git(source, "rev-parse", "HEAD")
    git(source, "checkout", "--quiet", "--detach")
    git(source, "merge", "--quiet", "--no-ff", "--message", "merge", head)
    git(source, "update-ref", "refs/pull/1/merge", "HEAD")
    git(source, "checkout", "--quiet", "main")
    workspace.mkdir()
    git(workspace, "init", "--quiet")
    git(workspace, "remote", "add", "origin", source.as_uri())
    limit = [f"--depth={depth}"] if depth else []
    wanted = ["+refs/pull/1/merge:refs/remotes/pull/1/merge"] + ([] if depth else ["+refs/heads/*:refs/remotes/origin/*"])
    git(workspace, "fetch", "--quiet", "--no-tags", *limit, "origin", *wanted)
    git(workspace, "checkout", "--quiet", "--force", "refs/remotes/pull/1/merge")
    event = {
        "action": "synchronize",
        "number": 1,
        "pull_request": {"base": {"ref": "main", "sha": old_base}, "head": {"ref": "new-post", "sha": head}},
        "repository": {"default_branch": "main"},
    }
    return PullRequest(workspace, base, head, event)
