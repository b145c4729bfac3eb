"""Which posts of a site say much the same: by the MinHash signatures that each tells of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from seolint import Signature, Sketch

BANDS, ROWS = 32, 3
"""Posts that agree in all rows of a band are compared. Of two with the Jaccard similarity 0.7 the least hashes of a row are the
same with a chance of 0.7 or more, so that they meet in none of the bands with one of (1 − 0.7³)³² = 1.5 in a million at most."""
_NEAR = 32
"""With how many that stand before it in its band, and are not known to be alike, a post is compared."""
_FEW = 24
"""In a group of so many posts each is compared with all, in a larger one with those that it was found by."""


class Group(Struct, frozen=True):
    """Posts by number, each alike another one of them: ``nearest`` has that one, and how much."""

    members: tuple[int, ...]
    nearest: Mapping[int, tuple[int, float]]


class Links:
    """Which posts are linked with which, by whatever way."""

    def __init__(self, count: int) -> None:
        self.similar: dict[tuple[int, int], float] = {}
        self._above = list(range(count))

    def root(self, number: int) -> int:
        while (above := self._above[number]) != number:
            self._above[number] = number = self._above[above]
        return number

    def add(self, one: int, other: int, similarity: float) -> None:
        self.similar[one, other] = similarity
        first, last = sorted((self.root(one), self.root(other)))
        self._above[last] = first


def groups(signatures: Sequence[Signature], least: float, fewest: int) -> tuple[list[Group], frozenset[int]]:
    """The groups of posts alike by ``least`` or more, of those with ``fewest`` shingles, and the passages that do not count.

    A passage does not count that stands in three posts or more, those that are alike anyway taken for one.
    """
    passages = [tuple(signature.read()) for signature in signatures]
    sketches = [Sketch.of(told, signature.bound) for told, signature in zip(passages, signatures, strict=True)]
    links = _links(sketches, least, fewest)
    holders: dict[int, set[int]] = {}
    for number, told in enumerate(passages):
        for passage in told:
            holders.setdefault(passage.name, set()).add(links.root(number))
    common = frozenset(name for name, roots in holders.items() if len(roots) > 2)
    changed = [number for number, told in enumerate(passages) if any(passage.name in common for passage in told)]
    if changed:
        for number in changed:
            sketches[number] = Sketch.of(passages[number], signatures[number].bound, common)
        links = _links(sketches, least, fewest)
    return list(_groups(links, sketches)), common


def _links(sketches: Sequence[Sketch], least: float, fewest: int) -> Links:
    links, seen = Links(len(sketches)), set[tuple[int, int]]()
    buckets: dict[tuple[int | None, ...], list[int]] = {}
    for number, sketch in enumerate(sketches):
        for band in _bands(sketch.hashes) if sketch.size >= fewest else ():
            buckets.setdefault(band, []).append(number)
    for bucket in buckets.values():
        for place, number in enumerate(bucket[1:], 1):
            compared = 0
            for other in reversed(bucket[:place]):
                if links.root(other) == links.root(number):
                    continue
                if (other, number) not in seen:
                    seen.add((other, number))
                    found = sketches[other].similarity(sketches[number])
                    if found >= least:
                        links.add(other, number, found)
                compared += 1
                if compared == _NEAR:
                    break
    return links


def _bands(hashes: frozenset[int]) -> Iterator[tuple[int | None, ...]]:
    """The keys under which a post meets those like it: rows are the least of the hashes that leave the same rest."""
    falling = sorted(hashes, reverse=True)
    least = dict(zip([value % (BANDS * ROWS) for value in falling], falling, strict=True))
    rows = [least.get(row) for row in range(BANDS * ROWS)]
    for band in range(BANDS):
        if any(key := rows[band::BANDS]):
            yield band, *key


def _groups(links: Links, sketches: Sequence[Sketch]) -> Iterator[Group]:
    """The groups in the order of their first members."""
    found: dict[int, dict[tuple[int, int], float]] = {}
    for pair, similarity in links.similar.items():
        found.setdefault(links.root(pair[0]), {})[pair] = similarity
    for _, pairs in sorted(found.items()):
        members = tuple(sorted({number for pair in pairs for number in pair}))
        for pair in combinations(members, 2) if len(members) <= _FEW else ((members[0], other) for other in members[1:]):
            pairs[pair] = sketches[pair[0]].similarity(sketches[pair[1]])
        nearest: dict[int, tuple[int, float]] = {}
        for (one, other), similarity in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
            nearest.setdefault(one, (other, similarity))
            nearest.setdefault(other, (one, similarity))
        yield Group(members, nearest)
