"""What Google asks of structured data, feature by feature: required, recommended, retired.

Source: Google Search Central (https://developers.google.com/search/docs/appearance/structured-data), curated by hand
in google_features.json; every feature names its page. What Google does not require is not in `required`.

A rule walks the items of a page and asks, for each: `requirements(types, parents, look)`, then
`missing(each.requirement, look, last)`. `look(path)` gives the values at a dotted path of the item, one string for
each: the text of a literal, an empty string for a thing or an unknown value; `author.name` looks inside the values of
`author`, and `@type` is a thing's types. An item that is only a reference (`@id` alone) has its properties elsewhere:
resolve it first, or do not ask. Features overlap (a Recipe in an ItemList is a recipe and part of a carousel): say
what lacks once.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from seolint_rules.data import table
from seolint_rules.data.google_limits import Limit, Look, Match
from seolint_rules.data.schema_org import vocabulary

PAGE = ""
"""In `within`: the item stands by itself on the page, or is a page's main entity."""

ANYWHERE = "*"
"""In `within`: the item may stand by itself or inside any other."""


class Step(NamedTuple):
    """One level of nesting: the types of the item outside, and its property that holds the item inside."""

    types: tuple[str, ...]
    property: str


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked in addition, or no longer asked (`waives`), of an item that matches `when`."""

    when: Match
    required: tuple[str, ...] = ()
    recommended: tuple[str, ...] = ()
    waives: tuple[str, ...] = ()


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a feature asks of one kind of item, in the order to report it; only groups hold dotted paths.

    `types`, `but_not`: the item has a type that is (a subtype of) one of these, and that is none of those.
    `together`: the item has all of these types, too.
    `within`, `not_within`: where it stands, as `Type.property.property` (several types: `Type|Type.property`): the
    innermost steps are these properties, and the item that holds the first of them has the type.
    `when`: one of these matches, or there are none.
    """

    types: tuple[str, ...]
    within: tuple[str, ...]
    not_within: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    when: tuple[Match, ...] = ()
    advice: bool = False
    """Standing there it may be meant for no result, so that what is required is advice."""
    required: tuple[str, ...] = ()
    unless_last: tuple[str, ...] = ()
    """Required of all items of a list except its last."""
    any_of: tuple[tuple[str, ...], ...] = ()
    """Of each group, at least one is required."""
    at_least: dict[str, int] = {}
    """The least number of values of a property."""
    recommended: tuple[str, ...] = ()
    recommended_any_of: tuple[tuple[str, ...], ...] = ()
    if_applicable: tuple[str, ...] = ()
    """Recommended where there is something to say (a rating, a video, a tax number): absence is never worth a word."""
    conditions: tuple[Condition, ...] = ()
    limits: tuple[Limit, ...] = ()


