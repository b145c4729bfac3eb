"""The front matter of a page as Hugo reads it: keys in any case, and what configuration and sections hand down."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from seolint.site.folder import Setting, table, tables, text, texts
from seolint.site.routing import Values

_SPELLINGS = {
    "publishdate": ("publishDate", "PublishDate"),
    "pubdate": ("pubDate",),
    "expirydate": ("expiryDate", "ExpiryDate"),
    "unpublishdate": ("unpublishDate",),
    "_build.render": ("build.render",),
}
_NUMBER = re.compile(
    r"[-+]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\.[\d_]*\d|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?)", re.ASCII
)
_BASES = {"0x": 16, "0b": 2, "0o": 8}
_YES, _NO = frozenset({"y", "yes", "true", "on"}), frozenset({"n", "no", "false", "off"})
_ENDLESS = {
    **{f"{sign}.{name}": f"{sign or '+'}Inf" for sign in ("", "+", "-") for name in ("inf", "Inf", "INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), "NaN"),
}
_NOTHING = frozenset({"~", "null"})
_TRUE = frozenset({"true", "yes", "y", "on", "t", "1"})


class Cascade(Struct, frozen=True):
    """Values handed down to the pages below ``folder``, from the content's root with a final slash.

    ``path``, ``kind`` and ``language`` are patterns that a page must match, "" for any.
    """

    values: dict[str, Setting]
    folder: str = ""
    path: str = ""
    kind: str = ""
    language: str = ""

    def reaches(self, path: str, kind: str, language: str) -> bool:
        patterns = ((self.path, f"/{path}".lower()), (self.kind, kind), (self.language, language))
        return path.startswith(self.folder) and all(not pattern or _glob(pattern).fullmatch(name) for pattern, name in patterns)


class FrontMatter:
    """What ``values`` say, else the nearest of ``cascades``."""

    def __init__(self, values: Values, cascades: tuple[Cascade, ...]) -> None:
        self._values, self._cascades = values, cascades

    def text(self, key: str) -> str:
        for name in _spelled(key):
            found = self._values.text(name)
            if found:
                return found
        return next((found for each in self._cascades if (found := text(each.values, key))), "")

    def texts(self, key: str) -> tuple[str, ...]:
        for name in _spelled(key):
            found = self._values.texts(name)
            if found:
                return found
        return next((found for each in self._cascades if (found := texts(each.values, key))), ())

    def name(self, key: str) -> str:
        """``text`` of a title or slug: what YAML takes for a number or a truth is written as Go writes it."""
        found = self.text(key)
        return _written(found) if self._values.language == "yaml" and self._values.plain(key) else found

    def is_number(self, key: str) -> bool:
        """Whether YAML takes the value for a number."""
        return self._values.language == "yaml" and self._values.plain(key) and _NUMBER.fullmatch(self.text(key)) is not None

    def is_true(self, key: str) -> bool:
        return self.text(key).lower() in _TRUE


def _written(plain: str) -> str:
    """A plain scalar of YAML as Hugo turns it into text: ``007`` is 7, ``1.10`` is 1.1, ``No`` is false."""
    folded = plain.lower()
    if plain in _ENDLESS:
        return _ENDLESS[plain]
    if _NUMBER.fullmatch(plain):
        return _number(plain.replace("_", "").lower(), plain)
    if plain not in {folded, folded.upper(), folded.capitalize()}:
        return plain
    return "" if folded in _NOTHING else "true" if folded in _YES else "false" if folded in _NO else plain


def kind_of(plain: str) -> str:
    """What YAML takes a plain scalar for: boolean, number or string."""
    if _NUMBER.fullmatch(plain) or plain in _ENDLESS:
        return "number"
    folded = plain.lower()
    return "boolean" if folded in _YES | _NO and plain in {folded, folded.upper(), folded.capitalize()} else "string"


def _number(digits: str, plain: str) -> str:
    """An integer of 64 bits, else a decimal number without exponent; ``plain`` where it is neither."""
    from decimal import Decimal
    from math import isfinite

    sign, body = "-" if digits[0] == "-" else "", digits.lstrip("+-")
    base = _BASES.get(body[:2], 8 if body[0] == "0" and body.isdecimal() else 10)
    try:
        whole = int(body, base) if len(body) < 70 else 1 << 64
    except ValueError:
        whole = 1 << 64
    if whole < 1 << 64:
        return f"{sign}{whole}" if whole else "0"
    try:
        number = float(digits)
    except ValueError:
        return plain
    return format(Decimal(repr(number)), "f").removesuffix(".0") if isfinite(number) else plain


@cache
def _spelled(key: str) -> tuple[str, ...]:
    return (key, *_SPELLINGS.get(key, ()), key.capitalize())


def read_cascades(settings: dict[str, Setting], folder: str, spoken: str = "") -> tuple[Cascade, ...]:
    """``cascade`` of a configuration or of a section's front matter in a language, whose keys are in lower case."""
    found = tables(settings, "cascade") or ([table(settings, "cascade")] if table(settings, "cascade") else [])
    cascades: list[Cascade] = []
    for values in found:
        target = table(values, "_target") or table(values, "target")
        path, kind, language = (text(target, name).lower() for name in ("path", "kind", "lang"))
        if text(target, "environment") in {"", "production"}:
            cascades.append(Cascade(values, folder, path, kind, language or spoken))
    return tuple(cascades)


@cache
def _glob(pattern: str) -> re.Pattern[str]:
    """Hugo's patterns: ``**`` for anything, ``*`` and ``?`` within one folder, ``{a,b}`` for one of several."""
    parts: list[str] = []
    depth = 0
    for token in re.findall(r"\*\*|\[[^\]]*\]|\\.|.", pattern):
        if token == "{":
            depth += 1
            parts.append("(?:")
        elif token == "}" and depth:
            depth -= 1
            parts.append(")")
        elif token == "," and depth:
            parts.append("|")
        elif token[0] == "[" and len(token) > 2:
            parts.append("[^" + token[2:] if token[1] == "!" else token)
        else:
            parts.append(_GLOBS.get(token) or re.escape(token[-1]))
    try:
        return re.compile("".join(parts) + ")" * depth, re.DOTALL)
    except re.error:
        return re.compile(r"(?!)")


_GLOBS = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
