"""Character references as the HTML standard reads them: in text, and more carefully in attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from seolint.document.pieces import Assembly
from seolint.document.tokens import Run
from seolint.pattern import pattern
from seolint.text import Location, Placed

_REFERENCE = pattern(r"&(?:#(?:[xX]([0-9a-fA-F]++)|([0-9]++));?|([A-Za-z][A-Za-z0-9]*+)(;?))")
_LONGEST_BARE = 6
"""Letters of the longest name that is read without its semicolon."""

_WINDOWS_1252 = {
    number: bytes([number]).decode("cp1252") for number in range(0x80, 0xA0) if number not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """``text[start:end]`` as runs: plain ones, and one for each character reference."""
    here = start
    for found in _REFERENCE.finditer(text, start, end):
        value, stop = _read(found, attribute=False)
        if stop:
            if found.start() > here:
                yield Run(text[here : found.start()], here, found.start())
            yield Run(value, found.start(), stop)
            here = stop
    if here < end:
        yield Run(text[here:end], here, end)


def unescape(path: str, text: str, start: int, end: int) -> Placed[str]:
    """The attribute value ``text[start:end]`` with its character references read."""
    at = Location(path, start, end)
    value, here = Assembly(text), start
    for found in _REFERENCE.finditer(text, start, end):
        char, stop = _read(found, attribute=True)
        if stop:
            value.copy(here, found.start())
            value.put(char, found.start())
            here = stop
    if here == start:
        return Placed(text[start:end], at)
    value.copy(here, end)
    read, pieces = value.end(end)
    return Placed(read, at, pieces)


def _read(found: re.Match[str], *, attribute: bool) -> tuple[str, int]:
    """What a reference stands for and where it ends; 0 where it is plain text."""
    hexadecimal, decimal, name, semicolon = found.groups()
    if name is None:
        return _numbered(hexadecimal or decimal, 16 if hexadecimal else 10), found.end()
    if semicolon and name + ";" in html5:
        return html5[name + ";"], found.end()
    for size in range(min(len(name), _LONGEST_BARE), 1, -1):
        if name[:size] in html5:
            stop = found.start(3) + size
            if attribute and (size < len(name) or found.string[stop : stop + 1] == "="):
                break
            return html5[name[:size]], stop
    return "", 0


def _numbered(digits: str, base: int) -> str:
    """The character of a number; U+FFFD for what is none."""
    digits = digits.lstrip("0")
    number = int(digits or "0", base) if len(digits) < 8 else 0x110000
    if number == 0 or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return "\ufffd"
    return _WINDOWS_1252.get(number) or chr(number)
