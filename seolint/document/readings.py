"""How Japanese words are read, and the English ones that loanwords came from, by UniDic."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from msgspec import Struct

_FIELD, _RECORD = "\x01", "\x02"
_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LONGEST = 200


class Reading(Struct, frozen=True):
    """One word: ``kana`` is its reading in katakana, "" where the dictionary has none; ``english`` that of a loanword, else ""."""

    surface: str
    kana: str
    english: str


@cache
def _reader() -> Callable[[str], str]:
    import fugashi
    import unidic_lite

    folder = unidic_lite.DICDIR
    known = _FIELD.join(["%m", "%f[17]", "%f[7]"]) + _RECORD
    tagger: Any = fugashi.GenericTagger(  # pyright: ignore
        f'-O "" -r "{folder}/mecabrc" -d "{folder}" -F "{known}" -U "%m{_FIELD}{_FIELD}{_RECORD}" -E ""'
    )
    return cast(Callable[[str], str], tagger.parse)  # pyright: ignore[reportUnknownMemberType]


def readings(text: str) -> tuple[Reading, ...]:
    """The words of a phrase in order; none of a text that is long or holds controls."""
    if len(text) > _LONGEST or not text.isprintable() or not text.strip():
        return ()
    return tuple(map(_reading, _reader()(text)[:-1].split(_RECORD)))


def _reading(record: str) -> Reading:
    surface, kana, lemma = record.split(_FIELD)
    english = lemma.partition("-")[2] if "-" in lemma[1:] else ""
    return Reading(surface, kana if kana != "*" else "", english.lower() if english.isascii() and english.isalpha() else "")


def reading(text: str) -> str:
    """``text`` in hiragana; "" where some of its words have no reading."""
    words = readings(text)
    return "".join(word.kana for word in words).translate(_KATAKANA_TO_HIRAGANA) if all(word.kana for word in words) else ""
