"""What a post says, small enough to be compared with every other: MinHash over runs of five lemmas."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, chain, pairwise
from operator import itemgetter, sub
from zlib import crc32

from msgspec import Struct

from seolint.document.content import Block
from seolint.document.words import Words

SHINGLE = 5
"""Lemmas of a shingle. Shingles do not run on from one block to the next."""
KEPT = 320
"""About how many hashes a signature has at most. Where two posts have the Jaccard similarity J, the estimate is off by
√(J·(1 − J) ÷ 320) as a rule, 0.028 at most, and by less in short posts; where neither has more shingles it is exact."""
RANGE = 2**30
"""Hashes are below this: Python is fastest with such numbers."""
_MOST_BLOCKS = 10_000


class _Numbers(dict[str, int]):
    def __missing__(self, lemma: str) -> int:
        self[lemma] = number = crc32(lemma.encode("utf-8", "replace")) % RANGE
        return number


_NUMBERS = _Numbers()


class Passage(Struct, frozen=True, array_like=True, gc=False):
    """A block of prose that has hashes in a signature: a number for all it says, where it stands in the post, its hashes."""

    name: int
    start: int
    end: int
    hashes: frozenset[int]


class Signature(Struct, frozen=True, array_like=True):
    """Those hashes of a post's shingles that are below ``bound``, passage by passage, packed as numbers of 32 bits.

    ``passages`` has four numbers for each: what all it says comes to, its start and end in the post, how many of ``hashes`` are
    its.
    """

    passages: bytes
    hashes: bytes
    bound: int

    def read(self) -> Iterator[Passage]:
        for name, start, end, hashes in self._rows():
            yield Passage(name, start, end, frozenset(hashes))

    def _rows(self) -> Iterator[tuple[int, int, int, Sequence[int]]]:
        rows, hashes = array("I", self.passages), array("I", self.hashes)
        ends = accumulate(rows[3::4], initial=0)
        for name, start, end, (first, last) in zip(rows[::4], rows[1::4], rows[2::4], pairwise(ends), strict=True):
            yield name, start, end, hashes[first:last]

    @property
    def names(self) -> Sequence[int]:
        """The names of the passages, in order."""
        return array("I", self.passages)[::4]

    @property
    def sketch(self) -> Sketch:
        return Sketch(frozenset(array("I", self.hashes)), self.bound)

    def without(self, names: Collection[int]) -> Sketch:
        """The sketch of what the passages say that have none of ``names``."""
        kept = (hashes for name, _, _, hashes in self._rows() if name not in names)
        return Sketch(frozenset(chain.from_iterable(kept)), self.bound)


class Sketch(Struct, frozen=True, gc=False):
    """Some of the hashes of a text: all that are below ``bound``."""

    hashes: frozenset[int]
    bound: int

    @property
    def size(self) -> int:
        """How many shingles the text has, each once; an estimate where some are missing."""
        return len(self.hashes) * RANGE // self.bound

    def similarity(self, other: Sketch) -> float:
        """An estimate of the Jaccard similarity of the two texts; exact where neither lacks a hash."""
        shared, bound = len(self.hashes & other.hashes), min(self.bound, other.bound)
        return shared / max(self._below(bound) + other._below(bound) - shared, 1)

    def _below(self, bound: int) -> int:
        return len(self.hashes) if self.bound == bound else sum([value < bound for value in self.hashes])


def read_signature(blocks: Sequence[Block], words: Words) -> Signature:
    """The signature of what ``blocks`` say, the first 10,000 of them; one that is there again is left out.

    A shingle's hash is the sum of its lemmas' numbers, so that it is the same in all processes, and whatever their order in it.
    """
    numbers = itemgetter(*words.lemmas)(_NUMBERS) if len(words.lemmas) > 1 else ()
    sums = list(accumulate(numbers, initial=0))
    runs = list(map(sub, sums[SHINGLE:], sums))
    parts = [(block.text.at, *words.tokens_at(block.text.at.start)) for block in blocks[:_MOST_BLOCKS]]
    parts = [part for part in parts if part[2] - part[1] >= SHINGLE]
    last_bits = RANGE - 1
    total = sum([last - first for _, first, last in parts])
    bound = RANGE * KEPT // max(total, KEPT)
    table, hashes, seen = list[int](), list[int](), set[int]()
    for at, first, last in parts:
        name = (sums[last] - sums[first]) % RANGE
        found = {value for run in runs[first : last - SHINGLE + 1] if (value := run & last_bits) < bound}
        if found and name not in seen:
            seen.add(name)
            hashes += found
            table += (name, at.start, at.end, len(found))
    return Signature(array("I", table).tobytes(), array("I", hashes).tobytes(), bound)
