"""Which two posts say much the same, as far as their sketches tell; and which are linked by such pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from seolint import Sketch

_DEVIATIONS, _MOST_DOUBT = 3, 0.05
"""How far under the limit an estimate may lie. Of posts that are just at the limit one pair in 700 has an estimate that is too low
by more than three standard deviations; by 0.05 it is as rarely too high, so that none is named that is 0.1 under the limit."""

Sketches = Callable[[int], Sketch]


class Likeness(NamedTuple):
    """How similar two posts are, and by how much that estimate may be off: 0 where it is exact."""

    similarity: float
    doubt: float


class Links:
    """Which posts are linked with which, by whatever way."""

    def __init__(self, count: int) -> None:
        self.similar: dict[tuple[int, int], Likeness] = {}
        self._above = list(range(count))

    def root(self, number: int) -> int:
        while (above := self._above[number]) != number:
            self._above[number] = number = self._above[above]
        return number

    def add(self, one: int, other: int, likeness: Likeness) -> None:
        self.similar[one, other] = likeness
        first, last = sorted((self.root(one), self.root(other)))
        self._above[last] = first


def linked(pairs: Iterable[tuple[int, int]], sketches: Sketches, least: float, count: int) -> Links:
    """Those of ``pairs`` that are alike by ``least`` or may be, of ``count`` posts."""
    links = Links(count)
    for one, other in pairs:
        found = likeness(sketches(one), sketches(other), least)
        if found.similarity >= least - found.doubt:
            links.add(one, other, found)
    return links


def likeness(one: Sketch, other: Sketch, least: float) -> Likeness:
    """The doubt is that of a similarity of ``least``."""
    return Likeness(one.similarity(other), min(_DEVIATIONS * one.deviation(other, least), _MOST_DOUBT))
