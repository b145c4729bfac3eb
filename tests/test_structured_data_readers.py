"""Items are what other readers make of the same pages: extruct of Microdata and RDFa, pyld of JSON-LD."""

from __future__ import annotations

import json
import logging
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, cast
from urllib.parse import urljoin

import pytest

from seolint.document import Document, Item, Literal, Reference
from seolint.site import Site

SHARED = Path(os.environ.get("SEOLINT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
BASE = "http://page.example/folder/page/"
Seen = tuple[Any, ...]
"""An item: its types, its id, and its properties in order of their names, each with its values."""

DIFFERENT = {
    "microdata-rdf/0067.html": "an item that refers to itself: the standard has it without the value, extruct with None",
    "microdata-rdf/0085.html": "two items that refer to each other: as above",
    "microdata/eg-0216.html": "extruct takes no itemid without itemtype",
    "microdata/eg-0260.html": "extruct takes content on every element but link",
    "microdata/eg-0352.html": "extruct puts a space for br, the standard does not",
    "microdata/eg-0354.html": "as above",
    "microdata/eg-0374.html": "as above",
    "microdata/eg-0376.html": "extruct has no text of time without datetime, the standard has",
    "microdata/eg-0378.html": "as above",
    "microdata/eg-0402.html": "as above",
    "microdata/eg-0452.html": "as for eg-0352",
    "rdfa/eg-0168.html": "extruct takes no datetime that is no date, HTML+RDFa 3.1 takes it as it is",
    "rdfa/eg-0186.html": "as above",
    "rdfa/eg-0230.html": "one thing that two properties lead to, one of them reversed: this comparison sees the first alone",
    "rdfa/eg-0394.html": "rdfa:Pattern is not read",
    "rdfa/eg-0398.html": "as for eg-0168",
    "rdfa/eg-0402.html": "as for eg-0168",
    "json-ld/eg-0486.jsonld.html": "a foreign context, which is not loaded: nothing is judged",
    "json-ld/eg-0488.jsonld.html": "as above",
}


def pages(sign: str) -> Iterator[tuple[str, str]]:
    """All pages of the shared folder that hold ``sign``, by the end of their path."""
    for folder in ("data/examples", "corpora"):
        for path in sorted((SHARED / folder).rglob("*.html")):
            text = path.read_text(encoding="utf-8", errors="replace")
            if sign in text:
                yield "/".join(path.parts[-2:]), text


def plain(value: object) -> str:
    """A value as both sides can say it: numbers as numbers, addresses complete."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return repr(float(value))
    value = str(value).lower() if isinstance(value, bool) else value
    text = re.sub("^schema:", "https://schema.org/", " ".join(str(value).split()))
    try:
        return urljoin(BASE, text)
    except ValueError:
        return text


def seen(types: Iterator[str], name: str, properties: list[tuple[str, object]]) -> Seen:
    found: dict[str, list[str]] = {}
    for key, value in properties:
        found.setdefault(key, []).append(plain(value) if isinstance(value, (str, int, float)) else repr(value))
    return tuple(sorted(set(types))), plain(name) if name else "", tuple(sorted((k, tuple(v)) for k, v in found.items()))


def ours(item: Item, *, terms: bool = True) -> Seen:
    properties: list[tuple[str, object]] = []
    for held in item.properties:
        value, key = held.value, ("^" * held.reverse + held.term if terms else held.name.value)
        if not key.strip("^") or (isinstance(value, Literal) and value.kind == "null"):
            continue
        if isinstance(value, Literal):
            properties.append((key, float(value.text.value) if value.kind == "number" else value.text.value))
        else:
            properties.append((key, "→" + plain(value.id.value) if isinstance(value, Reference) else ours(value, terms=terms)))
    types = (term for term in item.terms if term) if terms else (type_.value for type_ in item.types)
    return seen(types, item.id.value if item.id else "", properties)


def differences(sign: str, read: Callable[[str], tuple[Counter[str], Counter[str]]]) -> tuple[int, set[str]]:
    """How many pages were compared, and those of which the two say other things."""
    compared, different = 0, set[str]()
    for name, text in pages(sign):
        one, other = read(text)
        compared += 1
        if one != other:
            different.add(name)
    return compared, different


def listed(value: Any) -> list[Any]:
    return [*value] if isinstance(value, list) else [value]


def microdata(text: str) -> tuple[Counter[str], Counter[str]]:
    def theirs(found: Any) -> Any:
        if not isinstance(found, dict):
            return str(found)
        node: dict[str, Any] = cast("dict[str, Any]", found)
        held: dict[str, Any] = node.get("properties", {})
        pairs = [(key, theirs(value)) for key, values in held.items() for value in listed(values)]
        return seen(iter(listed(node.get("type", []))), node.get("id", ""), pairs)

    items = [item for item in Document("a.html", text, Site()).marked_up if item.syntax == "microdata"]
    reader: Any = import_module("extruct.w3cmicrodata")
    expected: list[Any] = reader.MicrodataExtractor(strict=True).extract(text)
    return Counter(repr(ours(item, terms=False)) for item in items), Counter(repr(theirs(item)) for item in expected)


_SCHEMA = re.compile(r"https?://schema\.org/")


def triples(item: Item, reversed_: tuple[tuple[str, object], ...] = ()) -> Iterator[str]:
    """What the item and those in it say in terms of schema.org, a thing a line; ``reversed_`` is what its holder says of it."""
    types = {term for term in item.terms if term}
    said = [held for held in item.properties if held.term and not held.reverse]
    own = ((held.term, held.value.text.value if isinstance(held.value, Literal) else "→") for held in said)
    pairs: list[tuple[str, object]] = [*reversed_, *own]
    if types:
        yield repr(seen(iter(types), "", sorted(pairs, key=lambda pair: (pair[0], plain(pair[1])))))
    for held in item.properties:
        if isinstance(held.value, Item):
            yield from triples(held.value, ((held.term, "→"),) if held.reverse and held.term else ())


def rdfa(text: str) -> tuple[Counter[str], Counter[str]]:
    reader: Any = import_module("extruct.rdfa")
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    graph: list[Any] = reader.RDFaExtractor().extract(text, base_url=BASE)
    known = {node.get("@id") for node in graph if len(node) > 1}
    expected: list[str] = []
    for node in graph:
        types = {_SCHEMA.sub("", type_) for type_ in node.get("@type", []) if _SCHEMA.match(type_)}
        pairs: list[tuple[str, object]] = []
        for key, values in node.items():
            for value in values if _SCHEMA.match(key) else ():
                linked = "@value" not in value and (value["@id"] in known or value["@id"].startswith("_:"))
                pairs.append((_SCHEMA.sub("", key), "→" if linked else str(value.get("@value", value.get("@id")))))
        if types:
            expected.append(repr(seen(iter(types), "", sorted(pairs, key=lambda pair: (pair[0], plain(pair[1]))))))
    items = [item for item in Document("a.html", text, Site()).marked_up if item.syntax == "rdfa"]
    return Counter(line for item in items for line in triples(item)), Counter(expected)


def json_ld(text: str) -> tuple[Counter[str], Counter[str]]:
    jsonld: Any = import_module("pyld.jsonld")
    context = {"@context": {"@vocab": "https://schema.org/", "schema": "https://schema.org/", "type": "@type", "id": "@id"}}

    def load(url: str, options: object = None) -> dict[str, object]:
        document: dict[str, dict[str, str]] = context if re.match(r"https?://(www\.)?schema\.org(/|$)", url) else {"@context": {}}
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}

    def theirs(value: Any) -> Any:
        if "@value" in value:
            return value["@value"]
        if set(value) == {"@id"}:
            return "→" + plain(value["@id"])
        pairs = [(_SCHEMA.sub("", k), v) for k, vs in value.items() if _SCHEMA.match(k) for v in vs]
        pairs += [("^" + _SCHEMA.sub("", k), v) for k, vs in value.get("@reverse", {}).items() for v in vs]
        listed = [(k, inner) for k, v in pairs for inner in v.get("@list", [v])]
        types = (_SCHEMA.sub("", type_) for type_ in value.get("@type", []) if _SCHEMA.match(type_))
        return seen(types, value.get("@id", ""), [(k, theirs(v)) for k, v in listed])

    def flat(nodes: Any) -> Iterator[Any]:
        for node in nodes:
            yield from flat(node.get("@graph", ()))
            rest = {key: value for key, value in node.items() if key != "@graph"}
            if "@graph" not in node or set(rest) - {"@id"}:
                yield rest

    one, other = Counter[str](), Counter[str]()
    for script in Document("a.html", text, Site()).scripts:
        if script.root is not None and not script.control:
            found = jsonld.expand(json.loads(text[script.at.start : script.at.end]), {"documentLoader": load, "base": BASE})
            one.update(repr(ours(item)) for item in script.items)
            other.update(repr(theirs(node)) for node in flat(found))
    nothing = repr(seen(iter(()), "", []))
    return one - Counter({nothing: one[nothing]}), other - Counter({nothing: other[nothing]})


@pytest.mark.skipif(not SHARED.is_dir(), reason="The pages are not here: set SEOLINT_SHARED to the folder that holds data/examples")
@pytest.mark.parametrize(
    ("sign", "read", "least"), [("itemscope", microdata, 200), ("typeof", rdfa, 100), ("ld+json", json_ld, 250)]
)
def test_items_are_what_others_read(sign: str, read: Callable[[str], tuple[Counter[str], Counter[str]]], least: int) -> None:
    compared, different = differences(sign, read)
    assert compared >= least
    assert not different - DIFFERENT.keys()
