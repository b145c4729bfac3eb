"""Which posts of a site say much the same: by the MinHash signatures that each tells of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations
from typing import NamedTuple

from msgspec import Struct

from seolint import Signature, Sketch
from seolint_rules.data.alike_bands import candidates

_DEVIATIONS, _MOST_DOUBT = 3, 0.05
"""How far under the limit an estimate may lie. Of posts that are just at the limit one pair in 700 has an estimate that is too low
by more than three standard deviations; by 0.05 it is as rarely too high, so that none is named that is 0.1 under the limit."""
_FEW = 24
"""In a group of so many posts each is compared with all, in a larger one with those that it was found by."""
_AT_HAND = 256
"""So many sketches are there at once: each takes 50 kilobytes."""

Sketches = Callable[[int], Sketch]


class Likeness(NamedTuple):
    """How similar two posts are, and by how much that estimate may be off: 0 where it is exact."""

    similarity: float
    doubt: float


class Near(NamedTuple):
    """Another post, and how like it is."""

    other: int
    similarity: float
    doubt: float


class Group(Struct, frozen=True):
    """Posts by number, each alike another one of them: ``nearest`` has the one that it is most alike."""

    members: tuple[int, ...]
    nearest: Mapping[int, Near]


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


def groups(signatures: Sequence[Signature], least: float, fewest: int) -> tuple[list[Group], frozenset[int]]:
    """The groups of posts alike by ``least`` or more, of those with ``fewest`` shingles, and their passages that do not count.

    A passage does not count that stands in three posts or more, those that are alike anyway taken for one; in a post with
    little else it does.
    """
    pairs = candidates(signatures, fewest)
    if not pairs:
        return [], frozenset()

    @lru_cache(_AT_HAND)
    def whole(number: int) -> Sketch:
        return signatures[number].sketch

    links = _links(pairs, whole, least, len(signatures))
    common = _common(signatures, sorted(set(chain.from_iterable(pairs))), links)
    if not common:
        return list(_groups(links, whole, least)), common

    @lru_cache(_AT_HAND)
    def own(number: int) -> Sketch:
        rest = signatures[number].without(common)
        return rest if rest.size >= fewest else signatures[number].sketch

    return list(_groups(_links(pairs, own, least, len(signatures)), own, least)), common


def _common(signatures: Sequence[Signature], compared: Iterable[int], links: Links) -> frozenset[int]:
    """The passages of posts that are ``compared`` that stand in three posts or more, linked ones taken for one."""
    names = frozenset(chain.from_iterable(signatures[number].names for number in compared))
    first, second, common = dict[int, int](), dict[int, int](), set[int]()
    for number, signature in enumerate(signatures):
        root = links.root(number)
        for name in names.intersection(signature.names):
            if first.setdefault(name, root) != root and second.setdefault(name, root) != root:
                common.add(name)
    return frozenset(common)


def _links(pairs: Iterable[tuple[int, int]], sketches: Sketches, least: float, count: int) -> Links:
    links = Links(count)
    for one, other in pairs:
        likeness = _likeness(sketches(one), sketches(other), least)
        if likeness.similarity >= least - likeness.doubt:
            links.add(one, other, likeness)
    return links


def _likeness(one: Sketch, other: Sketch, least: float) -> Likeness:
    """The doubt is that of a similarity of ``least``."""
    return Likeness(one.similarity(other), min(_DEVIATIONS * one.deviation(other, least), _MOST_DOUBT))


def _groups(links: Links, sketches: Sketches, least: float) -> Iterator[Group]:
    """The groups in the order of their first members."""
    found: dict[int, dict[tuple[int, int], Likeness]] = {}
    for pair, likeness in links.similar.items():
        found.setdefault(links.root(pair[0]), {})[pair] = likeness
    for _, pairs in sorted(found.items()):
        members = tuple(sorted({number for pair in pairs for number in pair}))
        for pair in combinations(members, 2) if len(members) <= _FEW else ((members[0], other) for other in members[1:]):
            if pair not in pairs:
                pairs[pair] = _likeness(sketches(pair[0]), sketches(pair[1]), least)
        nearest: dict[int, Near] = {}
        for (one, other), likeness in sorted(pairs.items(), key=lambda item: (-item[1].similarity, item[0])):
            nearest.setdefault(one, Near(other, *likeness))
            nearest.setdefault(other, Near(one, *likeness))
        yield Group(members, nearest)
