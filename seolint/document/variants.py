"""In how many ways a term can be written: お or not, 片付け or 片付ける, ``long-term`` or ``long term``, 1,000円 or 1000円."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint.document.morphemes import lemmas
from seolint.pattern import pattern

_HONORIFIC, _DO = "御", "為る"
_VERB_ENDS = frozenset("うくぐすつぬふぶむるい")
_NOUN_TO_VERB = dict(
    zip(
        "いきぎしちにびみりえけげせてねべめれ",
        "う く ぐ す つ ぬ ぶ む る える ける げる せる てる ねる べる める れる".split(),
        strict=True,
    )
)
_VERB_TO_NOUN = {verb: noun for noun, verb in _NOUN_TO_VERB.items() if len(verb) == 1}
_TWO_KANJI = pattern("[一-鿿々].*[一-鿿々]")
_ONE_SPELLING = {"web": "ウェブ", "ウェブ": "web"}
"""Words that Japanese writes in Latin letters as often as in kana."""
_THOUSANDS = re.compile(r"[1-9]\d{3,8}")
_KANJI_DIGITS = "〇一二三四五六七八九"
_COUNTERS = "つ人名日月年回個本枚台時分秒歳才度階泊軒件冊社次種箇ヶケヵカか店円選"
_COUNT = re.compile(
    rf"(?:(?<![\d.,])[1-9]\d?|(?<![一二三四五六七八九十百千万])(?:[二三四五六七八九]?十)?[一二三四五六七八九十])(?=[{_COUNTERS}])"
)
"""A number up to 99 before what it counts."""
_KATAKANA = re.compile("[ァ-ヺー]{2,}")

Lemmas = tuple[str, ...]


def core(own: Lemmas) -> Lemmas:
    """``own`` without the する that only makes a verb of a noun."""
    return own[:-1] if len(own) > 1 and own[-1] == _DO else own


def counted(word: str) -> str:
    """``word`` with the numbers that count something in the other digits: 1人暮らし for 一人暮らし, 十二回 for 12回."""
    return _COUNT.sub(lambda found: _other_digits(found[0]), word)


def _other_digits(number: str) -> str:
    if number.isdecimal():
        ten, one = divmod(int(number), 10)
        return (_KANJI_DIGITS[ten] if ten > 1 else "") + "十" * (ten > 0) + (_KANJI_DIGITS[one] if one else "")
    before, sign, after = number.rpartition("十")
    tens = (_KANJI_DIGITS.find(before) if before else 1) if sign else 0
    return str(10 * tens + (_KANJI_DIGITS.find(after) if after else 0))


def variants(text: str, own: Lemmas) -> tuple[Lemmas, ...]:
    """The other own of the term ``text``, whose own lemmas are ``own``."""
    return tuple(dict.fromkeys(other for other in _variants(text, own) if other and other != own))


def _variants(text: str, own: Lemmas) -> Iterator[Lemmas]:
    yield from _turned(own)
    if own[:1] == (_HONORIFIC,):
        rest = own[1:]
        if rest and len(rest[0]) > 1 and rest[0][-1] not in _VERB_ENDS:
            yield rest
            yield from _turned(rest)
        yield from _scraps(text)
    if not _ONE_SPELLING.keys().isdisjoint(own):
        yield tuple(_ONE_SPELLING.get(lemma, lemma) for lemma in own)
    if "-" in own[1:-1]:
        apart = tuple(lemma for lemma in own if lemma != "-")
        if all(lemma.isascii() and lemma.isalpha() for lemma in apart):
            yield apart
            yield ("".join(apart),)
    if "・" in own[1:-1]:
        yield tuple(lemma for lemma in own if lemma != "・")
    elif len(own) > 1 and all(map(_KATAKANA.fullmatch, own)):
        yield tuple(part for lemma in own for part in ("・", lemma))[1:]
    if own and own[-1].endswith("しい"):
        yield (*own[:-1], own[-1][:-1] + "く")
    for number, lemma in enumerate(own):
        if lemma.isascii() and _THOUSANDS.fullmatch(lemma):
            yield (*own[:number], *re.findall(r"\d+|,", f"{int(lemma):,}"), *own[number + 1 :])


def _turned(own: Lemmas) -> Iterator[Lemmas]:
    """With the verb for a noun that was made of it, and the reverse: 引っ越し and 引っ越す, おすすめ and お勧める."""
    for number, lemma in enumerate(own):
        stem, last = lemma[:-1], lemma[-1:]
        ends = [table[last] for table in (_NOUN_TO_VERB, _VERB_TO_NOUN) if last in table] + [""] * (last == "る")
        if not ends or not (_TWO_KANJI.match(lemma) or own[number - 1 : number] == (_HONORIFIC,)):
            continue
        yield from ((*own[:number], stem + end, *own[number + 1 :]) for end in ends if stem + end)


def _scraps(text: str) -> Iterator[Lemmas]:
    """What MeCab makes of the reading of a word with お where it does not know it: おかね is three particles."""
    from seolint.document.readings import reading

    kana = reading(text)
    if len(kana) > 2:
        (first, *rest), content = lemmas(kana)
        if not content:
            yield (first, *rest)
            yield ("おー", *rest)
