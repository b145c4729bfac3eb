"""Years that are part of what a text tells or of a name, and so never stale (years.json)."""

from __future__ import annotations

import re
from functools import cache

from seolint import fold
from seolint_rules.data import table


@cache
def _history() -> re.Pattern[str]:
    words = table("years", dict[str, list[str]])
    named = rf"\b(?:{'|'.join(map(re.escape, words['editions']))})[ :-]?(?:[\d.-]{{1,8}}[ :])?20\d\d"
    return re.compile("|".join([*map(re.escape, words["history"]), named, r"した[。!]*$"]))


def is_history(text: str) -> bool:
    """Whether ``text`` is about the years that it names: 振り返り 2024, ISO 2022."""
    return _history().search(fold(text)) is not None
