"""Did you mean …?"""

from __future__ import annotations

from collections.abc import Iterable

from seolint.diagnostic import Text


def closest(value: str, known: Iterable[str]) -> str:
    """The one of ``known`` that ``value`` is likely to stand for; "" when none is like it."""
    from difflib import get_close_matches

    return (get_close_matches(value, sorted(known), n=1, cutoff=0.65) or [""])[0]


def meant(value: str, known: Iterable[str]) -> Text:
    """``; did you mean "x"?`` in both languages, or nothing."""
    close = closest(value, known)
    return Text(f'; did you mean "{close}"?', f"。「{close}」の間違いではありませんか") if close else Text("", "")
