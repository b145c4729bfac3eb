"""The schema.org vocabulary: which types and properties there are, and what belongs to what.

Source: https://schema.org, the release named by `Vocabulary.version`, packed by scripts/build_schema_org.py
(Apache-2.0: schema_org.LICENSE.txt). Names are given without the `https://schema.org/` prefix.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

import msgspec

from seolint import Item, Literal, Location, Placed
from seolint_rules.data import table
from seolint_rules.data.spelling import closest


class Packed(msgspec.Struct):
    """The table as written; scripts/build_schema_org.py documents its shape."""

    version: str
    types: dict[str, str]
    properties: dict[str, str]
    members: dict[str, str]
    superseded: dict[str, str]


class Vocabulary:
    """Answers about schema.org terms. A term is unpacked when first asked for, so building a vocabulary costs 1 ms."""

    def __init__(self, packed: Packed) -> None:
        self.version: str = packed.version
        self._types = packed.types
        self._properties = packed.properties
        self._members = packed.members
        self._superseded = packed.superseded
        self._ancestors: dict[str, frozenset[str]] = {}
        self._domains: dict[str, frozenset[str]] = {}

    def is_type(self, name: str) -> bool:
        """Whether a class, an enumeration or a data type has this name."""
        return name in self._types

    def is_data_type(self, name: str) -> bool:
        """Whether this is DataType or below it: Text, URL, Integer, Date, Duration …; these have no properties."""
        return "DataType" in self.ancestors(name)

    def is_property(self, name: str) -> bool:
        """Whether a property has this name, superseded ones included."""
        return name in self._properties

    def is_member(self, name: str) -> bool:
        """Whether a member of any enumeration has this name (`InStock`), or a Boolean (`True`, `False`)."""
        return name in self._members

    def ancestors(self, type_: str) -> frozenset[str]:
        """The type itself and all types above it; empty for an unknown type."""
        known = self._ancestors.get(type_)
        if known is None:
            known = frozenset[str]()
            if type_ in self._types:
                above = (self.ancestors(parent) for parent in _names(self._types[type_], 0))
                known = frozenset((type_,)).union(*above)
            self._ancestors[type_] = known
        return known

    def is_a(self, type_: str, other: str) -> bool:
        """Whether `type_` is `other` or one of its subtypes."""
        return other in self.ancestors(type_)

    def has_property(self, types: Iterable[str], name: str) -> bool:
        """Whether any of the types has the property, of its own or inherited. One without a domain belongs to all."""
        if name not in self._properties:
            return False
        domain = self._domains.get(name)
        if domain is None:
            domain = self._domains[name] = frozenset(_names(self._properties[name], 0))
        return not domain or any(not domain.isdisjoint(self.ancestors(each)) for each in types)

    def ranges(self, name: str) -> tuple[str, ...]:
        """The types that a property's value may have, in alphabetical order; empty for an unknown property."""
        return _names(self._properties.get(name, ""), 1)

    def enumeration_members(self, enumeration: str) -> frozenset[str]:
        """The members of an enumeration and of those below it.

        Empty for what is no enumeration, and for one that is open: schema.org lists no member of it, or none of some
        enumeration below it (BusinessFunction, QualitativeValue, Enumeration itself).
        """
        return self._closed.get(enumeration, frozenset()) if self.is_a(enumeration, "Enumeration") else frozenset()

    def superseded_by(self, name: str) -> str | None:
        """The term that replaces a superseded type, property or member (`ingredients` → `recipeIngredient`)."""
        return self._superseded.get(name)

    def is_old(self, name: str) -> bool:
        """Whether schema.org replaced the term or took it out."""
        return name in self._superseded or self.is_withdrawn(name)

    def replacement(self, name: str) -> str:
        """The term that replaces a superseded one at last (`seasons` → `season` → `containsSeason`), "" for none."""
        seen = {name}
        while (now := self._superseded.get(name)) is not None and now not in seen:
            seen.add(now)
            name = now
        return name if len(seen) > 1 else ""

    def section(self, name: str) -> str:
        """`pending`, `attic`, `health-lifesci`, `auto`, `bib` or `meta`; empty for core and unknown terms."""
        for terms, field in ((self._types, 1), (self._properties, 2), (self._members, 1)):
            if name in terms:
                return "".join(_names(terms[name], field))
        return ""

    def is_withdrawn(self, name: str) -> bool:
        """Whether schema.org took the term out: known, and no longer part of the vocabulary."""
        return self.section(name) == "attic"

    def is_pending(self, name: str) -> bool:
        """Whether schema.org may still change the term or take it out."""
        return self.section(name) == "pending"

    def closest_type(self, name: str) -> str | None:
        """The type that was meant by an unknown name, when one answer is clear; never a superseded or withdrawn one."""
        return closest(name, (each for each in self._types if self._is_current(each) and each != name))

    def closest_property(self, name: str, types: Iterable[str]) -> str | None:
        """The property that was meant, when one answer is clear; never a superseded or withdrawn one.

        Only properties of the types, where there are any, since another would be as wrong there. Without a type every
        property may be meant, unless the name is one.
        """
        current = (each for each in self._properties if self._is_current(each) and each != name)
        types = tuple(types)
        if types:
            return closest(name, (each for each in current if self.has_property(types, each)))
        return None if name in self._properties else closest(name, current)

    def properties_of(self, types: Iterable[str]) -> Iterator[tuple[str, bool]]:
        """The properties that things of the types may have, superseded and withdrawn ones left out, each with whether it is
        one of the types' own."""
        types = tuple(types)
        for name in self._properties:
            if self._is_current(name) and self.has_property(types, name):
                yield name, not self._domains[name].isdisjoint(types)

    def types_below(self, tops: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The types that are one of ``tops`` or below it, each with those right above it; no data types, nothing superseded or
        withdrawn."""
        tops = frozenset(tops)
        for name, packed in self._types.items():
            if not tops.isdisjoint(self.ancestors(name)) and self._is_current(name) and not self.is_data_type(name):
                yield name, _names(packed, 0)

    def _is_current(self, name: str) -> bool:
        return name not in self._superseded and name not in self._withdrawn

    @functools.cached_property
    def _withdrawn(self) -> frozenset[str]:
        terms = (*self._types, *self._properties, *self._members)
        return frozenset(filter(self.is_withdrawn, terms))

    @functools.cached_property
    def _closed(self) -> dict[str, frozenset[str]]:
        """The members of every closed enumeration, those below it included."""
        found: dict[str, set[str]] = {each: set() for each in self._types if self.is_a(each, "Enumeration")}
        for member, packed in self._members.items():
            for above in set[str]().union(*(self.ancestors(each) for each in _names(packed, 0))):
                if above in found:
                    found[above].add(member)
        parents = {parent for each in found for parent in _names(self._types[each], 0)}
        opened: set[str] = set()
        for each, members in found.items():
            if not members and each not in parents:
                opened |= self.ancestors(each)
        return {each: frozenset(members) for each, members in found.items() if members and each not in opened}


def added_types(item: Item) -> Iterator[str]:
    """The types that `additionalType` gives a thing, which in Microdata is how to name a second one."""
    for value in item.values("additionalType"):
        text = value.text if isinstance(value, Literal) else value.id
        if text is not None:
            yield text.value.rpartition("schema.org/")[2]


def term_at(name: Placed[str], term: str) -> Location:
    """The characters of `term` at the end of a name as it is written, what names the vocabulary left out."""
    size = len(name.value)
    return name.part(size - len(term), size) if name.value.endswith(term) else name.at


def _names(packed: str, field: int) -> tuple[str, ...]:
    """The names in one field of a packed term."""
    fields = packed.split("|")
    return tuple(fields[field].split()) if field < len(fields) else ()


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once per process."""
    return Vocabulary(table("schema_org", Packed))
