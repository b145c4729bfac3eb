"""The plain part of JavaScript's expressions: literals, names and chains of calls. All else is another thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

_TOKEN = re.compile(
    r"(?P<space>\s+|//[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<text>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`)"
    r"|(?P<number>\d[\d_.]*)|(?P<name>[A-Za-z_$][\w$]*)|(?P<sign>=>|\.\.\.|\?\.|.)", re.DOTALL
)  # fmt: skip
_REGEX = re.compile(r"/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_OPEN, _CLOSE = {"(": ")", "[": "]", "{": "}"}, {")", "]", "}"}
_PREFIXES = frozenset("new await async function typeof class void delete".split())
_DEPTH, _MOST = 40, 20_000


class Call(Struct, frozen=True):
    """A step of a chain: ``.name`` or ``.name(arguments)``."""

    name: str
    arguments: tuple[Expression, ...] | None = None

    @property
    def first(self) -> Expression | None:
        """The first argument."""
        return next(iter(self.arguments or ()), None)


class Chain(Struct, frozen=True):
    """``z.string().optional()``: names and calls, one after the other."""

    steps: tuple[Call, ...]


class Table(Struct, frozen=True):
    """``{ a: …, b }``; ``whole`` is False where something is spread into it or has no plain name."""

    members: dict[str, Expression]
    whole: bool


class List(Struct, frozen=True):
    items: tuple[Expression, ...]


class Value(Struct, frozen=True):
    """Text, a number, a truth or null."""

    value: str | float | bool | None


class Other(Struct, frozen=True):
    """What is not plain."""


Expression: TypeAlias = "Chain | Table | List | Value | Other"
_OTHER = Other()


def constants(text: str) -> Iterator[tuple[str, Expression]]:
    """The names that ``text`` gives to values, each with what stands behind it."""
    tokens = list(_tokens(text))
    for number, (kind, word) in enumerate(tokens[:-3]):
        if word in {"const", "let"} and kind == "name" and tokens[number + 1][0] == "name":
            at = number + 2
            while at < len(tokens) and at < number + 20 and tokens[at][1] != "=":  # past a type
                at += 1
            yield tokens[number + 1][1], _Parser(tokens, at + 1).expression(0)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    here, before = 0, ""
    for _ in range(_MOST):
        found = _REGEX.match(text, here) if before in {"(", ",", "=", ":"} else None
        if found is not None:
            yield "regex", found[0]
        else:
            found = _TOKEN.match(text, here)
            if found is None:
                return
            if found.lastgroup != "space":
                yield str(found.lastgroup), found[0]
        before = before if found.lastgroup == "space" else found[0]
        here = found.end()


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]], here: int) -> None:
        self.tokens, self.here = tokens, here

    def word(self, ahead: int = 0) -> str:
        """The token there, text with its quotation marks; "" at the end."""
        return self.tokens[self.here + ahead][1] if self.here + ahead < len(self.tokens) else ""

    def kind(self, ahead: int = 0) -> str:
        return self.tokens[self.here + ahead][0] if self.here + ahead < len(self.tokens) else ""

    def expression(self, depth: int) -> Expression:
        """What stands here up to a comma or a closing bracket; all that is not plain is another thing."""
        found = self.plain(depth) if depth < _DEPTH and self.word() not in _PREFIXES else _OTHER
        ended = self.word() in {",", ";", ""} or self.word() in _CLOSE
        if ended or (self.kind() == "name" and found is not _OTHER):  # another statement, or ``as const``
            return found
        self.skip()
        return _OTHER

    def plain(self, depth: int) -> Expression:
        kind, word = self.kind(), self.word()
        if word == "(" and (body := self.arrow()):
            self.here = body
            return self.expression(depth + 1)
        if word == "{":
            return self.table(depth)
        if word == "[":
            return List(tuple(self.arguments(depth)))
        self.here += 1
        if kind == "text":
            return Value(word[1:-1])
        if kind == "number":
            return Value(float(word.replace("_", ""))) if re.fullmatch(r"[\d_]+(?:\.\d+)?", word) else _OTHER
        if kind == "name" and word in {"true", "false", "null"}:
            return Value(None if word == "null" else word == "true")
        if kind == "name" and self.word() == "=>":
            self.here += 1
            return self.expression(depth + 1)
        return self.chain(word, depth) if kind == "name" else _OTHER

    def arrow(self) -> int:
        """Where the body of the arrow function that begins here is: an expression; 0 for none."""
        level = 0
        for at in range(self.here, min(self.here + 60, len(self.tokens) - 1)):
            word = self.tokens[at][1]
            level += (word in _OPEN) - (word in _CLOSE)
            if level == 0:
                body = at + 2
                if self.tokens[at + 1][1] != "=>":
                    return 0
                return body + 1 if self.tokens[body : body + 1] == [("sign", "(")] else body
        return 0

    def chain(self, first: str, depth: int) -> Expression:
        steps = [Call(first)]
        while True:
            if self.word() == "(":
                steps[-1] = Call(steps[-1].name, tuple(self.arguments(depth)))
            elif self.word() in {".", "?."} and self.kind(1) == "name":
                steps.append(Call(self.word(1)))
                self.here += 2
            else:
                return Chain(tuple(steps))

    def arguments(self, depth: int) -> Iterator[Expression]:
        close = _OPEN[self.word()]
        self.here += 1
        while self.word() not in {close, ""}:
            yield self.expression(depth + 1)
            if self.word() == "," or self.word() not in {close, ""}:
                self.here += 1
        self.here += 1

    def table(self, depth: int) -> Table:
        members: dict[str, Expression] = {}
        whole = True
        self.here += 1
        while self.word() not in {"}", ""}:
            kind, word = self.kind(), self.word()
            key = word[1:-1] if kind == "text" else word
            if kind in {"name", "text"} and self.word(1) == ":":
                self.here += 2
                members[key] = self.expression(depth + 1)
            elif kind == "name" and self.word(1) in {",", "}"}:
                self.here += 1
                members[key] = Chain((Call(word),))
            else:
                whole = False
                self.skip()
            whole = whole and self.word() in {",", "}"}
            if self.word() not in {"}", ""}:
                self.here += 1
        self.here += 1
        return Table(members, whole)

    def skip(self) -> None:
        """To the comma or the bracket that ends what stands here, one token at least."""
        level, start = 0, self.here
        while self.here < len(self.tokens):
            word = self.word()
            if level == 0 and (word in {",", ";"} or word in _CLOSE) and self.here > start:
                return
            level += (word in _OPEN) - (word in _CLOSE)
            if level < 0:
                return
            self.here += 1
