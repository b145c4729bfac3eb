"""Link texts that name nothing, how their inflections are read, and whether the words beside a link name its target."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from seolint import fold, pattern
from seolint_rules.data import table

_RUN = pattern(r"[々一-鿿]+|[ァ-ヺー]+|(?:(?![ぁ-ヺー々一-鿿])[^\W\d_])+")
"""A word, or the part of one that one script writes; hiragana is left to grammar."""

LONGEST = 40
"""No generic text is longer, signs included."""


class _Texts(Struct, frozen=True, forbid_unknown_fields=True):
    """``generic`` texts name nothing, ``thin`` ones the kind of the target. ``spellings`` become one another, the last word one of
    its ``forms`` the word itself; behind ``pointers``, which are generic too, ``acts`` and the forms of "" add nothing. ``stock``
    words of a sentence name no target.
    """

    spellings: dict[str, str]
    forms: dict[str, tuple[str, ...]]
    acts: tuple[str, ...]
    pointers: frozenset[str]
    generic: frozenset[str]
    thin: frozenset[str]
    stock: frozenset[str]


def bare(text: str) -> str:
    """``text`` folded, without the signs around it; where it is Japanese in one spelling and without signs and spaces inside."""
    folded = fold(text)
    kept = [number for number, char in enumerate(folded) if char.isalnum()]
    inner = folded[kept[0] : kept[-1] + 1] if kept else ""
    if inner.isascii():
        return inner.replace("’", "'")
    inner = "".join(filter(str.isalnum, inner))
    for written, meant in table("link_texts", _Texts).spellings.items():
        inner = inner.replace(written, meant)
    return inner


@cache
def _beginnings() -> frozenset[str]:
    """The characters with which the texts begin."""
    texts = table("link_texts", _Texts)
    return frozenset(text[0] for text in (*texts.generic, *texts.pointers, *texts.thin, *map(fold, texts.spellings)))


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """What a text may end with, the longest first, and the word that stands for it."""
    forms = ((form, word) for word, forms in table("link_texts", _Texts).forms.items() for form in forms)
    return tuple(sorted(forms, key=lambda pair: -len(pair[0])))


def _readings(text: str) -> Iterable[str]:
    """``text``, with its last word in the form of dictionaries, and without what only says to follow a link."""
    texts = table("link_texts", _Texts)
    yield text
    found = next(((form, word) for form, word in _endings() if text.endswith(form)), None)
    plain = text[: len(text) - len(found[0])] + found[1] if found else text
    yield plain
    for act in texts.acts:
        if plain.endswith(act) and plain[: len(plain) - len(act)] in texts.pointers:
            yield plain[: len(plain) - len(act)]


def kind(text: str, more: frozenset[str] = frozenset()) -> str:
    """``generic`` where ``text`` names nothing, ``more`` being further such texts; ``thin`` where only a kind; else ""."""
    texts = table("link_texts", _Texts)
    first = next(filter(str.isalnum, text), "").lower()
    if not more and (fold(first)[:1] if first >= "\uff00" else first) not in _beginnings():
        return ""
    word = bare(text)
    for reading in (word,) if word.isascii() else _readings(word):
        if reading in texts.generic or reading in texts.pointers or reading in more:
            return "generic"
        if reading in texts.thin:
            return "thin"
    return ""


def names_something(words: str) -> bool:
    """Whether the words beside a link name what it may lead to: more than such as say to follow a link."""
    stock = table("link_texts", _Texts).stock
    for run in _RUN.findall(fold(words)):
        single = len(run) == 1 and run.isascii()
        if run not in stock and not single and not _compounds().fullmatch(run):
            return True
    return False


@cache
def _compounds() -> re.Pattern[str]:
    """Stock words of more than one character, joined."""
    words = (re.escape(word) for word in table("link_texts", _Texts).stock if len(word) > 1 and not word.isascii())
    return re.compile(f"(?:{'|'.join(words)})+")
