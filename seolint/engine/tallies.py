"""How often a rule spoke of each page of a site, in few bytes: most pages are spoken of alike."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping

from msgspec import Struct

from seolint.outcome import Tally

SUM = 8
"""Bytes of a checksum."""


class Spoken(Struct, frozen=True, array_like=True):
    """By the number of the page: which of ``tallies`` it has, counted from 1, in four bytes, 0 for none; and the checksum of
    what was said, in eight."""

    tallies: tuple[Tally, ...]
    kinds: bytes
    sums: bytes


def spoken(said: Mapping[str, tuple[Tally, bytes]], numbers: Mapping[str, int]) -> Spoken:
    """``said`` has the tally of each page and the checksum; ``numbers`` those of all pages of the site, from 0."""
    known: dict[Tally, int] = {}
    kinds, sums = array("I", bytes(4 * len(numbers))), bytearray(SUM * len(numbers))
    for path, (tally, total) in said.items():
        number = numbers.get(path)
        if number is None:
            continue  # what a rule says of other pages nobody asks for
        kinds[number] = known.setdefault(tally, len(known) + 1)
        sums[SUM * number : SUM * number + SUM] = total
    return Spoken(tuple(known), kinds.tobytes(), bytes(sums))


class Tallies(Mapping[str, Tally]):
    """The tallies by path; ``sum`` has the checksums."""

    def __init__(self, spoken: Spoken, numbers: Mapping[str, int]) -> None:
        """Raises ValueError where ``spoken`` is not of these pages."""
        self._tallies, self._numbers, self._sums = ((), *spoken.tallies), numbers, spoken.sums
        self._kinds = array("I", spoken.kinds)
        if len(self._kinds) != len(numbers) or len(self._sums) != SUM * len(numbers):
            raise ValueError("of other pages")

    def __contains__(self, path: object) -> bool:
        number = self._numbers.get(path) if isinstance(path, str) else None
        return number is not None and self._kinds[number] > 0

    def __getitem__(self, path: str) -> Tally:
        if path not in self:
            raise KeyError(path)
        return self._tallies[self._kinds[self._numbers[path]]]

    def __iter__(self) -> Iterator[str]:
        return (path for path, number in self._numbers.items() if self._kinds[number])

    def __len__(self) -> int:
        return len(self._kinds) - self._kinds.count(0)

    def sum(self, path: str) -> bytes:
        number = self._numbers[path]
        return self._sums[SUM * number : SUM * number + SUM]
