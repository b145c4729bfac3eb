"""Words that say how things are in a year (as_of.json)."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from seolint import pattern
from seolint_rules.data import table

_REIWA = 2018
"""The year before the first one of 令和."""


class _Row(Struct, frozen=True, forbid_unknown_fields=True):
    sign: str
    pattern: str


class AsOf(Struct, frozen=True):
    """``pattern`` finds words that say how things are in a year; its last group is the year. Each matches ``sign``, which is found
    several times as fast."""

    sign: re.Pattern[str]
    pattern: re.Pattern[str]


@cache
def as_of(language: str) -> AsOf | None:
    """The words of a language; None where there are none."""
    row = table("as_of", dict[str, _Row]).get(language)
    return AsOf(pattern(row.sign), pattern(row.pattern)) if row is not None else None


def year_of(written: str) -> int:
    """The year that is written 2022, or as one of 令和: 4, 元."""
    number = 1 if written == "元" else int(written)
    return number if number >= 100 else number + _REIWA
