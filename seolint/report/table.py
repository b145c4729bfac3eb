"""The end of a report: the rules by count, the totals, and what to do next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.outcome import Outcome, site_score
from seolint.report.cells import cells, pad
from seolint.report.terminal import Glyphs
from seolint.report.wording import SEVERITY

HEADINGS = (
    Text("Rule", "規則"),
    Text("Findings", "件数"),
    Text("Posts", "記事数"),
    Text("Fix proposed", "直し方の案あり"),
)
_LONGEST_BAR = 32


class Row(Struct, frozen=True):
    """One rule with one severity: how often it spoke, in how many posts, and how often it brought a fix."""

    rule: str
    severity: Severity
    findings: int
    posts: int
    fixes: int


def rows(diagnostics: Iterable[Diagnostic]) -> list[Row]:
    """A row for each rule and severity: errors first, then by count; the rows of a severity add up to its total."""
    groups: defaultdict[tuple[str, Severity], list[Diagnostic]] = defaultdict(list)
    for found in diagnostics:
        groups[found.rule, found.severity].append(found)
    table = [
        Row(
            rule,
            severity,
            len(group),
            len({found.at.path for found in group}),
            sum(found.fix is not None for found in group),
        )
        for (rule, severity), group in groups.items()
    ]
    return sorted(table, key=lambda row: (row.severity.rank, -row.findings, row.rule))


def draw(
    table: Sequence[Row], language: str, width: int, glyphs: Glyphs
) -> Iterator[tuple[str, str, str, Severity | None]]:
    """Lines of the table in three parts, severity, figures and bar; the heading has no severity."""
    headings = [heading.get(language) for heading in HEADINGS]
    weights = [SEVERITY[row.severity].get(language) for row in table]
    figures = [
        [row.rule, f"{row.findings:,}", f"{row.posts:,}", f"{row.fixes:,}" if row.fixes else glyphs.none]
        for row in table
    ]
    sizes = [max(map(cells, column)) for column in zip(headings, *figures, strict=True)]
    first = max(map(cells, weights), default=0)
    room = min(width - 2 - first - sum(sizes) - 2 * len(sizes) - 2, _LONGEST_BAR)
    most = max(room, *(row.findings for row in table), 1)
    yield " " * first, _line(headings, sizes), "", None
    for row, weight, texts in zip(table, weights, figures, strict=True):
        bar = glyphs.bar * max(round(row.findings / most * room), 1) if room >= 4 else ""
        yield pad(weight, first), _line(texts, sizes), bar, row.severity


def _line(texts: Sequence[str], sizes: Sequence[int]) -> str:
    rule, *figures = (
        pad(text, size, right=number > 0) for number, (text, size) in enumerate(zip(texts, sizes, strict=True))
    )
    return "  ".join([rule, *figures])


def totals(outcome: Outcome, language: str) -> list[tuple[str, Severity | None]]:
    """The figures of the run, each with the severity it counts."""
    posts, points = len(outcome.sources), site_score(outcome)
    counts = [(severity, outcome.count(severity)) for severity in Severity]
    if language == "ja":
        parts: list[tuple[str, Severity | None]] = [(f"{posts:,}記事", None)]
        parts += [(f"{SEVERITY[severity].ja} {count:,}", severity) for severity, count in counts]
        if points is not None:
            parts.append((f"{'点数' if posts == 1 else '点数の中央値'} {points:g}点（100点満点）", None))
        return parts + ([(f"{outcome.seconds:.1f}秒", None)] if outcome.seconds else [])
    parts = [(plural(posts, "post"), None)]
    parts += [
        (f"{count:,} advice" if severity is Severity.INFO else plural(count, severity.value), severity)
        for severity, count in counts
    ]
    if points is not None:
        parts.append((f"{'score' if posts == 1 else 'median score'} {points:g} of 100", None))
    return parts + ([(f"{outcome.seconds:.1f} s", None)] if outcome.seconds else [])


def plural(count: int, noun: str) -> str:
    """``1 post``, ``2 posts``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
