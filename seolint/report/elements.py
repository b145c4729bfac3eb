"""JSON in pieces: a large array is never in memory as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

_ENCODER = msgspec.json.Encoder()


def encode(value: Any) -> str:
    """``value`` as JSON on one line."""
    return _ENCODER.encode(value).decode()


def array(items: Iterable[Any]) -> Iterator[str]:
    """``items`` as a JSON array, one to a line."""
    return lines(map(encode, items))


def lines(items: Iterable[str]) -> Iterator[str]:
    """An array of what is JSON already."""
    before = "[\n"
    for item in items:
        yield before + item
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"
