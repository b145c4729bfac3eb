"""Text of any length to tokens, by MeCab with UniDic: the one place that knows what it cannot read."""

from __future__ import annotations

import re
import unicodedata

from seolint.document.mecab import Reader, Token
from seolint.text import UNKNOWN

_MOST, _PAUSES = 500, "。\n 、"
"""How much MeCab reads at once: it takes time quadratic in a run of one kind of character, and dies of 200,000. Longer text
is cut after its last pause."""
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
_HARMFUL = re.compile(f"[{''.join(re.escape(chr(code)) for code in _HARMLESS)}\ud800-\udfff]")
_IS_APART = re.compile(f"[{_APART}]")
_CLUSTER = re.compile(f"[{_APART}][{_MARKS}]*|.[{_MARKS}]+", re.DOTALL)
_READER = Reader()


def tokenize(text: str) -> list[Token]:
    """Tokens of ``text`` in order; their lengths add up to it but for white space at its end."""
    text = _HARMFUL.sub(_harmless, text)
    return _tokenize_apart(text) if _IS_APART.search(text) else _tokenize(text)


def _harmless(found: re.Match[str]) -> str:
    return _HARMLESS.get(ord(found[0]), " ")


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
    if len(text) <= _MOST:
        return _tokens(text)
    tokens: list[Token] = []
    start = 0
    while len(text) - start > _MOST:
        end = max(text.rfind(mark, start, start + _MOST) for mark in _PAUSES) + 1 or start + _MOST
        tokens += _tokens(text[start:end])
        start = end
    return tokens + _tokens(text[start:])


def _tokens(text: str) -> list[Token]:
    """Tokens of a text that is short enough, white space at its end as one of them."""
    blank = len(text) - len(text.rstrip())
    tokens = _READER.read(text) if blank < len(text) else []
    if blank:
        tokens.append((blank, blank, "", False, ""))
    return tokens


def lemmas(text: str) -> tuple[tuple[str, ...], int]:
    """The lemmas of ``text``, and how many of its tokens are content words."""
    tokens = tokenize(text)
    return tuple(token[2] for token in tokens), sum(token[3] for token in tokens)
