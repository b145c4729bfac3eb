"""What generators and services themselves ask of front matter: JSON Schemas, a file of `front_matter/` for each.

Beside the standard's keywords they say, with `x-say`, in words what is wrong and what to do (English, Japanese, and the advice in
both; `{given}` is what stands there, `{key}` its key), with `x-severity` how much it weighs at most, and with `x-date` whether
YAML's own dates are asked for or refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec
from msgspec import Struct

from seolint import Fault, Schema
from seolint_rules.data import table
from seolint_rules.data.spelling import closest

_SLOT = re.compile(r"\{(\w+)\}")
_MOST = 10
"""How many of the values that a schema knows are named."""


class Part(Struct, frozen=True):
    """`path` is a pattern of paths from the site's root; `name` one of file names without ending, about which `say` speaks."""

    path: str
    schema: msgspec.Raw
    name: str = ""
    say: tuple[str, ...] = ()

    def read(self) -> Schema:
        return Schema.read(bytes(self.schema).decode())


class Shipped(Struct, frozen=True):
    source: str
    parts: tuple[Part, ...]


@cache
def shipped(name: str) -> tuple[Part, ...]:
    """The schemas of a generator, service or theme; none where it leaves front matter to others."""
    return table(f"front_matter/{name}", Shipped).parts if name in _NAMES else ()


_NAMES = frozenset({"zenn", "qiita", "jekyll", "hugo", "hexo", "docusaurus", "vitepress", "starlight"})


def words(group: str, name: str) -> tuple[str, ...]:
    """Words in both languages: of `names`, `types`, `messages` and `wrong`."""
    return table("front_matter_schema", dict[str, dict[str, tuple[str, ...]]])[group][name]


def sentences(fault: Fault, wanted: Sequence[str], name: str) -> tuple[str, str, str, str]:
    """What is wrong, in English and Japanese, and what to do; `name` is whose schema says so."""
    said, own = fault.part.get("x-say"), fault.part.get("errorMessage")
    keyword = kind_of(fault)
    templates = [str(text) for text in said] if isinstance(said, list) and len(said) == 4 else list(words("messages", keyword))
    if isinstance(own, str):
        templates[:2] = [own, own]
    meant = ""
    if keyword == "additionalProperties":
        meant = closest(fault.given, wanted) or ""
    elif keyword == "enum":
        from difflib import get_close_matches

        meant = (get_close_matches(fault.given.lower(), wanted, 1, 0.6) or [""])[0]
    kinds = keyword in {"type", "blank", "unquoted", "quoted"}
    keys = re.sub(r"\.\d+", "", fault.key)
    texts: list[str] = []
    for number, template in enumerate(templates):
        ja = number % 2
        values = [words("types", value)[ja] for value in wanted] if kinds else list(wanted)
        values = [*values[:_MOST], "…"] if len(values) > _MOST else values
        put = {
            "key": keys or ("front matter", "先頭の設定（front matter）")[ja],
            "who": words("names", name)[ja],
            "given": words("types", fault.given)[ja] if kinds else fault.given,
            "wanted": ("か" if kinds else "、").join(values) if ja else listed(values, fault.keyword == "required"),
            "number": f"{fault.number:g}",
            "is": "is" if len(values) == 1 else "are",
            "meant": ("; did you mean “{}”?", "。「{}」の間違いではありませんか")[ja].format(meant) if meant else "",
        }
        texts.append(filled(template, put).strip())
    en, ja_, do, suru = texts
    return en, ja_, do, suru


def kind_of(fault: Fault) -> str:
    """Which of the `messages` says it."""
    if fault.keyword == "required":
        return "required in" if fault.key else "required"
    if fault.keyword == "format":
        return "emoji" if fault.part.get("format") == "emoji" else "format"
    if fault.keyword == "date":
        return "unquoted" if fault.given == "date" else "date"
    if fault.keyword != "type":
        return "empty" if fault.keyword == "minLength" and not fault.number else fault.keyword
    if fault.given == "null":
        return "blank"
    if fault.given in {"number", "boolean", "date"} and "string" in fault.wanted:
        return "unquoted"
    return "quoted" if fault.text.lower() in {"true", "false"} and "boolean" in fault.wanted else "type"


def filled(template: str, values: Mapping[str, str]) -> str:
    """`template` with what its slots stand for; other words in braces stay."""
    return _SLOT.sub(lambda found: values.get(found[1], found[0]), template)


def listed(values: Sequence[str], together: bool) -> str:
    """`a, b and c`, or `a, b or c`."""
    word = " and " if together else " or "
    return word.join(filter(None, (", ".join(values[:-1]), *values[-1:])))
