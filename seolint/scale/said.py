"""What a run comes to, as reports ask for it: read from the run folder page by page."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Raw
from msgspec.msgpack import Decoder

from seolint.diagnostic import Diagnostic
from seolint.engine.page import findings, lines
from seolint.outcome import Findings, Outcome, Read, Source, Tally
from seolint.scale.job import PAGES, SAID
from seolint.scale.reading import LINES
from seolint.scale.saying import FINDINGS, PATHS, TALLIES
from seolint.scale.store import Store

_OPEN, _LINES = 2, 64
"""Of so many batches the findings are in memory, and the places where the lines of their posts begin."""
_raws, _paths, _tallies = Decoder(list[Raw]).decode, Decoder(tuple[str, ...]).decode, Decoder(tuple[Tally, ...]).decode

Text = Callable[[str, int], str]
"""The text of the post at a path, in the batch of a number."""


class Lines:
    """Where the lines of posts begin, by the number of a batch and the place of a post in it."""

    def __init__(self, store: Store, names: Sequence[str]) -> None:
        self._store, self._names = store, names
        self._batch = lru_cache(_LINES)(self._read)

    def _read(self, number: int) -> list[bytes]:
        found = self._store.sections(PAGES, self._names[number], [LINES])
        return [bytes(each) for each in _raws(found[LINES])]

    def of(self, number: int, place: int) -> Sequence[int]:
        return array("I", lines(self._batch(number)[place]))


def said(
    store: Store, batches: Sequence[Sequence[str]], names: Sequence[str], starts: Lines, left_out: tuple[str, ...],
    text: Text | None,
) -> Outcome:  # fmt: skip
    """``names`` are those of the files with what is said of the ``batches`` of paths."""
    firsts = [paths[0] for paths in batches]
    tallies: dict[str, Tally] = {}
    same: dict[Tally, Tally] = {}
    places: list[tuple[str, ...]] = []
    read: list[str] = []
    for paths, name in zip(batches, names, strict=True):
        sections = store.sections(SAID, name, [PATHS, TALLIES])
        there = _paths(sections[PATHS])
        there = tuple(paths) if len(there) == len(paths) else there  # no second text of each path
        places.append(there)
        read += there
        for path, tally in zip(there, _tallies(sections[TALLIES]), strict=True):
            if tally:
                tallies[path] = same.setdefault(tally, tally)

    def batch_of(path: str) -> tuple[int, int]:
        number = bisect_right(firsts, path) - 1
        return number, bisect_right(places[number], path) - 1

    @lru_cache(_OPEN)
    def opened(number: int) -> list[Raw]:
        return _raws(store.sections(SAID, names[number], [FINDINGS])[FINDINGS])

    def found(path: str) -> Sequence[Diagnostic]:
        number, place = batch_of(path)
        return findings(opened(number)[place])

    def source(path: str) -> Source:
        number, place = batch_of(path)
        return Source(path, starts.of(number, place), text(path, number) if text is not None else "")

    return Outcome(Findings(tallies, found), Read(read, source), left_out)
