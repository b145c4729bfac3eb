"""The map: posts of a batch through all rules, into one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder
from msgspec.structs import replace

from seolint.engine.lint import Reader, decoded, lost
from seolint.engine.page import PageResult, encode
from seolint.scale.job import PAGES, SUMMARY, Batch, Job, Slots, Summary, Unfiled, at_work, keys_later, sizes
from seolint.scale.sections import packed
from seolint.site.clock import NEVER

RESULTS, LINES, HEADS, UNFILED = "results", "lines", "heads", "unfiled"
_TOGETHER = 4
"""How many posts are read together."""


class _Keyed(Struct):
    """All that filing needs of a fact."""

    keys: tuple[str, ...]


_keyed, _facts = Decoder(_Keyed).decode, Decoder(list[Raw]).decode


def read_batch(job: Job, batch: Batch) -> bytes:
    """Write what the posts of a batch come to; its ``Summary``, encoded."""
    with at_work(job.folder):
        if known := job.store.section(PAGES, batch.name, SUMMARY):
            return known  # by a worker that was lost afterwards
        sections = _sections(job, batch)
        job.store.write(PAGES, batch.name, packed(sections))
        return sections[SUMMARY]


def try_batch(job: Job, batch: Batch) -> None:
    """Read posts for nothing but to see whether they can be read."""
    with at_work(job.folder):
        for _ in _answers(job, batch, batch.paths):
            pass


def _answers(job: Job, batch: Batch, paths: Sequence[str]) -> Iterator[bytes]:
    source = job.sources[batch.source]
    reader = Reader(batch.plan, job.most, whole=job.whole, judged=job.judged, text=source.text)
    for ahead in range(0, len(paths), source.ahead):
        near = [path for path in paths[ahead : ahead + source.ahead] if path not in batch.lost]
        source.prepare(near, job.most)
        for start in range(0, len(near), _TOGETHER):
            yield from reader.several(near[start : start + _TOGETHER])
    yield from map(lost, sorted(batch.lost))


def _sections(job: Job, batch: Batch) -> dict[str, bytes]:
    plan, slots = batch.plan, Slots(job.slots)
    results: list[PageResult] = []
    later = {rule.id() for rules in {id(r): r for r in plan.rules.values()}.values() for rule in rules if keys_later(rule)}
    unfiled: list[Unfiled] = []
    heads: dict[str, list[Raw]] = {}
    for answer in _answers(job, batch, batch.paths):
        if not answer:
            continue
        result = decoded(answer)
        root = plan.sites[result.path].root
        for rule, told in result.facts.items():
            if rule in later:
                unfiled.append(Unfiled(root, rule, told.copy()))
                continue
            for fact in _facts(told):
                slots.file(root, rule, _keyed(fact).keys, fact)
        results.append(_without_facts(result))
    results.sort(key=lambda result: result.path)
    for result in results:
        heads.setdefault(plan.sites[result.path].root, []).append(result.encoded_page)
    filed = slots.sections()
    until = min((result.until for result in results), default=NEVER)
    summary = Summary(until, sizes(filed, job.slots), len(results), bool(unfiled), tuple(_firsts(results, batch)))
    return {
        SUMMARY: encode(summary), HEADS: encode(heads), UNFILED: encode(unfiled), **filed,
        RESULTS: encode(results),
        LINES: encode([result.encoded_lines for result in results]),
    }  # fmt: skip


def _without_facts(result: PageResult) -> PageResult:
    """The same in memory of its own, so that the worker's answer can go."""
    return decoded(encode(replace(result, facts={})))


def _firsts(results: Sequence[PageResult], batch: Batch) -> Iterator[str]:
    """The first page of each site and set of rules, which tell all that is to be known of the sites."""
    seen: set[tuple[int, int]] = set()
    for result in results:
        kind = id(batch.plan.sites[result.path]), id(batch.plan.rules[result.path])
        if kind not in seen:
            seen.add(kind)
            yield result.path
