"""Words that over a given share of many texts have in common: their beginning, their end, brackets, stock phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from seolint import Placed, pattern, width
from seolint_rules.data import table

_BRACKETS = pattern(r"【[^【】]+】|［[^［］]+］|〖[^〖〗]+〗|\[[^\[\]]+\]")
_ONE_WORD = pattern(r"[\W_]*(?:[ァ-ヺー]+|[一-鿿々]+|[A-Za-z0-9.+#'’-]+)?[\W_]*")
_DIGIT = re.compile("[1-9０-９]")


Phrases = list[tuple[str, int]]
"""The bracketed words and stock phrases of a title, and where they begin."""


class Shared(Struct, frozen=True):
    """Words with the number of each text that has them, and where in it they begin."""

    phrase: str
    places: tuple[tuple[int, int], ...]

    def part(self, texts: Sequence[Placed[str]], number: int) -> Placed[str]:
        """How the words stand in the text of place ``number``."""
        text, start = self.places[number]
        end = start + len(self.phrase)
        return Placed(texts[text].value[start:end], texts[text].part(start, end))


def shared_ends(texts: Sequence[Placed[str]], share: float, shortest: float) -> list[Shared]:
    """The longest beginning and the longest end that over ``share`` of ``texts`` have, of the width ``shortest`` or more."""
    values = [masked(text.value) for text in texts]
    head = _head(values, share)
    tail = _head([value[::-1] for value in values], share)[::-1]
    heads = tuple((number, 0) for number, value in enumerate(values) if value.startswith(head))
    tails = tuple((number, len(value) - len(tail)) for number, value in enumerate(values) if value.endswith(tail))
    return [each for each in (Shared(head, heads), Shared(tail, tails)) if width(each.phrase.strip()) >= shortest]


def shared_phrases(texts: Sequence[Placed[str]], phrases: Sequence[Phrases], share: float, shortest: float) -> list[Shared]:
    """Those ends, and the bracketed words and stock phrases of titles that over ``share`` have; the most common first."""
    places: dict[str, dict[int, int]] = {}
    for number, own in enumerate(phrases):
        for phrase, start in own:
            places.setdefault(phrase, {}).setdefault(number, start)
    found = [
        Shared(phrase, tuple(where.items())) for phrase, where in places.items() if len(where) > share * len(texts)
    ]
    known = {each.phrase: each for each in (*found, *shared_ends(texts, share, shortest))}
    outer = [each for each in known.values() if not any(each.phrase in other for other in known if other != each.phrase)]
    return sorted(outer, key=lambda each: (-len(each.places), each.phrase))


class Family(Struct, frozen=True):
    """Titles of one pattern: two bracketed or stock phrases, and of each title its number and from where to where they stand."""

    phrases: tuple[str, str]
    places: tuple[tuple[int, int, int], ...]

    def first(self, texts: Sequence[Placed[str]]) -> tuple[str, str]:
        """How the phrases stand in the first of the titles."""
        number, start, end = self.places[0]
        value, (one, other) = texts[number].value, self.phrases
        return value[start : start + len(one)], value[end - len(other) : end]


def families(titles: Sequence[Phrases], fewest: int, said: Sequence[str]) -> Iterator[Family]:
    """Those of ``fewest`` titles or more, the largest first, each title in one; none of what is ``said``."""
    patterns: dict[tuple[str, str], dict[int, tuple[int, int, int]]] = {}
    for number, stock in enumerate(titles):
        found = [one for one in stock if not any(one[0] in phrase or phrase in one[0] for phrase in said)]
        for one, start in found:
            for other, place in found:
                if start + len(one) <= place:
                    patterns.setdefault((one, other), {}).setdefault(number, (number, start, place + len(other)))
    taken: set[int] = set()
    for phrases, places in sorted(patterns.items(), key=lambda item: (-len(item[1]), item[0])):
        own = tuple(place for number, place in places.items() if number not in taken)
        if len(own) >= fewest:
            taken.update(places)
            yield Family(phrases, own)


def masked(text: str) -> str:
    """``text`` with 0 for each digit, as long as it was."""
    return _DIGIT.sub("0", text)


def phrases_of(text: str) -> Phrases:
    title = masked(text)
    found = [(bracket[0], bracket.start()) for bracket in _BRACKETS.finditer(title)]
    lower = title.lower()
    if len(lower) == len(title):
        found += [(phrase, lower.find(phrase)) for phrase in table("title_phrases", tuple[str, ...]) if phrase in lower]
    return found


def _head(texts: Sequence[str], share: float) -> str:
    """The longest beginning that over ``share`` of ``texts`` have, Latin words whole; "" for a single word."""
    need = int(len(texts) * share) + 1
    ordered, best = sorted(texts), ""
    for first, last in zip(ordered, ordered[need - 1 :], strict=False):
        size = _alike(first, last)
        while size and (_splits(first, size) or _splits(last, size)):
            size -= 1
        if size > len(best):
            best = first[:size]
    return "" if _ONE_WORD.fullmatch(best) else best


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    size = min(len(one), len(other))
    return next((number for number in range(size) if one[number] != other[number]), size)


def _splits(text: str, size: int) -> bool:
    """Whether a Latin word is cut in two where ``text[:size]`` ends."""
    around = text[size - 1 : size + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()
