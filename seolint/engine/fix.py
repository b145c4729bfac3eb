"""Fixes applied to a text: each as a whole, the first of those that overlap."""

from __future__ import annotations

from collections.abc import Iterable

from seolint.diagnostic import Edit, Fix


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """``text`` with ``fixes`` applied; one that touches what an earlier one changed is left for the next round."""
    taken: list[Edit] = []
    for fix in fixes:
        if not any(_overlap(edit, other) for edit in fix.edits for other in taken):
            taken += fix.edits
    for edit in sorted(taken, key=lambda edit: edit.at, reverse=True):
        text = text[: edit.at.start] + edit.text + text[edit.at.end :]
    return text


def _overlap(edit: Edit, other: Edit) -> bool:
    same = edit.at == other.at
    return same or (edit.at.start < other.at.end and other.at.start < edit.at.end)
