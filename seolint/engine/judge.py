"""The facts of a site to findings: one group at a time, in an order that does not depend on the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, partial
from itertools import islice, pairwise
from typing import Any

from msgspec.msgpack import Decoder
from msgspec.structs import replace

from seolint.diagnostic import Diagnostic
from seolint.engine.results import Results
from seolint.engine.surroundings import Surroundings
from seolint.engine.verdict import Verdict
from seolint.index import Index
from seolint.notices import rule_failed
from seolint.rule import Fact, SiteRule
from seolint.site import Site
from seolint.site.clock import Noted

AnyRule = SiteRule[Any]

_FEW, _MOST, _SAMPLE = 2_000, 8_000_000, 97
"""Up to so many pages all facts of a rule are in memory at once; above, those of keys that have so many bytes of them, which one
fact of so many tells."""


def judge_site(
    results: Results, paths: Sequence[str], rules: Sequence[AnyRule], site: Site, around: Surroundings, *, whole: bool
) -> list[Verdict]:
    """What site rules say of the pages of one site, whose ``paths`` are sorted."""
    noted = Noted()
    sitting = Sitting(results, paths, site.at(site.now, noted), around, whole=whole)
    verdicts = results.verdicts(site, paths, around, noted, whole=whole)
    return [verdicts.of(rule, partial(sitting.judge, rule), around=rule.routed or rule.informed) for rule in rules]


class Sitting:
    """The pages of one site before their judges; nothing is decoded that no one asks for."""

    def __init__(self, results: Results, paths: Sequence[str], site: Site, around: Surroundings, *, whole: bool) -> None:
        self._paths = paths
        self._results, self._site, self._around, self._whole = results, site, around, whole

    def judge(self, rule: AnyRule) -> Iterator[Diagnostic]:
        """Key by key in order; where there are many facts, as many keys at once as have some megabytes of them."""
        edges = self._edges(rule) if len(self._paths) > _FEW and not rule.informed else ()
        for first, last in pairwise(("", *edges, None)):
            yield from self._judge(rule, first or "", last)

    def _judge(self, rule: AnyRule, first: str, last: str | None) -> Iterator[Diagnostic]:
        """What ``rule`` says of the keys from ``first`` to before ``last``."""
        facts = facts_of(rule, self._results, self._paths)
        if first or last is not None:
            yield from judge_rule(rule, facts, self.index(rule), lambda key: first <= key and (last is None or key < last))
        elif all_facts := tuple(facts):
            yield from judge_rule(rule, all_facts, informed(self.index(rule), rule, all_facts, self._around))

    def _edges(self, rule: AnyRule) -> Sequence[str]:
        """The keys at which the facts are cut into parts of about ``_MOST`` bytes."""
        size = sum(len(memoryview(told)) for told in self._results.facts(rule.id(), self._paths))
        if size <= _MOST:
            return ()
        index, facts = self.index(rule), facts_of(rule, self._results, self._paths)
        some = sorted(key for fact in islice(facts, 0, None, _SAMPLE) for key in rule.keys(fact, index))
        parts = size // _MOST + 1
        return sorted({some[len(some) * part // parts] for part in range(1, parts)} - {""}) if some else ()

    def index(self, rule: AnyRule) -> Index:
        """What ``rule`` may ask, but for what it says of files and URLs itself."""
        return self.routed if rule.routed else self._index

    @cached_property
    def _index(self) -> Index:
        return Index(tuple(self._results.heads[path].page for path in self._paths), self._whole, self._site)

    @cached_property
    def routed(self) -> Index:
        """The pages with the routes between them."""
        places = {self._site.inside(page.path): page.place for page in self._index.pages if page.placed}
        return replace(self._index, routes=self._around.routes(self._site, places, whole=self._whole))


def judge_rule(
    rule: AnyRule, facts: Iterable[Fact], index: Index, wanted: Callable[[str], bool] = lambda _: True
) -> Iterator[Diagnostic]:  # fmt: skip
    """What one site rule says of the ``wanted`` keys, key by key in order."""
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for key in rule.keys(fact, index):
            if wanted(key):
                groups[key].append(fact)
    for key in sorted(groups):
        yield from judge_key(rule, key, groups.pop(key), index)


def judge_key(rule: AnyRule, key: str, group: Sequence[Fact], index: Index) -> Iterator[Diagnostic]:
    """What one site rule says of the facts of one key, or that it failed."""
    try:
        yield from rule.judge(key, group, index)
    except Exception as error:
        yield rule_failed(group[0].at.path, rule.id(), error)


def facts_of(rule: AnyRule, results: Results, paths: Iterable[str]) -> Iterator[Fact]:
    """What pages told a rule, in source order."""
    decoder = decoder_of(rule)
    for told in results.facts(rule.id(), paths):
        yield from decoder.decode(told)


@cache
def _decoder(shape: Any) -> Decoder[tuple[Fact, ...]]:
    return Decoder(tuple[shape, ...])


def decoder_of(rule: AnyRule) -> Decoder[tuple[Fact, ...]]:
    """What decodes that which a page told a rule."""
    return _decoder(rule.fact)


def informed(index: Index, rule: AnyRule, facts: Sequence[Fact], around: Surroundings) -> Index:
    """``index`` with what a rule has to know of files and URLs."""
    if not rule.informed:
        return index
    paths = dict.fromkeys(path for fact in facts for path in rule.files(fact, index))
    urls = dict.fromkeys(url for fact in facts for url in rule.visits(fact, index))
    if paths:
        index = replace(index, files=around.files(index.site, paths))
    return replace(index, replies=around.replies(urls)) if urls else index
