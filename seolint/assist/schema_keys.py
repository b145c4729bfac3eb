"""What a JSON Schema knows of keys and values at a place of the front matter: what may be written there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from seolint.document.json_schema import Schema
from seolint.document.json_schema.schema import Json, Part

_DEPTH = 12
_WAYS = ("allOf", "anyOf", "oneOf")


class Known(Struct, frozen=True):
    """A key: whether a schema asks for it or knows it only to refuse it, and the values that it enumerates or shows, as they are
    written without quotes.

    ``plain`` says that they are no texts, so that none takes quotes.
    """

    required: bool = False
    refused: bool = False
    values: tuple[str, ...] = ()
    plain: bool = False


_Spoken = tuple[Schema, Part]


def keys_at(schemas: Iterable[Schema], path: tuple[str, ...], *, folded: bool = False) -> Mapping[str, Known]:
    """The keys that ``schemas`` know of the object at ``path``."""
    found: dict[str, list[_Spoken]] = {}
    required: set[str] = set()
    for schema, part in _at(schemas, path, folded):
        said = part.get("required") if isinstance(part, dict) else None
        required |= {key for key in said if isinstance(key, str)} if isinstance(said, list) and _weighty(part) else set()
        for key, inner in _members(part):
            found.setdefault(key, []).append((schema, inner))
    return {
        key: Known(refused=True) if parts and all(map(_refuses, parts)) else _known(parts, key in required)
        for key, parts in {**found, **{key: found.get(key, []) for key in sorted(required)}}.items()
    }


def value_at(schemas: Iterable[Schema], path: tuple[str, ...], *, item: bool = False, folded: bool = False) -> Known:
    """What ``schemas`` know of the value at ``path``, or of the items of the list there."""
    parts = list(_at(schemas, path, folded))
    if item:
        parts = [(schema, inner) for schema, part in parts for inner in _items(schema, part)]
    return _known(parts, False)


def _at(schemas: Iterable[Schema], path: tuple[str, ...], folded: bool) -> Iterator[_Spoken]:
    """Every part that speaks of what is at ``path``."""
    found = [(schema, part) for schema in schemas for part in _parts(schema, schema.root, 0)]
    for key in path:
        wanted = key.lower() if folded else key
        inner = [
            (schema, each)
            for schema, part in found
            for name, each in _members(part)
            if (name.lower() if folded else name) == wanted
        ]
        spread = [(schema, each) for schema, part in inner for each in _parts(schema, part, 0)]
        found = [*spread, *((schema, each) for schema, part in spread for each in _items(schema, part))]
    yield from found


def _parts(schema: Schema, part: Json, depth: int) -> Iterator[Part]:
    """A schema and those that hold for the same value, in some case or other."""
    if not isinstance(part, dict):
        return
    yield part
    if depth >= _DEPTH:
        return
    for way in _WAYS:
        several = part.get(way)
        for each in several if isinstance(several, list) else ():
            yield from _parts(schema, each, depth + 1)
    for way in ("then", "else"):
        yield from _parts(schema, part.get(way), depth + 1)
    reference = part.get("$ref")
    if isinstance(reference, str):
        yield from _parts(schema, schema.target(reference), depth + 1)


def _members(part: Part) -> Iterator[tuple[str, Part]]:
    named = part.get("properties") if isinstance(part, dict) else None
    for key, inner in named.items() if isinstance(named, dict) else ():
        if isinstance(inner, dict | bool):
            yield key, inner


def _items(schema: Schema, part: Part) -> Iterator[Part]:
    yield from _parts(schema, part.get("items"), 0) if isinstance(part, dict) else ()


def _weighty(part: Part) -> bool:
    return isinstance(part, dict) and "x-severity" not in part


def _refuses(placed: _Spoken) -> bool:
    """Whether a key is known only so that it is said what is wrong with it."""
    _, part = placed
    return part is False or (isinstance(part, dict) and part.get("deprecated") is True)


def _known(parts: Iterable[_Spoken], required: bool) -> Known:
    spread = [each for schema, part in parts for each in _parts(schema, part, 0)]
    values: dict[str, bool] = {}
    types: set[str] = set()
    for part in spread:
        if not isinstance(part, dict):
            continue
        said = part.get("type")
        types.update(each for each in (said if isinstance(said, list) else [said]) if isinstance(each, str))
        enumerated, shown = part.get("enum"), part.get("examples")
        listed = enumerated if isinstance(enumerated, list) else shown if isinstance(shown, list) else []
        for value in (*listed, *([part["const"]] if "const" in part else ())):
            if isinstance(value, str | int | float | bool) and value != "":
                values.setdefault(_written(value), not isinstance(value, str))
    if "boolean" in types:
        values = {"true": True, "false": True, **values}
    return Known(required, False, tuple(values), bool(values) and all(values.values()))


def _written(value: str | int | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
