"""Dates as ISO 8601 has them and schema.org wants them, and what is meant by other ways to write one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint import Item, Literal, Placed, pattern
from seolint_rules.data.as_written import half_width
from seolint_rules.data.schema_org import vocabulary

_DATES = frozenset({"Date", "DateTime"})

_ZONE = r"(?:Z|[-+](?:0\d|1[0-4])(?::?[0-5]\d)?)"
_TIME = rf"(?:[01]\d|2[0-4])(?::?[0-5]\d(?::?(?:[0-5]\d|60)(?:[.,]\d+)?)?)?{_ZONE}?"
_DATE = pattern(
    rf"(?:(?P<year>[-+]?\d{{4,6}})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?|(?P<y>\d{{4}})(?P<m>\d\d)(?P<d>\d\d)"
    rf"|--(?P<mo>\d\d)-(?P<dy>\d\d)|\d{{4}}-?W(?:0[1-9]|[1-4]\d|5[0-3])(?:-?[1-7])?)(?P<time>T{_TIME})?",
    re.ASCII | re.I,
)
_SPAN = pattern(r"P[\dYMWDTHS.,]+", re.ASCII)
_WITHOUT_ZONE = pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?", re.ASCII | re.I)

ZONED = frozenset({"datePublished", "dateModified", "dateCreated", "uploadDate", "expires", "startDate", "endDate"})
"""Where Google asks for a time zone (Article, Video, Event, Discussion forum)."""
FIRST_AND_LAST = (
    ("datePublished", "dateModified"), ("dateCreated", "dateModified"), ("startDate", "endDate"), ("birthDate", "deathDate"),
    ("foundingDate", "dissolutionDate"), ("validFrom", "validThrough"), ("availabilityStarts", "availabilityEnds"),
    ("datePosted", "validThrough"), ("uploadDate", "expires"), ("coverageStartTime", "coverageEndTime"),
)  # fmt: skip
"""Properties of one thing, of which the second is never before the first."""

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_ERA = pattern(rf"({'|'.join(_ERAS)})\s*(元|\d{{1,2}})(?=年)")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = pattern(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+|\s*\([月火水木金土日]\)", re.I)
_YEAR_FIRST = pattern(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?")
_YEAR = pattern(r"(\d{4})年(?!\s*\d)")
_MONTH_FIRST = pattern(rf"{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.I)
_DAY_FIRST = pattern(rf"(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(\d{{4}})", re.I)
_MONTH_ONLY = pattern(rf"{_MONTH},?\s+(\d{{4}})", re.I)
_SLASHES = pattern(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_CLOCK = pattern(
    r"[T\s,]*(?:at\s+)?(午前|午後)?\s*(\d{1,2})\s*[:時]\s*(?:(\d{1,2})\s*分?)?(?::?(\d\d)(\.\d+)?秒?)?\s*(am|pm)?"
    r"\s*(Z|UTC|GMT|JST|[-+]\d\d:?\d\d)?",
    re.I,
)


def dates(item: Item) -> Iterator[tuple[str, Placed[str]]]:
    """The values of an item's properties that take nothing but a date or time, by the property."""
    for held in item.properties:
        if isinstance(held.value, Literal) and held.value.says and not held.value.type and held.term and not held.reverse:
            ranges, text = frozenset(vocabulary().ranges(held.term)), held.value.text
            if ranges and (ranges <= _DATES or (ranges == _DATES | {"Time"} and "-" in text.value)):
                yield held.term, text


def is_iso(text: str) -> bool:
    """Whether this is a date, a date with a time or a time span between two, in ISO 8601, and there is such a day."""
    one, slash, other = text.partition("/")
    ends = (one, other) if slash else (one,)
    if slash and not any(map(_is_date, ends)):
        return False
    return all(_is_date(end) or (bool(slash) and (end in {"", ".."} or _SPAN.fullmatch(end) is not None)) for end in ends)


def lacks_zone(text: str) -> bool:
    """Whether this is a day with a time, and no word on its time zone."""
    return _WITHOUT_ZONE.fullmatch(text) is not None


def names_a_day(text: str) -> bool:
    """Whether the form is right, though there may be no such day."""
    return _DATE.fullmatch(text) is not None


def meant(text: str) -> str:
    """ISO 8601 of `2026年1月31日`, `令和8年1月31日 9時`, `2026-01-31 07:30:00 +0900`, `Jan 31, 2026`; "" where it is not clear."""
    plain = _WEEKDAY.sub("", _ERA.sub(_of_era, half_width(text).replace("−", "-"))).strip()
    for form in (_YEAR_FIRST, _MONTH_FIRST, _DAY_FIRST, _MONTH_ONLY, _SLASHES, _YEAR):
        if (found := form.match(plain)) and (day := _day(form, found)):
            rest = plain[found.end() :]
            time = _time(rest) if len(day) == 10 else None
            written = day if not rest.strip() else day + time if time else ""
            return written if is_iso(written) else ""
    return ""


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (found[a] or found[b] for a, b in (("year", "y"), ("month", "m"), ("day", "d")))
    month, day = found["mo"] or month, found["dy"] or day
    if month is None:
        return not found["time"] or "W" in text.upper()
    number = abs(int(year or 2000))
    leap = number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)
    most = (0, 31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[int(month)] if int(month) < 13 else 0
    return most > 0 and (0 < int(day) <= most if day else not found["time"])


def _of_era(found: re.Match[str]) -> str:
    return str(_ERAS[found[1]] + (1 if found[2] == "元" else int(found[2])))


def _day(form: re.Pattern[str], found: re.Match[str]) -> str:
    parts = found.groups()
    if form is _YEAR:
        return parts[0]
    if form is _YEAR_FIRST:
        year, month, day = parts
    elif form is _MONTH_FIRST:
        month, day, year = str(_MONTHS[parts[0].lower()]), parts[1], parts[2]
    elif form is _DAY_FIRST:
        day, month, year = parts[0], str(_MONTHS[parts[1].lower()]), parts[2]
    elif form is _MONTH_ONLY:
        month, day, year = str(_MONTHS[parts[0].lower()]), None, parts[1]
    else:
        one, other, year = parts
        if (int(one) > 12) == (int(other) > 12) and one != other:
            return ""
        day, month = (one, other) if int(one) > 12 else (other, one)
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _time(text: str) -> str:
    """`T07:30:00+09:00` of what follows a day."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        return ""
    hour, side = int(found[2]), (found[1] or found[6] or "").lower()
    if side and hour > 12:
        return ""
    hour += 12 if side in {"午後", "pm"} and hour < 12 else -12 if side in {"午前", "am"} and hour == 12 else 0
    second = f":{found[4]}{found[5] or ''}" if found[4] else ""
    zone = (found[7] or "").upper()
    zone = {"UTC": "Z", "GMT": "Z", "JST": "+09:00"}.get(zone, zone)
    if zone[1:].isdigit():
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"T{hour:02}:{int(found[3] or 0):02}{second}{zone}"
