"""The sentences of a text, Japanese, English or both: the one place that says where a sentence ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from seolint.document.content import Block
from seolint.pattern import pattern
from seolint.text import UNKNOWN, Location

_USUAL = 5_000
_LONGEST = 500
"""Brackets further apart than so many characters hold sentences of their own."""

_CLOSING = {
    "「": "」", "『": "』", "（": ")", "(": ")", "【": "】", "〈": "〉", "《": "》", "〔": "〕", "［": "]", "[": "]", "｛": "}",
    "{": "}", "“": "”", "｢": "｣",
}  # fmt: skip
_SAME = {"）": ")", "］": "]", "｝": "}"}
_CLOSERS = re.escape("」』）)】〉》〕］]｝}”｣’")
_QUOTES = frozenset("「『“｢\"")
_BRACKETS = f'{re.escape("".join(_CLOSING))}{_CLOSERS}"'
_STOPS = "。．｡.！!？?‼⁇⁈⁉"
_MARK = re.compile(rf"[…‥{_STOPS}{_BRACKETS}](?:(?<=[…‥])[…‥]*[{_STOPS}]*|(?<=[{_STOPS}])[{_STOPS}]+)?")
"""Begins with one set of characters, since such a pattern is found several times as fast as one of alternatives."""
_ENDS = frozenset("。．｡.！？!?‼⁇⁈⁉…‥")
_CLOSED = re.compile(rf"(?:[{_CLOSERS}]|\[\d{{1,3}}\])*")
_TAIL = re.compile(
    r"(?:[(（](?:笑|爆笑|苦笑|泣|涙|汗|怒|爆|謎|ry)[)）]|[wｗ]+(?!\S))*"
    "(?:[\u2600-\u27bf\u2b50\ufe0f\u200d\U0001f000-\U0001faff]+(?!\\S))?"
)
"""What may follow the end of a sentence and still belongs to it."""

_WITHIN = re.compile(r"[\x00-\x7f][.!?](?:[0-9A-Za-z]|\[(?!\d))")
"""A mark of English with text right behind it ends nothing."""

_PAIRS = ("「」", "『』", "【】", "〈〉", "《》", "〔〕", "“”", "｢｣", "（）)", "(）)", "［］]", "[］]", "｛｝}", "{｝}")
_UNSURE = re.compile(
    "|".join(f"{re.escape(pair[0])}[^。{re.escape(pair[1:])}]*[。（(［[｛{{{re.escape(pair[0])}]" for pair in _PAIRS)
    + '|"[^"。]*。[^"]*"'
)
"""A bracket with 。 or another bracket before its end, and quotation marks with 。 between them."""
_SURE = re.compile(r"。(?!\s*(?:[^\w\s「『【《〈]|[wｗ]))")
"""Behind 。 nothing stands that may belong to the sentence that it ended."""

_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\w")
_NUMERAL_OR_LATIN = pattern("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")
_GOES_ON = re.compile(
    "って|と(?!ころ|ても|にかく|りあえず|きど|きに|ある|はいえ|いう(?:わけ|こと)|ま[あぁ]|もかく|りわけ|んでも|っさ|り[あわ])"
    "|など|なんて|を|に(?!ほん|ゃ|こ)|の(?!ち|ん|ぞ)|が(?!、)|[、，,]"
)
"""Words with which a sentence goes on after a question or exclamation that it quotes: ``なぜ？と思う``."""

_LIST_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}")
_WORD_BEFORE = pattern(r"[^\s(（「『\[“\"'/]*\Z")
_NEXT_WORD = re.compile(r"[A-Z][a-z']*")
_INITIALS = re.compile(r"(?:[a-z]{1,2}\.)+[a-z]")
_ABBREVIATIONS = frozenset("e.g i.e mr mrs ms dr prof st mt vs cf viz approx incl esp".split())
_BEFORE_NUMBERS = frozenset("no nos fig figs vol ch sec eq p pp art ver ref refs".split())
_MAY_END = frozenset("inc ltd co corp jr sr bros dept al jan feb mar apr jun jul aug sep sept oct nov dec".split())
_BEGINNINGS = frozenset(
    "The A An It Its This That These Those There Here He She They We You I In On At If For But And So However Then When "
    "While As To Our Your My What Who How Why Where Most Some Many All No Not With From After Before Since Also".split()
)


class Sentence(Struct, frozen=True, gc=False):
    """``text`` is ``[start, end)`` of the text of the block with that number; ``at`` is where it stands."""

    block: int
    start: int
    end: int
    text: str
    at: Location


def read_sentences(blocks: Iterable[Block]) -> Iterator[Sentence]:
    """The sentences of the blocks that are prose; those without a word of their own, such as code alone, left out."""
    for number, block in enumerate(blocks):
        if block.kind == "pre" or block.chrome:
            continue
        text = block.without_code(UNKNOWN)
        for start, end in sentences(text):
            if _WORD.search(text, start, end):
                yield Sentence(number, start, end, block.text.value[start:end], block.text.part(start, end))


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of ``text`` begin and end, half-open and without the white space around them.

    A sentence ends at 。, ！, ？ and their like outside quotes and brackets, and at the full stop of English; what closes
    there belongs to it. Line ends say nothing. Every character that is not white space is in exactly one sentence.
    """
    return list(_remembered(text)) if len(text) <= _USUAL else _sentences(text)


def certain_ends(text: str) -> list[int]:
    """Where sentences of ``text`` end for sure, seen in a fraction of the time of ``sentences``.

    The sentences of a text are those of its parts between such ends.
    """
    return [] if _UNSURE.search(text) else [stop.end() for stop in _SURE.finditer(text)]


