"""Which posts of a site say much the same: by the MinHash signatures that each tells of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from seolint import Signature, Sketch

BANDS, ROWS = 32, 3
"""Posts that agree in all rows of a band are compared. Of two with the Jaccard similarity 0.6 the least hashes of a row are the
same with a chance of 0.6 or more, so that they meet in none of the bands with one of (1 − 0.6³)³² = 4 in 10,000 at most."""
_LEAST = 2 * BANDS * ROWS
"""About how many hashes of a post the least hashes of the rows are found among."""
_ROWLESS = dict.fromkeys(range(BANDS * ROWS), -1)
_EMPTY = frozenset(hash((band, *[-1] * ROWS)) for band in range(BANDS))
_HINT = 0.3
"""The share of their rows that must be the same where two posts are compared: about J of them are."""
_DEVIATIONS, _MOST_DOUBT = 3, 0.05
"""How far under the limit an estimate may lie. Of posts that are just at the limit one pair in 700 has an estimate that is too low
by more than three standard deviations; by 0.05 it is as rarely too high, so that none is named that is 0.1 under the limit."""
_NEAR = 6
"""With how many that stand before it in a band a post is compared."""
_FEW = 24
"""In a group of so many posts each is compared with all, in a larger one with those that it was found by."""


class Near(NamedTuple):
    """Another post, its similarity, and by how much that estimate may be off: 0 where it is exact."""

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

    A passage does not count that stands in three posts or more, those that are alike anyway taken for one; in a post with
    little else it does.
    """
    pairs = _candidates([signature.rough(_LEAST) for signature in signatures], fewest)
    sketches = {number: signatures[number].sketch for number in sorted({number for pair in pairs for number in pair})}
    links = _links(pairs, sketches, least, len(signatures))
    holders: dict[int, set[int]] = {}
    for number, signature in enumerate(signatures):
        for name in signature.names:
            holders.setdefault(name, set()).add(links.root(number))
    common = frozenset(name for name, roots in holders.items() if len(roots) > 2)
    for number in sketches if common else ():
        rest = signatures[number].without(common)
        sketches[number] = rest if rest.size >= fewest else sketches[number]
    links = _links(pairs, sketches, least, len(signatures)) if common else links
    return list(_groups(links, sketches, least)), common


def _candidates(roughs: Sequence[Sketch], fewest: int) -> list[tuple[int, int]]:
    """The pairs that share a band, each post with the ``_NEAR`` before it there at most, and that may be alike at all."""
    found: dict[tuple[int, int], None] = {}
    latest: dict[int, int] = {}
    buckets: dict[int, list[int]] = {}
    least: list[frozenset[int]] = []
    for number, rough in enumerate(roughs):
        keys, hashes = _bands(rough.hashes if rough.size >= fewest else frozenset())
        least.append(hashes)
        for key in [key for key in keys if key in latest]:
            bucket = buckets.setdefault(key, [latest[key]])
            found.update(dict.fromkeys([(before, number) for before in bucket[-_NEAR:]]))
            bucket.append(number)
        latest.update(dict.fromkeys(keys, number))
    return [(one, two) for one, two in found if len(least[one] & least[two]) > _HINT * max(len(least[one]), len(least[two]))]


def _links(pairs: Iterable[tuple[int, int]], sketches: Mapping[int, Sketch], least: float, count: int) -> Links:
    links = Links(count)
    for one, other in pairs:
        similarity = sketches[one].similarity(sketches[other])
        under = least - similarity
        if under <= 0 or (under <= _MOST_DOUBT and under <= _doubt(sketches[one], sketches[other], least)):
            links.add(one, other, similarity)
    return links


def _doubt(one: Sketch, other: Sketch, least: float) -> float:
    return min(_DEVIATIONS * one.deviation(other, least), _MOST_DOUBT)


def _bands(hashes: frozenset[int]) -> tuple[list[int], frozenset[int]]:
    """A key for each band of a post that has anything in it, and the hashes of all rows: a row's is the least of its remainder."""
    falling = sorted(hashes, reverse=True)
    least = _ROWLESS | dict(zip([value % (BANDS * ROWS) for value in falling], falling, strict=True))
    rows = list(least.values())
    bands = zip(range(BANDS), *(rows[start : start + BANDS] for start in range(0, BANDS * ROWS, BANDS)), strict=True)
    return [key for key in map(hash, bands) if key not in _EMPTY], frozenset(rows)


def _groups(links: Links, sketches: Mapping[int, Sketch], least: float) -> Iterator[Group]:
    """The groups in the order of their first members."""
    found: dict[int, dict[tuple[int, int], float]] = {}
    for pair, similarity in links.similar.items():
        found.setdefault(links.root(pair[0]), {})[pair] = similarity
    for _, pairs in sorted(found.items()):
        members = tuple(sorted({number for pair in pairs for number in pair}))
        for pair in combinations(members, 2) if len(members) <= _FEW else ((members[0], other) for other in members[1:]):
            pairs[pair] = sketches[pair[0]].similarity(sketches[pair[1]])
        nearest: dict[int, Near] = {}
        for (one, other), similarity in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
            if one not in nearest or other not in nearest:
                doubt = _doubt(sketches[one], sketches[other], least)
                nearest.setdefault(one, Near(other, similarity, doubt))
                nearest.setdefault(other, Near(one, similarity, doubt))
        yield Group(members, nearest)
