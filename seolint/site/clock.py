"""Time, as it enters views and rules: whether a moment is past, and how long the answer holds."""

from __future__ import annotations

from datetime import datetime

NEVER = float("inf")
"""When something is past that never will be, in seconds since 1970."""


class Noted:
    """The next moment, in seconds since 1970, at which an answer that was given would be another one."""

    def __init__(self) -> None:
        self.next = NEVER


def passed(when: datetime, now: datetime, noted: Noted | None) -> bool:
    """Whether ``when`` is past at ``now``; if not, that is noted."""
    if when <= now:
        return True
    if noted is not None:
        noted.next = min(noted.next, when.timestamp())
    return False
