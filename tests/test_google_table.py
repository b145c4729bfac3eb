"""Google's table at work: for each row of it a complete item is silent, and what is taken away or spoilt is found."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from test_google_features import Thing, look_into, types, walk

from seolint.diagnostic import Diagnostic, Severity
from seolint.engine.lint import lint_texts
from seolint.registry import installed
from seolint.site import Site
from seolint_rules.data.google_features import ANYWHERE, PAGE, Feature, Requirement, features, missing, requirements
from seolint_rules.data.google_limits import Limit, Match

RULES = ("schema-required", "schema-recommended", "schema-retired")
ASKING = [each for each in features() if each.status != "retired"]
RETIRED = [each for each in features() if each.status == "retired"]
EARNED = {"aggregateRating", "review"}
"""What only readers give: its lack is advice."""
PATTERNS = {
    "contentUrl": ("https://pan.jp/a.glb", "https://pan.jp/a.png"),
    "cssSelector": (".paid", "#paid"),
    "position": ("1", "一"),
    "ratingCount": ("3", "0"),
    "reviewCount": ("3", "0"),
    "name": ("小林 麻衣", "執筆：小林 麻衣、森 花"),
    "sku": ("A1", "A 1"),
    "text": ("粉を量ります。", "手順1"),
}
"""A right and a wrong value for the properties that have a pattern."""


class Case(NamedTuple):
    """One row of the table, and one of its conditions where it has some."""

    feature: Feature
    requirement: Requirement
    when: Match | None

    def __str__(self) -> str:
        each, when = self.requirement, self.when
        place = each.within[0] or "page"
        return f"{self.feature.id}: {'|'.join(each.types)} in {place}" + (f" when {when.path}" if when else "")


def rows() -> Iterator[Case]:
    for feature in ASKING:
        for each in feature.objects:
            yield Case(feature, each, None)
            yield from (Case(feature, each, condition.when) for condition in each.conditions)


ROWS = list(rows())


def put(item: Thing, path: str, value: str, count: int = 1) -> None:
    """Write a value at a dotted path, `count` times."""
    name, _, rest = path.partition(".")
    held = item.get(name)
    if not rest:
        item[name] = value if count == 1 else [f"{value} {i}" for i in range(count)]
    elif isinstance(held, list):
        for each in held:
            assert isinstance(each, dict)
            put(each, rest, value)
    elif isinstance(held, dict):
        put(held, rest, value)
    else:
        inner: list[Thing] = [{} for _ in range(count)]
        for i, each in enumerate(inner):
            put(each, rest, value if rest.endswith("@type") else f"{value} {i}" if count > 1 else value)
        item[name] = inner[0] if count == 1 else inner


def right(limits: tuple[Limit, ...], path: str) -> str:
    """A value that a property may have."""
    for limit in limits:
        if limit.path == path:
            return good(limit)
    return path


def held_by(match: Match, requirement: Requirement) -> str:
    """A value for which a condition holds."""
    return next(iter(match.values), right(requirement.limits, match.path))


def good(limit: Limit) -> str:
    """A value within the limit."""
    if limit.one_of:
        return limit.one_of[0]
    if limit.only or limit.never:
        return PATTERNS[limit.path][0]
    if limit.decimals:
        return "35.01161"
    if limit.longer_than:
        return "食" * (limit.longer_than + 1)
    figure = limit.between or limit.counts or limit.least is not None or limit.above is not None
    return "3" if figure else limit.path


def bad(limit: Limit) -> str:
    """A value beyond the limit, "" where more than a value is wrong."""
    if limit.one_of:
        return "ほか"
    if limit.only or limit.never:
        return PATTERNS[limit.path][1]
    if limit.decimals:
        return "35.01"
    if limit.shorter_than:
        return "食" * limit.shorter_than
    if limit.between:
        return "9" if limit.default else ""
    return "-1" if limit.least is not None or limit.above is not None else ""


def fresh(kind: str) -> Thing:
    return {"@type": kind}


def start(feature: Feature, requirement: Requirement, seen: tuple[str, ...] = ()) -> tuple[Thing, Thing]:
    """A document with the main item of a feature, and in it an item that the requirement is for."""
    kinds = [{"Thing": "Book"}.get(each, each) for each in (requirement.types[0], *requirement.together)]
    item: Thing = {"@type": kinds if len(kinds) > 1 else kinds[0]}
    for match in requirement.when[:1]:
        count = max([1, *requirement.at_least.values()])
        put(item, match.path, held_by(match, requirement), count)
    place = requirement.within[0]
    if place in {PAGE, ANYWHERE}:
        return item, item
    holders, *path = place.split(".")
    around = [each for each in feature.objects if not set(each.types).isdisjoint(holders.split("|")) and each is not requirement]
    if around and str(around[0]) not in seen:
        document, outer = start(feature, around[0], (*seen, str(requirement)))
        outer["@type"] = outer["@type"] if len(around[0].types) == 1 else holders.split("|")[0]
    else:
        document = outer = fresh(holders.split("|")[0])
    for step in path[:-1]:
        held = outer.get(step)
        inner: Thing = held if isinstance(held, dict) else {}
        outer[step] = inner
        outer = inner
    outer[path[-1]] = item
    return document, item


def complete(document: Thing) -> None:
    """Fill in all that Google asks of the things of a document."""
    for _ in range(9):
        filled = False
        for thing, parents, last in walk(document):
            assert isinstance(thing, dict)
            for _, requirement in requirements(types(thing), parents, look_into(thing)):
                lack, limits = missing(requirement, look_into(thing), last), requirement.limits
                few = {name: n for name, n in requirement.at_least.items() if len(look_into(thing)(name)) < n}
                for name in (*lack.required, *lack.recommended, *(g[0] for g in (*lack.any_of, *lack.recommended_any_of)), *few):
                    held = thing.get(name)
                    if name in few and isinstance(held, dict):
                        thing[name] = [held, *(copy.deepcopy(held) for _ in range(few[name] - 1))]
                    elif kind := next((limit.thing for limit in limits if limit.thing and limit.path == name), ""):
                        count = requirement.at_least.get(name, 1)
                        thing[name] = {"@type": kind} if count == 1 else [{"@type": kind} for _ in range(count)]
                    else:
                        put(thing, name, right(limits, name), few.get(name, 1))
                    filled = True
                for limit in limits:
                    outer, _, name = limit.path.rpartition(".")
                    inner = thing.get(outer)
                    if limit.fewest and isinstance(inner, dict) and isinstance(held := inner.get(name), str | dict):
                        inner[name] = [held, *(copy.deepcopy(held) for _ in range(limit.fewest - 1))]
        if not filled:
            return
    raise AssertionError(document)


def full(case: Case) -> tuple[Thing, Thing]:
    """A complete document, and the item in it that the case is about, which names its type by its whole URL."""
    document, item = start(case.feature, case.requirement)
    if case.when is not None:
        put(item, case.when.path, held_by(case.when, case.requirement))
    complete(document)
    vary(document)
    first, *others = types(item)
    item["@type"] = [f"https://schema.org/{first}", *others] if others else f"https://schema.org/{first}"
    return document, item


def vary(document: Thing) -> None:
    """Make the URLs of a list differ."""
    for i, (thing, _, _) in enumerate(walk(document)):
        assert isinstance(thing, dict)
        if thing.get("url") == "url":
            thing["url"] = f"https://pan.jp/{i}/"
        if thing.get("@type") == "ListItem" and "position" in thing:
            thing["position"] = i


def page(document: Thing) -> str:
    source = json.dumps({"@context": "https://schema.org", **document}, ensure_ascii=False, indent=1)
    return f'<script type="application/ld+json">{source}</script>\n'


def check(document: Thing) -> list[tuple[str, str, Severity, str]]:
    """What is said, and of which text: (rule, text, severity, message)."""
    text = page(document)
    found: list[Diagnostic] = lint_texts({"page.html": text}, [installed()[rule].load()() for rule in RULES], Site())
    return [(d.rule, text[d.at.start : d.at.end], d.severity, d.message.en) for d in found]


def without(item: Thing, names: tuple[str, ...]) -> None:
    for name in names:
        item.pop(name.partition(".")[0], None)


def asked(case: Case, level: str) -> Iterator[tuple[str, ...]]:
    """The groups of properties of which one is asked; those on whose presence the row or its condition hangs are left out."""
    each = case.requirement
    conditions = [condition for condition in each.conditions if condition.when == case.when]
    waived = {name for condition in conditions for name in condition.waives}
    required = (*each.required, *(name for condition in conditions for name in condition.required))
    recommended = (*each.recommended, *(name for condition in conditions for name in condition.recommended))
    if level == "required":
        groups = [*((name,) for name in required), *each.any_of]
    else:
        groups = [*((name,) for name in recommended if name not in required), *each.recommended_any_of]
    hang = {match.path.partition(".")[0] for match in (*each.when[:1], *([case.when] if case.when else []))}
    for group in groups:
        if waived.isdisjoint(group) and hang.isdisjoint(name.partition(".")[0] for name in group):
            yield group


@pytest.mark.parametrize("case", ROWS, ids=str)
def test_a_complete_item_is_silent(case: Case) -> None:
    document, item = full(case)
    assert [each for each in check(document) if each[0] != "schema-retired"] == [], json.dumps(document, ensure_ascii=False)
    asked_here = [a.requirement for thing, above, _ in walk(document) if thing is item
                  for a in requirements(types(item), above, look_into(item))]  # fmt: skip
    assert case.requirement in asked_here, "else the row says nothing of this document"


@pytest.mark.parametrize("case", ROWS, ids=str)
def test_what_is_taken_away_is_found_at_the_item(case: Case) -> None:
    limited = case.feature.status == "limited"
    for level in ("required", "recommended"):
        for group in asked(case, level):
            document, item = full(case)
            without(item, group)
            place = f"https://schema.org/{types(item)[0]}"
            found = [(rule, weight) for rule, text, weight, says in check(document) if text == place and group[0] in says]
            assert found, (level, group, page(document), check(document))
            assert found[0][0] == f"schema-{level}", (group, found)
            advice = limited or case.requirement.advice or level == "recommended" or EARNED.issuperset(group)
            assert (found[0][1] is Severity.INFO) == advice, (group, found)


LIMITS = [(each, limit) for each in ROWS if each.when is None for limit in each.requirement.limits]


@pytest.mark.parametrize(("case", "limit"), LIMITS, ids=lambda each: getattr(each, "path", "") or str(each))
def test_a_value_beyond_a_limit_is_found_where_it_stands(case: Case, limit: Limit) -> None:
    document, item = full(case)
    if limit.when is not None:
        put(item, limit.when.path, "2026-01-05")
    expected = spoil(item, limit)
    found = {(rule, text) for rule, text, _, _ in check(document)}
    assert (f"schema-{limit.level}", expected) in found, (limit, found, page(document))


def spoil(item: Thing, limit: Limit) -> str:
    """Break a limit; the text that is to be pointed at."""
    if limit.thing:
        item[limit.path] = "text"
        return "text"
    if limit.kinds or limit.alike:
        name = limit.path.partition(".")[0]
        item[name] = {"@type": "Place"} if limit.kinds else [{"item": {"@type": kind}} for kind in ("Course", "Movie")]
        return "Place" if limit.kinds else "Movie"
    if limit.most:
        item[limit.path] = [*(str(i) for i in range(limit.most)), "last"]
        return "last"
    if limit.fewest:
        put(item, limit.path, "only")
        without(item, limit.together)
        return "only"
    if limit.distinct:
        outer, _, name = limit.path.partition(".")
        if outer not in item:
            item[outer] = [{name: ""}, {name: ""}]
        put(item, limit.path, "again")
        return "again"
    if limit.counts:
        item |= {limit.path: "1", limit.counts[0]: ["a", "b"]}
        return "1"
    if limit.not_with or limit.not_like:
        item |= {limit.path: "one", limit.not_with or limit.not_like: "one"}
        return "one"
    if limit.between and not limit.default:
        lower, upper = limit.between
        item |= {limit.path: "1", lower: "2"} | ({upper: "4"} if upper else {})
        return "1"
    put(item, limit.path, bad(limit))
    return bad(limit)


@pytest.mark.parametrize("feature", RETIRED, ids=lambda each: each.id)
def test_what_google_shows_no_longer_is_named_with_its_date(feature: Feature) -> None:
    document, item = start(feature, feature.objects[0])
    item["@type"] = f"https://schema.org/{types(item)[0]}" if len(types(item)) == 1 else item["@type"]
    item["name"] = "x"
    found = [(text, says) for rule, text, _, says in check(document) if rule == "schema-retired"]
    assert len(found) == 1
    assert found[0][0].endswith(types(item)[0])
    assert feature.title_en in found[0][1]
    assert str(feature.retired_on) in found[0][1]


@pytest.mark.parametrize(("case", "limit"), LIMITS, ids=lambda each: getattr(each, "path", "") or str(each))
def test_a_value_that_a_template_fills_breaks_no_limit(case: Case, limit: Limit) -> None:
    document, item = full(case)
    if limit.when is not None:
        put(item, limit.when.path, "2026-01-05")
    put(item, limit.path.removesuffix(".@type"), "{{ page.value }}")
    text = f"---\nlayout: post\n---\n{page(document)}"
    found = lint_texts({"_posts/2026-01-05-a.md": text}, [installed()[rule].load()() for rule in RULES], Site(generator="jekyll"))
    assert [d for d in found if text[d.at.start : d.at.end] == "{{ page.value }}"] == []
    assert limit.not_with or limit.not_like or not any(d.rule == f"schema-{limit.level}" for d in found), found
