"""extruct's readers, mended where they depart from the standards: a repair is a clause of a standard, and holds for every page.

Microdata is as in https://www.w3.org/TR/microdata/, which since 2017 says what readers do beyond the HTML Standard: ``content``
counts on every element, and ``data`` and ``meter`` may have their value as text (https://github.com/w3c/microdata/pull/40).
RDFa is as in https://www.w3.org/TR/html-rdfa/. The names are those of the sections.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import pytest

_OWN = {"time": "datetime", "data": "value", "meter": "value"}
_ERROR = "ERROR"
Repair = Callable[[Any], None]


def text_without_the_attribute(extractor: Any) -> None:
    """Values: ``time``, ``data`` and ``meter`` have their text as value where they lack the attribute; extruct has ""."""
    read = extractor._extract_property_value

    def value(node: Any, *rest: Any, **named: Any) -> Any:
        if node.tag in _OWN and node.get(_OWN[node.tag]) is None and node.get("itemscope") is None:
            return extractor._extract_textContent(node)
        return read(node, *rest, **named)

    extractor._extract_property_value = value


def content_counts(extractor: Any) -> None:
    """Values: ``content`` comes before all but ``itemscope``; extruct has it after the attributes of some elements."""
    read = extractor._extract_property_value

    def value(node: Any, *rest: Any, **named: Any) -> Any:
        if node.get("content") is not None and node.get("itemscope") is None:
            return node.get("content")
        return read(node, *rest, **named)

    extractor._extract_property_value = value


def text_content(extractor: Any) -> None:
    """Values: text is ``textContent``; extruct lays it out, and puts white space where a browser shows some."""

    def text(node: Any) -> str:
        return str(node.xpath("string()"))

    extractor._extract_textContent = text


def identifiers_without_types(extractor: Any) -> None:
    """Items: an item's global identifier is its ``itemid``, "if it has one"; extruct reads it of items with types alone."""
    read = extractor._extract_item

    def item(node: Any, **named: Any) -> Any:
        found: Any = read(node, **named)
        if found and found != _ERROR and node.get("itemid"):
            found["id"] = node.get("itemid").strip()
        return found

    extractor._extract_item = item


def items_of_several(extractor: Any) -> None:
    """Associating names with items, JSON: an item is a value of each that ``itemref`` makes it one of, but "ERROR" within itself;
    extruct gives it to the first, and None to the others."""
    read, holders = extractor._extract_item, list[Any]()

    def item(node: Any, items_seen: set[Any], **named: Any) -> Any:
        if node in holders:
            return _ERROR
        if holders:
            items_seen.discard(extractor.get_docid(node, named["itemids"]))
        holders.append(node)
        try:
            return read(node, items_seen=items_seen, **named)
        finally:
            holders.pop()

    extractor._extract_item = item


MICRODATA: tuple[Repair, ...] = (
    text_without_the_attribute, content_counts, text_content, identifiers_without_types, items_of_several,
)  # fmt: skip


def read_microdata(text: str, repairs: tuple[Repair, ...] = MICRODATA) -> list[Any]:
    """extruct's items of a page."""
    extractor: Any = import_module("extruct.w3cmicrodata").MicrodataExtractor(strict=True)
    for repair in repairs:
        repair(extractor)
    found: list[Any] = extractor.extract(text)
    return found


def read_rdfa(text: str, base: str, *, html: bool = True) -> list[Any]:
    """extruct's graph of a page, a resource a node.

    HTML+RDFa 3.1: in HTML, ``datetime`` is the value where there is no ``content``, and ``time`` has its text without. extruct has
    pyRdfa read HTML as if it were XML, by RDFa Core alone: ``html`` tells it the host language.
    """
    reader: Any = import_module("extruct.rdfa")
    with pytest.MonkeyPatch.context() as patch:
        if html:
            patch.setattr(reader, "PyRdfa", partial(reader.PyRdfa, media_type="text/html"))
            patch.setattr(import_module("rdflib"), "NORMALIZE_LITERALS", False)  # dates as they are written
        graph: list[Any] = reader.RDFaExtractor().extract(text, base_url=base)
    return graph
