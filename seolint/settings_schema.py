"""The JSON Schema of ``seolint.toml``, made of the very types that read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import msgspec

from seolint.config.rules import EVERYTHING
from seolint.config.settings import TEXTS, Config
from seolint.notices import NOTICES
from seolint.registry import installed, presets
from seolint.rule import Rule
from seolint.rule_page import read_page

_TITLE = "seolint.toml"


def schema() -> dict[str, Any]:
    """A schema that accepts what seolint accepts; texts in English and Japanese."""
    (root,), definitions = msgspec.json.schema_components([Config])
    whole = _inlined(root, definitions)
    del whole["title"]
    _describe(whole, "")
    properties = whole["properties"]
    properties["preset"] = {"enum": sorted(presets()), "description": properties["preset"]["description"]}
    rules = _rules(properties["rules"]["description"])
    for table in (whole, properties["overrides"]["items"]):
        for key in ("select", "ignore"):
            table["properties"][key]["items"] = {"enum": _selectors()}
        table["properties"]["rules"] = {**rules, "description": table["properties"]["rules"]["description"]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": _TITLE, **whole}


_Json: TypeAlias = dict[str, "_Json"] | list["_Json"] | str | int | float | bool | None


def _inlined(node: _Json, definitions: dict[str, Any]) -> Any:
    """``node`` with what it refers to in its place."""
    if isinstance(node, list):
        return [_inlined(one, definitions) for one in node]
    if not isinstance(node, dict):
        return node
    name = node.get("$ref")
    if isinstance(name, str):
        node = {**definitions[name.rpartition("/")[2]], **node}
        del node["$ref"]
    return {key: _inlined(value, definitions) for key, value in node.items()}


def _describe(table: dict[str, Any], prefix: str) -> None:
    """Put the texts of ``TEXTS`` to the properties of ``table`` and of the tables in it."""
    table.pop("title", None)
    table.pop("description", None)
    for key, inner in table["properties"].items():
        text = TEXTS[prefix + key]
        if "properties" in inner or "properties" in inner.get("items", {}):
            _describe(inner.get("items", inner), f"{prefix}{key}.")
        inner["description"] = f"{text.en}\n\n{text.ja}"
        default = inner.get("default")
        if default is None or default == {}:
            inner.pop("default", None)
        if "anyOf" in inner:  # what is left out is not written as null
            inner["anyOf"] = [one for one in inner["anyOf"] if one != {"type": "null"}]
            if len(inner["anyOf"]) == 1:
                inner |= inner.pop("anyOf")[0]
        if None in inner.get("enum", ()):
            inner["enum"] = [value for value in inner["enum"] if value is not None]


def _rules(description: str) -> dict[str, Any]:
    off = {"enum": ["off"]}
    properties: dict[str, Any] = {id_: _rule(entry.load()) for id_, entry in installed().items()}
    properties |= {
        id_: {"anyOf": [off, {"type": "object", "properties": {"severity": off}, "additionalProperties": False}]} for id_ in NOTICES
    }
    return {"type": "object", "description": description, "properties": properties, "additionalProperties": False}


def _rule(rule: type[Rule]) -> dict[str, Any]:
    """The schema of one rule's table, or of its severity alone."""
    (root,), definitions = msgspec.json.schema_components([rule])
    page = read_page(rule)
    table = _inlined(root, definitions)
    severity = {"enum": ["error", "warning", "info", "off"], "default": rule().severity.value}
    properties: dict[str, dict[str, Any]] = {**table["properties"], "severity": severity}
    for option in page.options:
        if properties[option.name].get("type") in {"integer", "number"}:
            properties[option.name]["minimum"] = 0
        properties[option.name]["description"] = f"{option.text.en}\n\n{option.text.ja}"
    described = {"description": f"{page.summary.en}\n\n{page.summary.ja}"}
    return {
        **described,
        "anyOf": [
            {"type": "object", "properties": properties, "additionalProperties": False},
            {"enum": severity["enum"]},
        ],
    }


def _selectors() -> Iterable[str]:
    groups = {entry.group for entry in installed().values()}
    return sorted({*installed(), *NOTICES, *groups, *EVERYTHING})
