"""What `seolint inspect` and editors are told by the tables of these rules: which of Google's results a page is marked up for,
what its front matter may hold, how wide its title may be, and what schema.org knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from seolint import Document, Location, RichResult, Rule, Schema, Text, Thing, VocabularyTerm, Wanting
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


def front_matter_schemas(doc: Document) -> Iterator[Schema]:
    """The schemas of the post's generator or service, of its theme, and what the site's own code declares."""
    from seolint_rules.front_matter.front_matter_schema import asked

    yield from (part.read() for _, part in asked(doc))
    own = [each for each in doc.site.declared if each.schema and doc.site.inside(doc.path).startswith(each.folder)]
    yield from [Schema.read(max(own, key=lambda each: len(each.folder)).schema)] if own else []


def title_limit(rules: Iterable[Rule]) -> float | None:
    """The greatest width of a title, where one of ``rules`` measures it."""
    from seolint_rules.meta.title_length import TitleLength

    return next((rule.longest for rule in rules if isinstance(rule, TitleLength)), None)


def properties(types: Sequence[str]) -> Iterator[VocabularyTerm]:
    """What schema.org gives things of ``types``, what Google asks for first."""
    from seolint_rules.data.schema_org import vocabulary

    known, asked = vocabulary(), _asked_for(tuple(types))
    for name, own in known.properties_of(types):
        rank = 0 if name in asked else 1 if own else 2
        yield VocabularyTerm(name, rank, known.ranges(name), known.is_pending(name))


def types(name: str) -> Iterator[VocabularyTerm]:
    """The types that a value of the property ``name`` may have, and all that are below them; of "" every type."""
    from seolint_rules.data.schema_org import vocabulary

    known = vocabulary()
    tops = known.ranges(name) or ("Thing",)
    for each, above in known.types_below(tops):
        rank = 0 if _asked_for((each,)) else 1 if each in tops else 2
        yield VocabularyTerm(each, rank, above, known.is_pending(each))


def values(name: str) -> Iterator[VocabularyTerm]:
    """The members of the enumerations that a value of the property ``name`` may be one of, as URLs."""
    from seolint_rules.data.schema_org import vocabulary

    known = vocabulary()
    for enumeration in known.ranges(name):
        for member in sorted(known.enumeration_members(enumeration)):
            if not known.is_old(member):
                yield VocabularyTerm(f"https://schema.org/{member}", 1, (enumeration,), known.is_pending(member))


@lru_cache(2_000)
def _asked_for(types: tuple[str, ...]) -> frozenset[str]:
    """The properties that Google requires or recommends of things of ``types``, wherever they stand."""
    from seolint_rules.data.google_features import features
    from seolint_rules.data.schema_org import vocabulary

    known, found = vocabulary(), set[str]()
    for asked in (each for feature in features() if feature.status != "retired" for each in feature.objects):
        if any(known.is_a(own, top) for own in types for top in asked.types):
            groups = (asked.required, asked.unless_last, asked.recommended, *asked.any_of, *asked.recommended_any_of)
            found |= {path.partition(".")[0] for group in groups for path in group}
    return frozenset(found)
