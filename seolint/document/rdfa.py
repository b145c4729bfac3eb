"""RDFa 1.1 as items, by the processing rules of RDFa Core 7.5 and HTML+RDFa 3.1, without lists and languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from seolint.document.elements import Element, Elements
from seolint.document.microdata import term, tokens
from seolint.document.rdfa_patterns import COPY, PATTERN, Pointer, Resource, copy_patterns
from seolint.document.structured_data import Item, Literal, Property, Reference, Value
from seolint.text import Location, Placed

_PREFIX = re.compile(r"([^ \t\n\f\r:]+):[ \t\n\f\r]+([^ \t\n\f\r]+)")
_DEPTH, _MOST = 64, 5_000
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KNOWN = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "schema": "http://schema.org/", "s": "http://schema.org/", "og": "http://ogp.me/ns#",
          "rdfa": "http://www.w3.org/ns/rdfa#"}  # fmt: skip
"""Prefixes that need no declaration; of the initial context of RDFa, those that pages use."""


class Scope(Struct, frozen=True):
    """What an element hands on to those in it. ``subject`` and ``object`` are names of resources; ``open`` are the properties
    that wait for the next resource, each with whether it is reversed."""

    vocabulary: str
    prefixes: Mapping[str, str]
    subject: str
    object: str
    open: tuple[tuple[Placed[str], bool], ...] = ()


def read_rdfa(elements: Elements, is_whole: Callable[[int, int], bool]) -> tuple[Item, ...]:
    """The items that are no property of another, in source order; as in ``read_microdata``."""
    return tuple(_Reader(elements, is_whole).items())


class _Reader:
    def __init__(self, elements: Elements, is_whole: Callable[[int, int], bool]) -> None:
        self.elements, self.every, self.is_whole = elements, elements.every, is_whole
        self.resources: dict[str, Resource] = {}
        self.blank = 0
        self.left = _MOST

    def items(self) -> Iterator[Item]:
        todo = [(number, Scope("", _KNOWN, "", "")) for number in reversed(tuple(self.elements.top()))]
        while todo and self.left:
            number, scope = todo.pop()
            inner = self.element(number, scope)
            todo += [(child, inner) for child in reversed(self.every[number].children)]
        copy_patterns(self.resources, self.left, self.is_whole)
        held = {
            value.name for name, resource in self.resources.items() for _, _, value, reverse in resource.properties
            if isinstance(value, Pointer) and value.name != name and not reverse
        }  # fmt: skip
        placed = set[str]()
        for name, resource in self.resources.items():
            if name not in held and name not in placed and (resource.types or any(term for term, *_ in resource.properties)):
                yield self.item(name, resource, (), placed)
        for name, resource in self.resources.items():
            if name not in placed and resource.types:
                yield self.item(name, resource, (), placed)

    def item(self, name: str, resource: Resource, holders: tuple[str, ...], placed: set[str]) -> Item:
        placed.add(name)
        within = (*holders, name)
        found = [
            Property(property_term, label, self.placed_value(value, resource, within, placed), reverse)
            for property_term, label, value, reverse in resource.properties
        ]
        whole = resource.whole and self.is_whole(resource.at.start, resource.stop)
        known = any(resource.terms)
        end = resource.at.end
        types, terms = tuple(resource.types), tuple(resource.terms)
        return Item(resource.at, types, terms, resource.id, tuple(found), known, end, end, whole, syntax="rdfa")

    def placed_value(self, value: Literal | Pointer, holder: Resource, holders: tuple[str, ...], placed: set[str]) -> Value:
        if isinstance(value, Literal):
            return value
        name, place = value.name, value.place
        resource = self.resources.get(name)
        if resource is None and place is not None:
            return Literal(place, "string", resolved=True)
        if resource is None or name in holders or name in placed or len(holders) > _DEPTH:
            return Reference(place or Placed(name, holder.at), place.at if place is not None else holder.at)
        return self.item(name, resource, holders, placed)

    def element(self, number: int, scope: Scope) -> Scope:
        """What one element says; the scope of those in it."""
        element = self.every[number]
        attributes = element.attributes
        if attributes.keys().isdisjoint(_ATTRIBUTES) and not any(name.startswith("xmlns:") for name in attributes):
            return scope
        scope = self.declared(attributes, scope)
        names = tuple(tokens(attributes.get("property")))
        rels, revs = (self.relations(attributes.get(key), scope, bare=not names) for key in ("rel", "rev"))
        related = bool(rels or revs)
        typed, about = "typeof" in attributes, attributes.get("about")
        target = next((attributes[key] for key in ("resource", "href", "src") if key in attributes), None)
        subject, object_, described, skipped = "", "", "", False
        if related:
            subject = self.name(about, scope) if about is not None else scope.object
            object_ = self.name(target, scope) if target is not None else self.fresh() if typed and about is None else ""
            described = (subject if about is not None else object_) if typed else ""
        elif names and "content" not in attributes and "datatype" not in attributes:
            subject = self.name(about, scope) if about is not None else scope.object
            if typed:
                place = about if about is not None else target
                described = object_ = self.name(place, scope) if place is not None else self.fresh()
        else:
            place = about if about is not None else target
            skipped = place is None and not typed and not names
            subject = self.name(place, scope) if place is not None else self.fresh() if typed else scope.object
            described = subject if typed else ""
        if described:
            self.type(described, number, attributes, scope, about if about is not None else target)
        waiting: tuple[tuple[Placed[str], bool], ...] = ()
        links = (*((one, False) for one in rels), *((one, True) for one in revs))
        if object_ and related:
            for name, reverse in links:
                self.relate(subject, name, object_, scope, element, reverse=reverse, target=target)
        elif related:
            waiting, object_ = links, self.fresh()
        for name in names:
            self.say(number, subject, name, described if typed and about is None and not related else "", target, related, scope)
        if skipped:
            return scope
        if subject != scope.object or not scope.open:
            for name, reverse in scope.open:
                self.relate(scope.subject, name, subject, scope, element, reverse=reverse, target=None)
        return Scope(scope.vocabulary, scope.prefixes, subject or scope.subject, object_ or subject or scope.subject, waiting)

    def declared(self, attributes: Mapping[str, Placed[str]], scope: Scope) -> Scope:
        """The scope with the vocabulary and the prefixes that an element declares."""
        vocabulary = attributes["vocab"].value.strip() if "vocab" in attributes else scope.vocabulary
        prefixes = dict(_PREFIX.findall(attributes["prefix"].value)) if "prefix" in attributes else {}
        prefixes |= {name[6:]: value.value.strip() for name, value in attributes.items() if name.startswith("xmlns:")}
        if not prefixes and vocabulary == scope.vocabulary:
            return scope
        folded = {name.lower(): url for name, url in prefixes.items()}
        return Scope(vocabulary, {**scope.prefixes, **folded}, scope.subject, scope.object, scope.open)

    def relations(self, text: Placed[str] | None, scope: Scope, *, bare: bool) -> tuple[Placed[str], ...]:
        """The names in ``rel`` or ``rev`` that are properties; those without a prefix only where ``bare`` ones count."""
        return tuple(one for one in tokens(text) if ":" in one.value or (bare and scope.vocabulary and one.value not in _RELS))

    def name(self, place: Placed[str] | None, scope: Scope) -> str:
        """The resource that an attribute names: a prefixed name or an address, in brackets or not."""
        value = place.value.strip() if place is not None else ""
        if value.startswith("[") and value.endswith("]"):
            value = value[1:-1]
        prefix, colon, local = value.partition(":")
        known = scope.prefixes.get(prefix.lower()) if colon and not local.startswith("//") else None
        return known + local if known is not None else value

    def fresh(self) -> str:
        self.blank += 1
        return f"_:seolint{self.blank}"

    def resolve(self, name: str, scope: Scope) -> str:
        """The IRI of a term, prefixed name or IRI; "" for a term without a vocabulary."""
        prefix, colon, local = name.partition(":")
        if not colon:
            return scope.vocabulary + name if scope.vocabulary else ""
        known = scope.prefixes.get(prefix.lower())
        return known + local if known is not None and not local.startswith("//") else name

    def resource(self, name: str, at: Location, stop: int, place: Placed[str] | None) -> Resource:
        found = self.resources.get(name)
        if found is None:
            found = self.resources[name] = Resource(at, stop, [], [], [], place if place is not None and name else None)
        found.stop = max(found.stop, stop)
        return found

    def type(
        self, name: str, number: int, attributes: Mapping[str, Placed[str]], scope: Scope, place: Placed[str] | None
    ) -> None:
        found = self.resource(name, self.elements.at(number), self.every[number].stop, place)
        if not found.types:
            found.at = self.elements.at(number)
        for one in tokens(attributes["typeof"]):
            self.add_type(found, one, self.resolve(one.value, scope))

    def relate(
        self, subject: str, name: Placed[str], object_: str, scope: Scope, element: Element, *, reverse: bool,
        target: Placed[str] | None,
    ) -> None:  # fmt: skip
        self.left -= self.left > 0
        at = Location(self.elements.path, element.tag.start, element.tag.end)
        found = self.resource(subject, at, element.stop, None)
        iri = self.resolve(name.value, scope)
        if iri == _TYPE and target is not None and not reverse:
            self.add_type(found, target, self.name(target, scope))
        else:
            self.add(found, iri, name, Pointer(object_, target), reverse=reverse)

    def say(
        self, number: int, subject: str, name: Placed[str], described: str, target: Placed[str] | None, related: bool, scope: Scope
    ) -> None:
        """One property with its value."""
        element = self.every[number]
        attributes = element.attributes
        value: Literal | Pointer
        if "content" in attributes:
            value = Literal(attributes["content"], "string")
        elif "datetime" in attributes:
            value = Literal(attributes["datetime"], "string")
        elif described:
            value = Pointer(described, target)
        elif target is not None and not related and "datatype" not in attributes:
            value = Pointer(self.name(target, scope), target)
        else:
            value = Literal(self.elements.text(number), "string")
        self.left -= self.left > 0
        found = self.resource(subject, self.elements.at(number), element.stop, None)
        iri = self.resolve(name.value, scope)
        if iri == _TYPE and isinstance(value, Pointer) and value.place is not None:
            self.add_type(found, value.place, self.name(value.place, scope))
        else:
            self.add(found, iri, name, value)

    def add(self, resource: Resource, iri: str, name: Placed[str], value: Literal | Pointer, *, reverse: bool = False) -> None:
        if iri == COPY and isinstance(value, Pointer) and not reverse:
            resource.copies.append(len(resource.properties))
        resource.properties.append((term(iri), name, value, reverse))

    def add_type(self, resource: Resource, place: Placed[str], iri: str) -> None:
        if iri == PATTERN:
            resource.pattern = place
        resource.types.append(place)
        resource.terms.append(term(iri))


_ATTRIBUTES = frozenset("about content datatype href inlist prefix property rel resource rev src typeof vocab".split())
_RELS = frozenset(
    "alternate appendix apple-touch-icon author bookmark canonical chapter contents copyright dns-prefetch external "
    "first glossary help home icon index last license manifest me meta modulepreload next nofollow noopener "
    "noreferrer opener pingback preconnect prefetch preload prerender prev previous privacy-policy search section "
    "shortcut sponsored start stylesheet subsection tag top ugc up".split()
)
"""Link types of HTML, which are no properties even where a vocabulary is set: pages mean the link."""
