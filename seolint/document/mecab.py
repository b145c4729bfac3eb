"""What MeCab with UniDic reads in a short text, asked for as little as will do.

MeCab takes a quarter of its time to print the features of words that were seen before. So it prints which entry of the
dictionary each word is, by its surface, class and cost, and the features only of what is new. Where entries share all three
(馬酔木 and 汗疹, both あせぼ), no context sets them apart, and MeCab takes the one that its dictionary names first or last, the
same one always.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any, cast

_FIELD, _RECORD = "\x01", "\x02"
_KNOWN, _UNKNOWN = f"%M{_FIELD}%phl,%c", f"%M{_FIELD}?%phl,%c"
"""The surface with white space before it, and the entry: in UniDic the class of a word is the same to the left and right."""
_ENGLISH = re.compile(r"-[A-Za-z].*$")
_LONG = re.compile(r"(?<=[ァ-ヴ][ァ-ヴー])ー$")
_ACCENTS = re.compile("[\u0300-\u036f]")
_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞"})
_EMPTY_WORD = frozenset({"数詞", "非自立可能"})
_NOUNS, _SUFFIXES = frozenset({"名詞", "形状詞"}), frozenset({"名詞的", "形状詞的"})

_TAILS = frozenset({"s", "t", "ll", "re", "ve"})
"""What MeCab leaves of ``it's``, ``don't``, ``we'll`` behind the apostrophe."""

Token = tuple[int, int, str, bool, str]
"""Length with leading white space, that white space alone, lemma, whether it is a content word, and its part in a compound:
``noun``, ``suffix`` (of a noun), "" for all else."""


def _tagger(known: str, unknown: str) -> Callable[[str], str]:
    import fugashi
    import unidic_lite

    folder = unidic_lite.DICDIR
    tagger: Any = fugashi.GenericTagger(  # pyright: ignore
        f'-O "" -r "{folder}/mecabrc" -d "{folder}" -F "{known}{_RECORD}" -U "{unknown}{_RECORD}" -E ""'
    )
    return cast(Callable[[str], str], tagger.parse)  # pyright: ignore[reportUnknownMemberType]


@cache
def _brief() -> Callable[[str], str]:
    return _tagger(_KNOWN, _UNKNOWN)


@cache
def _full() -> Callable[[str], str]:
    return _tagger(_FIELD.join([_KNOWN, "%f[0]", "%f[1]", "%f[7]"]), _FIELD.join([_UNKNOWN, "%f[0]", "%f[1]", ""]))


class _Memo(dict[str, Token]):
    """Records as MeCab prints them, brief or full, read once each."""

    def __missing__(self, record: str) -> Token:
        surface, entry, *features = record.split(_FIELD)
        word = surface.lstrip()
        found = self[record] = _token(surface, word, *(features or _features(surface, entry)))
        if features:
            self.setdefault(f"{surface}{_FIELD}{entry}", found)
        return found


def _features(surface: str, entry: str) -> list[str]:
    """The features of ``entry``, for which MeCab mostly takes the word where it stands alone too; else KeyError."""
    *found, kind, detail, lemma = _full()(surface)[:-1].split(_FIELD)
    if found != [surface, entry]:
        raise KeyError(surface)
    return [kind, detail, lemma]


def _token(surface: str, word: str, kind: str, detail: str, lemma: str) -> Token:
    lemma = _ENGLISH.sub("", lemma) if lemma not in {"", "*"} else word
    folded = _LONG.sub("", unicodedata.normalize("NFKC", lemma)).casefold()
    content = kind in _CONTENT and detail not in _EMPTY_WORD and word not in _TAILS
    part = "noun" if content and kind in _NOUNS else "suffix" if kind == "接尾辞" and detail in _SUFFIXES else ""
    if folded < "\u0250" and len(folded) > 2 and folded.isalpha():
        from seolint.document.english import base_form

        if not folded.isascii():
            folded = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
        folded = base_form(folded)
    return len(surface), len(surface) - len(word), "'" if folded == "’" else folded, content, part


class Reader:
    """Reads texts that are short; it has the features printed with every word until it knows ``many`` records."""

    def __init__(self, many: int = 10_000) -> None:
        self._memo, self._many = _Memo(), many

    def read(self, text: str) -> list[Token]:
        """The tokens of ``text``, which is not white space alone; that at its end is in none of them."""
        if len(self._memo) >= self._many:
            with suppress(KeyError):
                return self._tokens(_brief()(text))
        return self._tokens(_full()(text))

    def _tokens(self, printed: str) -> list[Token]:
        return list(map(self._memo.__getitem__, printed[:-1].split(_RECORD)))
