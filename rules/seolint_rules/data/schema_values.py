"""Whether a text is a value of the kind that a schema.org property wants: codes, numbers, durations, URLs, members.

Codes: ISO 4217, ISO 3166-1, ISO 639-1 in schema_values.json, former and exceptionally reserved ones included.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from seolint import pattern
from seolint_rules.data import as_written, table
from seolint_rules.data.broken_urls import is_broken
from seolint_rules.data.check_digits import GTIN_SIZES, bare, gtin_checks, isbn_checks, issn_checks
from seolint_rules.data.iso_dates import is_iso
from seolint_rules.data.schema_org import vocabulary
from seolint_rules.data.spelling import closest

Kind: TypeAlias = Literal[
    "currency", "country", "language", "number", "integer", "boolean", "time", "duration", "months", "url", "member", "hours",
    "count", "amount", "rating",
    "latitude", "longitude", "points", "gtin", "gtin8", "gtin12", "gtin13", "gtin14", "isbn", "issn", "check",
]  # fmt: skip

_NUMBER = pattern(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_RATING = pattern(rf"{_NUMBER.pattern}(?:\s*/\s*\d+(?:\.\d+)?)?\s*%?", re.ASCII)
_DURATION = pattern(r"[-+]?P(?=\d|T\d)(?:\d+(?:[.,]\d+)?[YMWD])*(?:T(?:\d+(?:[.,]\d+)?[HMS])+)?")
_MONTHS = pattern(r"P(\d+)M")
_TIME = pattern(r"T?(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?(?:Z|[-+]\d{2}(?::?\d{2})?)?", re.I)
_SHORT_HOUR = pattern(r"\d:")
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:\s*-\s*(?:Mo|Tu|We|Th|Fr|Sa|Su))?"
_CLOCK = r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?"
_SPAN = rf"{_CLOCK}\s*-\s*{_CLOCK}"
_ENTRY = rf"{_DAY}(?:\s+(?:{_SPAN}(?:[,\s]\s*{_SPAN})*|off|closed))?"
_HOURS = pattern(rf"{_ENTRY}(?:[,;\s]\s*{_ENTRY})*")
_SCHEMA = pattern(r"(?:https?://)?(?:www\.)?schema\.org/", re.I)
_ABSOLUTE = pattern(r"[a-z][a-z0-9+.-]*:", re.I)
_NUMERIC = frozenset({"Number", "Integer", "Float"})
_STARS = pattern(r"[★☆⭐✩✪✭✯\ufe0f\s]*[★☆⭐✩✪✭✯][★☆⭐✩✪✭✯\ufe0f\s]*")
_COUNTS = frozenset({"reviewCount", "ratingCount", "wordCount", "commentCount", "answerCount", "offerCount"})
_PRICES = frozenset({"price", "lowPrice", "highPrice"})
_UNDERSCORE = pattern(r"[a-z]{2}_(?:[A-Z]{2}|[A-Z][a-z]{3}|[A-Z][a-z]{3}_[A-Z]{2})")
_MOST_NAMED = 9
_POINTS = {"box": (4, 4), "circle": (3, 3), "line": (4, 0), "polygon": (6, 0)}
"""How many numbers a shape has: exactly, or at least and in pairs."""
_POSITIVE_SPANS = frozenset({"prepTime", "cookTime", "totalTime", "performTime"})
"""Durations that are never months."""


class Table(msgspec.Struct, frozen=True, rename="camel"):
    """The whole file; lists of codes are one text each."""

    currencies: str
    former_currencies: str
    tickers: str
    currency_names: Mapping[str, str]
    currency_properties: tuple[str, ...]
    price_properties: tuple[str, ...]
    rating_properties: tuple[str, ...]
    countries: str
    country_properties: tuple[str, ...]
    languages: str
    language_properties: tuple[str, ...]
    language_names: Mapping[str, str]
    member_names: Mapping[str, str]
    country_names: Mapping[str, str]
    boolean_names: Mapping[str, str]
    due: Mapping[Kind, tuple[str, str]]


class Wrong(NamedTuple):
    """What a value should have been, and the right one where that is clear."""

    kind: Kind
    meant: str = ""


@functools.cache
def _table() -> Table:
    return table("schema_values", Table)


@functools.cache
def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


def due(term: str, kind: Kind) -> tuple[str, str]:
    """What a value of this kind is, as a sentence about the property, in English and in Japanese."""
    en, ja = _table().due[kind]
    if kind == "check":
        return en, ja
    members = frozenset[str]().union(*map(vocabulary().enumeration_members, vocabulary().ranges(term)))
    current = sorted(each for each in members if not vocabulary().is_old(each))
    if kind == "member" and 0 < len(current) <= _MOST_NAMED:
        en, ja = one_of(current)
    return f"it wants {en}", f"{ja}を書く項目です"


def one_of(names: Sequence[str]) -> tuple[str, str]:
    """`A, B or C`, in English and in Japanese."""
    ja = "か".join(names) if len(names) < 4 else f"{'、'.join(names)}のどれか"
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1]))), ja


def wrong(term: str, text: str) -> Wrong | None:
    """What is wrong with `text` as a value of the property `term`; None where it may be right."""
    text = text.strip()
    own = _OWN.get(term)
    return own(term, text) if own is not None else _by_range(term, text)


def _by_range(term: str, text: str) -> Wrong | None:
    known, ranges = _table(), frozenset(vocabulary().ranges(term))
    for properties, judge in (
        (known.currency_properties, _currency),
        (known.country_properties, _country),
        (known.language_properties, _language),
        (known.price_properties, _price),
        (known.rating_properties, _rating),
    ):
        if term in properties:
            negative = term in _PRICES and text.startswith("-") and _NUMBER.fullmatch(text) and float(text) < 0
            return Wrong("amount") if negative else judge(text)
    if not ranges:
        return None
    if term in _COUNTS and _NUMBER.fullmatch(text) and float(text) < 0:
        return Wrong("count")
    if ranges <= _NUMERIC:
        return _number(text, ranges)
    if ranges & _NUMERIC and "Text" not in ranges and not _NUMBER.fullmatch(text):
        plain = as_written.half_width(text).replace(",", "")
        return Wrong("number", plain) if _NUMBER.fullmatch(plain) else None
    if ranges == frozenset({"Boolean"}):
        spelt = _SCHEMA.sub("", text).casefold()
        return None if spelt in {"true", "false", "1", "0"} else Wrong("boolean", known.boolean_names.get(spelt, ""))
    if ranges in (frozenset({"Time"}), frozenset({"Time", "DateTime"})):
        if _SHORT_HOUR.match(text) and _TIME.fullmatch(text):
            return Wrong("time", f"0{text}")
        return None if _TIME.fullmatch(text) or ("-" in text and is_iso(text)) else Wrong("time", as_written.clock(text))
    if "Duration" in ranges and "Text" not in ranges and ranges <= {"Duration", "QuantitativeValue"}:
        return _duration(term, text)
    if "URL" in ranges and "Text" not in ranges:
        due_url = as_written.url(text)
        if due_url != text or is_broken(text, ranges == frozenset({"URL"})):
            return Wrong("url", due_url if due_url != text else "")
    return member(ranges, text)


def fits(term: str, types: Sequence[str]) -> bool:
    """Whether a thing of these types may stand as the value of `term`: in range or wider, a role, or not known."""
    schema, ranges = vocabulary(), frozenset(vocabulary().ranges(term))
    if not ranges or not types or not all(map(schema.is_type, types)):
        return True
    open_ = any(schema.is_data_type(each) or schema.is_a(each, "Role") for each in types)
    above = frozenset[str]().union(*map(schema.ancestors, types))
    return open_ or not above.isdisjoint(ranges) or any(schema.is_a(due, each) for due in ranges for each in types)


def member(ranges: frozenset[str], text: str) -> Wrong | None:
    """The same for the members of enumerations, by name or URL."""
    schema, name = vocabulary(), _SCHEMA.sub("", text)
    groups = [schema.enumeration_members(each) for each in ranges]
    members = frozenset[str]().union(*groups)
    closed = bool(groups) and all(groups)
    ours = name != text or (closed and not _ABSOLUTE.match(text))
    if not members or not ours or schema.is_member(name) or schema.is_type(name):
        return None
    meant = _table().member_names.get(name.casefold(), "")
    meant = meant if meant in members else closest(name, members) or ""
    return Wrong("member", meant) if closed or meant else None


def _currency(text: str) -> Wrong | None:
    known = _table()
    if text in _codes(known.currencies) or text in _codes(known.former_currencies) or text in _codes(known.tickers):
        return None
    meant = known.currency_names.get(text.casefold(), "")
    if not meant and text.upper() in _codes(known.currencies):
        meant = text.upper()
    certain = meant or (len(text) == 3 and text.isascii() and text.isalpha())
    return Wrong("currency", meant) if certain else None


def _price(text: str) -> Wrong | None:
    if _NUMBER.fullmatch(text):
        return None
    if text in {"無料", "0円"} or text.casefold() == "free":
        return Wrong("number", "0")
    return Wrong("number", as_written.number(text)) if any(char.isdigit() for char in text) else None


def _number(text: str, ranges: frozenset[str]) -> Wrong | None:
    if not (_NUMBER.fullmatch(text)):
        return Wrong("number", as_written.number(text))
    whole = ranges != frozenset({"Integer"}) or float(text).is_integer()
    return None if whole else Wrong("integer")


def _rating(text: str) -> Wrong | None:
    if _STARS.fullmatch(text):
        whole = sum(map(text.count, "★⭐"))
        return Wrong("rating", str(whole) if whole else "")
    odd = any(char.isdigit() for char in text) and not _RATING.fullmatch(text)
    return Wrong("rating", as_written.number(text)) if odd else None


def _country(text: str) -> Wrong | None:
    code = len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()
    known = not code or text in _codes(_table().countries)
    return None if known else Wrong("country", _table().country_names.get(text, ""))


def _language(text: str) -> Wrong | None:
    if _UNDERSCORE.fullmatch(text) and text[:2] in _codes(_table().languages):
        return Wrong("language", text.replace("_", "-"))
    primary = text.replace("_", "-").split("-")[0].lower()
    meant = _table().language_names.get(primary, "")
    code = len(primary) == 2 and primary.isascii() and primary.isalpha()
    return Wrong("language", meant) if (code or meant) and primary not in _codes(_table().languages) else None


def _duration(term: str, text: str) -> Wrong | None:
    if term in _POSITIVE_SPANS and (months := _MONTHS.fullmatch(text)):
        return Wrong("months", f"PT{months[1]}M")
    return None if _DURATION.fullmatch(text) else Wrong("duration", as_written.duration(text))


def _opening_hours(_: str, text: str) -> Wrong | None:
    return None if _HOURS.fullmatch(text) or text == "24/7" else Wrong("hours", as_written.opening_hours(text))


def _degrees(term: str, text: str) -> Wrong | None:
    most = 90 if term == "latitude" else 180
    kind: Kind = "latitude" if term == "latitude" else "longitude"
    if _NUMBER.fullmatch(text):
        return None if abs(float(text)) <= most else Wrong(kind)
    plain = re.sub(r"^(?:北緯|東経)|[°度]", "", as_written.half_width(text))
    return Wrong(kind, plain if _NUMBER.fullmatch(plain) and abs(float(plain)) <= most else "")


def _points(term: str, text: str) -> Wrong | None:
    numbers = re.split(r"[\s,]+", text)
    least, most = _POINTS[term]
    size = len(numbers)
    if size < least or (most and size > most) or (not most and size % 2) or not all(map(_NUMBER.fullmatch, numbers)):
        return Wrong("points")
    latitudes = numbers[:1] if term == "circle" else numbers[::2]
    return None if all(abs(float(each)) <= 90 for each in latitudes) else Wrong("points")


def _gtin(term: str, text: str) -> Wrong | None:
    kind: Kind = term  # type: ignore[assignment]
    if term == "gtin" and _ABSOLUTE.match(text):
        return None
    plain, sizes = bare(as_written.half_width(text)), GTIN_SIZES[term]
    if not (plain.isascii() and plain.isdigit()):
        return Wrong(kind)
    if len(plain) not in sizes:
        padded = plain.zfill(sizes[0]) if term != "gtin" and 7 < len(plain) < sizes[0] else ""
        return Wrong(kind, padded if padded and gtin_checks(padded) else "")
    if not gtin_checks(plain):
        return Wrong("check")
    return None if plain == text else Wrong(kind, plain)


def _isbn(_: str, text: str) -> Wrong | None:
    plain = re.sub(r"^(?:urn:)?isbn(?:-1[03])?[:\s]*", "", as_written.half_width(text), flags=re.I)
    if not re.fullmatch(r"\d{9}[\dXx]|97[89]\d{10}", bare(plain), re.ASCII):
        return Wrong("isbn")
    if not isbn_checks(bare(plain)):
        return Wrong("check")
    return None if plain == text or text.lower().startswith("urn:isbn:") else Wrong("isbn", plain)


def _issn(_: str, text: str) -> Wrong | None:
    plain = bare(as_written.half_width(text))
    if not re.fullmatch(r"\d{7}[\dXx]", plain, re.ASCII):
        return Wrong("issn")
    return None if issn_checks(plain) else Wrong("check")


_OWN: Mapping[str, Callable[[str, str], Wrong | None]] = {
    "openingHours": _opening_hours,
    "latitude": _degrees,
    "longitude": _degrees,
    "isbn": _isbn,
    "issn": _issn,
    **dict.fromkeys(_POINTS, _points),
    **dict.fromkeys(GTIN_SIZES, _gtin),
}
"""Properties whose text has a form of its own, whatever their range says."""
