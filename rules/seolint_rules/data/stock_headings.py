"""Headings that any post may have, whatever it is about."""

from __future__ import annotations

import re
from functools import cache

from seolint import fold
from seolint_rules.data import table

_NUMBER = re.compile(r"(?:第?\d+(?:[.．\-]\d+)*(?:[章節回部]|[.．)）:：]|(?=\s)|$))\s*")


def plain(text: str) -> str:
    """``text`` folded, without its number and the signs around it."""
    folded = fold(text)
    found = _NUMBER.match(folded)
    bare = folded[found.end() :] if found else folded
    kept = [number for number, char in enumerate(bare) if char.isalnum()]
    return bare[kept[0] : kept[-1] + 1] if kept else ""


@cache
def _stock(kind: str) -> frozenset[str]:
    return frozenset(map(plain, table("stock_headings", dict[str, list[str]])[kind]))


def is_stock(text: str) -> bool:
    """Whether a heading says only which part of a post it is: まとめ, References."""
    return plain(text) in _stock("parts") or is_list(text)


def is_list(text: str) -> bool:
    """Whether it stands over a list of sources or links."""
    return plain(text) in _stock("lists")
