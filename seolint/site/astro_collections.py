"""Astro's content collections as ``src/content.config.ts`` declares them: read as text, what is plain in it; nothing is run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from seolint.site import Declared
from seolint.site.addresses import join
from seolint.site.javascript_values import Call, Chain, Expression, List, Table, Value, constants

_FILL = re.compile(r"\$\{(\w+)\}")
_SAME = frozenset("describe refine superRefine transform brand readonly meta trim url email regex uuid datetime".split())
"""Methods that take no other types than what they are called on."""
_SIZES = {"min": "min", "max": "max", "nonempty": "min", "gte": "min", "lte": "max"}
_TYPES: dict[str, Json] = {
    "string": {"type": "string", "x-date": False}, "number": {"type": "number"}, "boolean": {"type": "boolean"},
    "image": {"type": "string"}, "date": {"type": "string", "x-date": True}, "any": {}, "unknown": {}, "reference": {},
    "coerce.date": {"anyOf": [{"type": ["number", "boolean", "null"]}, {"type": "string", "pattern": "^[ -~]*[0-9][ -~]*$"}]},
}  # fmt: skip
_UNNEEDED = frozenset({"any", "unknown"})
_MOST = 20

Json: TypeAlias = "dict[str, Any]"


def read_collections(text: str) -> Iterator[tuple[str, Declared]]:
    """Each collection of Markdown files by its name, with its folder and what its schema says of their front matter."""
    named = dict(constants(text))
    collections = named.get("collections")
    for name, expression in collections.members.items() if isinstance(collections, Table) else ():
        options = _resolved(expression, named)
        if isinstance(options, Chain) and options.steps[0].name == "defineCollection":
            options = _resolved(options.steps[0].first or options, named)
        folder = _folder(name, options, named) if isinstance(options, Table) else ""
        if folder and isinstance(options, Table):
            yield name, _declared(folder, options.members.get("schema"), named)


def _declared(folder: str, schema: Expression | None, named: Mapping[str, Expression]) -> Declared:
    schema = _resolved(schema, named) if schema is not None else None
    first = schema.steps[0] if isinstance(schema, Chain) else Call("")
    known = "starlight" if first.name == "docsSchema" else ""
    if known:
        schema = first.first.members.get("extend") if isinstance(first.first, Table) else None
    found = _Reader(named).read(schema, 0) if schema is not None else None
    return Declared(folder, json.dumps(found[0], ensure_ascii=False) if found is not None else "", known)


def _folder(name: str, options: Table, named: Mapping[str, Expression]) -> str:
    """The folder of a collection, from the site's root with a final slash; "" when it has no Markdown, or cannot be told."""
    loader = options.members.get("loader")
    if loader is None:
        kind = options.members.get("type")
        return "" if isinstance(kind, Value) and kind.value == "data" else f"src/content/{name}/"
    first = loader.steps[0] if isinstance(loader, Chain) and len(loader.steps) == 1 else Call("")
    if first.name == "docsLoader":
        return "src/content/docs/"
    said = first.first if first.name == "glob" else None
    if not isinstance(said, Table) or "base" not in said.members:
        return ""
    base, pattern = (_text(said.members.get(key), named) for key in ("base", "pattern"))
    inside = join("", base).strip("/")
    return f"{inside}/" if inside and not inside.startswith("..") and re.search(r"md|\*\*?$", pattern) else ""


def _text(expression: Expression | None, named: Mapping[str, Expression]) -> str:
    """A text with the constants that stand in it; "" when it is none."""
    expression = _resolved(expression, named) if expression is not None else None
    if isinstance(expression, List):
        return " ".join(_text(item, named) for item in expression.items)
    if not isinstance(expression, Value) or not isinstance(expression.value, str):
        return ""
    return _FILL.sub(lambda found: _text(Chain((Call(found[1]),)), named), expression.value)


def _resolved(expression: Expression, named: Mapping[str, Expression]) -> Expression:
    """What a bare name stands for."""
    for _ in range(_MOST):
        if not isinstance(expression, Chain) or expression.steps[1:] or expression.steps[0].arguments is not None:
            break
        name = expression.steps[0].name
        if name not in named:
            break
        expression = named[name]
    return expression


