"""What a scalar of the front matter is to those who read it: YAML says so by its looks, and not to all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from msgspec import Struct

from seolint.document.tree import Scalar
from seolint.site.hugo.values import kind_of as hugo_kind
from seolint.site.jekyll.scalars import is_date, read

Kind = Literal["null", "boolean", "number", "string", "date", "unknown"]

_TRUTHS = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?", re.ASCII
)
_ENDLESS = r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
_YAML_3 = re.compile(
    r"[-+]?(?:0b[01_]*[01]|0x[\da-fA-F_]*[\da-fA-F]|0[0-7_]*[0-7]|(?:0|[1-9](?:[\d_]*\d)?)(?:\.(?:[\d_]*\d)?)?(?:[eE][-+]?\d+)?"
    rf"|[1-9](?:[\d_]*\d)?(?::[0-5]?\d)+(?:\.[\d_]*)?)|\.[\d_]*\d(?:[eE][-+]?\d+)?|{_ENDLESS}", re.ASCII
)  # fmt: skip
_YAML_4 = re.compile(
    rf"[-+]?(?:0b[01]+|0x[\da-fA-F]+|0o[0-7]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)|\.\d+(?:[eE][-+]?\d+)?|{_ENDLESS}", re.ASCII
)
_MARKS = re.compile(r"\{\{|\{%|<%")
"""What stands for a value that a template fills."""
_LONGEST = 400


class Meaning(Struct, frozen=True, gc=False):
    """A scalar as a generator takes it. ``number`` is that of a number or a truth, NaN where it is not one that JSON has;
    ``date`` says that a string is a date to those who know dates in their format."""

    kind: Kind
    number: float = 0

    @property
    def truth(self) -> bool:
        return self.number != 0


_STRING, _UNKNOWN, _NULL, _DAY = Meaning("string"), Meaning("unknown"), Meaning("null"), Meaning("date")


def meaning_of(scalar: Scalar, language: str, generator: str) -> Meaning:
    """What ``scalar`` of front matter in ``language`` is to ``generator``; unknown where its versions, or those who may read
    it, do not agree."""
    text = scalar.text.value
    if scalar.kind == "unknown" or _MARKS.search(text):
        return _UNKNOWN
    if scalar.kind == "null":
        return _NULL
    if scalar.kind == "string":
        return _STRING
    if language != "yaml":
        return _told(scalar)
    readers = _READERS.get(generator, _ANY)
    first = readers[0](text)
    return first if all(reader(text) == first for reader in readers[1:]) else _UNKNOWN


def _told(scalar: Scalar) -> Meaning:
    """What TOML and JSON say themselves; a plain scalar is a date."""
    text = scalar.text.value
    if scalar.kind == "boolean":
        return Meaning("boolean", text == "true")
    return _DAY if scalar.kind == "plain" else Meaning("number", _number(text, octal="0o"))


def _psych(text: str) -> Meaning:
    """Ruby's reader."""
    found = read(text, "")
    if found is None:
        return _STRING
    if isinstance(found, bool):
        return Meaning("boolean", found)
    return _DAY if is_date(text) else Meaning("number", _number(found))


def _go(text: str) -> Meaning:
    """Hugo's reader before 0.152, and since in most."""
    kind = hugo_kind(text)
    if kind == "boolean":
        return Meaning("boolean", text.lower() in {"y", "yes", "true", "on"})
    if kind == "number":
        return Meaning("number", _number(text, octal="0"))
    return _DAY if _DATE.fullmatch(text) else _STRING


def _yaml_3(text: str) -> Meaning:
    """js-yaml 3, by way of gray-matter."""
    return _by_looks(text, _YAML_3, octal="0", dates=True)


def _yaml_4(text: str) -> Meaning:
    """js-yaml 4."""
    return _by_looks(text, _YAML_4, octal="0o", dates=True)


def _zenn(text: str) -> Meaning:
    """js-yaml 4 without its dates, as Zenn calls it."""
    return _by_looks(text, _YAML_4, octal="0o", dates=False)


def _by_looks(text: str, numbers: re.Pattern[str], *, octal: str, dates: bool) -> Meaning:
    if text in _TRUTHS:
        return Meaning("boolean", _TRUTHS[text])
    if not (text[0].isdigit() or text[0] in "+-."):
        return _STRING
    if dates and _DATE.fullmatch(text):
        return _DAY
    return Meaning("number", _number(text, octal)) if numbers.fullmatch(text) else _STRING


@cache
def _number(text: str, octal: str = "") -> float:
    """The number that ``text`` is; ``octal`` is how those of base 8 begin."""
    plain = text.replace("_", "").lower()
    sign, body = (-1, plain[1:]) if plain[:1] == "-" else (1, plain.removeprefix("+"))
    if len(body) > _LONGEST:
        return float("nan")
    for mark, base in (("0x", 16), ("0b", 2), (octal, 8)):
        if mark and body.startswith(mark) and body != "0" and body.isalnum():
            try:
                return sign * int(body.removeprefix(mark), base)
            except ValueError:
                break
    try:
        if ":" in body:
            total = 0.0
            for part in body.split(":"):
                total = total * 60 + float(part)
            return sign * total
        return sign * (int(body) if body.isdecimal() else float(body.lstrip(".") if body[-3:] in {"inf", "nan"} else body))
    except ValueError:
        return float("nan")


_READERS: dict[str, tuple[Callable[[str], Meaning], ...]] = {
    "jekyll": (_psych,), "hugo": (_go, _yaml_4), "zenn": (_zenn,), "hexo": (_yaml_4, _yaml_3), "astro": (_yaml_4, _yaml_3),
    **dict.fromkeys(("qiita", "docusaurus", "vitepress", "gatsby", "next"), (_yaml_3,)),
}  # fmt: skip
_ANY = (_yaml_4, _yaml_3, _psych)
