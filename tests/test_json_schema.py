"""JSON Schema over our placed tree, against the library that knows no places; and what YAML's scalars are, against js-yaml."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from node_readers import read, without_packages

from seolint.document import Document
from seolint.document.json_schema import Schema
from seolint.document.json_schema.judge import Judge
from seolint.document.json_tree import read_json
from seolint.document.meanings import meaning_of
from seolint.document.tree import Object, Scalar
from seolint.site import Site
from seolint.text import Location

KEYS = st.sampled_from(["a", "b", "ab", "あ", ""])
TEXTS = st.sampled_from(["", "a", "b", "ab", "aab", "あい", "2026-01-31", "2026-02-30", "👩‍🍳"])
NUMBERS = st.one_of(st.integers(-3, 6), st.sampled_from([0.0, 0.5, 1.0, 1.5, -2.0, 1e300, 3.3]))
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
VALUES = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)), max_leaves=12
)
TYPES = st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])
COUNTS = st.integers(0, 4)


def _parts(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keywords: dict[str, st.SearchStrategy[Any]] = {
        "type": st.one_of(TYPES, st.lists(TYPES, min_size=1, max_size=3, unique=True)),
        "enum": st.lists(VALUES, max_size=4),
        "const": VALUES,
        "properties": st.dictionaries(KEYS, inner, max_size=3),
        "patternProperties": st.dictionaries(st.sampled_from(["^a", "b$", "."]), inner, max_size=2),
        "additionalProperties": inner,
        "required": st.lists(KEYS, max_size=3, unique=True),
        "dependentRequired": st.dictionaries(KEYS, st.lists(KEYS, max_size=2, unique=True), max_size=2),
        "items": inner,
        "prefixItems": st.lists(inner, min_size=1, max_size=2),
        "uniqueItems": st.booleans(),
        "pattern": st.sampled_from(["a", "^a+$", "^$", "[あい]", r"^\d"]),
        "format": st.sampled_from(["date", "nothing-known"]),
        **dict.fromkeys(["minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties"], COUNTS),
        **dict.fromkeys(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"], NUMBERS),
        "multipleOf": st.sampled_from([1, 2, 0.5, 1.5]),
        "allOf": st.lists(inner, min_size=1, max_size=2),
        "anyOf": st.lists(inner, min_size=1, max_size=3),
        "oneOf": st.lists(inner, min_size=1, max_size=3),
        "not": inner,
        "if": inner,
        "then": inner,
        "else": inner,
        "$ref": st.sampled_from(["#/$defs/text", "#/$defs/list"]),
    }
    return st.lists(st.sampled_from(sorted(keywords)), max_size=4, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: keywords[name] for name in names})
    )


SCHEMAS = st.recursive(st.one_of(st.booleans(), _parts(st.booleans())), _parts, max_leaves=8)
DEFS = {"text": {"type": "string"}, "list": {"type": "array", "items": {"$ref": "#/$defs/text"}}}


@given(SCHEMAS, st.dictionaries(KEYS, VALUES, max_size=4))
def test_the_verdict_is_the_librarys(part: Any, value: dict[str, Any]) -> None:
    whole: Any = {"properties": {"a": part, "b": part}, "$defs": DEFS, "allOf": [part]}
    text = json.dumps(value, ensure_ascii=False)
    root = read_json("post.md", text, 0, len(text))
    schema = Schema(whole)
    assert schema.wrong is None
    assert isinstance(root, Object)
    found = Judge(schema, lambda scalar: meaning_of(scalar, "json", "hugo")).judge(root, Location("post.md", 0, 1))
    library: Any = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    valid = library.is_valid(value)
    assert valid is (not found), f"{found} in {text}"
    assert all(0 <= fault.at.start <= fault.at.end <= len(text) for fault in found)


@pytest.mark.parametrize(
    ("schema", "code", "detail"),
    [
        ("{", "json", ""),
        ("[]", "schema", "[]"),
        ('{"properties": {"a": {"contains": true}}}', "keyword", "contains"),
        ('{"unevaluatedProperties": false}', "keyword", "unevaluatedProperties"),
        ('{"type": "text"}', "value", "type"),
        ('{"minItems": -1}', "value", "minItems"),
        ('{"properties": {"a": {"pattern": "\\\\p{L}"}}}', "pattern", "\\p{L}"),
        ('{"$ref": "https://example.com/a.json"}', "ref", "https://example.com/a.json"),
        ('{"$ref": "#/$defs/a"}', "ref", "#/$defs/a"),
        ('{"items": [{"type": "string"}]}', "value", "items"),
    ],
)
def test_what_it_does_not_know_it_refuses(schema: str, code: str, detail: str) -> None:
    wrong = Schema.read(schema).wrong
    assert wrong is not None
    assert (wrong.code, wrong.detail) == (code, detail)


def test_aliases_and_schemas_that_name_themselves_come_to_an_end() -> None:
    more = (f"{name}: &{name} [*{last}, *{last}, *{last}]" for last, name in zip("abcdef", "bcdefg", strict=True))
    lines = ["a: &a [x, x, x]", *more]
    doc = Document("post.md", "---\n" + "\n".join(lines) + "\n---\n", Site())
    anything: Any = {"anyOf": [{"type": "integer"}, {"items": {"$ref": "#/$defs/x"}, "type": "array", "uniqueItems": True}]}
    schema = Schema({"additionalProperties": {"$ref": "#/$defs/x"}, "$defs": {"x": anything, "y": {"$ref": "#/$defs/y"}}})
    assert {fault.keyword for fault in doc.faults(schema)} == {"uniqueItems", "type"}
    assert not doc.faults(Schema({"$ref": "#"}))


BODIES = (
    "0 1 08 010 0o17 0x1F 0b11 1_000 1__0 1_ 1.5 1. .5 1e3 1E+3 1e 0e1 1.5e-2 1:30 1:30:15 1:30.5 0.5 00 007 1,000 .inf .Inf .nan "
    ".NaN inf . .. 1.2.3 2026-01-31 2026-1-31 2026-01-31T10:00 2026-01-31T10:00:00 2026-01-31T10:00:00Z 2026-01-31T10:00:00+09:00 "
    "2026/01/31 yes no on off y n Yes true True TRUE tRue false nil None a 1a 0xg 0o8"
).split()
LOOKS = [*(sign + body for sign in ("", "+", "-") for body in BODIES), "2026-01-31 10:00:00", "2026-01-31 10:00", "a b", "1 2"]


@without_packages("js-yaml", "gray-matter")
@pytest.mark.parametrize(
    ("generator", "load"),
    [
        ("zenn", "yaml.load(text, { schema: yaml.JSON_SCHEMA })"),
        ("qiita", "matter(`---\\nkey: ${text}\\n---\\n`, {}).data.key"),
    ],
)
def test_scalars_are_what_js_yaml_takes_them_for(generator: str, load: str) -> None:
    script = f"""
import yaml from "js-yaml"
import matter from "gray-matter"
const read = text => {{ const found = {load}; return found instanceof Date ? "date" : typeof found }}
"""
    ours: list[str] = []
    for text in LOOKS:
        doc = Document("post.md", f"---\nkey: {text}\n---\n", Site(generator=generator, known=True))
        node = doc.front_matter.root.get("key")
        assert isinstance(node, Scalar)
        ours.append(meaning_of(node, "yaml", generator).kind)
    theirs = read(script, LOOKS)
    assert {text: pair for text, *pair in zip(LOOKS, ours, theirs, strict=True) if pair[0] != pair[1]} == {}
