"""Facts under their keys, and judged, slot by slot."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import Raw
from msgspec.msgpack import Decoder
from msgspec.structs import replace

from seolint.engine.judge import decoder_of, informed, judge_key
from seolint.engine.page import encode
from seolint.index import Index, Page
from seolint.rule import Fact, SiteRule
from seolint.scale.job import (
    JUDGED,
    KEYS,
    PAGES,
    SUMMARY,
    Court,
    Job,
    Judgement,
    Slots,
    Summary,
    at_work,
    decode_filed,
    decode_unfiled,
    sizes,
)
from seolint.scale.reading import HEADS, UNFILED
from seolint.scale.sections import Rows, packed
from seolint.site.clock import Noted

_heads = Decoder(dict[str, list[Page]]).decode
_facts = Decoder(list[Raw]).decode


class Bench:
    """The sites of a court as one worker knows them; nothing of them is read that no rule asks for."""

    def __init__(self, job: Job, court: Court) -> None:
        self._job, self._court = job, court
        self.noted = Noted()
        self._rules = {root: {rule.id(): rule for rule in rules} for root, rules in court.rules.items()}
        self.around = cache(self._surroundings)
        self._plain, self._routed = cache(self._read), cache(self._route)

    def rule(self, root: str, rule: str) -> SiteRule[Any] | None:
        """A rule with the options of a site; None where it does not judge in this run."""
        return self._rules.get(root, {}).get(rule)

    def index(self, root: str, rule: SiteRule[Any], facts: Sequence[Fact]) -> Index:
        index = self._routed(root) if rule.routed else self._plain(root)
        return informed(index, rule, facts, self.around(self._court.sources[root]))

    def _surroundings(self, source: int) -> Any:
        return self._job.sources[source].around(self._job.most)

    def _read(self, root: str) -> Index:
        pages: list[Page] = []
        for name in self._court.batches:
            pages += _heads(self._job.store.sections(PAGES, name, [HEADS])[HEADS]).get(root, ())
        site = self._court.sites[root]
        return Index(tuple(pages), self._job.whole, site.at(site.now, self.noted))

    def _route(self, root: str) -> Index:
        index = self._plain(root)
        site = index.site
        places = {site.inside(page.path): page.place for page in index.pages if page.placed}
        around = self.around(self._court.sources[root])
        return replace(index, routes=around.routes(site, places, whole=self._job.whole))


_benches: dict[str, Bench] = {}


def _bench(job: Job, court: Court) -> Bench:
    """That of this process, which is kept from task to task."""
    if court.name not in _benches:
        _benches.clear()
        _benches[court.name] = Bench(job, court)
    return _benches[court.name]


def file_batch(job: Job, court: Court, batch: str, name: str) -> bytes:
    """Write the facts of a batch that had to wait for the index; the ``Summary``, encoded."""
    with at_work(job.folder):
        if known := job.store.section(KEYS, name, SUMMARY):
            return known  # by a worker that was lost afterwards
        bench, slots = _bench(job, court), Slots(job.slots)
        told = decode_unfiled(job.store.sections(PAGES, batch, [UNFILED])[UNFILED])
        for each in told:
            rule = bench.rule(each.root, each.rule)
            if rule is None:
                continue
            facts = decoder_of(rule).decode(each.facts)
            index = bench.index(each.root, rule, facts)
            for fact, encoded in zip(facts, _facts(each.facts), strict=True):
                slots.file(each.root, each.rule, tuple(rule.keys(fact, index)), encoded)
        sections = slots.sections()
        summary = encode(Summary(bench.noted.next, sizes(sections, job.slots)))
        job.store.write(KEYS, name, packed({SUMMARY: summary, **sections}))
        return summary


def judge_slots(job: Job, court: Court, keyed: Sequence[str], first: int, last: int, name: str) -> bytes:
    """Judge what is filed in the slots ``first`` to ``last``, in the files of all batches and those of ``keyed``."""
    with at_work(job.folder):
        if known := job.store.section(JUDGED, name, SUMMARY):
            return known  # by a worker that was lost afterwards
        bench = _bench(job, court)
        found: defaultdict[int, Rows] = defaultdict(Rows)
        wanted = [str(number) for number in range(first, last + 1)]
        files = [*((PAGES, batch) for batch in court.batches), *((KEYS, each) for each in keyed)]
        read = [job.store.sections(kind, file, wanted) for kind, file in files]
        for number in wanted:
            for judgement in _judge([sections.pop(number) for sections in read if number in sections], bench):
                found[max(bisect_right(court.firsts, judgement.found.at.path) - 1, 0)].add(encode(judgement))
        summary = encode(Summary(bench.noted.next))
        job.store.write(JUDGED, name, packed({SUMMARY: summary, **{str(number): found[number] for number in sorted(found)}}))
        return summary


def _judge(sections: Sequence[bytes], bench: Bench) -> Iterator[Judgement]:
    """What is said of the facts of one slot, rule by rule and key by key; ``sections`` are in the order of the pages."""
    told: defaultdict[tuple[str, str], list[tuple[tuple[str, ...], Raw]]] = defaultdict(list)
    for section in sections:
        for filed in decode_filed(section):
            told[filed.root, filed.rule].append((filed.keys, filed.fact))
    for (root, id_), entries in sorted(told.items(), key=lambda item: item[0]):
        rule = bench.rule(root, id_)
        if rule is None:
            continue
        decoder = _decoder(rule.fact)
        groups: defaultdict[str, list[Fact]] = defaultdict(list)
        for keys, encoded in entries:
            fact = decoder.decode(encoded)
            for key in keys:
                groups[key].append(fact)
        entries.clear()
        facts = [*{id(fact): fact for group in groups.values() for fact in group}.values()] if rule.informed else ()
        index = bench.index(root, rule, facts)
        for key, group in sorted(groups.items()):
            for found in judge_key(rule, key, group, index):
                yield Judgement(root, id_, key, found)


@cache
def _decoder(shape: Any) -> Decoder[Fact]:
    return Decoder(shape)
