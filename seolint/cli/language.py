"""The language of messages."""

from __future__ import annotations

import os


def choose_language(named: str | None) -> str:
    """``ja`` or ``en``: as named, else as the environment's locale says."""
    if named in {"ja", "en"}:
        return named
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"
