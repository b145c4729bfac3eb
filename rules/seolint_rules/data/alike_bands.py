"""Which posts may be alike: those whose least hashes are the same in all rows of a band."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from sys import byteorder

from seolint import Signature

BANDS, ROWS = 32, 3
"""Posts that agree in all rows of a band are compared. Of two with the Jaccard similarity 0.6 the least hashes of a row are the
same with a chance of 0.6 or more, so that they meet in none of the bands with one of (1 − 0.6³)³² = 4 in 10,000 at most."""
_COUNT = BANDS * ROWS
_LEAST = 2 * _COUNT
"""About how many hashes of a post the least hashes of the rows are found among."""
_ROW_OF = bytes(byte % _COUNT for byte in range(256))
"""Which row a hash is of, by its lowest byte."""
_LOWEST, _SECOND = (0, 1) if byteorder == "little" else (3, 2)
_NONE = 2**32 - 1
_ROWLESS = dict.fromkeys((band + BANDS * row for band in range(BANDS) for row in range(ROWS)), _NONE)
"""The rows of a band are side by side, so that its key is a slice of them."""
_KEY = 4 * ROWS
_EMPTY = b"\xff" * _KEY
_HINT = 0.3
"""The share of their rows that must be the same where two posts are compared: about J of them are."""
_LOW, _HIGH = (int.from_bytes(bytes([byte]) * _COUNT, "little") for byte in (0x7F, 0x80))
_NEAR = 6
"""With how many that stand before it in a band a post is compared."""


def candidates(signatures: Iterable[Signature], fewest: int) -> list[tuple[int, int]]:
    """The pairs that share a band, each post with the ``_NEAR`` before it there at most, and that may be alike at all.

    Posts have ``fewest`` shingles at least. Those that are near each other come one after the other; of a pair the first is first.
    """
    rows = [_rows(signature, fewest) for signature in signatures]
    rough = [int.from_bytes(its[_SECOND::4], "little") for its in rows]
    found = set[tuple[int, int]]()
    for start in range(0, BANDS * _KEY, _KEY):
        found.update(_met([its[start : start + _KEY] for its in rows], rough))
    return [(one, other) for other, one in sorted(found)]


def _rows(signature: Signature, fewest: int) -> bytes:
    """The least hash of each row; nothing of a post that is too short."""
    falling = signature.least(_LEAST)
    least = dict(zip(array("I", falling).tobytes()[_LOWEST::4].translate(_ROW_OF), falling, strict=True))
    if len(least) < fewest and signature.sketch.size < fewest:
        return b""
    return array("I", list((_ROWLESS | least).values())).tobytes()


def _met(keys: Sequence[bytes], rough: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs that have the same key in a band and enough of the other rows, the later one first."""
    buckets: dict[bytes, list[int]] = {b"": [], _EMPTY: []}
    latest: dict[bytes, int] = {}
    for number, key in enumerate(keys):
        if key in latest:
            bucket, mine = buckets.setdefault(key, [latest[key]]), rough[number]
            for before in bucket[-_NEAR:]:
                if _same(mine, rough[before]) > _HINT * _COUNT:
                    yield number, before
            bucket.append(number)
        elif key not in buckets:
            latest[key] = number


def _same(mine: int, its: int) -> int:
    """How many rows are the same, by one byte of each: where two bytes differ, their highest bit is set here."""
    differ = mine ^ its
    return _COUNT - ((((differ & _LOW) + _LOW) | differ) & _HIGH).bit_count()
