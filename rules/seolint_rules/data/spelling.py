"""Did you mean …? The one name of a table that a misspelt name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable

LIKENESS = 0.8
"""Least share of two names that must agree (difflib's ratio)."""

SWAPPED = 0.95
"""Likeness of two names that differ in two neighbours that changed places, whatever their length (`nmae`)."""

LEAD = 0.07
"""How much more alike the best name must be than the next one."""


def closest(name: str, names: Iterable[str]) -> str | None:
    """The name that was meant, if exactly one is clearly closest.

    The same letters in another case win; else likeness of spelling decides, as written or with the words of a
    camel-case name in another order (`publishDate` → `datePublished`).
    """
    candidates = list(names)
    alike = [each for each in candidates if each.casefold() == name.casefold()]
    if alike:
        return alike[0] if len(alike) == 1 else None
    scores = {each: SWAPPED for each in candidates if len(name) > 3 and _is_swapped(name, each)}
    for spelt in (str.casefold, _sorted_words) if name != name.lower() else (str.casefold,):
        wanted = spelt(name)
        for each in candidates:
            one = spelt(each)
            both = len(one) + len(wanted)
            if _share(min(len(one), len(wanted)), both) >= LIKENESS and _share(_common(one, wanted), both) >= LIKENESS:
                scores[each] = max(scores.get(each, 0.0), _share(_matching(one, wanted), both))
    best = sorted(scores, key=lambda each: scores[each], reverse=True)[:2]
    if not best or scores[best[0]] < LIKENESS or (best[1:] and scores[best[0]] - scores[best[1]] < LEAD):
        return None
    return best[0]


def _is_swapped(one: str, other: str) -> bool:
    """Whether two texts, which are not the same, differ in two neighbours alone that changed places."""
    if len(one) != len(other):
        return False
    here = next((number for number, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]), 0)
    return other[here : here + 2] == one[here : here + 2][::-1] and other[here + 2 :] == one[here + 2 :]


def _share(agreeing: int, both: int) -> float:
    """Which share of two texts agrees, that have so many characters together."""
    return 2 * agreeing / both if both else 1.0


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common, wherever they stand."""
    return sum([min(one.count(char), other.count(char)) for char in set(one)])


def _matching(one: str, other: str) -> int:
    """How many characters agree, as difflib counts: those of the longest stretch that two texts share, and so on beside it."""
    found, todo = 0, [(0, len(one), 0, len(other))]
    while todo:
        start, end, first, last = todo.pop()
        here, there, size = _longest(one, start, end, other, first, last)
        if size:
            found += size
            todo += [(start, here, first, there)] if start < here and first < there else []
            todo += [(here + size, end, there + size, last)] if here + size < end and there + size < last else []
    return found


def _longest(one: str, start: int, end: int, other: str, first: int, last: int) -> tuple[int, int, int]:
    """Where the longest stretch begins, in both, that ``one[start:end]`` and ``other[first:last]`` share, and its size."""
    best, size = (start, first, 0), 0
    for here in range(start, end):
        while here + size < end and (there := other.find(one[here : here + size + 1], first, last)) >= 0:
            size += 1
            while here + size < end and there + size < last and one[here + size] == other[there + size]:
                size += 1
            best = here, there, size
    return best


def _sorted_words(name: str) -> str:
    """The words of a camel-case name, folded, in alphabetical order."""
    return " ".join(sorted(word.casefold() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)))
