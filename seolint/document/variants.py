"""In how many ways a term can be written: with お or without, ``long-term`` or ``long term``, 1,000円 or 1000円."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HONORIFIC, _DO = "御", "為る"
_VERB_ENDS = frozenset("うくぐすつぬふぶむるい")
_VERBS = dict(zip("いきぎしちにびみりえけげせてねべめれ", "う く ぐ す つ ぬ ぶ む る える ける げる せる てる ねる べる める れる".split(), strict=True))
_ONE_SPELLING = {"web": "ウェブ", "ウェブ": "web"}
"""Words that Japanese writes in Latin letters as often as in kana."""
_THOUSANDS = re.compile(r"[1-9]\d{3,8}")

Lemmas = tuple[str, ...]


def core(lemmas: Lemmas) -> Lemmas:
    """``lemmas`` without the する that only makes a verb of a noun."""
    return lemmas[:-1] if len(lemmas) > 1 and lemmas[-1] == _DO else lemmas


def variants(text: str, lemmas: Lemmas) -> tuple[Lemmas, ...]:
    """The other lemmas of the term ``text``, whose own are ``lemmas``."""
    return tuple(dict.fromkeys(other for other in _variants(text, lemmas) if other and other != lemmas))


def _variants(text: str, lemmas: Lemmas) -> Iterator[Lemmas]:
    if lemmas[:1] == (_HONORIFIC,):
        rest = lemmas[1:]
        if rest and len(rest[0]) > 1 and rest[0][-1] not in _VERB_ENDS:
            yield rest
            yield from _as_verbs(rest)
        yield from _scraps(text)
    else:
        yield from _as_verbs(lemmas)
    if not _ONE_SPELLING.keys().isdisjoint(lemmas):
        yield tuple(_ONE_SPELLING.get(lemma, lemma) for lemma in lemmas)
    if "-" in lemmas[1:-1]:
        apart = tuple(lemma for lemma in lemmas if lemma != "-")
        if all(lemma.isascii() and lemma.isalpha() for lemma in apart):
            yield apart
            yield ("".join(apart),)
    if "・" in lemmas[1:-1]:
        yield tuple(lemma for lemma in lemmas if lemma != "・")
    for number, lemma in enumerate(lemmas):
        if lemma.isascii() and _THOUSANDS.fullmatch(lemma):
            parts = re.findall(r"\d+|,", f"{int(lemma):,}")
            yield (*lemmas[:number], *parts, *lemmas[number + 1 :])


def _as_verbs(lemmas: Lemmas) -> Iterator[Lemmas]:
    """お問い合わせ, which MeCab may take for お and a form of 問い合わせる."""
    *before, last = lemmas
    if not before and len(last) > 2 and last[-1] in _VERBS:
        yield (_HONORIFIC, last[:-1] + _VERBS[last[-1]])


def _scraps(text: str) -> Iterator[Lemmas]:
    """What MeCab makes of the reading of a word with お where it does not know it: おかね is three particles."""
    from seolint.document.readings import reading
    from seolint.document.words import lemmas

    kana = reading(text)
    if len(kana) > 2:
        (first, *rest), content = lemmas(kana)
        if not content:
            yield (first, *rest)
            yield ("おー", *rest)
