"""The action's inputs, as ``action.yml`` hands them over: environment variables, checked word by word."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

MOST_ANNOTATIONS = 10


class WrongInputError(Exception):
    """One sentence for whoever wrote the workflow."""


@dataclass(frozen=True)
class Inputs:
    """Paths are as the user wrote them, from ``working_directory``; what is left empty is "" or empty."""

    paths: tuple[str, ...]
    config: tuple[str, ...]
    args: tuple[str, ...]
    fail_on: str
    changed_only: str
    base_ref: str
    annotations: bool
    max_annotations: int
    sarif: bool
    sarif_file: str
    summary: bool
    report_html: str
    fix: str
    min_score: str
    baseline: str
    lang: str
    version: str
    working_directory: str


def read(environment: Mapping[str, str]) -> Inputs:
    """The inputs among ``environment`` (``INPUT_FAIL_ON`` is fail-on); raises WrongInputError."""

    def text(name: str) -> str:
        return environment.get("INPUT_" + name.upper().replace("-", "_"), "").strip()

    def lines(name: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in text(name).splitlines() if line.strip())

    def one_of(name: str, *known: str) -> str:
        value = text(name).lower() or known[0]
        if value not in known:
            raise WrongInputError(f"{name} is {', '.join(word for word in known if word)}; not “{text(name)}”")
        return value

    def number(name: str, most: int) -> str:
        value = text(name)
        if value and (not value.isascii() or not value.isdigit() or int(value) > most):
            raise WrongInputError(f"{name} is a number from 0 to {most}; not “{value}”")
        return value

    try:
        words = tuple(shlex.split(text("args")))
    except ValueError as error:
        raise WrongInputError(f"args: {error}") from None
    version = text("version") or "source"
    if not re.fullmatch(r"source|latest|[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?", version):
        raise WrongInputError(f"version is X.Y.Z, latest or source; not “{version}”")
    html = text("report-html")
    return Inputs(
        paths=lines("paths") or (".",),
        config=lines("config"),
        args=words,
        fail_on=one_of("fail-on", "", "error", "warning", "never"),
        changed_only=one_of("changed-only", "false", "files", "lines"),
        base_ref=text("base-ref"),
        annotations=one_of("annotations", "true", "false") == "true",
        max_annotations=int(number("max-annotations", 1000) or MOST_ANNOTATIONS),
        sarif=one_of("sarif", "false", "true") == "true",
        sarif_file=text("sarif-file"),
        summary=one_of("summary", "true", "false") == "true",
        report_html="" if html.lower() == "false" else html,
        fix=one_of("fix", "false", "true", "unsafe"),
        min_score=number("min-score", 100),
        baseline=text("baseline"),
        lang=one_of("lang", "", "ja", "en"),
        version=version,
        working_directory=text("working-directory") or ".",
    )


def inside(workspace: str, path: str, name: str, *, links: bool = True) -> str:
    """The absolute form of ``path``, which must not lead out of the ``workspace``, nor by ``links`` where those are forbidden.

    Raises WrongInputError.
    """
    absolute = os.path.normpath(os.path.join(workspace, path))
    real, top = os.path.realpath(absolute), os.path.realpath(workspace)
    if real != top and not real.startswith(os.path.join(top, "")):
        raise WrongInputError(f"{name} leads out of the workspace: “{path}”")
    if not links and real != os.path.join(top, os.path.relpath(absolute, workspace)):
        raise WrongInputError(f"{name} goes through a symbolic link: “{path}”")
    return absolute
