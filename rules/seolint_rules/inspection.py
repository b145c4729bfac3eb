"""What `seolint inspect` tells of a page by the tables of these rules: which of Google's results it is marked up for."""

from __future__ import annotations

from collections.abc import Iterator

from seolint import Document, Location, RichResult, Text, Thing, Wanting
from seolint_rules.data.google_features import Feature, Step, retired
from seolint_rules.data.google_lacks import Asker, Group, Lack, lack_of


def rich_results(doc: Document) -> Iterator[RichResult]:
    """Each result once for each thing that it would be made of, in the order of the page."""
    found: dict[tuple[Location, str], RichResult] = {}
    seen, asker = set[tuple[Location, Location, int]](), Asker()
    for thing in doc.things:
        if not thing.known:
            continue
        for feature in _retired(thing):
            found.setdefault((thing.at, feature.id), _result(feature, thing, "retired"))
        for feature, requirement in asker.asked(thing):
            main = thing if feature.is_main(requirement) else asker.main(thing, feature) or thing
            known = found.setdefault((main.at, feature.id), _result(feature, main, "eligible"))
            if (main.at, thing.at, id(requirement)) not in seen:
                seen.add((main.at, thing.at, id(requirement)))
                found[main.at, feature.id] = _with(known, thing, main, lack_of(thing, feature, requirement))
    yield from sorted(found.values(), key=lambda each: each.at.start)


def _retired(thing: Thing) -> tuple[Feature, ...]:
    return retired(thing.terms, [Step(parent.terms, term) for term, parent in thing.parents], thing.look)


def _result(feature: Feature, thing: Thing, state: str) -> RichResult:
    return RichResult(
        feature.id,
        Text(feature.title_en, feature.title_ja),
        feature.page,
        thing.at,
        "retired" if state == "retired" else "eligible",
        limited=feature.status == "limited",
        retired_on=str(feature.retired_on or ""),
    )


def _with(known: RichResult, thing: Thing, main: Thing, lack: Lack) -> RichResult:
    """The result with what one more thing lacks."""
    steps = [term for term, _ in thing.parents[len(main.parents) :]]
    required = [*_wanting(thing, steps, lack.required), *(Wanting(each.at, (), each.says) for each in lack.bad)]
    for term, least in lack.few:
        count = Text(f"at least {least} of {term}", f"{term}を{least}個以上")
        required.append(Wanting(thing.at, (".".join((*steps, term)),), count))
    recommended = [*_wanting(thing, steps, lack.recommended), *(Wanting(each.at, (), each.says) for each in lack.poor)]
    state = known.state
    if not thing.whole:
        state = "unclear"
    elif required and state == "eligible":
        state = "lacking"
    return RichResult(
        known.name,
        known.title,
        known.page,
        known.at,
        state,
        known.limited,
        known.retired_on,
        known.required + (tuple(required) if thing.whole else ()),
        known.recommended + (tuple(recommended) if thing.whole else ()),
    )


def _wanting(thing: Thing, steps: list[str], groups: tuple[Group, ...]) -> Iterator[Wanting]:
    for group in groups:
        yield Wanting(thing.at, tuple(".".join((*steps, name)) for name in group))
