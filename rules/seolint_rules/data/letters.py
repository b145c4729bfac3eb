"""Text as one compares it where signs do not count."""

from __future__ import annotations

from functools import lru_cache

from seolint import fold

_SHORT = 200


def letters(text: str) -> str:
    """The letters and digits of ``text``, folded."""
    return _letters_before(text) if len(text) <= _SHORT else _letters(text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


_letters_before = lru_cache(1_000)(_letters)
"""Two rules compare titles, one of them character by character."""
