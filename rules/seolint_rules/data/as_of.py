"""Words that say how things are in a year (as_of.json)."""

from __future__ import annotations

from msgspec import Struct

from seolint_rules.data import table

_REIWA = 2018
"""The year before the first one of 令和."""


class AsOf(Struct, frozen=True, forbid_unknown_fields=True):
    """``pattern`` finds words that say how things are in a year; its last group is the year. Each matches ``sign``, which is found
    several times as fast."""

    sign: str
    pattern: str


def as_of(language: str) -> AsOf | None:
    """The words of a language; None where there are none."""
    return table("as_of", dict[str, AsOf]).get(language)


def year_of(written: str) -> int:
    """The year that is written 2022, or as one of 令和: 4, 元."""
    number = 1 if written == "元" else int(written)
    return number if number >= 100 else number + _REIWA