class _Reader:
    """Zod's schemas as JSON Schemas, each with whether a key may be left out; None for what is not plain."""

    def __init__(self, named: Mapping[str, Expression]) -> None:
        self.named = named

    def read(self, expression: Expression, depth: int) -> tuple[Json, bool] | None:
        expression = _resolved(expression, self.named)
        if not isinstance(expression, Chain) or depth > _MOST:
            return None
        names = [step.name for step in expression.steps]
        at = next((number for number, step in enumerate(expression.steps) if step.arguments is not None), 0)
        name = ".".join(names[: at + 1]).removeprefix("z.")
        if names[0] in self.named:  # a schema by its name, with more said of it
            at, found = 0, self.read(Chain((Call(names[0]),)), depth + 1)
        else:
            found = self.first(name, expression.steps[at].arguments or (), depth)
        for step in expression.steps[at + 1 :]:
            found = self.next(found, step, depth) if found is not None and step.arguments is not None else None
        return found

    def first(self, name: str, arguments: tuple[Expression, ...], depth: int) -> tuple[Json, bool] | None:
        """What a call of Zod by itself makes."""
        if name in _TYPES:
            return dict(_TYPES[name]), name in _UNNEEDED
        first = _resolved(arguments[0], self.named) if arguments else None
        if name in {"object", "strictObject"} and isinstance(first, Table):
            return self.object(first, depth, strict=name == "strictObject"), False
        if name == "array" and first is not None:
            inner = self.read(first, depth + 1)
            return {"type": "array", **({"items": inner[0]} if inner is not None else {})}, False
        if name == "enum" and isinstance(first, List) and all(isinstance(item, Value) for item in first.items):
            return {"enum": [item.value for item in first.items if isinstance(item, Value)]}, False
        if name == "literal" and isinstance(first, Value):
            return {"const": first.value}, False
        if name == "union" and isinstance(first, List):
            found = [self.read(item, depth + 1) for item in first.items]
            parts = [each for each in found if each is not None]
            whole = len(parts) == len(found) > 0
            return ({"anyOf": [each[0] for each in parts]}, any(each[1] for each in parts)) if whole else None
        if name in {"optional", "nullable", "nullish"} and first is not None:
            inner = self.read(first, depth + 1)
            return self.next(inner, Call(name, ()), depth) if inner is not None else None
        return None

    def object(self, table: Table, depth: int, *, strict: bool) -> Json:
        properties: Json = {}
        required: list[str] = []
        for key, expression in table.members.items():
            found = self.read(expression, depth + 1)
            properties[key] = found[0] if found is not None else {}
            if found is not None and not found[1]:
                required.append(key)
        closed = {"additionalProperties": False} if strict and table.whole else {}
        return {"type": "object", "properties": properties, "required": required, **closed}

    def next(self, found: tuple[Json, bool], step: Call, depth: int) -> tuple[Json, bool] | None:
        """What a method makes of a schema."""
        part, optional = found
        first = step.first
        kind = part.get("type")
        if step.name in _SAME:
            return part, optional
        if step.name in {"optional", "default", "prefault"}:
            return part, True
        if step.name in {"nullable", "nullish"}:
            return {"anyOf": [part, {"type": "null"}]}, optional or step.name == "nullish"
        if step.name == "array":
            return {"type": "array", "items": part}, False
        if step.name == "or" and first is not None:
            other = self.read(first, depth + 1)
            return ({"anyOf": [part, other[0]]}, optional or other[1]) if other is not None else None
        if step.name == "int" and kind == "number":
            return {**part, "type": "integer"}, optional
        if step.name in {"strict", "passthrough", "strip", "loose"} and kind == "object":
            return ({**part, "additionalProperties": False} if step.name == "strict" else part), optional
        if step.name == "extend" and kind == "object" and isinstance(first, Table):
            more = self.object(first, depth, strict=False)
            required = [*(key for key in part["required"] if key not in more["properties"]), *more["required"]]
            return {**part, "properties": {**part["properties"], **more["properties"]}, "required": required}, optional
        return self.sized(part, optional, step)

    def sized(self, part: Json, optional: bool, step: Call) -> tuple[Json, bool] | None:
        """A least or a greatest length or number; of what else is asked nothing is known."""
        first = step.first
        limit = 1 if step.name == "nonempty" else first.value if isinstance(first, Value) else None
        tails = {"string": "Length", "array": "Items", "number": "imum", "integer": "imum"}
        tail = tails.get(str(part.get("type")))
        if step.name not in _SIZES or tail is None or part.get("x-date") or not isinstance(limit, int | float):
            return None
        return {**part, _SIZES[step.name] + tail: limit}, optional
