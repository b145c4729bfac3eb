"""From where on something has changed: the commit that ``--changed`` compares with."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from typing import Any, cast

from seolint_action.inputs import WrongInputError
from seolint_action.runner import isolated

SHALLOW = "changed-only needs the commits before; give actions/checkout “fetch-depth: 0”"


class Repository:
    def __init__(self, root: str, environment: Mapping[str, str]) -> None:
        self.root, self.environment = root, environment

    def git(self, *arguments: str) -> str:
        """What git answers, or "" when it cannot."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=isolated(self.environment), stdin=subprocess.DEVNULL, capture_output=True
        )
        return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""

    def commit(self, name: str) -> str:
        """The full id of a commit, or "" where there is none of that name."""
        return self.git("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}") if name else ""

    def meets(self, commit: str) -> bool:
        """Whether ``commit`` and HEAD have an ancestor in common among the commits that are here."""
        return bool(self.git("merge-base", commit, "HEAD"))


def changed_since(root: str, base_ref: str, environment: Mapping[str, str]) -> str:
    """The id of the commit to compare with; "" when nothing tells it and everything is to be checked.

    Raises WrongInputError when it is known but not in the checkout.
    """
    repository = Repository(root, environment)
    if not repository.commit("HEAD"):
        raise WrongInputError("changed-only needs a git repository with a commit; put actions/checkout before seolint")
    if base_ref:
        found = repository.commit(base_ref) or repository.commit(f"origin/{base_ref}")
        if not found:
            raise WrongInputError(f"base-ref: there is no commit “{base_ref}” here; {SHALLOW}")
    else:
        event = _event(environment)
        merged = _first_parent_of_merge(repository, event)
        wanted = merged or _base_of_event(repository, event)
        if not wanted:
            return ""
        found = repository.commit(wanted)
        if not found:
            raise WrongInputError(SHALLOW)
    if not repository.meets(found):
        raise WrongInputError(SHALLOW)
    return found


def _event(environment: Mapping[str, str]) -> dict[str, Any]:
    file = environment.get("GITHUB_EVENT_PATH", "")
    try:
        with open(file, encoding="utf-8") as stream:
            event: Any = json.load(stream)
    except (OSError, ValueError):
        return {}
    return cast(dict[str, Any], event) if isinstance(event, dict) else {}


def _first_parent_of_merge(repository: Repository, event: dict[str, Any]) -> str:
    """For a pull request checked out as actions/checkout does, merged into its base: the base as it was then."""
    head = _at(event, "pull_request", "head", "sha")
    return repository.commit("HEAD^1") if head and repository.commit("HEAD^2") == head else ""


def _base_of_event(repository: Repository, event: dict[str, Any]) -> str:
    for path in (("pull_request", "base", "sha"), ("merge_group", "base_sha"), ("before",)):
        found = _at(event, *path)
        if found.strip("0"):
            return found
    if "before" not in event:  # a schedule, a button: nothing was pushed
        return ""
    default = repository.commit(f"origin/{_at(event, 'repository', 'default_branch')}")
    return "" if default == repository.commit("HEAD") else default


def _at(event: dict[str, Any], *path: str) -> str:
    value: Any = event
    for name in path:
        value = cast(dict[str, Any], value).get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def root_of(folder: str, workspace: str) -> str:
    """The repository that ``folder`` is in, else the ``workspace``: from there GitHub names files."""
    here = folder
    while here.startswith(os.path.join(workspace, "")):
        if os.path.exists(os.path.join(here, ".git")):
            return here
        here = os.path.dirname(here)
    return workspace
