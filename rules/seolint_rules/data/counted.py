"""Numbers of things in English."""

from __future__ import annotations


def counted(number: float, noun: str) -> str:
    """``1 column``, ``1.5 columns``."""
    return f"{number:g} {noun}{'' if number == 1 else 's'}"


def wide(size: float) -> str:
    """A width in the unit of the options: ``39.5 full-width characters``."""
    return counted(size, "full-width character")
