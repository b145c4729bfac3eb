"""``--format junit``: a test report in JUnit's XML, one test case for each post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from seolint.diagnostic import Diagnostic, Severity
from seolint.outcome import Outcome
from seolint.report.table import plural
from seolint.report.texts import Texts
from seolint.report.wording import SEVERITY, statement
from seolint.report.xml import HEAD, escape


def render(outcome: Outcome, language: str, _: Texts) -> Iterator[str]:
    """A post with an error or a warning fails; advice stands in the output of its case."""
    posts = {path: list(found) for path, found in groupby(outcome.diagnostics, key=lambda found: found.at.path)}
    paths = sorted(posts.keys() | outcome.sources.keys())
    failures = sum(any(_fails(found) for found in findings) for findings in posts.values())
    figures = f'tests="{len(paths)}" failures="{failures}" errors="0" time="{outcome.seconds:.3f}"'
    yield f'{HEAD}<testsuites name="seolint" {figures}>\n  <testsuite name="seolint" {figures} skipped="0">\n'
    for path in paths:
        case = f'    <testcase classname="seolint" name="{escape(path)}"'
        inside = "".join(_parts(outcome, posts.get(path, ()), language))
        yield f"{case}>\n{inside}    </testcase>\n" if inside else f"{case}/>\n"
    yield "  </testsuite>\n</testsuites>\n"


def _fails(found: Diagnostic) -> bool:
    return found.severity is not Severity.INFO


def _parts(outcome: Outcome, findings: Sequence[Diagnostic], language: str) -> Iterator[str]:
    failed, advice = [found for found in findings if _fails(found)], [found for found in findings if not _fails(found)]
    if failed:
        errors = sum(found.severity is Severity.ERROR for found in failed)
        worst = min(failed, key=lambda found: found.severity.rank).severity.value
        said = _counts(errors, len(failed) - errors, language)
        yield f'      <failure type="{worst}" message="{escape(said)}">{_lines(outcome, failed, language)}</failure>\n'
    if advice:
        yield f"      <system-out>{_lines(outcome, advice, language)}</system-out>\n"


def _counts(errors: int, warnings: int, language: str) -> str:
    if language == "ja":
        parts = [f"{name}{count:,}件" for name, count in (("エラー", errors), ("警告", warnings)) if count]
        return "、".join(parts)
    return ", ".join(plural(count, name) for count, name in ((errors, "error"), (warnings, "warning")) if count)


def _lines(outcome: Outcome, findings: Sequence[Diagnostic], language: str) -> str:
    """``line:column: severity rule sentence``, one finding to a line."""
    said: list[str] = []
    for found in findings:
        line, column = outcome.sources[found.at.path].lines.position(found.at.start)
        severity = SEVERITY[found.severity].get(language)
        said.append(escape(f"{line}:{column}: {severity} {found.rule} {statement(found, language)}"))
    return "\n".join(said)
