"""``--format json``: one object, for programs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Raw, Struct

from seolint.diagnostic import Diagnostic, Related, Severity
from seolint.outcome import Loss, Outcome, losses, score, site_score
from seolint.report.elements import array, encode, lines
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
    related: Raw
    fix: Fix | None


def render(outcome: Outcome, language: str, _: Texts) -> Iterator[str]:
    """``summary``, ``posts`` with their scores, and ``diagnostics``; lines and columns from 1, offsets in code points from 0."""
    writer = Writer(outcome, language)
    yield f'{{"summary": {encode(writer.summary())}, "posts": '
    yield from array(Post(path, score(spoken), losses(spoken)) for path, spoken in outcome.tallies().items())
    yield ', "diagnostics": '
    yield from lines(outcome.written(f"json {language}", writer.diagnostics))
    yield "}\n"


_NONE = Raw(b"[]")


class Writer:
    """Findings and places as JSON has them."""

    def __init__(self, outcome: Outcome, language: str) -> None:
        self.outcome = outcome
        self.language = language
        self._starts: dict[str, Sequence[int]] = {}
        self._text = lru_cache(10_000)(encode)

    def summary(self) -> dict[str, float | None]:
        return {
            "files": len(self.outcome.sources),
            "errors": self.outcome.count(Severity.ERROR),
            "warnings": self.outcome.count(Severity.WARNING),
            "infos": self.outcome.count(Severity.INFO),
            "score": site_score(self.outcome),
        }

    def starts(self, path: str) -> Sequence[int]:
        """Where the lines of a file begin."""
        if path not in self._starts:
            source = self.outcome.sources.get(path)
            self._starts[path] = source.starts if source else (0,)
        return self._starts[path]

    def place(self, at: Location) -> tuple[Position, Position]:
        starts = self.starts(at.path)
        first, last = bisect_right(starts, at.start), bisect_right(starts, at.end)
        return (
            Position(first, at.start - starts[first - 1] + 1, at.start), Position(last, at.end - starts[last - 1] + 1, at.end)
        )  # fmt: skip

    def diagnostics(self, found: Sequence[Diagnostic]) -> str:
        """Some elements of an array."""
        return ",\n".join([encode(self.diagnostic(each)) for each in found])

    def diagnostic(self, found: Diagnostic) -> Finding:
        language, fix = self.language, found.fix
        return Finding(
            found.rule, found.severity, found.at.path, *self.place(found.at), found.message.get(language),
            Raw(f"[{','.join([self.related(each) for each in found.related])}]".encode()) if found.related else _NONE,
            Fix(fix.title.get(language), fix.safe, [Edit(e.at.start, e.at.end, e.text) for e in fix.edits]) if fix else None,
        )  # fmt: skip

    def related(self, related: Related) -> str:
        """Another place, in JSON at once: a site of posts that are all alike has millions of them."""
        path, start, end = related.at.path, related.at.start, related.at.end
        starts = self.starts(path)
        first, last = bisect_right(starts, start), bisect_right(starts, end)
        return (
            f'{{"path":{self._text(path)},"start":{{"line":{first},"column":{start - starts[first - 1] + 1},"offset":{start}}},'
            f'"end":{{"line":{last},"column":{end - starts[last - 1] + 1},"offset":{end}}},'
            f'"message":{self._text(related.message.get(self.language))}}}'
        )
