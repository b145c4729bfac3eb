"""TOML to a placed tree: a scan says where everything stands, the standard library whether it is right."""

from __future__ import annotations

import re
import tomllib

from msgspec import Struct

from seolint.document.toml_scan import scan
from seolint.document.tree import Object, Problem
from seolint.text import Location

_ERROR_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_LONG_NUMBER = re.compile(r"[\d_]{4300,}+(?!\.\d|[eE][+-]?\d)")
_DATE = re.compile(r"(?<![^ \t=,\[])\d{4}-\d{2}-\d{2}[^\s,\]}#]*")
_OPEN = {
    "Unterminated string", "Illegal character '\\n'", "Expected \"'\"", "Expected \"\'\'\'\"", "Unclosed array",
    "Unclosed inline table",
}  # fmt: skip
_TWICE = ("Cannot overwrite a value", "Cannot declare", "Duplicate inline table key", "Cannot redefine")


class TomlTree(Struct, frozen=True):
    """A problem's ``detail`` is tomllib's own word, or the key; its ``code`` is one of syntax, duplicate, depth, size."""

    root: Object
    problems: tuple[Problem, ...] = ()


def read_toml(path: str, text: str, start: int, end: int) -> TomlTree:
    """``text[start:end]``; what was read before an error is kept."""
    found = scan(path, text, start, end)
    if found.refused is not None:  # before tomllib, whose time and stack are not bounded
        place = found.refused.at
        return TomlTree(found.root, (Problem(found.refused.code, Location(path, place, min(place + 1, end))),))
    source = _LONE_RETURN.sub("\n", text[start:end])
    try:
        _judge(source)
    except tomllib.TOMLDecodeError as error:
        words, place = _place(source, str(error), start, end)
    else:
        return TomlTree(found.root)
    if found.twice is not None and words.startswith(_TWICE):
        return TomlTree(found.root, (found.twice,))
    if found.open is not None and (place == end or words in _OPEN):
        words, place = found.open.code, found.open.at  # it is wrong where it begins
    stop = place + 1
    line = max(text.rfind(sign, start, place) for sign in "\n\r") + 1 or start
    date = next((d for d in _DATE.finditer(text, line, end) if d.end() >= place), None)
    if date and date.start() <= place:
        words, place, stop = "Invalid date or datetime", date.start(), date.end()
    problem = Problem("syntax", Location(path, place, min(stop, end)), words)
    return TomlTree(scan(path, text, start, line).root, (problem,))


def _judge(source: str) -> None:
    """Raise what tomllib finds wrong; a number of any length is none of it."""
    for shorten in (False, True):  # Python converts no integer of more than 4,300 digits, but floats of any length
        try:
            tomllib.loads(_LONG_NUMBER.sub(_as_float, source) if shorten else source)
        except tomllib.TOMLDecodeError:
            raise
        except ValueError:
            continue
        return


def _as_float(number: re.Match[str]) -> str:
    return "1." + "0" * (len(number[0]) - 2)


def _place(source: str, message: str, start: int, end: int) -> tuple[str, int]:
    """tomllib's own word, and the offset of the line and column that it names."""
    found = _ERROR_PLACE.search(message)
    words = _ERROR_PLACE.sub("", message).strip()
    if found is None or found[1] is None:
        return words, end
    line, offset = int(found[1]), 0
    for number, line_end in enumerate(_LINE_END.finditer(source), 2):
        if number > line:
            break
        offset = line_end.end()
    return words, min(start + offset + int(found[2]) - 1, end)
