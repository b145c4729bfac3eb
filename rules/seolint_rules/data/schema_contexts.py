"""How schema.org is named as a vocabulary, and what is a slip in naming it."""

from __future__ import annotations

import re

from seolint import UNKNOWN, pattern
from seolint_rules.data.key_spelling import distance

HOME = "https://schema.org"
RIGHT = re.compile(r"(https?)://(?:www\.)?schema\.org/?(?:#|.*\.jsonld?)?", re.IGNORECASE)
"""The addresses that stand for the vocabulary: its own, and those of its context files."""
_URL = pattern(r"(?:([A-Za-z]*)[:;]?[ /]*[/:][/ ]*)?(?:www\.)?([^/#?\s]*)(.*)", re.DOTALL)
_KEYS = frozenset({"context", "contex", "contxt", "conext", "contexts", "cotext", "contaxt", "contect"})


def is_near(url: str) -> bool:
    """Whether schema.org was meant: its name with a slip in it, without a scheme, or with more behind it than a context has.

    What a template fills is not known.
    """
    if UNKNOWN in url:
        return False
    found = _URL.fullmatch(url.strip())
    host = found[2].lower().rstrip(".") if found else ""
    return host == "schema.org" or (len(host) < 14 and distance(host, "schema.org") <= 2)


def is_near_key(key: str) -> bool:
    """Whether ``@context`` was meant."""
    return key.lower().strip("@: ") in _KEYS
