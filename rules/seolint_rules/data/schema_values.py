"""Whether a text is a value of the kind that a schema.org property wants: codes, numbers, durations, URLs, members.

Codes: ISO 4217, ISO 3166-1, ISO 639-1 in schema_values.json, former and exceptionally reserved ones included.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from seolint_rules.data import table
from seolint_rules.data.schema_org import vocabulary
from seolint_rules.data.spelling import closest

Kind: TypeAlias = Literal[
    "currency", "country", "language", "number", "integer", "boolean", "time", "duration", "url", "member"
]

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_RATING = re.compile(rf"{_NUMBER.pattern}(?:\s*/\s*\d+(?:\.\d+)?)?\s*%?")
_DURATION = re.compile(r"[-+]?P(?=\d|T\d)(?:\d+(?:[.,]\d+)?[YMWD])*(?:T(?:\d+(?:[.,]\d+)?[HMS])+)?")
_TIME = re.compile(r"T?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[-+]\d{2}(?::?\d{2})?)?|\d{4}-\d{2}-\d{2}T.*", re.I)
_CLOCK = re.compile(r"(?=\d)(?:(\d+)\s*(?:時間|hours?|hrs?|h))?\s*(?:(\d+)\s*(?:分間?|minutes?|mins?|m))?"
                    r"\s*(?:(\d+)\s*(?:秒間?|seconds?|secs?|s))?", re.I)  # fmt: skip
_SCHEMA = re.compile(r"(?:https?://)?(?:www\.)?schema\.org/", re.I)
_BROKEN_URL = re.compile(r"\s|[<>\"]|www\.|https?(?::/?(?!/)|//|;)|h?t?tps?//|ttps?:|htt?p?s?:/[^/]", re.I)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|net|org|jp|io|dev|info|biz|edu|gov|uk|de|fr)(?:[/?#].*)?", re.I)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_NUMERIC = frozenset({"Number", "Integer", "Float"})


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


def wrong(term: str, text: str) -> Wrong | None:
    """What is wrong with `text` as a value of the property `term`; None where it may be right."""
    text = text.strip()
    known, ranges = _table(), frozenset(vocabulary().ranges(term))
    if term in known.currency_properties:
        return _currency(text)
    if term in known.country_properties:
        code = len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()
        return Wrong("country") if code and text not in _codes(known.countries) else None
    if term in known.language_properties:
        primary = text.replace("_", "-").split("-")[0].lower()
        code = len(primary) == 2 and primary.isascii() and primary.isalpha()
        meant = known.language_names.get(primary, "")
        return Wrong("language", meant) if code and primary not in _codes(known.languages) else None
    if term in known.price_properties:
        return _price(text)
    if term in known.rating_properties:
        odd = any(char.isdigit() for char in text) and not (_RATING.fullmatch(text) and text.isascii())
        return Wrong("number", _plain(text)) if odd else None
    if not ranges:
        return None
    if ranges <= _NUMERIC:
        return _number(text, ranges)
    if ranges == frozenset({"Boolean"}):
        spelt = _SCHEMA.sub("", text).casefold()
        return None if spelt in {"true", "false", "1", "0"} else Wrong("boolean")
    if ranges in (frozenset({"Time"}), frozenset({"Time", "DateTime"})):
        return None if _TIME.fullmatch(text) else Wrong("time")
    if "Duration" in ranges and "Text" not in ranges and ranges <= {"Duration", "QuantitativeValue"}:
        return None if _DURATION.fullmatch(text) else Wrong("duration", _duration(text))
    if "URL" in ranges and "Text" not in ranges and _bad_url(text, ranges == frozenset({"URL"})):
        return Wrong("url")
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
    if _NUMBER.fullmatch(text) and text.isascii():
        return None
    if text in {"無料", "0円"} or text.casefold() == "free":
        return Wrong("number", "0")
    return Wrong("number", _plain(text)) if any(char.isdigit() for char in text) else None


def _number(text: str, ranges: frozenset[str]) -> Wrong | None:
    if not (_NUMBER.fullmatch(text) and text.isascii()):
        return Wrong("number", _plain(text))
    whole = ranges != frozenset({"Integer"}) or float(text).is_integer()
    return None if whole else Wrong("integer")


def _plain(text: str) -> str:
    """The one number in `29,800円`; nothing when there are several."""
    found = re.findall(r"\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?", unicodedata.normalize("NFKC", text))
    return str(found[0]).replace(",", "") if len(found) == 1 else ""


def _duration(text: str) -> str:
    found = _CLOCK.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None or not any(found.groups()):
        return ""
    return "PT" + "".join(f"{int(n)}{unit}" for n, unit in zip(found.groups(), "HMS", strict=True) if n)


def _bad_url(text: str, only: bool) -> bool:
    """Whether no browser would take `text` for the URL that was meant; `only` says that nothing else may stand there."""
    if _ABSOLUTE.match(text) and not text.lower().startswith(("http", "ttp", "htt")):
        return False
    broken = _BROKEN_URL.match(text) or _HOST.fullmatch(text)
    if broken or not only or _ABSOLUTE.match(text):
        return bool(broken)
    return bool(re.search(r"\s", text)) or not (text.isascii() or re.search(r"[/.#?]", text))
