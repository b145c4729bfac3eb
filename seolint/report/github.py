"""``--format github``: workflow commands, which GitHub Actions shows as annotations on the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from seolint.diagnostic import Diagnostic, Severity
from seolint.outcome import Outcome
from seolint.report.columns import Columns, Unit
from seolint.report.paths import RepositoryPaths
from seolint.report.table import plural
from seolint.report.texts import Texts
from seolint.report.wording import SEVERITY, statement

MOST = 10
"""GitHub shows so many errors, warnings and notices of a step, and drops the rest without a word."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(outcome: Outcome, language: str, texts: Texts) -> Iterator[str]:
    """The first ``MOST`` of each severity, errors first; then how many more there are, as a notice of its own."""
    columns, paths = Columns(outcome, texts, Unit.UTF16), RepositoryPaths()
    counts = {severity: outcome.count(severity) for severity in Severity}
    room = dict.fromkeys(Severity, MOST)
    if any(count > MOST for count in counts.values()):
        room[Severity.INFO] = MOST - 1
    for severity, most in room.items():
        kind = (found for found in outcome.diagnostics if found.severity is severity)
        for found in islice(kind, most):
            yield _command(found, language, columns, paths)
    more = {severity: max(count - room[severity], 0) for severity, count in counts.items()}
    if any(more.values()):
        yield f"::notice title=seolint::{_more(more, language).translate(_DATA)}\n"


def _command(found: Diagnostic, language: str, columns: Columns, paths: RepositoryPaths) -> str:
    """One line; it begins with the command, whatever the post holds."""
    (line, column), (end_line, end_column) = (
        columns.position(found.at.path, offset) for offset in (found.at.start, found.at.end)
    )
    properties = {"file": paths.of(found.at.path), "line": line, "endLine": end_line}
    if line == end_line:
        properties |= {"col": column, "endColumn": end_column}
    said = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
    message = statement(found, language).replace("##[", "## [").translate(_DATA)
    return f"::{_COMMANDS[found.severity]} {said},title={found.rule.translate(_PROPERTY)}::{message}\n"


def _more(more: dict[Severity, int], language: str) -> str:
    if language == "ja":
        parts = "、".join(f"{SEVERITY[severity].ja}{count:,}件" for severity, count in more.items() if count)
        return f"注釈にしていない指摘が、ほかに{parts}あります。GitHubが表示するのは、それぞれ{MOST}件までです。"
    named = ((count, SEVERITY[severity].en) for severity, count in more.items() if count)
    parts = ", ".join(f"{count:,} advice" if noun == "advice" else plural(count, noun) for count, noun in named)
    return f"More than these annotations was found: {parts}. GitHub shows at most {MOST} of each."
