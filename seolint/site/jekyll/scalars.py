"""Scalars of YAML as Ruby's Psych takes them and Liquid prints them: ``3.10`` is 3.1, ``yes`` is true, ``010`` is 8."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from seolint.site.jekyll.dates import zone_of
from seolint.site.jekyll.defaults import Merged
from seolint.site.jekyll.liquid import Listed, Value
from seolint.text import UNKNOWN

_TRUTHS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_ENDLESS = {".inf": "Infinity", "+.inf": "Infinity", "-.inf": "-Infinity", ".nan": "NaN"}
_DAY = re.compile(r"(\d{4})-(1[012]|0\d|\d)-([12]\d|3[01]|0\d|\d)", re.ASCII)
_TIME = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.\d*)?(?:\s*(?:(Z)|([-+]\d{1,2}):?(\d\d)?))?", re.ASCII
)
_SIXTIES = re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d){1,2}(\.[\d_]*)?", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\d[\d_,]*)?\.\d*(?:[eE][-+]\d+)?", re.ASCII)
_INTEGER = re.compile(r"([-+]?)(?:0b([01_,]+)|0([0-7_,]+)|(0|[1-9](?:\d|,\d|_\d)*)|0x([\da-fA-F_,]+))", re.ASCII)
_BASES = (2, 8, 10, 16)
_LONGEST = 400


def value_of(found: Merged, key: str, zone: str) -> Value:
    """What stands for ``key`` in templates; ``zone`` is the name of the site's time zone."""
    text = found.text(key)
    if text:
        value = read(text, zone) if found.plain(key) else None
        return text if value is None else value
    scalars = found.listed(key)
    if scalars is None:
        return None
    read_ = [(text, read(text, zone) if plain else None) for text, plain in scalars]
    if any(UNKNOWN in text or (isinstance(value, str) and (UNKNOWN in value or _DAY.fullmatch(value))) for text, value in read_):
        return UNKNOWN
    written = ["nil" if not text and plain else _quoted(text) if value is None else _printed(value)
               for (text, value), (_, plain) in zip(read_, scalars, strict=True)]  # fmt: skip
    return Listed(f"[{', '.join(written)}]", "".join(text if value is None else _printed(value) for text, value in read_))


def read(plain: str, zone: str) -> str | bool | None:
    """A scalar without quotes as Liquid prints it, a truth as one; None for what is text, U+E000 where nobody can tell."""
    first = plain[:1]
    if len(plain) <= 5 and first in "yYtToOnNfF":
        return _TRUTHS.get(plain.lower())
    if not (first.isdigit() or first in {"+", "-", "."}) or len(plain) > _LONGEST or "\n" in plain:
        return None
    if plain.lower() in _ENDLESS:
        return _ENDLESS[plain.lower()]
    if day := _DAY.fullmatch(plain):
        return _clock(*map(int, day.groups()))[:10] or None
    if time := _TIME.fullmatch(plain):
        return _time(time, zone)
    if sixties := _SIXTIES.fullmatch(plain):
        return _sixties(plain, whole=sixties[1] is None)
    if _FLOAT.fullmatch(plain):
        return _float(plain)
    integer = _INTEGER.fullmatch(plain)
    if integer is None:
        return None
    number = next(index for index in range(4) if integer[index + 2] is not None)
    digits = re.sub("[,_]", "", integer[number + 2])
    return str(int(integer[1] + digits, _BASES[number])) if digits else None


def is_date(plain: str) -> bool:
    """Whether a scalar without quotes looks like a day or a time, and so is one if there is such a day."""
    return (_DAY.fullmatch(plain) or _TIME.fullmatch(plain)) is not None


def _clock(*parts: int) -> str:
    try:
        return datetime(*parts).isoformat(" ")  # type: ignore[arg-type]
    except ValueError:
        return ""


def _time(found: re.Match[str], zone: str) -> str:
    """A moment as Ruby writes it; without a zone of its own it is one of Greenwich, told in the site's time."""
    clock = _clock(*map(int, found.groups()[:6]))
    if not clock:
        return UNKNOWN
    if found[7]:
        return f"{clock} UTC"
    if found[8]:
        hours, minutes = int(found[8]), int(found[9] or 0)
        offset = hours * 60 + (-minutes if hours < 0 else minutes)
        sign, offset = "-" if offset < 0 else "+", abs(offset)
        return f"{clock} {sign}{offset // 60:02}{offset % 60:02}" if offset < 24 * 60 else UNKNOWN
    known = zone_of(zone)
    if known is None:
        return UNKNOWN
    try:
        return f"{datetime.fromisoformat(clock).replace(tzinfo=UTC).astimezone(known):%Y-%m-%d %H:%M:%S %z}"
    except OverflowError:
        return UNKNOWN


def _sixties(plain: str, *, whole: bool) -> str:
    """Hours, minutes and seconds, of which the first are always hours."""
    total = 0.0
    for number, part in enumerate(plain.replace("_", "").split(":")):
        total += float(part) * 60 ** (2 - number)
    return str(int(total)) if whole else repr(total)


def _float(plain: str) -> str | None:
    try:
        number = float(re.sub("[,_]", "", plain))
    except ValueError:
        return None
    written = repr(number)
    digits, mark, power = written.partition("e")
    if mark:
        return f"{digits}{'' if '.' in digits else '.0'}e{power}"
    return {"inf": "Infinity", "-inf": "-Infinity"}.get(written, written)


def _quoted(text: str) -> str:
    """``text`` as Ruby inspects it."""
    return '"' + re.sub(r'["\\]|#(?=[{$@])', r"\\\g<0>", text).replace("\n", "\\n").replace("\t", "\\t") + '"'


def _printed(value: str | bool) -> str:
    return value if isinstance(value, str) else str(value).lower()
