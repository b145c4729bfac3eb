"""Astro's content collections, read as text: what is plain in them, and nothing of the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.site.astro_collections import read_collections

HEAD = """
// Not a collection: { here
import { defineCollection, z } from 'astro:content';
const LANGS = ["ja", 'en'] as const
const FOLDER = "src/data/log";
"""


def schema(written: str) -> Any:
    """What a key with this schema comes to: its part, and whether it is required."""
    text = f"{HEAD}export const collections = {{ log: defineCollection({{ schema: z.object({{ key: {written} }}) }}) }};"
    ((_, declared),) = read_collections(text)
    whole = json.loads(declared.schema)
    return whole["properties"]["key"], "key" in whole["required"]


TEXT = {"type": "string", "x-date": False}


@pytest.mark.parametrize(
    ("written", "part", "required"),
    [
        ("z.string()", TEXT, True),
        ("z.string().optional()", TEXT, False),
        ("z.string().default('a, b')", TEXT, False),
        ("z.string().default(() => new Date(1, 2))", TEXT, False),
        ("z.string().nullable()", {"anyOf": [TEXT, {"type": "null"}]}, True),
        ("z.string().min(2).max(60).trim()", {**TEXT, "minLength": 2, "maxLength": 60}, True),
        ("z.number().int().min(1)", {"type": "integer", "minimum": 1}, True),
        ("z.boolean().describe('x')", {"type": "boolean"}, True),
        ("z.date()", {"type": "string", "x-date": True}, True),
        ("z.array(z.string()).max(5).default([])", {"type": "array", "items": TEXT, "maxItems": 5}, False),
        ("z.string().array()", {"type": "array", "items": TEXT}, True),
        ("z.enum(['tech', \"life\"])", {"enum": ["tech", "life"]}, True),
        ("z.enum(LANGS).optional()", {"enum": ["ja", "en"]}, False),
        ("z.literal(true)", {"const": True}, True),
        ("z.union([z.string(), z.boolean()])", {"anyOf": [TEXT, {"type": "boolean"}]}, True),
        ("z.string().or(z.number())", {"anyOf": [TEXT, {"type": "number"}]}, True),
        ("z.string().regex(/^[a-z{\"]+$/)", TEXT, True),
        ("z.object({ a: z.string() }).strict()", {
            "type": "object", "properties": {"a": TEXT}, "required": ["a"], "additionalProperties": False}, True),
        ("reference('authors')", {}, True),
        ("z.preprocess((v) => v ?? [], z.string())", {}, False),
        ("z.custom<string>((v) => v)", {}, False),
        ("z.lazy(() => z.string())", {}, False),
        ("z.string().catch('a')", {}, False),
        ("z.enum(MORE)", {}, False),
        ("z.coerce.number()", {}, False),
        ("cond ? z.string() : z.number()", {}, False),
    ],
)  # fmt: skip
def test_what_is_plain_is_known_and_the_rest_is_not(written: str, part: Any, required: bool) -> None:
    assert schema(written) == (part, required)


def test_where_collections_are() -> None:
    text = HEAD + """
const base = z.object({ title: z.string() });
const log = defineCollection({
  loader: glob({ pattern: '**/[^_]*.{md,mdx}', base: `./${FOLDER}` }), // the tail of a pattern is no comment: /*.md
  schema: ({ image }) => base.extend({ cover: image().optional() }),
})
const docs = defineCollection({ loader: docsLoader(), schema: docsSchema({ extend: z.object({ a: z.number() }) }) });
const people = defineCollection({ type: 'data', schema: base });
const feed = defineCollection({ loader: file("feed.json"), schema: base });
export const collections = { log, docs, people, feed, 'old-news': defineCollection({ schema: base }), other: imported };
"""
    found = dict(read_collections(text))
    assert {name: declared.folder for name, declared in found.items()} == {
        "log": "src/data/log/", "docs": "src/content/docs/", "old-news": "src/content/old-news/",
    }  # fmt: skip
    log = json.loads(found["log"].schema)
    assert (log["required"], set(log["properties"])) == (["title"], {"title", "cover"})
    assert found["docs"].known == "starlight"
    assert json.loads(found["docs"].schema)["required"] == ["a"]


WORDS = (
    "const a = |collections = {|defineCollection(|z.|string()|{|}|(|)|[|]|,|=> |`${a}|'|/*|/|a|: |\n|schema|loader|glob|base|..."
).split("|")


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_text_is_read(parts: list[str]) -> None:
    list(read_collections("".join(["export const collections = {", *parts])))


@pytest.mark.parametrize(
    "text", ["({[" * 3000, "const collections = {a: " + "(" * 5000, "const collections = " + "a." * 9000, "const a = b\n" * 3000]
)
def test_long_and_deep_texts_come_to_an_end(text: str) -> None:
    assert list(read_collections(text)) == []
