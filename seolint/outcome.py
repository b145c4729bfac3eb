"""What a run comes to: all that a report may know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from seolint.diagnostic import Diagnostic, Severity
from seolint.text import Lines


class Source(Struct, frozen=True):
    """One file of the run: where its lines begin, and its text when it cannot be read again ("" when it can)."""

    path: str
    starts: Sequence[int]
    text: str = ""

    @property
    def lines(self) -> Lines:
        return Lines(self.starts)


class Outcome(Struct, frozen=True):
    """``diagnostics`` are sorted by path, place and rule. ``left_out`` are site rules that did not run, by id."""

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    left_out: tuple[str, ...] = ()
    seconds: float = 0.0

    def count(self, severity: Severity) -> int:
        return sum(d.severity is severity for d in self.diagnostics)


_WEIGHTS = {Severity.ERROR: 15.0, Severity.WARNING: 5.0, Severity.INFO: 1.0}


def score(diagnostics: Sequence[Diagnostic]) -> int:
    """A post's score: 100 less 15, 5 or 1 for each rule with an error, a warning or advice in it.

    A rule that speaks more than once in a post costs half as much again; the score never falls below 0.
    """
    spoken: dict[tuple[str, Severity], int] = {}
    for diagnostic in diagnostics:
        key = (diagnostic.rule, diagnostic.severity)
        spoken[key] = spoken.get(key, 0) + 1
    cost = sum(_WEIGHTS[severity] * (1.5 if count > 1 else 1.0) for (_, severity), count in spoken.items())
    return max(0, round(100 - cost))
