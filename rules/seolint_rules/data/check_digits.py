"""Numbers that check themselves: GTIN (https://www.gs1.org/services/how-calculate-check-digit-manually), ISBN, ISSN."""

from __future__ import annotations

import re

GTIN_SIZES = {"gtin8": (8,), "gtin12": (12,), "gtin13": (13,), "gtin14": (14,), "gtin": (8, 12, 13, 14)}


def gtin_checks(digits: str) -> bool:
    """Whether the last of the digits is right for those before it."""
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return weighed % 10 == 0


def isbn_checks(plain: str) -> bool:
    """The same for an ISBN of 10 or 13 characters without hyphens."""
    return gtin_checks(plain) if len(plain) == 13 else _eleven(plain)


def issn_checks(plain: str) -> bool:
    """The same for an ISSN of 8 characters without its hyphen."""
    return _eleven(plain)


def _eleven(plain: str) -> bool:
    size = len(plain)
    return sum((size - place) * (10 if sign in "Xx" else int(sign)) for place, sign in enumerate(plain)) % 11 == 0


def bare(text: str) -> str:
    """`text` without hyphens and spaces."""
    return re.sub(r"[\s\u2010-\u2015-]", "", text)
