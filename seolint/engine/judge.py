"""The facts of a site to findings: one group at a time, in an order that does not depend on the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from seolint.diagnostic import Diagnostic
from seolint.engine.page import PageResult
from seolint.engine.surroundings import Surroundings
from seolint.index import Index
from seolint.notices import rule_failed
from seolint.rule import Fact, SiteRule
from seolint.site import Site

AnyRule = SiteRule[Any]


def judge_site(
    results: Iterable[PageResult], rules: Sequence[AnyRule], site: Site, around: Surroundings, *, whole: bool
) -> Iterator[Diagnostic]:
    """What site rules say of the pages of one site."""
    pages = sorted(results, key=lambda result: result.page.path)
    facts = {rule.id(): told for rule in rules if (told := list(_facts(rule, pages)))}
    rules = [rule for rule in rules if rule.id() in facts]
    index = Index(tuple(result.page for result in pages), whole, site)
    if any(rule.routed for rule in rules):
        routes = around.routes(site, {site.inside(page.path): page.place for page in index.pages if page.placed}, whole=whole)
        index = msgspec.structs.replace(index, routes=routes)
    index = _informed(index, rules, facts, around)
    for rule in rules:
        yield from judge_rule(rule, facts[rule.id()], index)


def judge_rule(rule: AnyRule, facts: Iterable[Fact], index: Index) -> Iterator[Diagnostic]:
    """What one site rule says, key by key in order."""
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for key in rule.keys(fact, index):
            groups[key].append(fact)
    for key, group in sorted(groups.items()):
        try:
            yield from rule.judge(key, group, index)
        except Exception as error:
            yield rule_failed(group[0].at.path, rule.id(), error)


def _facts(rule: AnyRule, pages: Iterable[PageResult]) -> Iterator[Fact]:
    """What pages told a rule, in source order."""
    shape: Any = rule.fact
    decoder: msgspec.msgpack.Decoder[tuple[Fact, ...]] = msgspec.msgpack.Decoder(tuple[shape, ...])
    for result in pages:
        raw = result.facts.get(rule.id())
        if raw is not None:
            yield from decoder.decode(raw)


def _informed(index: Index, rules: Sequence[AnyRule], facts: Mapping[str, Sequence[Fact]], around: Surroundings) -> Index:
    """``index`` with what rules have to know of files and URLs."""
    asked = [(rule, fact) for rule in rules if rule.informed for fact in facts[rule.id()]]
    paths = dict.fromkeys(path for rule, fact in asked for path in rule.files(fact, index))
    urls = dict.fromkeys(url for rule, fact in asked for url in rule.visits(fact, index))
    if paths:
        index = msgspec.structs.replace(index, files=around.files(index.site, paths))
    return msgspec.structs.replace(index, replies=around.replies(urls)) if urls else index
