"""The facts of a site to findings: one group at a time, in an order that does not depend on the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from seolint.diagnostic import Diagnostic
from seolint.engine.page import PageResult
from seolint.notices import rule_failed
from seolint.rule import Fact, Index, SiteRule


def judge_site(results: Iterable[PageResult], rules: Sequence[SiteRule[Any]], *, whole: bool) -> Iterator[Diagnostic]:
    """What site rules say of the pages of one site."""
    pages = sorted(results, key=lambda result: result.page.path)
    index = Index(tuple(result.page for result in pages), whole)
    for rule in rules:
        yield from judge_rule(rule, pages, index)


def judge_rule(rule: SiteRule[Any], pages: Sequence[PageResult], index: Index) -> Iterator[Diagnostic]:
    """What one site rule says, key by key in order."""
    shape: Any = rule.fact
    decoder: msgspec.msgpack.Decoder[tuple[Fact, ...]] = msgspec.msgpack.Decoder(tuple[shape, ...])
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    for result in pages:
        raw = result.facts.get(rule.id())
        for fact in decoder.decode(raw) if raw is not None else ():
            for key in fact.keys:
                groups[key].append(fact)
    for key, facts in sorted(groups.items()):
        try:
            yield from rule.judge(key, facts, index)
        except Exception as error:
            yield rule_failed(facts[0].at.path, rule.id(), error)
