"""The dates of a page: which key or file name tells each, and when Hugo can read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from msgspec import Struct

from seolint.site.folder import Setting, table, texts

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NEVER = datetime(1, 1, 1)
"""The date of a page that has none: Go's zero time."""

_OTHER_NAMES = {"lastmod": ("modified",), "publishdate": ("pubdate", "published"), "expirydate": ("unpublishdate",)}
_DEFAULTS = {
    "date": ("date", "publishdate", "lastmod"),
    "lastmod": (":git", "lastmod", "date", "publishdate"),
    "publishdate": ("publishdate", "date"),
    "expirydate": ("expirydate",),
}
_CLOCK = r"(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?"
_NUMERIC = re.compile(
    rf"(\d{{4}})-(\d\d)-(\d\d)(?:T{_CLOCK}(Z|[+-]\d\d:?\d\d)?| {_CLOCK}(?: ?(Z|[+-]\d\d:?\d\d)(?: [A-Z]{{3,4}})?)?)?", re.ASCII
)
_WRITTEN = re.compile(
    r"(?:[A-Z][a-z]+, )?(\d\d)[ -]([A-Z][a-z]{2})[ -](\d{4}|\d\d)"
    r"(?: (\d\d):(\d\d)(?::(\d\d))? (?:[A-Z]{3,4}|([+-]\d{4})))?",
    re.ASCII,
)


class Dates(Struct, frozen=True):
    """For each date the keys that are tried in turn, ``:filename`` among them; and the zone of times without one."""

    date: tuple[str, ...] = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
    lastmod: tuple[str, ...] = ("lastmod", "modified", "date", "publishdate", "pubdate", "published")
    publish: tuple[str, ...] = ("publishdate", "pubdate", "published", "date")
    expiry: tuple[str, ...] = ("expirydate", "unpublishdate")
    zone: str = ""


class Found(Struct, frozen=True):
    """The dates of one page, None for none; ``slug`` is what the file name says behind its date.

    ``known`` is False where Git or the disk tells the date.
    """

    date: datetime | None
    publish: datetime | None
    expiry: datetime | None
    slug: str
    known: bool


def read_dates(settings: dict[str, Setting], zone: str, *, has_git: bool) -> Dates:
    """``frontmatter`` of the configuration, whose keys are in lower case; ``has_git`` says that Git is asked, too."""
    found = table(settings, "frontmatter")
    lists: dict[str, tuple[str, ...]] = {}
    for name, default in _DEFAULTS.items():
        keys: list[str] = []
        for key in texts(found, name) or (":default",):
            for each in default if key == ":default" else (key.lower(),):
                keys += (each, *_OTHER_NAMES.get(each, ())) if each and (each != ":git" or has_git) else ()
        lists[name] = tuple(dict.fromkeys(keys))
    return Dates(lists["date"], lists["lastmod"], lists["publishdate"], lists["expirydate"], zone)


def find_dates(dates: Dates, read: Callable[[str], str], name: str) -> Found:
    """The dates of the page that is called ``name``, whose front matter ``read`` reads."""
    said = {key: parse(read(key)) for key in {*dates.date, *dates.lastmod, *dates.publish, *dates.expiry} if key[0] != ":"}
    date, slug, known = _find(dates.date, said, name)
    _, second, _ = _find(dates.lastmod, said, name)
    publish, third, _ = _find(dates.publish, said, name)
    expiry, fourth, _ = _find(dates.expiry, said, name)
    return Found(date, publish, expiry, fourth or third or second or slug, known)


def _find(keys: tuple[str, ...], said: dict[str, datetime | None], name: str) -> tuple[datetime | None, str, bool]:
    """A date, the slug of the file name where that has the date, and whether the date is known."""
    for key in keys:
        if key == ":filename":
            date, slug = of_name(name)
            if date is not None:
                return date, slug, True
        elif key[0] == ":":
            return None, "", False
        elif (date := said[key]) is not None:
            return date, "", True
    return None, "", True


def of_name(name: str) -> tuple[datetime | None, str]:
    """The date at the beginning of a file or folder name, and what follows it."""
    stem = name[: name.rfind(".")] if "." in name else name
    found = parse(stem[:10]) if len(stem) >= 10 else None
    return found, stem[10:].strip(" -_") if found else ""


def parse(text: str) -> datetime | None:
    """A date in one of the forms that Hugo reads, without a zone where none is written."""
    if not text:
        return None
    try:
        found = _NUMERIC.fullmatch(text)
        if found:
            hours, minutes, seconds = (int(found[at] or found[at + 4] or 0) for at in (4, 5, 6))
            zone = _zone(found[7] or found[11])
            return datetime(int(found[1]), int(found[2]), int(found[3]), hours, minutes, seconds, tzinfo=zone)
        written = _WRITTEN.fullmatch(text)
        months = [name[:3] for name in MONTHS]
        if written and written[2] in months:
            year = int(written[3]) + (0 if len(written[3]) == 4 else 1900 if written[3] >= "69" else 2000)
            hours, minutes, seconds = (int(part or 0) for part in written.group(4, 5, 6))
            month = months.index(written[2]) + 1
            return datetime(year, month, int(written[1]), hours, minutes, seconds, tzinfo=_zone(written[7]))
    except ValueError:
        pass
    return None


def _zone(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written == "Z":
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if written[0] == "-" else 1))


def moment(date: datetime, zone: str) -> datetime:
    """``date`` as a point in time: in the site's zone where it names none."""
    if date.tzinfo is not None:
        return date
    if zone:
        from zoneinfo import ZoneInfo

        try:
            return date.replace(tzinfo=ZoneInfo(zone))
        except (KeyError, ValueError, OSError):
            pass
    return date.replace(tzinfo=UTC)


def go_format(date: datetime, layout: str) -> str:
    """``date`` as Go's ``Format`` writes it: what a layout such as ``2006`` or ``Jan`` stands for."""
    return _LAYOUT.sub(lambda found: _FORMS[found[0]](date), layout)


_FORMS: dict[str, Callable[[datetime], str]] = {
    "January": lambda date: MONTHS[date.month - 1],
    "Jan": lambda date: MONTHS[date.month - 1][:3],
    "Monday": lambda date: DAYS[date.weekday()],
    "Mon": lambda date: DAYS[date.weekday()][:3],
    "2006": lambda date: f"{date.year:04}",
    "002": lambda date: f"{date.timetuple().tm_yday:03}",
    "06": lambda date: f"{date.year % 100:02}",
    "01": lambda date: f"{date.month:02}",
    "02": lambda date: f"{date.day:02}",
    "03": lambda date: f"{date.hour % 12 or 12:02}",
    "04": lambda date: f"{date.minute:02}",
    "05": lambda date: f"{date.second:02}",
    "15": lambda date: f"{date.hour:02}",
    "1": lambda date: str(date.month),
    "2": lambda date: str(date.day),
    "3": lambda date: str(date.hour % 12 or 12),
    "4": lambda date: str(date.minute),
    "5": lambda date: str(date.second),
    "PM": lambda date: "AM" if date.hour < 12 else "PM",
    "pm": lambda date: "am" if date.hour < 12 else "pm",
}
_LAYOUT = re.compile("|".join(_FORMS))
