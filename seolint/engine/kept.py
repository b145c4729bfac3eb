"""A page as the cache keeps it: in few bytes, since a run has one of each post in memory."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import astuple

from seolint.engine.page import Head
from seolint.engine.tallies import SUM


class Stamp(Struct, frozen=True):
    """What a file was when it was read: its ``size`` in bytes; in nanoseconds since 1970, when it was ``modified``, when anything
    about it ``changed``, and when that was ``seen``."""

    size: int
    modified: int
    changed: int
    seen: int


class Kept(Struct, frozen=True, array_like=True, gc=False):
    """A page as it is kept: its head, and the checksums of its findings, its lines and its tally."""

    head: Head
    findings: bytes
    lines: bytes
    tally: bytes


class Row(Struct, frozen=True, gc=False):
    """A kept page, and where the rest of it is; ``told`` has the checksums of its facts, at the places that ``rules`` name."""

    number: int
    kept: Kept
    rules: Mapping[str, int]
    told: bytes

    def sum(self, rule: str) -> bytes:
        """The checksum of what the page told a rule; nothing where it told nothing."""
        place = self.rules.get(rule)
        return self.told[SUM * place : SUM * place + SUM] if place is not None else b""


def checksum(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=SUM).digest()


def chained(total: bytes, part: bytes) -> bytes:
    """The checksum of parts of which the first ones have the checksum ``total``, b"" where there are none."""
    return checksum(total + part)


@lru_cache(4_000)
def places(rules: str) -> Mapping[str, int]:
    """The places of rules in a list of them; most pages have the same one."""
    return {rule: place for place, rule in enumerate(rules.split("\n"))} if rules else {}


def row_sum(path: str, context: bytes, stamp: Stamp, kept: bytes, rules: str, told: bytes) -> bytes:
    times = b"%d %d %d %d" % astuple(stamp)
    parts = (path.encode("utf-8", "surrogatepass"), context, times, kept, rules.encode("utf-8", "surrogatepass"), told)
    return checksum(b"\0".join(parts))
