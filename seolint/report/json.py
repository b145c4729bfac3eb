"""``--format json``: one object, for programs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

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


class Edit(Struct, gc=False):
    start: int
    end: int
    text: str


class Fix(Struct, gc=False):
    title: str
    safe: bool
    edits: list[Edit]


def render(outcome: Outcome, language: str, _: Texts) -> Iterator[str]:
    """``summary``, ``posts`` with their scores, and ``diagnostics``; lines and columns from 1, offsets in code points from 0."""
    writer = Writer(outcome, language)
    yield f'{{"summary": {encode(writer.summary())}, "posts": '
    yield from array(Post(path, score(spoken), losses(spoken)) for path, spoken in outcome.tallies().items())
    yield ', "diagnostics": '
    yield from lines(outcome.written(f"json {language}", writer.diagnostics))
    yield "}\n"


_NAMES = {severity: severity.value for severity in Severity}


class Writer:
    """Findings and places as JSON has them."""

    def __init__(self, outcome: Outcome, language: str) -> None:
        self.outcome = outcome
        self.language = language
        self._files: dict[str, tuple[str, Sequence[int]]] = {}
        self._text: Callable[[str], str] = lru_cache(10_000)(encode)

    def summary(self) -> dict[str, float | None]:
        return {
            "files": len(self.outcome.sources),
            "errors": self.outcome.count(Severity.ERROR),
            "warnings": self.outcome.count(Severity.WARNING),
            "infos": self.outcome.count(Severity.INFO),
            "score": site_score(self.outcome),
        }

    def diagnostics(self, found: Sequence[Diagnostic]) -> str:
        """Some elements of an array."""
        return ",\n".join(map(self.diagnostic, found))

    def diagnostic(self, found: Diagnostic) -> str:
        """A finding, in JSON at once: values for a library to encode take twice as long."""
        language, fix = self.language, found.fix
        mended = "null"
        if fix is not None:
            mended = encode(Fix(fix.title.get(language), fix.safe, [Edit(e.at.start, e.at.end, e.text) for e in fix.edits]))
        return (
            f'{{"rule":{self._text(found.rule)},"severity":"{_NAMES[found.severity]}",{self._place(found.at)},'
            f'"message":{encode(found.message.get(language))},"related":[{self._related(found.related)}],"fix":{mended}}}'
        )

    def _related(self, related: Sequence[Related]) -> str:
        japanese, text, place = self.language == "ja", self._text, self._place
        return ",".join([
            f'{{{place(each.at)},"message":{text(each.message.ja if japanese else each.message.en)}}}' for each in related
        ])  # fmt: skip

    def _place(self, at: Location) -> str:
        """Members of an object: ``path``, and ``start`` and ``end``, each with line and column from 1 and the offset from 0."""
        start, end = at.start, at.end
        try:
            path, starts = self._files[at.path]
        except KeyError:
            source = self.outcome.sources.get(at.path)
            path, starts = self._files[at.path] = encode(at.path), source.starts if source else (0,)
        first, last = bisect_right(starts, start), bisect_right(starts, end)
        return (
            f'"path":{path},"start":{{"line":{first},"column":{start - starts[first - 1] + 1},"offset":{start}}},'
            f'"end":{{"line":{last},"column":{end - starts[last - 1] + 1},"offset":{end}}}'
        )
