"""``--format concise``: one line a finding, for editors and grep."""

from __future__ import annotations

from collections.abc import Iterator

from seolint.outcome import Outcome
from seolint.report.texts import Texts
from seolint.report.wording import SEVERITY, shown_path, visible


def render(outcome: Outcome, language: str, _: Texts) -> Iterator[str]:
    """``path:line:column: severity rule message`` for each finding."""
    for found in outcome.diagnostics:
        line, column = outcome.sources[found.at.path].lines.position(found.at.start)
        severity = SEVERITY[found.severity].get(language)
        said = f"{shown_path(found.at.path)}:{line}:{column}: {severity} {found.rule} {visible(found.message.get(language))}"
        yield said.replace("##[", "## [") + "\n"
