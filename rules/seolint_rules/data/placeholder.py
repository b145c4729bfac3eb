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
    """``comment`` begins a comment that is a note; ``hosts`` lead nowhere; ``examples`` are words beside which blanks are meant."""

    kinds: dict[str, Kind]
    patterns: tuple[Row, ...]
    comment: str
    hosts: frozenset[str]
    examples: str


def placeholders() -> Placeholders:
    return table("placeholder", Placeholders)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the table; most posts need few of them."""
    return re.compile(pattern)
