"""``--format json``: one object, for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from seolint.diagnostic import Diagnostic, Severity
from seolint.outcome import Outcome
from seolint.report.texts import Texts
from seolint.text import Location


def render(outcome: Outcome, language: str, _: Texts) -> Iterator[str]:
    """``summary`` and ``diagnostics``; lines and columns from 1, offsets in code points from 0."""
    writer = Writer(outcome, language)
    data = {
        "summary": {
            "files": len(outcome.sources),
            "errors": outcome.count(Severity.ERROR),
            "warnings": outcome.count(Severity.WARNING),
            "infos": outcome.count(Severity.INFO),
        },
        "diagnostics": [writer.diagnostic(diagnostic) for diagnostic in outcome.diagnostics],
    }
    yield msgspec.json.encode(data).decode() + "\n"


class Writer:
    """Findings and places as JSON has them."""

    def __init__(self, outcome: Outcome, language: str) -> None:
        self.language = language
        self.sources = outcome.sources

    def position(self, path: str, offset: int) -> dict[str, int]:
        line, column = self.sources[path].lines.position(offset)
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
