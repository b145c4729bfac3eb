"""What a post says, small enough to be compared with every other: MinHash over runs of five lemmas."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from itertools import accumulate, compress, pairwise
from math import sqrt
from operator import itemgetter
from sys import byteorder
from zlib import crc32

from msgspec import Struct

from seolint.document.content import Block
from seolint.document.words import Words

SHINGLE = 5
"""Lemmas of a shingle. Shingles do not run on from one block to the next."""
KEPT = 640
"""About how many hashes a signature has at most. Where two posts have the Jaccard similarity J, the estimate is off by
√(J·(1 − J) ÷ 640) as a rule, 0.02 at most, and by less in short posts; where neither has more shingles it is exact."""
RANGE = 2**32
"""Hashes are below this."""
_STEP = RANGE // 256
"""Bounds are multiples of this, so that the highest byte of a hash tells whether it is kept."""
_HIGHEST = 3 if byteorder == "little" else 0
_LIMIT = 2**30
"""Lemmas' numbers and the factors are below this: the sum of five of their products has 64 bits."""
_FACTOR = sum(factor << 64 * place for place, factor in enumerate((0x2545F491, 0x1B873593, 0x27D4EB2F, 0x165667B1, 0x3C6EF35F)))
_MOST_BLOCKS = 10_000
_PLACES = tuple(range(8192))
"""Of an array that is not longer, hashes are picked by their places, so that no number is made of the others."""


_NUMBERS: dict[str, int] = {}
"""Of each lemma that was seen. A plain dictionary: others are asked at half the speed."""


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

    def read(self, without: Collection[int] = ()) -> list[Passage]:
        """The passages in order, but for those with one of these names."""
        rows, hashes = array("I", self.passages), array("I", self.hashes)
        ends = accumulate(rows[3::4], initial=0)
        return [
            Passage(name, start, end, frozenset(hashes[first:last]))
            for name, start, end, (first, last) in zip(rows[::4], rows[1::4], rows[2::4], pairwise(ends), strict=True)
            if name not in without
        ]

    @property
    def names(self) -> array[int]:
        """The names of the passages, in order."""
        return array("I", self.passages)[::4]

    @property
    def sketch(self) -> Sketch:
        return Sketch(frozenset(array("I", self.hashes)), self.bound)

    def least(self, count: int) -> list[int]:
        """About ``count`` of the least hashes, where there are more, falling; one of several passages more than once."""
        hashes = array("I", self.hashes)
        steps = -(-(self.bound // _STEP) * count // max(len(hashes), count))
        return sorted(_picked(hashes, _flags(hashes, steps)), reverse=True)

    def without(self, names: Collection[int]) -> Sketch:
        """The sketch of what the passages say that have none of ``names``."""
        rows = array("I", self.passages)
        ends = accumulate(rows[3::4], initial=0)
        spans = [span for name, span in zip(rows[::4], pairwise(ends), strict=True) if name not in names]
        kept = b"".join([self.hashes[4 * first : 4 * last] for first, last in spans])
        return Sketch(frozenset(array("I", kept)), self.bound)


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

    def deviation(self, other: Sketch, similarity: float) -> float:
        """By how much the estimate is off as a rule (a standard deviation), were this the similarity; 0 where it is exact."""
        bound = min(self.bound, other.bound)
        united = (len(self.hashes) / self.bound + len(other.hashes) / other.bound) * bound / (1 + similarity)
        return sqrt(similarity * (1 - similarity) / max(united, 1) * (1 - bound / RANGE))

    def _below(self, bound: int) -> int:
        return len(self.hashes) if self.bound == bound else sum(map(bound.__gt__, self.hashes))


def shingles(lemmas: Sequence[str]) -> array[int]:
    """The hash of each five lemmas in a row, of 32 bits, the same in all processes.

    The lemmas' numbers are the limbs of one large number, of 64 bits each, and the factors those of another: in a limb of their
    product are five lemmas in a row, each times its own factor.
    """
    if len(lemmas) < SHINGLE:
        return array("I")
    pick = itemgetter(*lemmas)
    try:
        picked = pick(_NUMBERS)
    except KeyError:
        _NUMBERS.update({lemma: crc32(lemma.encode("utf-8", "replace")) % _LIMIT for lemma in set(lemmas)})
        picked = pick(_NUMBERS)
    numbers = _little(array("Q", picked))
    product = int.from_bytes(numbers.tobytes(), "little") * _FACTOR
    halves = _little(array("I", product.to_bytes(8 * (len(lemmas) + SHINGLE), "little")))
    return halves[2 * (SHINGLE - 1) : 2 * len(lemmas) : 2]


def _little(numbers: array[int]) -> array[int]:
    """``numbers`` in the order of bytes that is the other way round on some machines."""
    if byteorder == "big":
        numbers.byteswap()
    return numbers


def _flags(hashes: array[int], steps: int) -> bytes:
    """A 1 for each hash that is below so many steps, a 0 for each other."""
    return hashes.tobytes()[_HIGHEST::4].translate(b"\1" * steps + bytes(256 - steps))


def _picked(hashes: array[int], flags: bytes) -> list[int]:
    """The hashes that have a 1 in ``flags``."""
    if len(hashes) > len(_PLACES):
        return list(compress(hashes, flags))
    return [hashes[place] for place in compress(_PLACES, flags)]


def read_signature(blocks: Sequence[Block], words: Words) -> Signature:
    """The signature of what ``blocks`` say, the first 10,000 of them; one that is there again is left out."""
    places = [block.text.at for block in blocks[:_MOST_BLOCKS]]
    spans = [(first, last - SHINGLE + 1) for first, last in words.tokens_at_each([at.start for at in places])]
    total = sum([last - first for first, last in spans if last > first])
    steps = min(-(-256 * KEPT // max(total, 1)), 256)
    runs = shingles(words.lemmas)
    packed, kept = runs.tobytes(), _flags(runs, steps)
    said: dict[int, bytes] = {}
    flags: list[bytes] = []
    table: list[int] = []
    for at, (first, last) in zip(places, spans, strict=True):
        if last > first and (count := kept.count(1, first, last)):
            its, its_flags = packed[4 * first : 4 * last], kept[first:last]
            name = crc32(its)
            if name not in said:
                if count > KEPT:
                    its = array("I", set(compress(array("I", its), its_flags))).tobytes()
                    count = len(its) // 4
                    its_flags = b"\1" * count
                said[name] = its
                flags.append(its_flags)
                table += name, at.start, at.end, count
    hashes = _picked(array("I", b"".join(said.values())), b"".join(flags))
    return Signature(array("I", table).tobytes(), array("I", hashes).tobytes(), steps * _STEP)