class Vanished(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A vocabulary that Google no longer reads, by the host of its URLs."""

    host: str
    retired_on: date
    page: str


class Feature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One search feature. `limited`: a beta, a region, partners or another product of Google only."""

    id: str
    title_en: str
    title_ja: str
    page: str
    status: Literal["live", "limited", "retired"]
    objects: tuple[Requirement, ...]
    """The first one is the feature's main item."""
    retired_on: date | None = None
    note: str = ""

    @property
    def types(self) -> tuple[str, ...]:
        """The schema.org types that make an item a candidate."""
        return self.objects[0].types

    def is_main(self, requirement: Requirement) -> bool:
        """Whether it is what the feature asks of a main item, not of a part of one."""
        mains = (each for each in self.objects if each is self.objects[0] or not {PAGE, ANYWHERE}.isdisjoint(each.within))
        return any(set(requirement.types) <= set(each.types) for each in mains)


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. `page_level`: properties whose value counts as standing by itself."""

    source: str
    seen: date
    license: str
    page_level: tuple[str, ...]
    vanished: tuple[Vanished, ...]
    features: tuple[Feature, ...]


class Applied(NamedTuple):
    """A requirement that an item has to meet, and the feature that asks it."""

    feature: Feature
    requirement: Requirement


class Missing(NamedTuple):
    """What an item lacks. All empty when it lacks nothing."""

    required: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()
    too_few: tuple[tuple[str, int], ...] = ()
    recommended: tuple[str, ...] = ()
    recommended_any_of: tuple[tuple[str, ...], ...] = ()


@functools.cache
def google() -> Table:
    """The table, read once per process."""
    return table("google_features", Table)


def features() -> tuple[Feature, ...]:
    """Every feature, the retired ones included."""
    return google().features


def requirements(types: Iterable[str], parents: Sequence[Step] = (), look: Look | None = None) -> tuple[Applied, ...]:
    """What Google asks of an item with these types, nested under `parents` (outermost first; empty at the top).

    Retired features ask nothing. Without `look`, what applies only under a condition (`when`) is left out.
    """
    found = _applied(tuple(types), parents, look)
    return tuple(each for each in found if each.feature.status != "retired")


def retired(types: Iterable[str], parents: Sequence[Step] = (), look: Look | None = None) -> tuple[Feature, ...]:
    """The retired features that an item was made for: it is their main item, not one of its parts."""
    found = _applied(tuple(types), parents, look)
    return tuple(f for f, r in found if f.status == "retired" and r is f.objects[0])


def missing(requirement: Requirement, look: Look, last: bool = False) -> Missing:
    """What the item that `look` sees lacks of a requirement; `last` says that it is the last of its list."""
    required, recommended = list(requirement.required), list(requirement.recommended)
    if not last:
        required += requirement.unless_last
    waived: set[str] = set()
    for condition in requirement.conditions:
        if condition.when.holds(look):
            required += condition.required
            recommended += condition.recommended
            waived.update(condition.waives)
    lacking = [each for each in dict.fromkeys(required) if each not in waived and not look(each)]
    return Missing(
        required=tuple(lacking),
        any_of=tuple(g for g in requirement.any_of if waived.isdisjoint(g) and not any(look(each) for each in g)),
        too_few=tuple((each, n) for each, n in requirement.at_least.items() if 0 < len(look(each)) < n),
        recommended=tuple(e for e in dict.fromkeys(recommended) if e not in lacking and not look(e)),
        recommended_any_of=tuple(g for g in requirement.recommended_any_of if not any(look(each) for each in g)),
    )


def _applied(types: tuple[str, ...], parents: Sequence[Step], look: Look | None) -> Iterator[Applied]:
    """The requirements whose types, place and condition the item meets, in the order of the table."""
    for applied in _candidates(types, parents[-1].property if parents else ""):
        each = applied.requirement
        if (
            _stands_in(each.within, parents)
            and not _stands_in(each.not_within, parents)
            and (not each.when or (look is not None and any(match.holds(look) for match in each.when)))
        ):
            yield applied


@functools.lru_cache(maxsize=1000)
def _candidates(types: tuple[str, ...], property: str) -> tuple[Applied, ...]:
    """The requirements of an item of these types that the property holds, "" for none, in the order of the table."""
    ancestors = [vocabulary().ancestors(each) for each in types]
    every = frozenset[str]().union(*ancestors)
    candidates = {i: each for name in every for i, each in _by_type().get(name, {}).items()}
    return tuple(
        applied
        for _, applied in sorted(candidates.items())
        for each in (applied.requirement,)
        if any(not above.isdisjoint(each.types) and above.isdisjoint(each.but_not) for above in ancestors)
        and every.issuperset(each.together)
        and any(_may_stand(place, property) for place in each.within)
    )


def _may_stand(place: str, property: str) -> bool:
    """Whether some item that the property holds stands at the place."""
    if place == PAGE:
        return not property or any(_parts(each)[-1] == property for each in google().page_level)
    return place == ANYWHERE or _parts(place)[-1] == property


@functools.cache
def _by_type() -> Mapping[str, dict[int, Applied]]:
    """Every requirement by the types that it names, numbered in the order of the table."""
    found: defaultdict[str, dict[int, Applied]] = defaultdict(dict)
    every = (Applied(feature, each) for feature in google().features for each in feature.objects)
    for i, applied in enumerate(every):
        for name in applied.requirement.types:
            found[name][i] = applied
    return dict(found)


def _stands_in(places: tuple[str, ...], parents: Sequence[Step]) -> bool:
    """Whether an item under `parents` stands at one of these places of `within`."""
    for place in places:
        if place == ANYWHERE or (place == PAGE and (not parents or _page_level(parents))):
            return True
        holders, *path = _parts(place)
        if parents and path and parents[-1].property == path[-1]:
            steps = parents[-len(path) :]
            if [step.property for step in steps] == path and any(
                vocabulary().is_a(each, holder) for each in steps[0].types for holder in holders.split("|")
            ):
                return True
    return False


def _page_level(parents: Sequence[Step]) -> bool:
    return _stands_in(google().page_level, parents) and _stands_in((PAGE,), parents[:-1])


@functools.cache
def _parts(place: str) -> tuple[str, ...]:
    return tuple(place.split("."))
