"""What fixes write into JSON-LD: escaped for JSON, for the script that holds it, and for the template language around that."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TypeAlias

from seolint import Document, Edit, Item, Location, Placed, pattern

Json: TypeAlias = "str | Mapping[str, Json]"

_KEY = pattern(r'"(?:[^"\\]|\\.)*"(\s*:\s*)')

_SPECIAL = re.compile(r"<(?=[/!%?])|\{(?=[{%#])|[%}](?=\})|\$(?=\{)|[\ue000\ud800-\udfff]")
"""Signs that with the next one end a script, begin a comment in it, or are code to a generator; of ``{{{`` the first two."""


def json_string(value: str) -> str:
    """``value`` as a JSON string that may stand in any script of any post, quotes included."""
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def replaced(doc: Document, at: Location, value: str) -> Edit | None:
    """``value`` in the place of a JSON string or number; None where there is none, or a template makes a part of it."""
    script = next((each.at for each in doc.scripts if each.at.start <= at.start and at.end <= each.at.end), None)
    if script is None:
        return None
    before, after = doc.text[at.start - 1 : at.start], doc.text[at.end : at.end + 1]
    if before == after == '"':
        return Edit(at, json_string(value)[1:-1])
    return Edit(at, json_string(value)) if '"' not in {before, after} else None


def rewritten(doc: Document, item: Item, text: Placed[str], value: str) -> Edit | None:
    """``value`` for a text of an item, in JSON or in a quoted attribute; None where readers see it, or it is not known how."""
    if item.syntax == "json-ld":
        return replaced(doc, text.at, value)
    before, after = doc.text[text.at.start - 1 : text.at.start], doc.text[text.at.end : text.at.end + 1]
    plain = before == after and before in {'"', "'"} and doc.text[text.at.start : text.at.end] == text.value
    return Edit(text.at, value) if plain and not set(value) & set("\"'&<>{}") else None


def added(doc: Document, item: Item, values: Mapping[str, Json]) -> Edit | None:
    """Properties behind the last of an item of JSON-LD, written as its first is; None where that cannot be told."""
    gap, first = doc.text[item.at.start + 1 : item.first], _KEY.match(doc.text, item.first)
    if item.syntax != "json-ld" or not values or gap.strip() or first is None:
        return None
    closing = doc.text[item.last : item.at.end - 1]
    unit = gap.removeprefix(closing) if not closing.strip() and gap.startswith(closing) else "  "
    comma = "," + (gap or ("" if first[1] == ":" else " "))
    members = (f"{json_string(term)}{first[1]}{_value(value, first[1], gap, unit)}" for term, value in values.items())
    return Edit(Location(item.at.path, item.last, item.last), "".join(comma + member for member in members))


def _value(value: Json, colon: str, gap: str, unit: str) -> str:
    if isinstance(value, str):
        return json_string(value)
    inner = gap + unit if "\n" in gap else ""
    between = "," + (inner or ("" if colon == ":" else " "))
    members = between.join(f"{json_string(term)}{colon}{_value(each, colon, inner, unit)}" for term, each in value.items())
    return f"{{{inner}{members}{gap if inner else ''}}}"
