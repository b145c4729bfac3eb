"""What stands where something is still to be written: the rows of placeholder.json, compiled once."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from seolint_rules.data import table
from seolint_rules.data.generator_residue import Kind


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """Of posts in ``language``, "" for all; a text that matches holds one of ``needs``. All patterns are linear."""

    kind: str
    language: str
    needs: tuple[str, ...]
    pattern: str


class Placeholders(Struct, frozen=True, forbid_unknown_fields=True):
    """``comment`` begins a comment that is a note. ``hosts``, which ``marks`` hint at, lead nowhere. ``examples`` are words beside
    which blanks are meant.
    """

    kinds: dict[str, Kind]
    patterns: tuple[Row, ...]
    comment: str
    marks: tuple[str, ...]
    hosts: frozenset[str]
    examples: str


def placeholders() -> Placeholders:
    return table("placeholder", Placeholders)


@cache
def _gate(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What the rows of a language need; apart from it what begins with kana, as every word of a text may."""
    needs = {need for row in placeholders().patterns if row.language in {"", language} for need in row.needs}
    kana = tuple(sorted(need for need in needs if "ぁ" <= need[0] <= "ヺ"))
    others = sorted(needs.difference(kana), key=lambda need: (-len(need), need))
    return re.compile("|".join(map(re.escape, others))), kana


def hints(text: str, language: str) -> frozenset[str]:
    """What ``text`` has of that which the rows need."""
    pattern, kana = _gate(language)
    return frozenset((*pattern.findall(text), *(need for need in kana if need in text)))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the table; most posts need few of them."""
    return re.compile(pattern)
