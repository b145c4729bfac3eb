"""What template languages print into JSON, and how: the rows of schema_template.json."""

from __future__ import annotations

from msgspec import Struct

from seolint import Text, pattern
from seolint_rules.data import table

TAG = pattern(r"\{\{-?[ \t]{0,20}((?:[^{}\n\"']|\"[^\"\n]*\"|'[^'\n]*'){0,300}?)[ \t]{0,20}-?\}\}")
"""What prints a value, with the expression in it."""
_PART = pattern(r"\|[ \t]*([A-Za-z_]+)")
_QUOTED = pattern(r"\"[^\"]*\"|'[^']*'")
_NAME = pattern(r"[A-Za-z_][\w.-]*")


class Language(Struct, frozen=True):
    """``quoting`` filters print a whole JSON value, as ``tool`` shows; ``plain`` ones leave quotation marks as they are; ``texts``
    make text of everything. ``times`` are variables that hold a time, which ``date`` prints as ISO 8601."""

    tool: str
    quoting: frozenset[str]
    plain: frozenset[str]
    texts: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    date: str = ""


class _Table(Struct, frozen=True):
    """``names`` are the last words of variables that hold text; ``said`` is what is wrong, by its kind."""

    languages: dict[str, Language]
    names: frozenset[str]
    said: dict[str, Text]


def language(name: str) -> Language | None:
    return table("schema_template", _Table).languages.get(name)


def names() -> frozenset[str]:
    return table("schema_template", _Table).names


def said(kind: str) -> Text:
    return table("schema_template", _Table).said[kind]


class Printed(Struct, frozen=True):
    """The variable that an expression prints, "" for none, and the filters that it goes through."""

    name: str
    filters: tuple[str, ...]


def read(expression: str) -> Printed:
    bare = _QUOTED.sub(lambda found: "_" * len(found[0]), expression)
    name = _NAME.match(bare) if expression[:1] not in "\"'" else None
    return Printed(name[0] if name else "", tuple(_PART.findall(bare)))
