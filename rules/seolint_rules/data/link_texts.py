"""Link texts that name nothing, and how texts are folded before they are compared with these."""

from __future__ import annotations

from functools import cache

from seolint import fold
from seolint_rules.data import table


def bare(text: str) -> str:
    """``text`` folded, without the signs around it, and without spaces where it is Japanese."""
    folded = fold(text)
    kept = [number for number, char in enumerate(folded) if char.isalnum()]
    inner = folded[kept[0] : kept[-1] + 1] if kept else ""
    return inner if inner.isascii() else inner.replace(" ", "")


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(map(bare, texts)) for name, texts in table("link_texts", dict[str, list[str]]).items()}


def generic() -> frozenset[str]:
    """Texts that name nothing whatever stands beside them."""
    return _lists()["generic"]


def thin() -> frozenset[str]:
    """Texts that say what kind of thing the target is, not which."""
    return _lists()["thin"]
