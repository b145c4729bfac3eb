"""Which posts of a site say much the same: by the MinHash signatures that each tells of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from seolint import Signature, Sketch

BANDS, ROWS = 26, 3
"""Posts that agree in all rows of a band are compared. Of two with the Jaccard similarity 0.7 the least hashes of a row are the
same with a chance of 0.7 or more, so that they meet in none of the bands with one of (1 − 0.7³)²⁶ = 2 in 100,000 at most."""
_ROWLESS = dict.fromkeys(range(BANDS * ROWS), -1)
_EMPTY = frozenset(hash((band, *[-1] * ROWS)) for band in range(BANDS))
_HINT = 0.3
"""The share of their rows that must be the same where two posts are compared: about J of them are."""
_DOUBT = 0.02
"""How far under the limit an estimate may lie: by so much it is off as a rule, and a post is rather named than passed over."""
_NEAR = 6
"""With how many that stand before it in a band a post is compared."""
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

    A passage does not count that stands in three posts or more, those that are alike anyway taken for one; in a post with
    little else it does.
    """
    sketches = [signature.sketch for signature in signatures]
    pairs = _candidates(sketches, fewest)
    links = _links(pairs, sketches, least)
    holders: dict[int, set[int]] = {}
    for number, signature in enumerate(signatures):
        for name in signature.names:
            holders.setdefault(name, set()).add(links.root(number))
    common = frozenset(name for name, roots in holders.items() if len(roots) > 2)
    for number in sorted({number for pair in pairs for number in pair}) if common else ():
        rest = signatures[number].without(common)
        sketches[number] = rest if rest.size >= fewest else sketches[number]
    links = _links(pairs, sketches, least) if common else links
    return list(_groups(links, sketches)), common


def _candidates(sketches: Sequence[Sketch], fewest: int) -> list[tuple[int, int]]:
    """The pairs that share a band, each post with the ``_NEAR`` before it there at most, and that may be alike at all."""
    found: dict[tuple[int, int], None] = {}
    latest: dict[int, int] = {}
    buckets: dict[int, list[int]] = {}
    least: list[frozenset[int]] = []
    for number, sketch in enumerate(sketches):
        keys, hashes = _bands(sketch.hashes if sketch.size >= fewest else frozenset())
        least.append(hashes)
        for key in [key for key in keys if key in latest]:
            bucket = buckets.setdefault(key, [latest[key]])
            found.update(dict.fromkeys([(before, number) for before in bucket[-_NEAR:]]))
            bucket.append(number)
        latest.update(dict.fromkeys(keys, number))
    return [(one, two) for one, two in found if len(least[one] & least[two]) > _HINT * max(len(least[one]), len(least[two]))]


def _links(pairs: Iterable[tuple[int, int]], sketches: Sequence[Sketch], least: float) -> Links:
    links = Links(len(sketches))
    for one, other in pairs:
        similarity = sketches[one].similarity(sketches[other])
        exact = sketches[one].whole and sketches[other].whole
        if similarity >= (least if exact else least - _DOUBT):
            links.add(one, other, similarity)
    return links


def _bands(hashes: frozenset[int]) -> tuple[list[int], frozenset[int]]:
    """A key for each band of a post that has anything in it, and the hashes of all rows: a row's is the least of its remainder."""
    falling = sorted(hashes, reverse=True)
    least = _ROWLESS | dict(zip([value % (BANDS * ROWS) for value in falling], falling, strict=True))
    rows = list(least.values())
    bands = zip(range(BANDS), *(rows[start : start + BANDS] for start in range(0, BANDS * ROWS, BANDS)), strict=True)
    return [key for key in map(hash, bands) if key not in _EMPTY], frozenset(rows)


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
