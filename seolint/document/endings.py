"""How the sentences of a Japanese text end: polite (です・ます), plain (だ・である), or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from seolint.document.sentences import Sentence

_LONGEST = 40
"""The end of a sentence is looked for in so many of its last characters."""

_TAIL = re.compile(
    r"(?P<said>\S*?)(?P<mark>[」』)）】”\"’']*(?:[（(][笑泣涙汗爆苦謎怒]+[)）]|[。．.！？!?‼⁇⁈⁉…‥～〜♪☆★♡：:]|[wｗ]+|[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])*"
    r"[」』)）】”\"’']*)\s*\Z"
)
_LAUGH = re.compile("[（(][笑泣涙汗爆苦謎怒]+[)）]")
_CLOSING = frozenset("」』)）】”\"’'")

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
    found = _TAIL.search(text, max(len(text) - _LONGEST, 0))
    if found is None or not _CLOSING.isdisjoint(_LAUGH.sub("", found["mark"]).rstrip("。．.！？!?")[-1:]):
        return "", ""
    said = found["said"]
    polite = _POLITE.search(said)
    if polite:
        return "polite", polite[0].replace("下さい", "ください")
    plain = _PLAIN.search(said) if found["mark"] and found["mark"][-1] not in "：:" else None
    if plain is None:
        return "", ""
    heard = _HEARD.search(plain[1])
    return "plain", (heard[0] if heard else plain[1]) + plain[2]
