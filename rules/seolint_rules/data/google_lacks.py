"""What the things of a page lack of what Google asks, said once each: shared by the rules on required and recommended."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from seolint import Document, Literal, Location, Thing
from seolint_rules.data.google_features import Applied, Feature, Requirement, Step, features, missing, requirements
from seolint_rules.data.google_limits import Breach, breaches
from seolint_rules.data.schema_org import vocabulary

Group: TypeAlias = tuple[str, ...]
"""Properties of which one is enough."""


class Lack(NamedTuple):
    """What one thing lacks of one feature; `few` are properties with less values than asked, and how many it asks.

    `bad` are values that cost the result, `poor` those that cost a part of it; `advice` says that none may be meant.
    """

    thing: Thing
    feature: Feature
    required: tuple[Group, ...]
    few: tuple[tuple[str, int], ...]
    recommended: tuple[Group, ...]
    bad: tuple[Breach, ...]
    poor: tuple[Breach, ...]
    advice: bool

    def __bool__(self) -> bool:
        return any(self[2:7])


class Asker:
    """What Google asks of the things of one page, where they stand."""

    def __init__(self) -> None:
        self._mains: dict[tuple[tuple[str, int], ...], tuple[Feature, ...]] = {}

    def asked(self, thing: Thing) -> list[Applied]:
        """The requirements of a thing; those of a part only where what it is a part of is a candidate.

        What is for few sites comes last.
        """
        found = [
            each
            for each in _applied(thing)
            if each.feature.is_main(each.requirement) or self.main(thing, each.feature) is not None
        ]
        return sorted(found, key=lambda each: each.feature.status == "limited")

    def main(self, thing: Thing, feature: Feature) -> Thing | None:
        """The nearest thing around it that is a main item of the feature."""
        place = tuple((term, id(item)) for term, item in thing.parents)
        for depth in reversed(range(len(place))):
            item = thing.parents[depth][1]
            parts = thing.page.get(item.id.value, (item,)) if item.id is not None else (item,)
            outer = Thing(item, thing.parents[:depth], parts, thing.page)
            if any(each is feature for each in self._of(outer, (*place[:depth], ("", id(item))))):
                return outer
        return None

    def _of(self, thing: Thing, place: tuple[tuple[str, int], ...]) -> tuple[Feature, ...]:
        """The features that it is a main item of, found once for each place."""
        known = self._mains.get(place)
        if known is None:
            known = tuple(each.feature for each in _applied(thing) if each.feature.is_main(each.requirement))
            self._mains[place] = known
        return known


def _applied(thing: Thing) -> tuple[Applied, ...]:
    parents = [Step(parent.terms, term) for term, parent in thing.parents]
    return requirements(thing.terms, parents, thing.look)


def lack_of(thing: Thing, feature: Feature, requirement: Requirement) -> Lack:
    """All that a thing lacks of one requirement."""
    found = missing(requirement, thing.look, bool(requirement.unless_last) and thing.last)
    broken = [(limit.level, breach) for limit in requirement.limits for breach in breaches(limit, thing)]
    return Lack(
        thing,
        feature,
        tuple([(each,) for each in found.required] + list(found.any_of)),
        tuple((term, least) for term, least in found.too_few if not _open(thing, term)),
        tuple([(each,) for each in found.recommended] + list(found.recommended_any_of)),
        tuple(breach for level, breach in broken if level == "required"),
        tuple(breach for level, breach in broken if level == "recommended"),
        requirement.advice,
    )


def _open(thing: Thing, term: str) -> bool:
    """Whether a template makes some of the values, and may make several."""
    return any(isinstance(value, Literal) and value.unknown for value in thing.values(term))


@functools.lru_cache(1)
def lacks(doc: Document) -> tuple[Lack, ...]:
    """Every lack that is certain, once: no template may fill it, and the page says it nowhere else; several rules ask in turn."""
    return tuple(_lacks(doc))


def _lacks(doc: Document) -> Iterator[Lack]:
    said, asker = set[tuple[Location, str]](), Asker()
    for thing in doc.things:
        if not thing.known or not thing.whole:
            continue
        for feature, requirement in asker.asked(thing):
            found = lack_of(thing, feature, requirement)
            lack = Lack(
                thing,
                feature,
                tuple(group for group in found.required if _new(said, thing.at, group)),
                tuple((term, least) for term, least in found.few if _new(said, thing.at, (term,))),
                tuple(group for group in found.recommended if _new(said, thing.at, group)),
                tuple(breach for breach in found.bad if _new(said, breach.at, (breach.says.en,))),
                tuple(breach for breach in found.poor if _new(said, breach.at, (breach.says.en,))),
                found.advice,
            )
            if lack:
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
