"""``--format json``: one object, for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seolint.diagnostic import Diagnostic, Severity
from seolint.outcome import Outcome, Tally, losses, score, site_score
from seolint.report.elements import array, encode
from seolint.report.texts import Texts
from seolint.text import Lines, Location


def render(outcome: Outcome, language: str, _: Texts) -> Iterator[str]:
    """``summary``, ``posts`` with their scores, and ``diagnostics``; lines and columns from 1, offsets in code points from 0."""
    writer = Writer(outcome, language)
    yield f'{{"summary": {encode(writer.summary())}, "posts": '
    yield from array(_post(path, spoken) for path, spoken in outcome.tallies().items())
    yield ', "diagnostics": '
    yield from array(writer.diagnostic(found) for found in outcome.diagnostics)
    yield "}\n"


def _post(path: str, spoken: Tally) -> dict[str, Any]:
    """The score of a post, and what it lost to which rule."""
    lost = [
        {"rule": loss.rule, "severity": loss.severity.value, "count": loss.count, "points": loss.points}
        for loss in losses(spoken)
    ]
    return {"path": path, "score": score(spoken), "lost": lost}


class Writer:
    """Findings and places as JSON has them."""

    def __init__(self, outcome: Outcome, language: str) -> None:
        self.outcome = outcome
        self.language = language
        self.sources = outcome.sources
        self._lines: dict[str, Lines] = {}

    def summary(self) -> dict[str, float | None]:
        return {
            "files": len(self.outcome.sources),
            "errors": self.outcome.count(Severity.ERROR),
            "warnings": self.outcome.count(Severity.WARNING),
            "infos": self.outcome.count(Severity.INFO),
            "score": site_score(self.outcome),
        }

    def position(self, path: str, offset: int) -> dict[str, int]:
        if path not in self._lines:
            source = self.sources.get(path)
            self._lines[path] = source.lines if source else Lines((0,))
        line, column = self._lines[path].position(offset)
        return {"line": line, "column": column, "offset": offset}

    def place(self, at: Location) -> dict[str, Any]:
        return {"start": self.position(at.path, at.start), "end": self.position(at.path, at.end)}

    def diagnostic(self, found: Diagnostic) -> dict[str, Any]:
        fix = found.fix
        return {
            "rule": found.rule,
            "severity": found.severity.value,
            "path": found.at.path,
            **self.place(found.at),
            "message": found.message.get(self.language),
            "related": [
                {"path": r.at.path, **self.place(r.at), "message": r.message.get(self.language)} for r in found.related
            ],
            "fix": None
            if fix is None
            else {
                "title": fix.title.get(self.language),
                "safe": fix.safe,
                "edits": [{"start": e.at.start, "end": e.at.end, "text": e.text} for e in fix.edits],
            },
        }
