"""Dates and times as authors write them: read, compared, and written as ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from seolint import pattern

_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|z|UTC|[-+]\d{2}:?\d{2})?)?"
)
_ISO = pattern(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[-+]\d{2}:\d{2})?")
_WIDEST = timedelta(hours=14)


def moment(text: str) -> datetime | None:
    """The moment that `text` names, with a zone only if it names one; None for what is no date."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    try:
        plain = datetime(*(int(part or 0) for part in found.groups()[:6]))  # type: ignore[arg-type]
        zone = (found[7] or "").upper().replace("UTC", "Z")
        return datetime.fromisoformat(plain.isoformat() + zone) if zone else plain
    except ValueError:
        return None


def iso(text: str, like: str = "") -> str:
    """`text` as ISO 8601, only the day where `like` is only a day; "" for what is no date."""
    found = moment(text)
    if found is None:
        return ""
    if len(text.strip()) <= 10 or 0 < len(like.strip()) <= 10:
        return found.date().isoformat()
    return text.strip() if _ISO.fullmatch(text.strip()) else found.isoformat()


def same(one: datetime, other: datetime) -> bool:
    """Whether both may be one moment or one day of the site, whose time zone nobody knows."""
    if one.date() == other.date():
        return True
    if one.tzinfo is None or other.tzinfo is None:
        return abs(one.replace(tzinfo=None) - other.replace(tzinfo=None)) <= _WIDEST
    days = (one.astimezone(zone).date() == other.astimezone(zone).date() for zone in (one.tzinfo, other.tzinfo))
    return any(days)
