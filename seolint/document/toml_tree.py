"""TOML to a placed tree: the standard library says what it means, a scan of the lines says where top-level keys stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, time

from seolint.document.tree import Array, Kind, Member, Node, Object, Scalar
from seolint.document.yaml_tree import align
from seolint.text import Location, Placed

_ENTRY = re.compile(r"^[ \t]*(?:([\w-]+)|\"([^\"\r\n]+)\"|'([^'\r\n]+)')[ \t]*=[ \t]*", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_STRING = re.compile(r"\"\"\"(.*?)\"\"\"|'''(.*?)'''|\"((?:[^\"\\\r\n]|\\.)*)\"|'([^'\r\n]*)'", re.DOTALL)
_ERROR_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml(path: str, text: str, start: int, end: int) -> tuple[Object, tuple[Location, str] | None]:
    """Top-level keys of ``text[start:end]``; tables are placed as a whole. Or the place and words of what is wrong."""
    source = text[start:end]
    nothing = Object((), Location(path, start, end))
    try:
        values = tomllib.loads(source.replace("\r\n", "\n").replace("\r", "\n"))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        return nothing, (_place(path, source, start, str(error)), _ERROR_LINE.sub("", str(error)).strip())
    table = _TABLE.search(text, start, end)
    members: list[Member] = []
    for entry in _ENTRY.finditer(text, start, table.start() if table else end):
        number = next(n for n in (1, 2, 3) if entry[n] is not None)
        value = values.get(entry[number])
        if value is not None and not any(m.key.value == entry[number] for m in members):
            key = Placed(entry[number], Location(path, *entry.span(number)))
            members.append(Member(key, _node(path, text, entry.end(), end, value)))
    return Object(tuple(members), nothing.at), None


def _node(path: str, text: str, start: int, end: int, value: object) -> Node:
    if isinstance(value, str):
        return next(iter(_strings(path, text, start, end)), Scalar(Placed(value, Location(path, start, start)), "string"))
    line = re.compile(r"[^\r\n#]*").match(text, start, end)
    stop = start + len(line[0].rstrip()) if line else start
    if isinstance(value, list):
        wanted = sum(isinstance(item, str) for item in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        items = [s for s, _ in zip(_strings(path, text, start, end), range(wanted), strict=False)]
        last = items[-1].at.end if items else stop
        return Array(tuple(items), Location(path, start, max(last, start)))
    if isinstance(value, dict):
        return Object((), Location(path, start, stop))
    kind: Kind = "boolean" if isinstance(value, bool) else "plain" if isinstance(value, date | time) else "number"
    return Scalar(Placed(text[start:stop], Location(path, start, stop)), kind)


def _strings(path: str, text: str, start: int, end: int) -> Iterator[Scalar]:
    for found in _STRING.finditer(text, start, end):
        number = next(n for n in (1, 2, 3, 4) if found[n] is not None)
        raw, place = found[number], Location(path, *found.span(number))
        value = tomllib.loads("x = " + found[0].replace("\r\n", "\n"))["x"]
        pieces = () if value == raw else align(value, raw, place.start, escapes=number in {1, 3})
        yield Scalar(Placed(value, place, pieces), "string")


def _place(path: str, source: str, start: int, message: str) -> Location:
    found = _ERROR_LINE.search(message)
    if not found:
        return Location(path, start, start)
    lines = source.splitlines(keepends=True)
    offset = start + sum(map(len, lines[: int(found[1]) - 1])) + int(found[2]) - 1
    offset = min(offset, start + len(source))
    return Location(path, offset, min(offset + 1, start + len(source)))
