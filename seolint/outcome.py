"""What a run comes to: all that a report may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import overload

from msgspec import Struct

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.text import Lines

REPORT = "<!-- seolint report -->"
"""How a report in Markdown begins."""

_GENERATOR, _HEAD = '<meta name="generator" content="seolint', 1_500
"""What the head of a report in HTML has among its first characters."""


def is_report(text: str) -> bool:
    """Whether ``text``, of which the beginning is enough, is a report that seolint wrote, and no post."""
    text = text[:_HEAD].removeprefix("\ufeff")
    return text.startswith(REPORT) or (text.startswith("<!doctype html>") and _GENERATOR in text)


class Source(Struct, frozen=True):
    """One file of the run: where its lines begin, and its text when it cannot be read again ("" when it can)."""

    path: str
    starts: Sequence[int]
    text: str = ""

    @property
    def lines(self) -> Lines:
        return Lines(self.starts)


_OPEN = 100
"""Of so many files it is remembered where their lines begin."""


class Read(Mapping[str, Source]):
    """The files of a run by path; where the lines of one begin is found out when it is asked for."""

    def __init__(self, paths: Iterable[str], source: Callable[[str], Source]) -> None:
        self._paths, self._source = dict.fromkeys(paths), lru_cache(_OPEN)(source)

    def __getitem__(self, path: str) -> Source:
        if path not in self._paths:
            raise KeyError(path)
        return self._source(path)

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class Sources(Mapping[str, Source]):
    """The posts of a run that count, some of those that were read: iteration and length know these alone.

    A path finds the others too, since findings of those that count may name places in them.
    """

    def __init__(self, read: Mapping[str, Source], counted: Iterable[str]) -> None:
        self._read, self._counted = read, dict.fromkeys(counted)

    def __getitem__(self, path: str) -> Source:
        return self._read[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._counted)

    def __len__(self) -> int:
        return len(self._counted)


Tally = tuple[tuple[str, Severity, int], ...]
"""How often each rule spoke of a post, and how gravely."""


def tally(diagnostics: Iterable[Diagnostic]) -> Tally:
    spoken: dict[tuple[str, Severity], int] = {}
    for diagnostic in diagnostics:
        key = (diagnostic.rule, diagnostic.severity)
        spoken[key] = spoken.get(key, 0) + 1
    return tuple((rule, severity, count) for (rule, severity), count in spoken.items())


order = attrgetter("at", "rule", "message.en")
"""The order of findings: by path, place, rule and message."""


class Findings(Sequence[Diagnostic]):
    """The findings of many posts, in order, of which only those of one post at a time are made values: ``read`` gives them by path.

    ``tallies`` are by path, sorted, of the posts that have any.
    """

    def __init__(self, tallies: Mapping[str, Tally], read: Callable[[str], Sequence[Diagnostic]]) -> None:
        self.tallies, self._read = tallies, read

    def __iter__(self) -> Iterator[Diagnostic]:
        for path in self.tallies:
            yield from self._read(path)

    def written(self, path: str, form: str, write: Callable[[Sequence[Diagnostic]], str]) -> str:
        """What ``write`` makes of the findings of a post, which may be known from another run: ``form`` names all else that
        it depends on."""
        return write(self._read(path))

    def __len__(self) -> int:
        return sum(count for spoken in self.tallies.values() for _, _, count in spoken)

    @overload
    def __getitem__(self, index: int) -> Diagnostic: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Diagnostic]: ...
    def __getitem__(self, index: int | slice) -> Diagnostic | Sequence[Diagnostic]:
        return tuple(self)[index]


class Outcome(Struct, frozen=True):
    """``diagnostics`` are sorted by path, place and rule. ``left_out`` are site rules that did not run, by id.

    ``known`` findings are in the baseline and left out, ``unchanged`` posts were read and do not count; ``notes`` are
    sentences about both, for the end of a report for people.
    ``mended`` says how many findings were mended in how many posts before this was found; None where nothing was to be.
    """

    diagnostics: Sequence[Diagnostic]
    sources: Mapping[str, Source]
    left_out: tuple[str, ...] = ()
    seconds: float = 0.0
    known: int = 0
    unchanged: int = 0
    notes: tuple[Text, ...] = ()
    mended: tuple[int, int] | None = None

    def count(self, severity: Severity) -> int:
        return sum(count for spoken in self.tallies().values() for _, weight, count in spoken if weight is severity)

    def written(self, form: str, write: Callable[[Sequence[Diagnostic]], str]) -> Iterator[str]:
        """What ``write`` makes of the findings of each post that has any; see ``Findings.written``."""
        if isinstance(self.diagnostics, Findings):
            yield from (self.diagnostics.written(path, form, write) for path in self.diagnostics.tallies)
        else:
            yield from (write([*found]) for _, found in groupby(self.diagnostics, key=attrgetter("at.path")))

    def tallies(self) -> dict[str, Tally]:
        """How often each rule spoke of each post that counts, and of others that it spoke of, by path."""
        counted: dict[str, Tally] = dict.fromkeys(self.sources, ())
        if isinstance(self.diagnostics, Findings):
            return {**counted, **self.diagnostics.tallies}
        posts: defaultdict[str, list[Diagnostic]] = defaultdict(list)
        for diagnostic in self.diagnostics:
            posts[diagnostic.at.path].append(diagnostic)
        return {**counted, **{path: tally(found) for path, found in posts.items()}}


_WEIGHTS = {Severity.ERROR: 15.0, Severity.WARNING: 5.0, Severity.INFO: 1.0}


class Loss(Struct, frozen=True):
    """What a post loses of its score because of one rule, which spoke ``count`` times with one severity."""

    rule: str
    severity: Severity
    count: int
    points: float


def losses(spoken: Tally) -> list[Loss]:
    """What a post with these findings loses of 100, the most first: 15, 5 or 1 for each rule with an error, a warning or
    advice in it, half as much again where a rule speaks more than once."""
    found = [
        Loss(rule, severity, count, _WEIGHTS[severity] * (1.5 if count > 1 else 1.0)) for rule, severity, count in spoken
    ]
    return sorted(found, key=lambda loss: (-loss.points, loss.rule))


def score(spoken: Tally) -> int:
    """A post's score: 100 less what it loses, never below 0."""
    return max(0, round(100 - sum(_WEIGHTS[severity] * (1.5 if count > 1 else 1.0) for _, severity, count in spoken)))


def scores(outcome: Outcome) -> dict[str, int]:
    """The score of each post, by path."""
    return {path: score(spoken) for path, spoken in outcome.tallies().items()}


def site_score(outcome: Outcome) -> float | None:
    """The median of the posts' scores; None without posts."""
    return median(scores(outcome).values())


def median(points: Iterable[int]) -> float | None:
    """The middle of ``points``, or what is between the two there; None of nothing."""
    found = sorted(points)
    middle = len(found) // 2
    if len(found) % 2:
        return found[middle]
    return (found[middle - 1] + found[middle]) / 2 if found else None
