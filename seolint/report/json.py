"""``--format json``: one object, for programs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from seolint.diagnostic import Diagnostic, Severity
from seolint.outcome import Loss, Outcome, losses, score, site_score
from seolint.report.elements import array, encode
from seolint.report.texts import Texts
from seolint.text import Location


class Post(Struct, gc=False):
    """The score of a post, and what it lost to which rule."""

    path: str
    score: int
    lost: list[Loss]


class Position(Struct, gc=False):
    """``line`` and ``column`` from 1, ``offset`` in code points from 0."""

    line: int
    column: int
    offset: int


class Related(Struct, gc=False):
    path: str
    start: Position
    end: Position
    message: str


class Edit(Struct, gc=False):
    start: int
    end: int
    text: str


class Fix(Struct, gc=False):
    title: str
    safe: bool
    edits: list[Edit]


class Finding(Struct, gc=False):
    rule: str
    severity: Severity
    path: str
    start: Position
    end: Position
    message: str
    related: list[Related]
    fix: Fix | None


def render(outcome: Outcome, language: str, _: Texts) -> Iterator[str]:
    """``summary``, ``posts`` with their scores, and ``diagnostics``; lines and columns from 1, offsets in code points from 0."""
    writer = Writer(outcome, language)
    yield f'{{"summary": {encode(writer.summary())}, "posts": '
    yield from array(Post(path, score(spoken), losses(spoken)) for path, spoken in outcome.tallies().items())
    yield ', "diagnostics": '
    yield from array(writer.diagnostic(found) for found in outcome.diagnostics)
    yield "}\n"


class Writer:
    """Findings and places as JSON has them."""

    def __init__(self, outcome: Outcome, language: str) -> None:
        self.outcome = outcome
        self.language = language
        self.sources = outcome.sources

    def summary(self) -> dict[str, float | None]:
        return {
            "files": len(self.outcome.sources),
            "errors": self.outcome.count(Severity.ERROR),
            "warnings": self.outcome.count(Severity.WARNING),
            "infos": self.outcome.count(Severity.INFO),
            "score": site_score(self.outcome),
        }

    def place(self, at: Location) -> tuple[Position, Position]:
        source = self.sources.get(at.path)
        starts = source.starts if source else (0,)
        first, last = bisect_right(starts, at.start), bisect_right(starts, at.end)
        return (
            Position(first, at.start - starts[first - 1] + 1, at.start), Position(last, at.end - starts[last - 1] + 1, at.end)
        )  # fmt: skip

    def diagnostic(self, found: Diagnostic) -> Finding:
        language, fix = self.language, found.fix
        return Finding(
            found.rule, found.severity, found.at.path, *self.place(found.at), found.message.get(language),
            [Related(r.at.path, *self.place(r.at), r.message.get(language)) for r in found.related],
            Fix(fix.title.get(language), fix.safe, [Edit(e.at.start, e.at.end, e.text) for e in fix.edits]) if fix else None,
        )  # fmt: skip
