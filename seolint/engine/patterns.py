"""Patterns of files as in ``.gitignore``, from a folder down; linear whatever they are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import Any

_MOST, _LONGEST = 3, 1_000
"""How much of what is slow a pattern may have, and how long it is."""
_STAR = "[^/]*"
"""What pathspec makes of ``*``."""


class PatternError(ValueError):
    """A pattern of the configuration that is none."""


class Patterns:
    """``lines`` as in ``.gitignore``, which hold from the absolute ``folder`` down.

    ``strict``: what is no pattern raises PatternError; else it is passed over, as git does.
    """

    def __init__(self, folder: str, lines: Iterable[str], *, strict: bool = False) -> None:
        from pathspec import GitIgnoreSpec

        self.folder = folder
        found: list[Any] = []
        for line in filter(_is_quick, lines):
            try:
                found += GitIgnoreSpec.from_lines([line]).patterns
            except ValueError:
                if strict:
                    raise PatternError(line) from None
        for pattern in found:
            if pattern.regex is not None and pattern.regex.pattern.count(_STAR) > 2:
                pattern.regex = re.compile(_linear(pattern.regex.pattern))
        self._spec = GitIgnoreSpec(found)

    def verdict(self, absolute: str) -> bool | None:
        """Whether a file, or a folder with ``/`` at its end, is one of the patterns; None when none speaks of it."""
        if not absolute.startswith(self.folder.rstrip("/") + "/"):
            return None
        inside = os.path.relpath(absolute, self.folder).replace(os.sep, "/")
        found = self._spec.check_file(inside + "/" * absolute.endswith("/"))
        return None if found.include is None else bool(found.include)


def matches(patterns: Iterable[Patterns], path: str) -> bool:
    """Whether the last of ``patterns`` that speaks of ``path`` names it."""
    absolute = os.path.abspath(path) + ("/" if path.endswith("/") else "")
    said = False
    for one in patterns:
        verdict = one.verdict(absolute)
        said = said if verdict is None else verdict
    return said


def _is_quick(pattern: str) -> bool:
    """Whether ``pattern`` is one that ``_linear`` can tame: without many ``**``, or stars between many sets of characters."""
    sets = min(pattern.count("["), pattern.count("*"))
    return len(pattern) <= _LONGEST and sets <= _MOST and pattern.split("/").count("**") <= _MOST


def _linear(pattern: str) -> str:
    """The regular expression of a pattern so that several stars in one name cannot take forever.

    Where another star follows, the first place that fits is as good as any: no need to come back for the others.
    """
    first, *parts = pattern.split(_STAR)
    for number, part in enumerate(parts, 1):
        last = number == len(parts) or not frozenset("/[").isdisjoint(part.replace("[^/]", ""))
        first += f"{_STAR}{part}" if last else f"(?>{_STAR}?{part})"
    return first
