"""How common each word is: the shares of posts that have it, from a shipped table."""

from __future__ import annotations

from functools import cache
from math import log
from pathlib import Path

import msgspec
from msgspec import Struct

LANGUAGES = frozenset({"ja", "en"})
_TABLE = Path(__file__).parent / "data" / "term_frequencies.json"


class _Counts(Struct, frozen=True):
    """``shares`` has lemmas, a space between them, by the thousandths of documents that have them."""

    documents: int
    shares: dict[str, str]


class _Table(Struct, frozen=True):
    source: str
    ja: _Counts
    en: _Counts


class Rarity(dict[str, float]):
    """How much each lemma says of what a post is about: minus the logarithm of the share of posts that have it.

    A lemma that the table lacks is as rare as one of half a post in it.
    """

    def __init__(self, counts: _Counts) -> None:
        super().__init__(
            (lemma, -log(int(share) / 1000)) for share, lemmas in counts.shares.items() for lemma in lemmas.split(" ")
        )
        self.highest = -log(0.5 / counts.documents)

    def __missing__(self, lemma: str) -> float:
        return self.highest


@cache
def rarity(language: str) -> Rarity:
    """The table of one of the languages."""
    table = msgspec.json.decode(_TABLE.read_bytes(), type=_Table)
    return Rarity(table.ja if language == "ja" else table.en)
