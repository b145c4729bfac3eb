"""``--format gitlab``: a Code Quality report for merge requests on GitLab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seolint.diagnostic import Severity
from seolint.outcome import Outcome
from seolint.report.columns import linted_text
from seolint.report.elements import array
from seolint.report.fingerprints import Fingerprints
from seolint.report.paths import RepositoryPaths
from seolint.report.texts import Texts
from seolint.report.wording import statement

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(outcome: Outcome, language: str, texts: Texts) -> Iterator[str]:
    """An array of issues; paths are those of the repository."""
    yield from array(_issues(outcome, language, texts))
    yield "\n"


def _issues(outcome: Outcome, language: str, texts: Texts) -> Iterator[dict[str, Any]]:
    paths, fingerprints = RepositoryPaths(), Fingerprints()
    path, text = "", ""
    for found in outcome.diagnostics:
        if found.at.path != path:
            path = found.at.path
            text = linted_text(outcome, texts, path)
        lines = outcome.sources[path].lines
        yield {
            "description": statement(found, language),
            "check_name": found.rule,
            "fingerprint": fingerprints.of(found, paths.of(path), text),
            "severity": _SEVERITIES[found.severity],
            "location": {
                "path": paths.of(path),
                "lines": {"begin": lines.position(found.at.start)[0], "end": lines.position(found.at.end)[0]},
            },
        }
