"""Dates as Jekyll reads them: YAML's own times, else Ruby's ``Time.parse``, both turned into the site's time zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from msgspec import Struct

from seolint.pattern import pattern

_YAML_TIME = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.\d*)?(?:\s*(Z|[-+]\d{1,2}:?(?:\d\d)?))?"
)
_TIME = pattern(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:[Tt]|\s+)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d*)?)?)?\s*(Z|UTC|GMT|JST|[-+]\d\d:?(?:\d\d)?)?"
)
_OFFSET = re.compile(r"([-+])(\d{1,2}):?(\d\d)?")
_DAY = 24 * 60
_NAMED = {"Z": 0, "UTC": 0, "GMT": 0}


class Moment(Struct, frozen=True):
    """A date as it is written; ``offset`` are minutes east of Greenwich, None for the site's own time."""

    clock: datetime
    offset: int | None = None

    def local(self, zone: str) -> tuple[datetime, ...]:
        """The date and time at the site; without a ``zone`` that is known, all that the place of the build can make of it."""
        if self.offset is None:
            return (self.clock,)
        own = timezone(timedelta(minutes=self.offset))
        there = self.clock.replace(tzinfo=own)
        known = zone_of(zone)
        zones = (known,) if known is not None else (UTC, own)
        return tuple(dict.fromkeys(there.astimezone(each).replace(tzinfo=None) for each in zones))

    def instant(self, zone: str) -> datetime:
        """The moment itself; without a zone that is known, as Greenwich has it."""
        own = zone_of(zone) if self.offset is None else timezone(timedelta(minutes=self.offset))
        return self.clock.replace(tzinfo=own or UTC)


def read_moment(value: str, *, plain: bool) -> Moment | None:
    """The date that ``value`` of the front matter says; ``plain`` says that it stands without quotes. None for no date."""
    value = value.strip()
    found = _YAML_TIME.fullmatch(value) if plain else None
    offset = _offset(found[7] or "Z") if found is not None else None
    if found is None:
        found = _TIME.fullmatch(value)
        if found is None:
            return None
        offset = _offset(found[7]) if found[7] not in {None, "JST"} else None  # ``Time.parse`` knows no zone of that name
    try:
        clock = datetime(*(int(part or 0) for part in found.groups()[:6]))  # type: ignore[arg-type]
    except ValueError:
        return None
    return Moment(clock, offset) if 1 < clock.year < 9999 and abs(offset or 0) < _DAY else None


def read_day(day: str) -> Moment | None:
    """The day that a file name begins with; years of two digits are near 2000."""
    year, month, date = (int(part) for part in day.split("-"))
    if year < 100:
        year += 2000 if year < 69 else 1900
    try:
        return Moment(datetime(year, month, date))
    except ValueError:
        return None


def _offset(text: str) -> int:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return _NAMED[text]
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return -minutes if found[1] == "-" else minutes


def zone_of(name: str) -> tzinfo | None:
    """The time zone of that name; None where it is not known."""
    if not name:
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None
