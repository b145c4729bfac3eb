"""Characters that do not belong in a text: the kinds of character_hygiene.json, compiled once."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from msgspec import Struct

from seolint import Text
from seolint_rules.data import table

_SHOWN = 12


class _Row(Struct, frozen=True):
    name: str
    pattern: str
    but: str
    en: str
    ja: str
    do: str
    suru: str


class _Table(Struct, frozen=True):
    kinds: tuple[_Row, ...]
    radicals: dict[str, str]


class Kind(Struct, frozen=True):
    """``but`` is what a block has that speaks of such characters; ``{shown}`` and ``{places}`` are filled in the sentences."""

    name: str
    pattern: re.Pattern[str]
    but: re.Pattern[str] | None
    en: str
    ja: str
    advice: Text

    def mended(self, found: str) -> str:
        """What belongs in the place of ``found``; the same where nobody knows."""
        if self.name in {"invisible", "control"}:
            return ""
        if self.name == "decomposed":
            return unicodedata.normalize("NFC", found)
        if self.name == "mojibake":
            return found
        radicals = _table().radicals
        return unicodedata.normalize("NFKC", "".join(radicals.get(char, char) for char in found))

    def shown(self, found: str) -> str:
        """``found`` as a message shows it: by its code points where nothing can be seen."""
        if self.name in {"invisible", "control"}:
            return f"U+{ord(found[0]):04X}"
        return found if len(found) <= _SHOWN else found[:_SHOWN] + "…"


@cache
def _table() -> _Table:
    return table("character_hygiene", _Table)


@cache
def kinds() -> tuple[Kind, ...]:
    return tuple(
        Kind(row.name, re.compile(row.pattern), re.compile(row.but) if row.but else None, row.en, row.ja, Text(row.do, row.suru))
        for row in _table().kinds
    )
