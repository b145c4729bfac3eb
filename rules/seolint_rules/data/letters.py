"""Text as one compares it where signs do not count."""

from __future__ import annotations

from functools import lru_cache

from seolint import fold


@lru_cache(2_000)
def letters(text: str) -> str:
    """The letters and digits of ``text``, folded."""
    return "".join(filter(str.isalnum, fold(text)))
