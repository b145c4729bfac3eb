"""What a post says, small enough to be compared with every other: MinHash over runs of five lemmas."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter
from zlib import crc32

from msgspec import Struct

from seolint.document.content import Block
from seolint.document.words import Words
from seolint.text import Location

SHINGLE = 5
"""Lemmas of a shingle. Shingles do not run on from one block to the next."""
KEPT = 384
"""How many hashes a signature has at most. Where two posts have the Jaccard similarity J, the estimate is off by
√(J·(1 − J) ÷ 384) on average, 0.026 at most, and by less in short posts; where both have at most 384 shingles it is exact."""
_ENOUGH, _MOST_BLOCKS = 1.3, 10_000


class _Numbers(dict[str, int]):
    def __missing__(self, lemma: str) -> int:
        self[lemma] = number = crc32(lemma.encode("utf-8", "replace"))
        return number


_NUMBERS = _Numbers()


class Passage(Struct, frozen=True, array_like=True, gc=False):
    """A block of prose that has hashes in a signature: a number for all it says, where it stands in the post, its hashes."""

    name: int
    start: int
    end: int
    hashes: frozenset[int]


class Signature(Struct, frozen=True, array_like=True):
    """The ``KEPT`` least hashes of a post's shingles, passage by passage, packed as signed numbers of 32 bits.

    ``passages`` has four numbers for each: what all it says comes to, its start and end in the post, how many of ``hashes`` are
    its. All hashes below ``bound`` are there.
    """

    passages: bytes
    hashes: bytes
    bound: int

    def read(self) -> Iterator[Passage]:
        rows, hashes = array("i", self.passages), array("i", self.hashes)
        ends = accumulate(rows[3::4], initial=0)
        for name, start, end, (first, last) in zip(rows[::4], rows[1::4], rows[2::4], pairwise(ends), strict=True):
            yield Passage(name, start, end, frozenset(hashes[first:last]))


class Sketch(Struct, frozen=True):
    """Some of the hashes of a text: all that are below ``bound``."""

    hashes: frozenset[int]
    bound: int

    @classmethod
    def of(cls, passages: Iterable[Passage], bound: int, without: Container[int] = ()) -> Sketch:
        """That of ``passages``, but for those whose names are in ``without``."""
        return cls(frozenset[int]().union(*(each.hashes for each in passages if each.name not in without)), bound)

    @property
    def size(self) -> int:
        """How many shingles the text has, each once; an estimate where hashes are missing."""
        return round(len(self.hashes) * 2**32 / (self.bound + 2**31))

    def below(self, bound: int) -> frozenset[int]:
        return self.hashes if self.bound <= bound else frozenset(value for value in self.hashes if value < bound)

    def similarity(self, other: Sketch) -> float:
        """An estimate of the Jaccard similarity of the two texts; exact where neither lacks a hash."""
        bound = min(self.bound, other.bound)
        mine, its = self.below(bound), other.below(bound)
        shared = len(mine & its)
        return shared / max(len(mine) + len(its) - shared, 1)


def shingles(lemmas: Sequence[str]) -> tuple[Sequence[int], list[int]]:
    """A number for each of ``lemmas``, and a hash of 64 bits for each five in a row; the same in all processes of one Python."""
    numbers: tuple[int, ...] = itemgetter(*lemmas)(_NUMBERS) if len(lemmas) > 1 else ()
    return numbers, list(map(hash, zip(*(numbers[start:] for start in range(SHINGLE)), strict=False)))


def read_signature(blocks: Sequence[Block], words: Words) -> Signature:
    """The signature of what ``blocks`` say, the first 10,000 of them; a shingle that stands in several is the first one's."""
    numbers, runs = shingles(words.lemmas)
    parts = [(block.text.at, *words.tokens_at(block.text.at.start)) for block in blocks[:_MOST_BLOCKS]]
    parts = [part for part in parts if part[2] - part[1] >= SHINGLE]
    total = sum(last - first - SHINGLE + 1 for _, first, last in parts)
    limit = int((_ENOUGH * KEPT / max(total, 1) - 0.5) * 2**64)
    owners = _owners(parts, runs, limit)
    if len(owners) <= KEPT < total:
        owners = _owners(parts, runs, limit := 2**63)
    bound = 2**31
    if len(owners) > KEPT:
        bound = sorted(owners)[KEPT] >> 32
        owners = {value: number for value, number in owners.items() if value >> 32 < bound}
    table: list[int] = []
    for number, count in Counter(owners.values()).items():
        at, first, last = parts[number]
        table += (hash(numbers[first:last]) >> 32, at.start, at.end, count)
    return Signature(array("i", table).tobytes(), array("i", [value >> 32 for value in owners]).tobytes(), bound)


def _owners(parts: Sequence[tuple[Location, int, int]], runs: Sequence[int], limit: int) -> dict[int, int]:
    """The hashes below ``limit``, and the first of ``parts`` that has each."""
    owners: dict[int, int] = {}
    for number, (_, first, last) in enumerate(parts):
        for value in [value for value in runs[first : last - SHINGLE + 1] if value < limit]:
            owners.setdefault(value, number)
    return owners
