"""The sentences that are long for a reader, in a unit that an author can count: full-width characters, or words in English."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from seolint.document.content import Block, Heading
from seolint.document.sentences import certain_ends, sentences
from seolint.pattern import pattern
from seolint.text import UNKNOWN, Location, countable, fold, width

CHARACTERS, WORDS = 100.0, 40
"""Full-width characters of Japanese, and words of English, that a sentence may have."""

_WORD = pattern(r"\w+(?:['’.-]\w+)*")
_ENDS = {
    "ja": re.compile(r"[ぁ-んァ-ヶ々一-鿿][」』）)】”]*[。．！？!?…‥]+[」』）)】”]*\Z"),
    "en": pattern(r"[.!?…][\"'”’)\]]*\Z"),
}
"""How a sentence ends; what has no end is a list or a line of a menu."""
_LINE = re.compile(r"(?<![、，,])\r?\n")
_SAID = {
    "ja": re.compile("「([^「」]*)」|『([^『』]*)』|[（(]([^（()）]*)[）)]"),
    "en": pattern(r"“([^“”]*)”|\"([^\"]*)\"|\(([^()]*)\)"),
}
_STOP = {"ja": re.compile("[。！？!?]"), "en": re.compile(r"[.!?](?:\s|\Z)")}
"""Quotations and brackets, and what those have that hold sentences of their own."""
_NUMBER = re.compile(r"^(?:第?\d+[\d.．-]*[章節回部]?[.．)）:：]?\s*)?[\W_]*|[\W_]+$")
SOURCES = frozenset(
    "参考 参考文献 参考資料 参考図書 参考書籍 参考記事 参考サイト 参考リンク 参考url 参考にしたサイト 参照 引用 出典 関連 関連記事 "
    "関連リンク 関連情報 関連項目 あわせて読みたい 脚注 注釈 リンク ソース ブックマーク リンク集 更新履歴 変更履歴 references "
    "reference bibliography sources source credits citations footnotes links related resources bookmarks changelog".split()
) | {"related posts", "related articles", "related links", "see also", "read more", "further reading", "learn more"}
"""What stands over lists of sources and links, which nobody reads as sentences."""


class LongSentence(Struct, frozen=True):
    """``size`` is that of its longest part: of what it quotes, or of the rest."""

    text: str
    at: Location
    size: float


def read_long_sentences(
    blocks: Iterable[Block], headings: Sequence[Heading], language: str, characters: float, words: int
) -> Iterator[LongSentence]:
    """Those of ``blocks`` that have an end and more than so many full-width characters, or in English words."""
    most = characters if language == "ja" else words
    for block in blocks:
        if not block.runs_on or len(block.text.value) <= most:
            continue
        said = block.without_code(UNKNOWN)
        long = list(_long(said, most, certain_ends(said) if language == "ja" else ()))
        for start, end in long if long and not _is_source(block.text.at, headings) else ():
            text = said[start:end]
            if not _ENDS[language].search(text):
                continue
            size = max(_size(part, language) for part in _parts(text, language))
            if size > most:
                yield LongSentence(block.text.value[start:end], block.text.part(start, end), size)


def _long(said: str, most: float, ends: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The sentences of more than ``most`` characters; only what is as long between certain ``ends`` is looked at."""
    here = 0
    for after in (*ends, len(said)):
        if after - here > most:
            yield from ((here + start, here + end) for start, end in sentences(said[here:after]) if end - start > most)
        here = after


def _parts(text: str, language: str) -> Iterator[str]:
    """The sentences of each quotation, and what is said around them."""
    frame, here = list[str](), 0
    for found in _SAID[language].finditer(text):
        inner = next(filter(None, found.groups()), "")
        if _STOP[language].search(inner):
            yield from (inner[start:end] for start, end in sentences(inner))
            frame.append(text[here : found.start()])
            here = found.end()
    yield " ".join((*frame, text[here:]))


def _size(text: str, language: str) -> float:
    """How long a sentence is; lines of Japanese that do not end in a comma may be apart for the reader."""
    if language != "ja":
        return len(_WORD.findall(countable(text, " ")))
    return max(width(countable(line)) for line in _LINE.split(text))


def _is_source(at: Location, headings: Sequence[Heading]) -> bool:
    number = bisect_right(headings, at.start, key=lambda heading: heading.at.start)
    return number > 0 and _NUMBER.sub("", fold(headings[number - 1].text.value[:80])) in SOURCES
