"""The patterns of ``permalinks`` in the configuration: ``/:year/:month/:slug/`` and the like."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import unquote_plus

from msgspec import Struct

from seolint.site.hugo.dates import DAYS, MONTHS, NEVER, go_format
from seolint.site.hugo.paths import Style, sanitize

_PLACEHOLDER = re.compile(r":\w+(?:\[.+?\])?")
_BROKEN = re.compile("%(?![0-9A-Fa-f]{2})")
_REFERENCE = datetime(2019, 11, 9, 23, 1, 42)
_DATED = frozenset("year month monthname day weekday weekdayname yearday".split())


class Subject(Struct, frozen=True):
    """What placeholders stand for. ``sections`` are the folders of the nearest section, None where they are not known."""

    title: str
    slug: str
    filename: str
    section: str
    sections: tuple[str, ...] | None
    date: datetime | None
    dated: bool = True


def expand(pattern: str, subject: Subject, style: Style) -> str | None:
    """The path that ``pattern`` makes, "" for the usual one; None where that is not known, or Hugo refuses the pattern."""
    if any(not part for part in pattern[1:].split("/")[:-1]):
        return None
    parts: list[str] = []
    last = 0
    for found in _PLACEHOLDER.finditer(pattern):
        value = _value(found[0][1:], subject, style)
        if value is None:
            return None
        parts += (pattern[last : found.start()], value)
        last = found.end()
    return _unescaped("".join((*parts, pattern[last:])))


def _unescaped(path: str) -> str:
    """Hugo escapes what is put in and reads the whole as a query: a plus sign becomes a space; "" where it cannot."""
    if "+" not in path and "%" not in path:
        return path
    return "" if _BROKEN.search(path) else unquote_plus(path)


def _value(name: str, subject: Subject, style: Style) -> str | None:
    if name in _DATED:
        return _dated(name, subject.date or NEVER) if subject.dated else None
    if name == "title":
        return _urlized(subject.title, style)
    if name == "slug":
        return _urlized(subject.slug or subject.title, style)
    if name in {"slugorfilename", "slugorcontentbasename"}:
        return _urlized(subject.slug or subject.filename, style)
    if name in {"filename", "contentbasename"}:
        return _urlized(subject.filename, style)
    if name == "section":
        return subject.section
    if name == "sections" or name.startswith("sections["):
        return None if subject.sections is None else "/".join(part for part in _cut(name[8:], subject.sections) if part)
    if go_format(_REFERENCE, name) != name:
        return go_format(subject.date or NEVER, name) if subject.dated else None
    return None


def _urlized(text: str, style: Style) -> str:
    """``text`` as Hugo puts it into a URL, where a number sign at the end begins a fragment that is empty."""
    path = sanitize(text, style)
    return path[:-1] if path.find("#") == len(path) - 1 else path


def _dated(name: str, date: datetime) -> str:
    day = date.isoweekday() % 7
    found = {
        "year": str(date.year), "month": f"{date.month:02}", "monthname": MONTHS[date.month - 1], "day": f"{date.day:02}",
        "weekday": str(day), "weekdayname": DAYS[date.weekday()], "yearday": str(date.timetuple().tm_yday),
    }  # fmt: skip
    return found[name]


def _cut(cut: str, sections: tuple[str, ...]) -> tuple[str, ...]:
    """The part of ``sections`` that ``[1:]``, ``[last]`` and the like name."""
    cut = cut.lower().strip()
    if not cut:
        return sections
    if len(cut) < 3 or not sections:
        return ()
    first, colon, second = cut[1:-1].partition(":")
    if not colon:
        number = _number(first, sections, 0)
        return sections[number : number + 1]
    return sections[_number(first, sections, 0) : _number(second, sections, len(sections))]


def _number(text: str, sections: tuple[str, ...], missing: int) -> int:
    if text == "last":
        return len(sections) - 1
    if not text:
        return missing
    return min(int(text), len(sections)) if text.isdecimal() else 0
