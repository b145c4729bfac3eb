"""Properties whose numbers have an order: the lower bound of a thing is not above its upper one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint import Item, Literal, Placed

PAIRS = (
    ("lowPrice", "highPrice"), ("minPrice", "maxPrice"), ("minValue", "maxValue"), ("worstRating", "bestRating"),
    ("startOffset", "endOffset"),
)  # fmt: skip
"""The lower one first."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def crossed(item: Item) -> Iterator[tuple[str, Placed[str], str, Placed[str]]]:
    """The pairs of which the lower is above the upper: name and value of the lower, of the upper."""
    for low, high in PAIRS:
        one, other = _number(item, low), _number(item, high)
        if one is not None and other is not None and float(one.value) > float(other.value):
            yield low, one, high, other


def _number(item: Item, term: str) -> Placed[str] | None:
    """The one value of the property, where it is a number."""
    values = item.values(term)
    only = values[0] if len(values) == 1 else None
    if isinstance(only, Literal) and only.says and _NUMBER.fullmatch(only.text.value):
        return only.text
    return None
