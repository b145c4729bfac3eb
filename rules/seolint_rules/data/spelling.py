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
    import difflib

    candidates = list(names)
    alike = [each for each in candidates if each.casefold() == name.casefold()]
    if alike:
        return alike[0] if len(alike) == 1 else None
    swapped = {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)} if len(name) > 3 else set[str]()
    scores = {each: SWAPPED for each in candidates if each in swapped}
    for spelt in (str.casefold, _sorted_words) if name != name.lower() else (str.casefold,):
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(spelt(name))
        for each in candidates:
            matcher.set_seq1(spelt(each))
            if matcher.real_quick_ratio() >= LIKENESS and matcher.quick_ratio() >= LIKENESS:
                scores[each] = max(scores.get(each, 0.0), matcher.ratio())
    best = sorted(scores, key=lambda each: scores[each], reverse=True)[:2]
    if not best or scores[best[0]] < LIKENESS or (best[1:] and scores[best[0]] - scores[best[1]] < LEAD):
        return None
    return best[0]


def _sorted_words(name: str) -> str:
    """The words of a camel-case name, folded, in alphabetical order."""
    return " ".join(sorted(word.casefold() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)))
