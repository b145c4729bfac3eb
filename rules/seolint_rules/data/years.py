"""Years that are part of what a text tells or of a name, and so never stale (years.json)."""

from __future__ import annotations

import re
from functools import cache

from seolint import fold, pattern
from seolint_rules.data import table


@cache
def _history() -> re.Pattern[str]:
    words = table("years", dict[str, list[str]])
    named = rf"\b(?:{'|'.join(map(re.escape, words['editions']))})[ :-]?(?:[\d.-]{{1,8}}[ :])?20\d\d"
    return pattern("|".join([*map(re.escape, words["history"]), named, r"した[。!]*$"]))


def is_history(text: str) -> bool:
    """Whether ``text`` is about the years that it names: 振り返り 2024, ISO 2022."""
    return _history().search(fold(text)) is not None


_PRODUCT = re.compile(r"(?<![A-Za-z] )(?<![A-Za-z0-9])(?=[a-z]*[A-Z])(?=[A-Z]*[a-z])[A-Za-z]{3,}(?: \d{1,2})? (20\d\d)(?!\d)")
"""One word of Latin letters, not all of them capitals, right before the year: iPhone 15 2024."""


@cache
def _events() -> re.Pattern[str]:
    rows = table("years", dict[str, list[str]])
    return pattern("|".join(map(re.escape, rows["events"])) + rf"|(?<![a-z])(?:{'|'.join(rows['event_names'])})(?![a-z])")


def names_event(text: str) -> bool:
    """Whether the year of ``text`` is a part of the name of an event or a product: パリ五輪 2024, Photoshop 2024."""
    return _PRODUCT.search(text) is not None or _events().search(fold(text)) is not None


def is_of_year(title: str, year: str) -> bool:
    """Whether a post of that title is about ``year``: it looks back, or names that year for another reason than to seem fresh."""
    rows, folded = table("years", dict[str, list[str]]), fold(title)
    if any(word in folded for word in rows["looking_back"]):
        return True
    return year in folded and not any(word in folded for word in rows["fresh"])
