"""JSON (RFC 8259, strict) to a placed tree; what a template fills is an unknown value or white space."""

from __future__ import annotations

import re
from collections.abc import Callable
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # pyright: ignore
from typing import cast

from seolint.document.pieces import escaped
from seolint.document.tree import Array, Kind, Member, Node, Object, Scalar
from seolint.pattern import pattern
from seolint.text import UNKNOWN, Location, Placed

_DEPTH = 256
_SPACE = re.compile(f"[ \\t\\n\\r{UNKNOWN}]*")
_BLANK = re.compile(r"[ \t\n\r]*")
_UNKNOWN = re.compile(f"{UNKNOWN}[^\\s,\\]}}\"]*")
_NUMBER = pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_BARE = pattern(f"[^\\s,:\\[\\]{{}}\"{UNKNOWN}]+")
_WORD = pattern(r"[A-Za-z_]+|-?Infinity")
_ESCAPE = pattern(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
"""One escape, or the two of a character beyond U+FFFF."""
_SURROGATE = pattern("[\ud800-\udfff]")
_KINDS: dict[str, Kind] = {"true": "boolean", "false": "boolean", "null": "null"}


_scan = cast(Callable[[str, int, bool], tuple[str, int]], scanstring)


class JsonError(ValueError):
    """Not JSON, at ``[start, end)``. ``code`` says how: trailing-comma, comma, colon, key, value, quote, single-quote,
    comment, newline, control, escape, unclosed, nan, extra, empty, depth."""

    def __init__(self, code: str, start: int, end: int) -> None:
        super().__init__(code)
        self.code, self.start, self.end = code, start, end


def read_json(path: str, text: str, start: int, end: int) -> Node:
    """The value of ``text[start:end]``; raises JsonError at the first character that is wrong."""
    reader = _Reader(path, text[:end], end)
    here = _SPACE.match(reader.text, start).end()  # type: ignore[union-attr]
    if here == end:
        if UNKNOWN in reader.text[start:]:
            return Scalar(Placed(UNKNOWN, Location(path, start, end)), "unknown")
        raise JsonError("empty", start, end)
    node, here = reader.value(_BLANK.match(reader.text, start).end(), 0)  # type: ignore[union-attr]
    here = reader.skip(here)
    if here < end:
        raise reader.error("extra", here)
    return node


class _Reader:
    def __init__(self, path: str, text: str, end: int) -> None:
        self.path, self.text, self.end = path, text, end

    def skip(self, here: int) -> int:
        return _SPACE.match(self.text, here).end()  # type: ignore[union-attr]

    def at(self, start: int, end: int) -> Location:
        return Location(self.path, start, end)

    def error(self, code: str, here: int) -> JsonError:
        """An error at ``here``, named by what stands there where that tells more than ``code``."""
        found = self.text[here : here + 2]
        if not found:
            return JsonError("unclosed", self.end, self.end)
        if found in {"//", "/*"} or found[0] == "#":
            return JsonError("comment", here, here + len(found.rstrip()))
        if found[0] in "“”„‟″＂":
            return JsonError("quote", here, here + 1)
        if found[0] in "'‘’`":
            return JsonError("single-quote", here, here + 1)
        return JsonError(code, here, here + 1)

    def value(self, here: int, depth: int) -> tuple[Node, int]:
        char = self.text[here : here + 1]
        if char == '"':
            text, here = self.string(here)
            return Scalar(text, "string"), here
        if char in {"{", "["}:
            if depth >= _DEPTH:
                raise JsonError("depth", here, here + 1)
            return self.object(here, depth + 1) if char == "{" else self.array(here, depth + 1)
        if char == UNKNOWN:
            after = self.skip(here)
            if self.text[after : after + 1] not in {",", "]", "}", ":", ""}:
                return self.value(after, depth)
            stop = _UNKNOWN.match(self.text, here).end()  # type: ignore[union-attr]
            return Scalar(Placed(UNKNOWN, self.at(here, stop)), "unknown"), stop
        return self.literal(here)

    def literal(self, here: int) -> tuple[Node, int]:
        number = _NUMBER.match(self.text, here)
        if number and not self.text[number.end() : number.end() + 1].isalnum():
            return Scalar(Placed(number[0], self.at(*number.span())), "number"), number.end()
        word = _WORD.match(self.text, here)
        if word and word[0] in _KINDS:
            return Scalar(Placed(word[0], self.at(*word.span())), _KINDS[word[0]]), word.end()
        if word:
            raise JsonError("nan" if word[0].lstrip("-") in {"NaN", "Infinity"} else "value", *word.span())
        wrong = self.error("value", here)
        rest = _BARE.match(self.text, here) if wrong.code == "value" else None
        raise JsonError("value", *rest.span()) if rest else wrong

    def string(self, here: int) -> tuple[Placed[str], int]:
        try:
            value, stop = _scan(self.text, here + 1, True)
        except JSONDecodeError as error:
            if error.msg.startswith("Invalid control"):
                code = "newline" if self.text[error.pos : error.pos + 1] in "\r\n" else "control"
                raise JsonError(code, error.pos, error.pos + 1) from None
            if "escape" in error.msg:
                raise JsonError("escape", error.pos, min(error.pos + 2, self.end)) from None
            raise JsonError("unclosed", here, self.end) from None
        start, last = here + 1, stop - 1
        if last - start == len(value):
            return Placed(value, self.at(start, last)), stop
        _, pieces = escaped(self.text, start, last, _ESCAPE, lambda found: "?")  # one character, whichever it is
        return Placed(_SURROGATE.sub("\ufffd", value), self.at(start, last), pieces), stop

    def object(self, here: int, depth: int) -> tuple[Node, int]:
        start, members = here, list[Member]()
        here = self.skip(here + 1)
        while self.text[here : here + 1] != "}":
            if self.text[here : here + 1] != '"':
                raise self.error("key", here)
            key, here = self.string(here)
            here = self.skip(here)
            if self.text[here : here + 1] != ":":
                raise self.error("colon", here)
            here = _BLANK.match(self.text, here + 1).end()  # type: ignore[union-attr]
            value, here = self.value(here, depth)
            members.append(Member(key, value))
            here = self.separator(here, "}")
        return Object(tuple(members), self.at(start, here + 1)), here + 1

    def array(self, here: int, depth: int) -> tuple[Node, int]:
        start, items = here, list[Node]()
        here = _BLANK.match(self.text, here + 1).end()  # type: ignore[union-attr]
        while self.text[here : here + 1] != "]":
            item, here = self.value(here, depth)
            items.append(item)
            here = self.separator(here, "]")
        return Array(tuple(items), self.at(start, here + 1)), here + 1

    def separator(self, here: int, close: str) -> int:
        """Past a comma to the next element, or at the closing bracket."""
        here = self.skip(here)
        char = self.text[here : here + 1]
        if char == close:
            return here
        if char != ",":
            raise self.error("comma", here)
        after = _BLANK.match(self.text, here + 1).end()  # type: ignore[union-attr]
        if self.text[self.skip(after) : self.skip(after) + 1] == close and UNKNOWN not in self.text[here:after + 1]:
            raise JsonError("trailing-comma", here, here + 1)
        return self.skip(after) if close == "}" else after
