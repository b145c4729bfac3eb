"""The map: posts of a batch through all rules, into one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder
from msgspec.structs import replace

from seolint.engine.lint import Reader, decoded, lost
from seolint.engine.page import encode
from seolint.scale.job import PAGES, SUMMARY, Batch, Job, Slots, Summary, Unfiled, at_work, keys_later, sizes
from seolint.scale.sections import Data, Rows, packed
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
        summary, sections = _sections(job, batch)
        job.store.write(PAGES, batch.name, packed({SUMMARY: summary, **sections}))
        return summary


def try_batch(job: Job, batch: Batch) -> None:
    """Read posts for nothing but to see whether they can be read."""
    with at_work(job.folder):
        for _ in _answers(job, batch, batch.paths):
            pass


def _answers(job: Job, batch: Batch, paths: Sequence[str]) -> Iterator[bytes]:
    source = job.sources[batch.source]
    reader = Reader(batch.plan, job.most, whole=job.whole, judged=job.judged, text=source.text)
    for ahead in range(0, len(paths), source.ahead):
        part = paths[ahead : ahead + source.ahead]
        source.prepare([path for path in part if path not in batch.lost], job.most)
        for start in range(0, len(part), _TOGETHER):
            near = [path for path in part[start : start + _TOGETHER] if path not in batch.lost]
            read = dict(zip(near, reader.several(near), strict=True))
            for path in part[start : start + _TOGETHER]:
                yield read[path] if path in read else lost(path)


def _sections(job: Job, batch: Batch) -> tuple[bytes, dict[str, Data]]:
    """The ``Summary``, encoded, and what else the file of a batch has."""
    plan, slots, results = batch.plan, Slots(job.slots), Rows()
    later = {rule.id() for rules in {id(r): r for r in plan.rules.values()}.values() for rule in rules if keys_later(rule)}
    unfiled, lines, heads = Rows(), Rows(), dict[str, list[Raw]]()
    firsts: dict[tuple[int, int], str] = {}
    until, count = NEVER, 0
    for answer in _answers(job, batch, batch.paths):
        if not answer:
            continue
        result = decoded(answer)
        root = plan.sites[result.path].root
        for rule, told in result.facts.items():
            if rule in later:
                unfiled.add(encode(Unfiled(root, rule, told)))
                continue
            for fact in _facts(told):
                slots.file(root, rule, _keyed(fact).keys, fact)
        heads.setdefault(root, []).append(result.encoded_page.copy())
        lines.add(bytes(result.encoded_lines))
        results.add(encode(replace(result, facts={})))
        firsts.setdefault((id(plan.sites[result.path]), id(plan.rules[result.path])), result.path)
        until, count = min(until, result.until), count + 1
    filed = slots.sections()
    summary = Summary(until, sizes(filed, job.slots), count, bool(unfiled), tuple(firsts.values()))
    return encode(summary), {HEADS: encode(heads), UNFILED: unfiled, **filed, RESULTS: results, LINES: lines}
