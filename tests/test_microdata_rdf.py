"""The W3C's suite for Microdata as RDF: the items of each page are those of the graph that it expects."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from seolint.document import Document, Item, Literal, Reference
from seolint.site import Site

SUITE = Path(os.environ.get("SEOLINT_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data/examples/microdata-rdf"
BASE = "http://w3c.github.io/microdata-rdf/tests/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

NOT_OURS = {
    "0071.html": "a type more, which a registry of vocabularies tells RDF's readers to make of a property",
    "0073.html": "as above",
    "0074.html": "as above",
    "0081.html": "itemprop-reverse, which the HTML Standard does not have",
    "0082.html": "as above",
    "0084.html": "as above",
}

rdflib: Any = import_module("rdflib")


def plain(value: str, page: str) -> str:
    """A value without its white space and complete as an address would be: an item does not tell addresses from text."""
    text = " ".join(value.split())
    try:
        return urljoin(page, text)
    except ValueError:
        return text


def ours(page: str, text: str) -> Any:
    graph, nodes = rdflib.Graph(), dict[object, Any]()

    def tell(item: Item, vocabulary: str) -> Any:
        node = nodes.get(item.at)
        if node is not None:
            return node
        named = item.id is not None and item.types
        node = nodes[item.at] = rdflib.URIRef(urljoin(page, item.id.value)) if item.id and named else rdflib.BNode()
        types = [type_.value for type_ in item.types if ":" in type_.value]
        for first in types[:1]:
            vocabulary = first[: (first.rfind("#") if "#" in first else first.rfind("/")) + 1]
        for type_ in types:
            graph.add((node, rdflib.URIRef(TYPE), rdflib.Literal(type_)))
        for held in item.properties:
            name, value = held.name.value, held.value
            predicate = rdflib.URIRef(name if ":" in name else (vocabulary or f"{page}#") + name)
            assert not isinstance(value, Reference)
            said = rdflib.Literal(plain(value.text.value, page)) if isinstance(value, Literal) else tell(value, vocabulary)
            graph.add((node, predicate, said))
        return node

    for item in Document("a.html", text, Site()).marked_up:
        if item.syntax == "microdata":
            tell(item, "")
    return graph


def expected(page: str, path: Path) -> Any:
    read = rdflib.Graph().parse(path, format="turtle", publicID=page)
    subjects, graph = set(read.subjects()), rdflib.Graph()
    for subject, predicate, value in read:
        text = isinstance(value, rdflib.Literal) or (isinstance(value, rdflib.URIRef) and value not in subjects)
        graph.add((subject, predicate, rdflib.Literal(plain(str(value), page)) if text else value))
    return graph


@pytest.mark.skipif(not SUITE.is_dir(), reason="The suite is not here: set SEOLINT_SHARED to the folder that holds data/examples")
def test_items_are_those_of_the_suite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    isomorphic = import_module("rdflib.compare").isomorphic
    pages = [path for path in sorted(SUITE.glob("*.html")) if path.with_suffix(".ttl").is_file()]
    assert len(pages) > 80
    different = set[str]()
    for path in pages:
        page = BASE + path.name
        if not isomorphic(ours(page, path.read_text(encoding="utf-8")), expected(page, path.with_suffix(".ttl"))):
            different.add(path.name)
    assert different == NOT_OURS.keys()
