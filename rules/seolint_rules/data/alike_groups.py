"""The posts of a site that say much the same, group by group: by the MinHash signatures that each tells of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations
from typing import NamedTuple

from msgspec import Struct

from seolint import Signature, Sketch
from seolint_rules.data.alike_bands import candidates
from seolint_rules.data.alike_links import Likeness, Links, Sketches, likeness, linked

_FEW = 24
"""In a group of so many posts each is compared with all, in a larger one with those that it was found by."""
_AT_HAND = 256
"""So many sketches are there at once: each takes 50 kilobytes."""


class Near(NamedTuple):
    """Another post, and how like it is."""

    other: int
    similarity: float
    doubt: float


class Group(Struct, frozen=True):
    """Posts by number, each alike another one of them: ``nearest`` has the one that it is most alike."""

    members: tuple[int, ...]
    nearest: Mapping[int, Near]


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

    links = linked(pairs, whole, least, len(signatures))
    common = _common(signatures, sorted(set(chain.from_iterable(pairs))), links)
    if not common:
        return list(_groups(links, whole, least)), common

    @lru_cache(_AT_HAND)
    def own(number: int) -> Sketch:
        rest = signatures[number].without(common)
        return rest if rest.size >= fewest else signatures[number].sketch

    return list(_groups(linked(pairs, own, least, len(signatures)), own, least)), common


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


def _groups(links: Links, sketches: Sketches, least: float) -> Iterator[Group]:
    """The groups in the order of their first members."""
    found: dict[int, dict[tuple[int, int], Likeness]] = {}
    for pair, its in links.similar.items():
        found.setdefault(links.root(pair[0]), {})[pair] = its
    for _, pairs in sorted(found.items()):
        members = tuple(sorted({number for pair in pairs for number in pair}))
        for pair in combinations(members, 2) if len(members) <= _FEW else ((members[0], other) for other in members[1:]):
            if pair not in pairs:
                pairs[pair] = likeness(sketches(pair[0]), sketches(pair[1]), least)
        nearest: dict[int, Near] = {}
        for (one, other), its in sorted(pairs.items(), key=lambda item: (-item[1].similarity, item[0])):
            nearest.setdefault(one, Near(other, *its))
            nearest.setdefault(other, Near(one, *its))
        yield Group(members, nearest)
