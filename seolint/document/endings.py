"""How the sentences of a Japanese text end: polite (です・ます), plain (だ・である), or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from seolint.document.content import Block
from seolint.text import UNKNOWN, Location

_LONGEST = 16
"""How many of the last characters of a sentence can be its ending."""

_WIDEST = 500
"""Brackets further apart than so many characters are none."""

_ENDLESS = frozenset("….‥～〜♪☆★♡")
_TAIL = ".…‥～〜♪☆★♡ \t\r\n\u3000\ufe0f"
_POLITE = re.compile(
    "(ませんでした|でした|ました|ません|でしょう|ましょう|です|ます|くださいませ|ください|下さい)"
    "((?:よね|かね|かな|けれど|けど|から|ので|よ|ね|か|な|が|し|わ|の)*)\\Z"
)
_COMMONEST = frozenset({"ます", "です", "ました", "ません", "ましょう", "でしょう", "ください"})
"""Those of two to four characters that are seen without a pattern."""
_PLAIN = re.compile(
    "(であった|である|だった|だろう|であろう|(?:の|ん)だ|(?<![またい])だ"
    "|なかった|ない|たい|らしい|にくい|づらい|やすい|しい|よい|いい|すごい|[多高低長短強弱早速遅良悪近遠深広狭重軽無]い|少ない|大きい|小さい"
    "|[いきぎしじちにびみりえけげせぜてでねべめれっ一-鿿]た"
    "|(?:し|み|[えけげせてでねべめれ])よう|[一-鿿]う|しまう|もらう"
    "|[ぁ-ん一-鿿]る|(?<![まで])す|(?:[続置行書働動聞引開届除省]|づ|てい|でい)く|[一-鿿][むぶぐ]|[持立待打保放育勝]つ)"
    "((?:よね|よ|ね|な|わ|ぞ)?)\\Z"
)
_LONGEST_PLAIN = 6
"""Characters of the longest plain ending: であったよね."""
_HEARD = re.compile("(?:である|であった|だった|だろう|なかった|ない|のだ|んだ|たい)\\Z|[ぁ-ん]{1,2}\\Z")

_STOP = re.compile("[。！？!?．.](?:(?<=[。！？!?])[。！？!?]*|(?<=[ぁ-んァ-ヶー一-鿿][．.])(?![．.]))")
"""Begins with one set of characters, since such a pattern is found several times as fast as one of alternatives."""
_STOPS_HELD = re.compile(
    "|".join(
        f"{opening}[^{opening}{closing}。！？!?]*[。！？!?][^{opening}{closing}]*{closing}"
        for opening, closing in ("「」", "『』", "（）", ("\\(", "\\)"), "“”")
    )
)
"""What is quoted or in brackets and has a sentence of its own."""
_CLOSING = "」』）)”"

_SPEAKER = re.compile(r"^[ \t\u3000]*[^\s、。，．,.「」『』（）()：:!?！？]{1,10}(?:：|: )[^\n]+", re.MULTILINE)
"""A line of a dialogue, which begins with who says it (or what it is a note of): ``山田：石窯は熱いんだ。``"""


class Ending(Struct, frozen=True, gc=False):
    """How the sentence ``[start, end)`` of a block ends.

    ``style`` is polite, plain, or "" for neither: a noun, a quotation, a question to the air. ``heard`` is what the reader
    hears at the end: ます, ました, です, である, する; "" where the style is.
    """

    block: Block
    start: int
    end: int
    style: str
    heard: str

    @property
    def at(self) -> Location:
        return self.block.text.part(self.start, self.end)


def read_endings(blocks: Iterable[Block]) -> Iterator[Ending]:
    """The endings of the sentences of blocks that are in Japanese; lines of a dialogue are not the author's and left out.

    Where a sentence ends is found faster than in ``sentences``, and as well but for what follows a question that is quoted.
    """
    for block in blocks:
        text = block.without_code(UNKNOWN)
        closed = any(map(text.__contains__, _CLOSING))
        held = _STOPS_HELD.sub(lambda found: UNKNOWN * len(found[0]), text) if closed else text
        if "：" in held or ": " in held:
            held = _SPEAKER.sub(lambda found: UNKNOWN * len(found[0]), held)
        first = 0
        for stop in _STOP.finditer(held):
            yield _ending(block, held, first, stop.start(), stop.end())
            first = stop.end()
        if held[first:].strip(_TAIL):
            yield _ending(block, held, first, len(held), len(held))


def _ending(block: Block, text: str, first: int, last: int, end: int) -> Ending:
    """The ending of the sentence that begins at ``first``, with its mark from ``last`` on."""
    said = text[max(first, last - _LONGEST) : last]
    if text[first : first + 1].isspace():
        first = last - len(text[first:last].lstrip())
    if (common := said[-2:]) in _COMMONEST or (common := said[-3:]) in _COMMONEST or (common := said[-4:]) in _COMMONEST:
        return Ending(block, first, end, "polite", common)
    if said[-1:] == "る" and last < end and "い" <= said[-2:-1] <= "ん":  # behind あ it may be である
        return Ending(block, first, end, "plain", said[-2:])
    ended = last < end or said.rstrip()[-1:] in _ENDLESS
    said = said.rstrip(_TAIL)
    while said.endswith((")", "）")):
        begin = max(first, last - _WIDEST)
        last = max(text.rfind("(", begin, last), text.rfind("（", begin, last), first)
        said = text[max(first, last - _LONGEST) : last].rstrip(_TAIL)
    polite = _POLITE.search(said)
    if polite:
        return Ending(block, first, end, "polite", polite[0].replace("下さい", "ください"))
    plain = _PLAIN.search(said, max(len(said) - _LONGEST_PLAIN, 0)) if ended else None
    if plain is None:
        return Ending(block, first, end, "", "")
    heard = _HEARD.search(plain[1])
    return Ending(block, first, end, "plain", (heard[0] if heard else plain[1]) + plain[2])