@lru_cache(500)
def _remembered(text: str) -> Sequence[tuple[int, int]]:
    """Those of a text that several views ask for, of the usual length: a post has fewer blocks than are remembered."""
    return tuple(_sentences(text))


def _sentences(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    first, here = _past(_SPACE, text, 0), 0
    marks = [match.span() for match in _MARK.finditer(text)]
    pairs = _pairs(text, marks)
    for start, end in marks:
        char = text[start]
        if start < here or (char not in _ENDS and start not in pairs) or (char in ".!?" and _WITHIN.match(text, start - 1)):
            continue
        if char == "。" and first < start and _is_plain(text[end : end + 1]):
            found.append((first, end))
            first = here = end
            continue
        whole = start == first
        if start in pairs:
            here = stop = pairs[start] + 1
            ends = _closes_sentence(text, whole, start, stop)
        else:
            stop = _past(_CLOSED, text, end)
            ends = _ends(text, first, start, end, stop)
        if not ends:
            continue
        here = _past(_TAIL, text, stop)
        begin = found.pop()[0] if found and whole and start not in pairs else first
        found.append((begin, here))
        first = _past(_SPACE, text, here)
    if first < len(text):
        found.append((first, len(text.rstrip())))
    return found


def _is_plain(char: str) -> bool:
    """Whether ``char`` begins a sentence and belongs to none before it: most stops stand before such a one."""
    return "\u3041" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff"


def _is_japanese(char: str) -> bool:
    return "\u3005" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uff66" <= char <= "\uff9d"


def _past(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _pairs(text: str, marks: list[tuple[int, int]]) -> dict[int, int]:
    """Where each bracket among ``marks`` opens and closes; one without the other, or too far from it, is none."""
    pairs: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    waiting: dict[str, int] = {}
    for here, _ in marks:
        char = text[here]
        closing = _CLOSING.get(char)
        if closing is not None:
            opened.append((closing, here))
            waiting[closing] = waiting.get(closing, 0) + 1
            continue
        if char in _ENDS:
            continue
        char = _SAME.get(char, char)
        if waiting.get(char) and (char != '"' or not text[here - 1].isspace()):
            while True:
                closing, start = opened.pop()
                waiting[closing] -= 1
                if closing == char:
                    break
            if here - start <= _LONGEST:
                pairs[start] = here
        elif char == '"' and not text[here + 1 : here + 2].isspace():
            opened.append((char, here))
            waiting[char] = waiting.get(char, 0) + 1
    return pairs


def _closes_sentence(text: str, whole: bool, start: int, after: int) -> bool:
    """Whether the brackets ``text[start:after]`` end a sentence, ``whole`` saying that they hold all of it."""
    last = after - 1
    while last > start and text[last] not in _ENDS and last > after - 4:
        last -= 1
    if text[last] not in _ENDS or not _WORD.search(text, start, last):
        return False
    gap = _past(_SPACE, text, after)
    if text[last] in ".!?" and gap > after and (text[gap : gap + 1].isupper() or text[gap : gap + 1] in _QUOTES):
        word = _NEXT_WORD.match(text, gap)
        return text[last] == "." or bool(word and word[0] in _BEGINNINGS)
    quote = text[start] in _QUOTES
    parted = "\n" in text[after:gap] or (gap > after and not quote)
    if _GOES_ON.match(text, gap):
        return False
    return (parted and text[last] in "。｡") or (whole and (not quote or text[gap : gap + 1] in _QUOTES))


def _ends(text: str, first: int, start: int, end: int, after: int) -> bool:
    """Whether the marks ``text[start:end]`` end the sentence from ``first``; ``after`` is past what closes there."""
    marks = text[start:end]
    gap = _past(_SPACE, text, after) if text[after : after + 1].isspace() else after
    if gap == len(text) or "。" in marks or "｡" in marks:
        return True
    before, following = text[start - 1 : start], text[gap]
    japanese = _is_japanese(before)
    spaced, new_line = gap > after, "\n" in text[after:gap]
    if not marks.strip("…‥"):
        return new_line or (spaced and following.isupper())
    if not new_line and not (spaced and japanese) and "．" not in marks and _GOES_ON.match(text, gap):
        return False
    if marks.strip(".．…‥"):
        if text[max(start - 5, 0) : start].lower() == "yahoo":
            return False
        unlike = following.islower() if spaced else following.isascii()
        return not (marks.isascii() and unlike and not japanese)
    if _LIST_NUMBER.fullmatch(text, first, start):
        return False
    if "．" in marks:
        return not (_NUMERAL_OR_LATIN.match(before) and _NUMERAL_OR_LATIN.match(following))
    if not spaced:
        return len(marks) == 1 and japanese and _is_japanese(following)
    if len(marks) > 1:
        return following.isupper()
    return not following.islower() and not _abbreviates(text, first, start, gap)


def _abbreviates(text: str, first: int, start: int, gap: int) -> bool:
    """Whether the full stop at ``start`` is that of an abbreviation before the word at ``gap``."""
    found = _WORD_BEFORE.search(text, max(first, start - 16), start)
    word = found[0] if found else ""
    low, following = word.lower(), _NEXT_WORD.match(text, gap)
    begins = following is not None and following[0] in _BEGINNINGS
    if low in _ABBREVIATIONS:
        return True
    if low in _BEFORE_NUMBERS:
        return text[gap].isdigit()
    if low == "etc":
        return not (following or _is_japanese(text[gap : gap + 1]))
    if len(word) == 1 and "A" <= word <= "Z":
        return word != "I" and (start - 1 == first or not begins)
    return (low in _MAY_END or _INITIALS.fullmatch(low) is not None) and not begins
