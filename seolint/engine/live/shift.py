"""Findings of a text before an edit, moved to where they are after it, until they are judged again."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from seolint.diagnostic import Diagnostic, Related
from seolint.text import Location


def shift_of(path: str, old: str, new: str) -> Callable[[Diagnostic], Diagnostic | None]:
    """What moves a finding about ``path``; None for one where the text itself was edited. A moved one has no fix."""
    if old == new:
        return lambda found: found
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    end, more = len(old) - last, len(new) - len(old)

    def place(at: Location) -> Location | None:
        if at.path != path or at.end <= first:
            return at
        return Location(path, at.start + more, at.end + more) if at.start >= end else None

    def shift(found: Diagnostic) -> Diagnostic | None:
        at = place(found.at)
        related = tuple(Related(there, each.message) for each in found.related if (there := place(each.at)) is not None)
        return replace(found, at=at, related=related, fix=None) if at is not None else None

    return shift


def _common(one: str, other: str) -> int:
    """How many characters both begin with, found by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
