"""Headings that any post may have, whatever it is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache

from seolint import Document, Location, fold
from seolint_rules.data import table

_NUMBER = re.compile(r"(?:第?\d+(?:[.．\-]\d+)*(?:[章節回部]|[.．)）:：]|(?=\s)|$))\s*")
_STEPS = re.compile(r"作り方|つくり方|やり方|手順|方法|ステップ|工程|レシピ|\bsteps?\b|\bhow to\b")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@lru_cache(1_000)
def plain(text: str) -> str:
    """``text`` folded, without its number and the signs around it; of a long one the beginning."""
    folded = fold(text[:80])
    found = _NUMBER.match(folded)
    bare = folded[found.end() :] if found else folded
    return _EDGES.sub("", bare)


@cache
def _stock(kind: str) -> frozenset[str]:
    return frozenset(map(plain, table("stock_headings", dict[str, list[str]])[kind]))


def is_stock(name: str) -> bool:
    """Whether a heading, made ``plain``, says only which part of a post it is: まとめ, References."""
    return name in _stock("parts") or is_list(name)


def is_list(name: str) -> bool:
    """Whether it stands over a list of sources or links."""
    return name in _stock("lists")


def is_listed(doc: Document, at: Location) -> bool:
    """Whether what stands at ``at`` is of a list of sources or links, by the heading above it."""
    return is_list(plain(_above(doc, at)))


def is_step(doc: Document, at: Location) -> bool:
    """Whether what stands at ``at`` tells how something is done, step by step, by the heading above it."""
    return _STEPS.search(fold(_above(doc, at)[:80])) is not None


def _above(doc: Document, at: Location) -> str:
    number = bisect_right(doc.headings, at.start, key=lambda heading: heading.at.start)
    return doc.headings[number - 1].text.value if number else ""
