"""Microdata as items, by the HTML standard: https://html.spec.whatwg.org/multipage/microdata.html."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from heapq import heapify, heappop, heappush

from seolint.document.elements import Element, Elements
from seolint.document.structured_data import Item, Literal, Property, Value
from seolint.text import Placed

_TOKEN = re.compile(r"[^ \t\n\f\r]+")
_SCHEMA_TERM = re.compile(r"https?://(?:www\.)?schema\.org/([A-Za-z0-9][\w-]*)")
_KEYS = {
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    **dict.fromkeys(("a", "area", "link"), "href"),
    "object": "data", "meta": "content", "data": "value", "meter": "value", "time": "datetime",
}  # fmt: skip
"""The attribute that has the value, by element. ``content`` counts on any, and ``data`` and ``meter`` have their text without
theirs, as in https://www.w3.org/TR/microdata/#values and to Google; the HTML Standard says neither."""
_OR_TEXT = frozenset({"time", "data", "meter"})
_DEPTH, _MOST, _STEPS = 64, 5_000, 200_000
"""How deep items lie in one another, how many properties are read, and how many elements are looked at for them: what ``itemref``
names is read anew for each item that names it. An item that these limits cut is not whole."""


def read_microdata(elements: Elements, is_whole: Callable[[int, int], bool]) -> tuple[Item, ...]:
    """The top-level items in source order; ``is_whole(start, end)`` says that no template adds to that part of the post."""
    return tuple(_Reader(elements, is_whole).items())


class _Reader:
    def __init__(self, elements: Elements, is_whole: Callable[[int, int], bool]) -> None:
        self.elements, self.every, self.is_whole = elements, elements.every, is_whole
        self.left, self.steps = _MOST, _STEPS
        self.ids: dict[str, int] | None = None

    def items(self) -> Iterator[Item]:
        """Items that are no property of another: one that says it is, and lies in none, is read all the same."""
        named = {name for element in self.every for name in self.names(element, "itemref")}
        inside = list[bool]()
        for number, element in enumerate(self.every):
            attributes, parent = element.attributes, element.parent
            referred = "id" in attributes and attributes["id"].value in named
            held = referred or (parent >= 0 and (inside[parent] or "itemscope" in self.every[parent].attributes))
            inside.append(held)
            if "itemscope" in attributes and not (held and "itemprop" in attributes):
                yield self.item(number, (), "")

    def names(self, element: Element, key: str) -> list[str]:
        found = element.attributes.get(key)
        return found.value.split() if found is not None else []

    def item(self, number: int, holders: tuple[int, ...], vocabulary: str) -> Item:
        """``holders`` are the items that hold it, which it cannot hold itself; ``vocabulary`` is theirs."""
        element = self.every[number]
        types = tuple(tokens(element.attributes.get("itemtype")))
        terms = tuple(term(one.value) for one in types)
        vocabulary = vocabulary_of(types[0].value) if types else vocabulary
        properties = tuple(self.properties(number, (*holders, number), vocabulary))
        known = bool(types) and all(terms)
        whole = self.left > 0 and self.steps > 0 and self.is_whole(element.tag.start, element.stop)
        id_ = element.attributes.get("itemid")
        return Item(
            self.elements.at(number), types, terms, id_, properties, known, element.end, element.end, whole, syntax="microdata"
        )

    def properties(self, number: int, holders: tuple[int, ...], vocabulary: str) -> Iterator[Property]:
        """The properties of an item in source order, those of the elements that ``itemref`` names among them."""
        seen, todo = {number}, [*self.every[number].children, *self.referred(number)]
        heapify(todo)
        while todo and self.left > 0 and self.steps > 0:
            here = heappop(todo)
            if here in seen:
                continue
            seen.add(here)
            self.steps -= 1
            element = self.every[here]
            names = tuple(tokens(element.attributes.get("itemprop")))
            self.left -= len(names)
            value = self.value(here, holders, vocabulary) if names else None
            if value is not None:
                for name in names:
                    yield Property(property_term(name.value, vocabulary), name, value)
            if "itemscope" not in element.attributes:
                for child in element.children:
                    heappush(todo, child)

    def referred(self, number: int) -> Iterator[int]:
        named = self.names(self.every[number], "itemref")
        if named and self.ids is None:
            self.ids = {}
            for other, element in enumerate(self.every):
                if "id" in element.attributes:
                    self.ids.setdefault(element.attributes["id"].value, other)
        for name in dict.fromkeys(named):
            if self.ids is not None and name in self.ids:
                yield self.ids[name]

    def value(self, number: int, holders: tuple[int, ...], vocabulary: str) -> Value | None:
        element = self.every[number]
        attributes = element.attributes
        if "itemscope" in attributes:
            return self.item(number, holders, vocabulary) if number not in holders and len(holders) < _DEPTH else None
        if "content" in attributes:
            return Literal(attributes["content"], "string")
        key = _KEYS.get(element.name)
        if key is not None and (key in attributes or element.name not in _OR_TEXT):
            place = attributes.get(key) or Placed("", self.elements.at(number))
            return Literal(place, "string", resolved=key in {"src", "href", "data"})
        return Literal(self.elements.text(number), "string")


def tokens(text: Placed[str] | None) -> Iterator[Placed[str]]:
    """The words of an attribute that lists them, each once."""
    seen = set[str]()
    for found in _TOKEN.finditer(text.value) if text is not None else ():
        if found[0] not in seen and text is not None:
            seen.add(found[0])
            yield Placed(found[0], text.part(*found.span()))


def term(url: str) -> str:
    """schema.org's own name of what ``url`` names, "" for another vocabulary's."""
    found = _SCHEMA_TERM.fullmatch(url)
    return found[1] if found else ""


def vocabulary_of(type_: str) -> str:
    """The URL of a type up to its name."""
    cut = type_.rfind("#") if "#" in type_ else type_.rfind("/")
    return type_[: cut + 1]


def property_term(name: str, vocabulary: str) -> str:
    if ":" in name:
        return term(name)
    return term(vocabulary + name) if vocabulary else ""


