"""``--format json``: one object, for programs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from seolint.diagnostic import Diagnostic, Severity
from seolint.outcome import Loss, Outcome, by_post, losses, median, remaining
from seolint.report.elements import array, encode
from seolint.report.texts import Texts
from seolint.text import Location


def render(outcome: Outcome, language: str, _: Texts) -> Iterator[str]:
    """``summary``, ``posts`` with their scores, and ``diagnostics``; lines and columns from 1, offsets in code points from 0."""
    writer = Writer(outcome, language)
    yield f'{{"summary": {encode(writer.summary())}, "posts": '
    yield from array(_post(path, lost) for path, lost in writer.lost.items())
    yield ', "diagnostics": '
    yield from array(writer.diagnostic(found) for found in outcome.diagnostics)
    yield "}\n"


def _post(path: str, lost: Sequence[Loss]) -> dict[str, Any]:
    """The score of a post, and what it lost to which rule."""
    return {"path": path, "score": remaining(lost), "lost": lost}


class Writer:
    """Findings and places as JSON has them."""

    def __init__(self, outcome: Outcome, language: str) -> None:
        self.outcome = outcome
        self.language = language
        self.sources = outcome.sources
        self.lost = {path: losses(found) for path, found in by_post(outcome).items()}
        self._starts: dict[str, Sequence[int]] = {}

    def summary(self) -> dict[str, float | None]:
        return {
            "files": len(self.outcome.sources),
            "errors": self.outcome.count(Severity.ERROR),
            "warnings": self.outcome.count(Severity.WARNING),
            "infos": self.outcome.count(Severity.INFO),
            "score": median(map(remaining, self.lost.values())),
        }

    def place(self, at: Location) -> tuple[dict[str, int], dict[str, int]]:
        """Where ``at`` starts, and where it ends."""
        starts = self._starts.get(at.path)
        if starts is None:
            source = self.sources.get(at.path)
            starts = self._starts[at.path] = source.starts if source else (0,)
        start, end = at.start, at.end
        first, last = bisect_right(starts, start), bisect_right(starts, end)
        return (
            {"line": first, "column": start - starts[first - 1] + 1, "offset": start},
            {"line": last, "column": end - starts[last - 1] + 1, "offset": end},
        )

    def diagnostic(self, found: Diagnostic) -> dict[str, Any]:
        fix, language = found.fix, self.language
        start, end = self.place(found.at)
        return {
            "rule": found.rule,
            "severity": found.severity,
            "path": found.at.path,
            "start": start,
            "end": end,
            "message": found.message.get(language),
            "related": [
                {"path": each.at.path, "start": first, "end": last, "message": each.message.get(language)}
                for each in found.related
                for first, last in (self.place(each.at),)
            ],
            "fix": None
            if fix is None
            else {
                "title": fix.title.get(language),
                "safe": fix.safe,
                "edits": [{"start": e.at.start, "end": e.at.end, "text": e.text} for e in fix.edits],
            },
        }
