"""What is said of the pages of a batch in the end: their findings and the judgements, sifted and in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.msgpack import Decoder

from seolint.diagnostic import Diagnostic
from seolint.engine.conclusion import Concluded
from seolint.engine.page import PageResult, encode
from seolint.engine.results import Results
from seolint.engine.verdict import Told, Verdict
from seolint.scale.job import (
    JUDGED,
    PAGES,
    SAID,
    SUMMARY,
    Batch,
    Court,
    Job,
    Judgement,
    Summary,
    at_work,
    decode_judgements,
)
from seolint.scale.reading import RESULTS
from seolint.scale.sections import Rows, packed
from seolint.site.clock import NEVER

PATHS, TALLIES, FINDINGS = "paths", "tallies", "findings"
_results = Decoder(tuple[PageResult, ...]).decode


def say_batch(job: Job, court: Court, batch: Batch, number: int, judged: Sequence[str], name: str) -> bytes:
    """Write how often each rule speaks of the pages of a batch, and the findings of each page."""
    with at_work(job.folder):
        if known := job.store.section(SAID, name, SUMMARY):
            return known  # by a worker that was lost afterwards
        results = _results(job.store.sections(PAGES, batch.name, [RESULTS])[RESULTS])
        section, judgements = str(number), list[Judgement]()
        for file in judged:
            for data in job.store.sections(JUDGED, file, [section]).values():
                judgements += decode_judgements(data)
        said = Concluded(Results(results), batch.plan, _verdicts(court, judgements), court.left_out)
        tallies = [said.tallies.get(result.path, ()) for result in results]
        findings = Rows()
        for result in results:
            findings.add(encode([*said.findings(result.path)]))
        summary = encode(Summary(NEVER, posts=len(results)))
        paths = encode([result.path for result in results])
        job.store.write(SAID, name, packed({
            SUMMARY: summary, PATHS: paths, TALLIES: encode(tallies), FINDINGS: findings,
        }))  # fmt: skip
        return summary


def _verdicts(court: Court, judgements: Sequence[Judgement]) -> dict[str, list[Verdict]]:
    """As if each rule had judged its site at once: in the order of the keys."""
    told: defaultdict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for each in sorted(judgements, key=lambda judgement: judgement.key):
        told[each.root, each.rule].append(each.found)
    return {root: [Told(told.get((root, rule.id()), ())) for rule in rules] for root, rules in court.rules.items()}
