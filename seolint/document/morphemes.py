"""Text to tokens, by MeCab with UniDic: the one place that knows how it is asked and what it cannot read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from seolint.text import UNKNOWN

_MOST, _PAUSES = 500, "。\n 、"
"""How much MeCab reads at once: it takes time quadratic in a run of one kind of character, and dies of 200,000. Longer text
is cut after its last pause."""
_FIELD, _RECORD = "\x01", "\x02"
_ENGLISH = re.compile(r"-[A-Za-z].*$")
_LONG = re.compile(r"(?<=[ァ-ヴ][ァ-ヴー])ー$")
_HARMLESS: dict[int, str] = {
    **dict.fromkeys((*range(32), *range(0x7F, 0xA0)), " "),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    ord("×"): "*",
    ord("÷"): "/",
    **dict.fromkeys(map(ord, "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"), " "),
    **dict.fromkeys(map(ord, f"\u2028\u2029\u202f\u205f\u3000{UNKNOWN}"), " "),
}
_MARKS = "\u0300-\u036f\u3099\u309a\uff9e\uff9f"
_APART = f"\uff61-\uff9f{_MARKS}"
"""Half-width kana, and marks that stand apart from their letters: MeCab knows neither."""
_HARMFUL = re.compile(f"[{''.join(re.escape(chr(code)) for code in _HARMLESS)}{_APART}]")
_CLUSTER = re.compile(f"[{_APART}][{_MARKS}]*|.[{_MARKS}]+", re.DOTALL)
_ACCENTS = re.compile("[\u0300-\u036f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞"})
_EMPTY_WORD = frozenset({"数詞", "非自立可能"})
_NOUNS, _SUFFIXES = frozenset({"名詞", "形状詞"}), frozenset({"名詞的", "形状詞的"})

_TAILS = frozenset({"s", "t", "ll", "re", "ve"})
"""What MeCab leaves of ``it's``, ``don't``, ``we'll`` behind the apostrophe."""

Token = tuple[int, int, str, bool, str]
"""Length with leading white space, that white space alone, lemma, whether it is a content word, and its part in a compound:
``noun``, ``suffix`` (of a noun), "" for all else."""



class _Memo(dict[str, Token]):
    """Records as MeCab prints them, read once each."""

    def __missing__(self, record: str) -> Token:
        surface, kind, detail, lemma = [*record.split(_FIELD), "", ""][:4]
        word = surface.lstrip()
        lemma = _ENGLISH.sub("", lemma) if lemma not in {"", "*"} else word
        folded = _LONG.sub("", unicodedata.normalize("NFKC", lemma)).casefold()
        content = kind in _CONTENT and detail not in _EMPTY_WORD and word not in _TAILS
        part = "noun" if content and kind in _NOUNS else "suffix" if kind == "接尾辞" and detail in _SUFFIXES else ""
        if folded < "\u0250" and len(folded) > 2 and folded.isalpha():
            from seolint.document.english import base_form

            if not folded.isascii():
                folded = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
            folded = base_form(folded)
        found = (len(surface), len(surface) - len(word), "'" if folded == "’" else folded, content, part)
        self[record] = found
        return found


@cache
def _tokenizer() -> Callable[[str], str]:
    import fugashi
    import unidic_lite

    folder = unidic_lite.DICDIR
    known = _FIELD.join(["%M", "%f[0]", "%f[1]", "%f[7]"]) + _RECORD
    unknown = _FIELD.join(["%M", "%f[0]", "%f[1]"]) + _RECORD
    tagger: Any = fugashi.GenericTagger(  # pyright: ignore
        f'-O "" -r "{folder}/mecabrc" -d "{folder}" -F "{known}" -U "{unknown}" -E ""'
    )
    return cast(Callable[[str], str], tagger.parse)  # pyright: ignore[reportUnknownMemberType]


_MEMO = _Memo()


def tokenize(text: str) -> list[Token]:
    """Tokens of ``text`` in order; their lengths add up to it but for white space at its end."""
    text, harmful = _HARMFUL.subn(lambda found: _HARMLESS.get(ord(found[0]), found[0]), text)
    if harmful and _CLUSTER.search(text):
        return _tokenize_apart(text)
    return _tokenize(text)


def _tokenize_apart(text: str) -> list[Token]:
    """Tokens of ``text`` as it is with half-width kana made wide and marks on their letters, measured in ``text``."""
    parts, ends, here = list[str](), list[int](), 0
    for found in _CLUSTER.finditer(text):
        whole = unicodedata.normalize("NFKC", found[0])
        parts += (text[here : found.start()], whole)
        ends += [*range(here + 1, found.start() + 1), *[found.start() + 1] * (len(whole) - 1), found.end()]
        here = found.end()
    ends += range(here + 1, len(text) + 1)
    tokens, place, start = list[Token](), 0, 0
    for length, blank, lemma, content, part in _tokenize("".join((*parts, text[here:]))):
        place += length
        end = ends[place - 1] if place else 0
        tokens.append((end - start, blank, lemma, content, part))
        start = end
    return tokens


def _tokenize(text: str) -> list[Token]:
    if _SURROGATE.search(text):
        text = _SURROGATE.sub(" ", text)
    tokens: list[Token] = []
    start = 0
    while len(text) - start > _MOST:
        end = max(text.rfind(mark, start, start + _MOST) for mark in _PAUSES) + 1 or start + _MOST
        tokens += _tokens(text[start:end])
        start = end
    rest = _tokens(text[start:] if start else text)
    return tokens + rest if tokens else rest


def _tokens(text: str) -> list[Token]:
    """Tokens of a text that is short enough, white space at its end as one of them."""
    printed = _tokenizer()(text) if not text.isspace() else ""
    tokens = list(map(_MEMO.__getitem__, printed[:-1].split(_RECORD))) if printed else []
    blank = len(text) - len(text.rstrip())
    return [*tokens, (blank, blank, "", False, "")] if blank else tokens


def lemmas(text: str) -> tuple[tuple[str, ...], int]:
    """The lemmas of ``text``, and how many of its tokens are content words."""
    tokens = tokenize(text)
    return tuple(token[2] for token in tokens), sum(token[3] for token in tokens)
