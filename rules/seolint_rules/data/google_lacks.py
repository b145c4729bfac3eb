"""What the things of a page lack of what Google asks, said once each: shared by the rules on required and recommended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from seolint import Document, Location, Thing
from seolint_rules.data.google_features import Feature, Missing, Step, missing, requirements


class Lack(NamedTuple):
    """What one thing lacks of one feature."""

    thing: Thing
    feature: Feature
    missing: Missing


def lacks(doc: Document) -> Iterator[Lack]:
    """Every lack that is certain: no template may fill it, no other page or part of the page describes the thing."""
    seen: set[tuple[Location, str]] = set()
    for thing in doc.things:
        if not thing.known or not thing.whole:
            continue
        parents = [Step(parent.terms, term) for term, parent in thing.parents]
        for feature, requirement in requirements(thing.terms, parents, thing.look):
            key = (thing.at, feature.id)
            found = missing(requirement, thing.look, thing.last)
            if any(found) and (key not in seen or len(thing.parents) == 0):
                seen.add(key)
                yield Lack(thing, feature, found)
