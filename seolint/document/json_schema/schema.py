"""A JSON Schema as it is read: the part of draft 2020-12 that settings need.

What it does not know it refuses, since it would accept too much without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from msgspec import Struct

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Part: TypeAlias = "bool | dict[str, Json]"
"""A schema, or a schema in one."""

TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")
_ONE = frozenset({"additionalProperties", "items", "not", "if", "then", "else"})
_SEVERAL = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_NAMED = frozenset({"properties", "patternProperties", "$defs", "definitions"})
_COUNTS = frozenset({"minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties"})
_NUMBERS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
_OTHER = frozenset({"type", "enum", "const", "required", "dependentRequired", "uniqueItems", "pattern", "format", "$ref"})
_SILENT = frozenset(
    "$schema $id $comment $vocabulary title description default examples deprecated readOnly writeOnly contentEncoding "
    "contentMediaType contentSchema markdownDescription errorMessage defaultSnippets enumDescriptions".split()
)
"""What says nothing about whether a value is right."""
_DEPTH = 200


class Wrong(Struct, frozen=True):
    """What keeps a schema from being used: ``code`` is json, schema, keyword, value, pattern, ref or depth; ``detail`` the word
    that is wrong; ``where`` the way to it."""

    code: str
    detail: str
    where: str = "#"


class Schema:
    """A schema that was read; ``wrong`` says why it cannot be used, and then nothing is held against it."""

    def __init__(self, root: Json) -> None:
        self.root: Part = root if isinstance(root, bool | dict) else True
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._parts: dict[str, Part] = {}
        self._references: dict[str, str] = {}
        self.wrong = None if isinstance(root, bool | dict) else Wrong("schema", str(root))
        for wrong in (*self._check(self.root, "#"), *self._check_references()):
            self.wrong = self.wrong or wrong
        if self.wrong is not None:
            self.root = True

    @staticmethod
    @lru_cache(64)
    def read(text: str) -> Schema:
        """The schema that a JSON text is, read once."""
        import json

        try:
            found: Any = json.loads(text.removeprefix("\ufeff"))
        except (ValueError, RecursionError):
            broken = Schema(True)
            broken.wrong = Wrong("json", "")
            return broken
        return Schema(found)

    def pattern(self, text: str) -> re.Pattern[str]:
        found = self._patterns.get(text)
        if found is None:
            found = self._patterns[text] = re.compile(text)
        return found

    def target(self, reference: str) -> Part | None:
        """What a ``$ref`` names: a schema of this very one."""
        return self._parts.get(reference, self._parts.get(_unquoted(reference)) if "%" in reference else None)

    def _check(self, part: Json, where: str, depth: int = 0) -> Iterator[Wrong]:
        """What cannot be used in ``part``."""
        if isinstance(part, bool | dict):
            self._parts[where] = part
        if isinstance(part, bool):
            return
        if not isinstance(part, dict) or depth > _DEPTH:
            yield Wrong("depth" if isinstance(part, dict) else "value", where.rpartition("/")[2], where)
            return
        for key, value in part.items():
            here = f"{where}/{_escaped(key)}"
            if key in _ONE:
                yield from self._check(value, here, depth + 1)
            elif key in _SEVERAL and isinstance(value, list) and (value or key == "prefixItems"):
                for number, inner in enumerate(value):
                    yield from self._check(inner, f"{here}/{number}", depth + 1)
            elif key in _NAMED and isinstance(value, dict):
                for name, inner in value.items():
                    yield from self._check_pattern(name, here) if key == "patternProperties" else ()
                    yield from self._check(inner, f"{here}/{_escaped(name)}", depth + 1)
            elif key == "pattern" and isinstance(value, str):
                yield from self._check_pattern(value, here)
            elif key == "$ref" and isinstance(value, str):
                self._references[value] = here
            elif key in _SILENT or key.startswith("x-") or _right(key, value):
                continue
            else:
                known = key in _ONE | _SEVERAL | _NAMED | _COUNTS | _NUMBERS | _OTHER
                yield Wrong("value" if known else "keyword", key, here)

    def _check_pattern(self, text: str, where: str) -> Iterator[Wrong]:
        try:
            self.pattern(text)
        except (re.error, RecursionError, OverflowError):
            yield Wrong("pattern", text, where)

    def _check_references(self) -> Iterator[Wrong]:
        for reference, where in self._references.items():
            if self.target(reference) is None:
                yield Wrong("ref", reference, where)


def _escaped(key: str) -> str:
    """A key as JSON pointers have it."""
    return key.replace("~", "~0").replace("/", "~1")


def _unquoted(reference: str) -> str:
    from urllib.parse import unquote

    return unquote(reference)


def _right(key: str, value: Json) -> bool:
    """Whether ``value`` may stand behind a keyword that holds no schema."""
    if key in _COUNTS:
        return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0 and value == int(value)
    if key in _NUMBERS:
        return isinstance(value, int | float) and not isinstance(value, bool) and (key != "multipleOf" or value > 0)
    if key == "type":
        names = [value] if isinstance(value, str) else value
        return isinstance(names, list) and all(one in TYPES for one in names)
    if key == "dependentRequired":
        return isinstance(value, dict) and all(map(_texts, value.values()))
    tests: Mapping[str, Callable[[Json], bool]] = {
        "enum": lambda one: isinstance(one, list), "const": lambda _: True, "required": _texts,
        "uniqueItems": lambda one: isinstance(one, bool), "format": lambda one: isinstance(one, str),
    }  # fmt: skip
    return key in tests and tests[key](value)


def _texts(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
