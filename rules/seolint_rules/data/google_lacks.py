"""What the things of a page lack of what Google asks, said once each: shared by the rules on required and recommended."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from seolint import Document, Location, Thing
from seolint_rules.data.google_features import Feature, Step, features, missing, requirements
from seolint_rules.data.schema_org import vocabulary

Group: TypeAlias = tuple[str, ...]
"""Properties of which one is enough."""


class Lack(NamedTuple):
    """What one thing lacks of one feature; `few` are properties with less values than asked, and how many it asks."""

    thing: Thing
    feature: Feature
    required: tuple[Group, ...]
    few: tuple[tuple[str, int], ...]
    recommended: tuple[Group, ...]

    def __bool__(self) -> bool:
        return bool(self.required or self.few or self.recommended)


def lacks(doc: Document) -> Iterator[Lack]:
    """Every lack that is certain, once: no template may fill it, and the page says it nowhere else."""
    said: set[tuple[Location, str]] = set()
    for thing in doc.things:
        if not thing.known or not thing.whole:
            continue
        parents = [Step(parent.terms, term) for term, parent in thing.parents]
        asked = requirements(thing.terms, parents, thing.look)
        for feature, requirement in sorted(asked, key=lambda each: each.feature.status):
            found = missing(requirement, thing.look, thing.last)
            groups = [(each,) for each in found.required] + list(found.any_of)
            advised = [(each,) for each in found.recommended] + list(found.recommended_any_of)
            required = tuple(group for group in groups if _new(said, thing.at, group))
            few = tuple((term, least) for term, least in found.too_few if _new(said, thing.at, (term,)))
            recommended = tuple(group for group in advised if _new(said, thing.at, group))
            if lack := Lack(thing, feature, required, few, recommended):
                yield lack


def absent(groups: tuple[Group, ...]) -> str:
    """The end of the sentence that names ``groups``."""
    return f"{'it is' if len(groups) == 1 else 'they are'} missing here"


def _new(said: set[tuple[Location, str]], at: Location, group: Group) -> bool:
    """Whether none of `group` was said of the thing at `at`; it is now."""
    keys = {(at, name) for name in group}
    fresh = said.isdisjoint(keys)
    said |= keys
    return fresh


def named(types: Iterable[str], name: str) -> bool:
    """Whether Google asks for a property of these types that schema.org may not give them (`xPath`)."""
    return any(not vocabulary().ancestors(each).isdisjoint(_askers().get(name, frozenset())) for each in types)


@functools.cache
def _askers() -> dict[str, frozenset[str]]:
    """The types of which Google names a property, by the property."""
    found: dict[str, frozenset[str]] = {}
    for each in (requirement for feature in features() for requirement in feature.objects):
        own = (*each.required, *each.recommended, *each.if_applicable)
        for name in (*own, *(path for group in (*each.any_of, *each.recommended_any_of) for path in group)):
            found[name] = found.get(name, frozenset()).union(each.types)
    return found
