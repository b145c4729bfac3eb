"""How readable the prose of a text is, in figures that anyone can count again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from seolint.document.endings import Ending
from seolint.text import countable, width

_RUNS = {
    "latin": re.compile("[A-Za-zＡ-Ｚａ-ｚ]+"),
    "hiragana": re.compile("[ぁ-ゖゝゞ][ぁ-ゖゝゞー]*"),
    "kanji": re.compile("[々〆一-鿿㐀-䶿豈-﫿]+"),
    "katakana": re.compile("[ァ-ヺヽヾ][ァ-ヺヽヾー]*"),
}
_COMMA = re.compile("[、，]")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_END = re.compile(r"[。．.！？!?…‥][」』）)】”\"’']*\Z")
_FEWEST = 5
"""Sentences that a text must have for a figure of its readability."""


class Readability(Struct, frozen=True):
    """Figures of the sentences in which the author speaks and that have an end; code, URLs and white space left out.

    ``characters`` are those of all, ``mean`` and ``longest`` the full-width units of one sentence; ``words`` is the mean number
    of words of one in a language that parts them by spaces, 0.0 in Japanese. ``kanji``, ``hiragana``, ``katakana`` and
    ``latin`` are shares of the characters. ``polite`` and ``plain`` are numbers of sentences (です・ます, だ・である).

    ``ease`` is the readability score RS of 建石・小野・山田「日本文の読みやすさの評価式」(情報処理学会研究報告 1988-HI-18),
    which is made of the length of sentences, the lengths of runs of one script and commas: 50 is the mean of the texts that
    it was made from, 10 their standard deviation, and higher is easier. None for other languages and for fewer than five
    sentences.
    """

    sentences: int
    characters: int
    mean: float
    longest: float
    words: float
    kanji: float
    hiragana: float
    katakana: float
    latin: float
    polite: int
    plain: int
    ease: float | None


def read_readability(texts: Sequence[str], endings: Sequence[Ending], language: str) -> Readability:
    """The figures of sentences, given by their texts with UNKNOWN for code, and by their endings."""
    texts = [text for text in texts if _END.search(text)]
    said = list(map(countable, texts))
    whole = "".join(said)
    runs = {script: pattern.findall(whole) for script, pattern in _RUNS.items()}
    sizes = {script: sum(map(len, found)) for script, found in runs.items()}
    widths = list(map(width, said))
    count, styles = len(said), Counter(ending.style for ending in endings)
    japanese = language == "ja"
    words = 0 if japanese else sum(len(_WORD.findall(text)) for text in texts)
    return Readability(
        sentences=count,
        characters=len(whole),
        mean=sum(widths) / count if count else 0.0,
        longest=max(widths, default=0.0),
        words=words / count if count else 0.0,
        kanji=_share(sizes["kanji"], whole),
        hiragana=_share(sizes["hiragana"], whole),
        katakana=_share(sizes["katakana"], whole),
        latin=_share(sizes["latin"], whole),
        polite=styles["polite"],
        plain=styles["plain"],
        ease=_ease(said, runs, len(_COMMA.findall(whole))) if japanese and count >= _FEWEST else None,
    )


def _share(size: int, whole: str) -> float:
    return size / len(whole) if whole else 0.0


def _ease(said: Sequence[str], runs: dict[str, list[str]], commas: int) -> float:
    """RS of 建石・小野・山田: −0.12 ls − 1.37 la + 7.4 lh − 23.18 lc − 5.4 lk − 4.67 cp + 115.79.

    ls is the mean length of a sentence, la, lh, lc and lk are those of runs of Latin letters, hiragana, kanji and katakana,
    cp the commas of a sentence.
    """
    la, lh, lc, lk = (_mean(runs[script]) for script in ("latin", "hiragana", "kanji", "katakana"))
    return -0.12 * _mean(said) - 1.37 * la + 7.4 * lh - 23.18 * lc - 5.4 * lk - 4.67 * commas / len(said) + 115.79


def _mean(texts: Sequence[str]) -> float:
    return sum(map(len, texts)) / len(texts) if texts else 0.0
