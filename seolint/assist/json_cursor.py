"""Where in a JSON text the cursor is, however unfinished that text is: one pass over its signs, nothing is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

_SIGN = re.compile(r'"(?:[^"\\\r\n]|\\.)*"?|[{}\[\],:]|[^\s{}\[\],:"]+')
_MOST = 200_000
"""Signs that are read before the rest is left."""


class Level(Struct):
    """An object or array that is open: its keys so far with the texts that they hold, and the last one."""

    is_object: bool
    key: str = ""
    keys: dict[str, list[str]] = {}


class JsonSpot(Struct, frozen=True):
    """The cursor is in a key or in a value, that of the last of ``path``: the keys that lead to it from the outermost object.

    ``holder`` has the keys of the object around it, with the texts that they hold. ``start`` and ``end`` are what to replace,
    quotes left out; ``quoted`` says that a quote opens it, ``closed`` that another closes it, ``colon`` that a colon stands behind.
    """

    role: Literal["key", "value"]
    path: tuple[str, ...]
    holder: Mapping[str, list[str]]
    start: int
    end: int
    quoted: bool
    closed: bool
    colon: bool


def json_spot(text: str, start: int, end: int, offset: int) -> JsonSpot | None:
    """What the cursor at ``offset`` is in within ``text[start:end]``; None between things, in a comment and beyond the end."""
    levels: list[Level] = []
    spot: JsonSpot | None = None
    found_depth, expects_value = 0, False
    for first, last, sign in _signs(text, start, end):
        if spot is None and first >= offset:
            spot = _between(text, levels, offset, first, expects_value)
            found_depth = _depth(levels)
            if spot is None:
                return None
        if spot is not None and len(levels) < found_depth:
            break
        if sign in {"{", "["}:
            levels.append(Level(sign == "{"))
            expects_value = sign == "["
        elif sign in {"}", "]"}:
            levels[-1:] = []
            expects_value = False
        elif sign == ":":
            expects_value = True
        elif sign == ",":
            expects_value = bool(levels) and not levels[-1].is_object
        else:
            is_key = bool(levels) and levels[-1].is_object and not expects_value
            if spot is None and first < offset <= last - (len(sign) > 1 and sign[0] == sign[-1] == '"'):
                spot = _inside(text, levels, first, last, sign, is_key)
                found_depth = _depth(levels)
                if is_key:
                    continue
            _remember(levels, sign.strip('"'), is_key)
            expects_value = expects_value and is_key
    return spot if spot is not None else _between(text, levels, offset, end, expects_value)


def _signs(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for _, found in zip(range(_MOST), _SIGN.finditer(text, start, end), strict=False):
        yield found.start(), found.end(), found[0]


def _remember(levels: list[Level], word: str, is_key: bool) -> None:
    if is_key:
        levels[-1].key = word
        levels[-1].keys.setdefault(word, [])
        return
    holder = next((level for level in reversed(levels) if level.is_object), None)
    if holder is not None and holder.key:
        holder.keys.setdefault(holder.key, []).append(word)


def _inside(text: str, levels: list[Level], first: int, last: int, sign: str, is_key: bool) -> JsonSpot:
    quoted, closed = sign.startswith('"'), len(sign) > 1 and sign.startswith('"') and sign.endswith('"')
    return _spot(text, levels, first + quoted, last - closed, last, is_key, quoted, closed)


def _between(text: str, levels: list[Level], offset: int, until: int, expects_value: bool) -> JsonSpot | None:
    if not levels or offset > until:
        return None
    is_key = levels[-1].is_object and not expects_value
    before = text[:offset].rstrip()[-1:]
    if before not in {"{", "[", ",", ":"}:
        return None
    return _spot(text, levels, offset, offset, offset, is_key, False, False)


def _spot(
    text: str, levels: list[Level], start: int, end: int, behind: int, is_key: bool, quoted: bool, closed: bool
) -> JsonSpot:  # fmt: skip
    colon = text[behind : behind + 20].lstrip().startswith(":")
    objects = [level for level in levels if level.is_object]
    path = tuple(level.key for level in (objects[:-1] if is_key else objects))
    return JsonSpot("key" if is_key else "value", path, objects[-1].keys if objects else {}, start, end, quoted, closed, colon)


def _depth(levels: list[Level]) -> int:
    """How many levels are open around the innermost object, itself counted."""
    return max((number for number, level in enumerate(levels, 1) if level.is_object), default=0)
