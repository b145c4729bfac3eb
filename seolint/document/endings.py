"""How the sentences of a Japanese text end: polite (です・ます), plain (だ・である), or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from seolint.document.sentences import Sentence

_LONGEST, _END = 40, 14
"""How many of the last characters of a sentence are looked at, and how many of these can be its ending."""

_STOPS = "。．.！？!?‼⁇⁈⁉…‥～〜♪☆★♡：:"
_CLOSING = "」』)）】”\"’'"
_BLANK = " \t\r\n\u3000\ufe0f"
_AFTER_QUOTE = _BLANK + "。．.！？!?"
_TAIL = _STOPS + _CLOSING + _BLANK
_LAUGHTER = frozenset("笑泣涙汗爆苦謎怒")
_LAUGH = re.compile("[（(][笑泣涙汗爆苦謎怒]{1,3}\\Z")
_POLITE = re.compile(
    "(ませんでした|でした|ました|ません|でしょう|ましょう|です|ます|くださいませ|ください|下さい)"
    "((?:よね|かね|かな|けれど|けど|から|ので|よ|ね|か|な|が|し|わ|の)*)\\Z"
)
_PLAIN = re.compile(
    "(であった|である|だった|だろう|であろう|(?:の|ん)だ|(?<![またい])だ"
    "|なかった|ない|たい|らしい|にくい|づらい|やすい|しい|よい|いい|すごい|[多高低長短強弱早速遅良悪近遠深広狭重軽無]い|少ない|大きい|小さい"
    "|[いきぎしじちにびみりえけげせぜてでねべめれっ一-鿿]た"
    "|(?:し|み|[えけげせてでねべめれ])よう|[一-鿿]う|しまう|もらう"
    "|[ぁ-ん一-鿿]る|(?<![まで])す|(?:[続置行書働動聞引開届除省]|づ|てい|でい)く|[一-鿿][むぶぐ]|[持立待打保放育勝]つ)"
    "((?:よね|よ|ね|な|わ|ぞ)?)\\Z"
)
_HEARD = re.compile("(?:である|であった|だった|だろう|なかった|ない|のだ|んだ|たい)\\Z|[ぁ-ん]{1,2}\\Z")


class Ending(Struct, frozen=True):
    """How ``sentence`` ends: ``style`` is polite, plain, or "" for neither: a noun, a quotation, a question to the air.

    ``heard`` is what the reader hears at the end: ます, ました, です, である, する; "" where the style is.
    """

    sentence: Sentence
    style: str
    heard: str


def read_endings(sentences: Iterable[Sentence]) -> Iterator[Ending]:
    """The endings of sentences that are in Japanese."""
    for sentence in sentences:
        yield Ending(sentence, *_ending(sentence.text))


def _ending(text: str) -> tuple[str, str]:
    text = text[-_LONGEST:]
    said = text.rstrip(_TAIL)
    if said[-1:] in _LAUGHTER and (laugh := _LAUGH.search(said)):
        said = said[: laugh.start()].rstrip(_TAIL)
    elif text.rstrip(_AFTER_QUOTE)[-1:] in _CLOSING:
        return "", ""
    polite = _POLITE.search(said[-_END:])
    if polite:
        return "polite", polite[0].replace("下さい", "ください")
    mark = text[len(said) :].rstrip()
    plain = _PLAIN.search(said[-_END:]) if mark and mark[-1] not in "：:" else None
    if plain is None:
        return "", ""
    heard = _HEARD.search(plain[1])
    return "plain", (heard[0] if heard else plain[1]) + plain[2]
