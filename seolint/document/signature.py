"""What a post says, small enough to be compared with every other: MinHash over runs of five lemmas."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, chain, pairwise
from operator import itemgetter
from sys import byteorder
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
"""Hashes are below this, and so are the factors: what five of each come to has 64 bits."""
_FACTORS = (0x2545F491, 0x1B873593, 0x27D4EB2F, 0x165667B1, 0x3C6EF35F)
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
    def whole(self) -> bool:
        """Whether no hash is missing."""
        return self.bound == RANGE

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


def shingles(lemmas: Sequence[str]) -> array[int]:
    """The hash of each five lemmas in a row, the same in all processes.

    The lemmas' numbers are the limbs of one large number, of 64 bits each: shifted by one, they stand over those before them, and
    all hashes come of five multiplications.
    """
    if len(lemmas) < SHINGLE:
        return array("Q")
    size = len(lemmas) - SHINGLE + 1
    whole = int.from_bytes(_little(array("Q", itemgetter(*lemmas)(_NUMBERS))).tobytes(), "little")
    added = sum((whole >> 64 * place) * factor for place, factor in enumerate(_FACTORS))
    added &= int.from_bytes((RANGE - 1).to_bytes(8, "little") * size, "little")
    return _little(array("Q", added.to_bytes(8 * size, "little")))


def _little(numbers: array[int]) -> array[int]:
    """``numbers`` in the order of bytes that is the other way round on some machines."""
    if byteorder == "big":
        numbers.byteswap()
    return numbers


def read_signature(blocks: Sequence[Block], words: Words) -> Signature:
    """The signature of what ``blocks`` say, the first 10,000 of them; one that is there again is left out."""
    runs = shingles(words.lemmas)
    parts = [(block.text.at, *words.tokens_at(block.text.at.start)) for block in blocks[:_MOST_BLOCKS]]
    parts = [(at, first, last - SHINGLE + 1) for at, first, last in parts if last - first >= SHINGLE]
    total = sum([last - first for _, first, last in parts])
    bound = RANGE * KEPT // max(total, KEPT)
    table, hashes, seen = list[int](), list[int](), set[int]()
    for at, first, last in parts:
        said = runs[first:last]
        found = {value for value in said if value < bound}
        name = crc32(said)
        if found and name not in seen:
            seen.add(name)
            hashes += found
            table += (name, at.start, at.end, len(found))
    return Signature(array("I", table).tobytes(), array("I", hashes).tobytes(), bound)
