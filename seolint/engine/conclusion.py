"""The findings of all pages and of the sites they make, in order; those that nobody asks for are not made."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from seolint.diagnostic import Diagnostic, Severity
from seolint.engine.blake import blake2b
from seolint.engine.ignore import Sieve
from seolint.engine.judge import judge_site
from seolint.engine.page import encode, places
from seolint.engine.plan import Plan
from seolint.engine.results import Results
from seolint.engine.surroundings import Surroundings
from seolint.engine.verdict import Verdict
from seolint.outcome import Findings, Outcome, Read, Source, Tally, order, tally
from seolint.rule import Rule, SiteRule


def judges(rule: Rule, *, whole: bool, judged: bool) -> bool:
    """Whether a rule that needs other pages speaks in a run, of which ``lint_files`` says what it knows."""
    return isinstance(rule, SiteRule) and (judged or rule.alone) and (whole or not rule.absence)


def conclude(results: Results, plan: Plan, around: Surroundings, *, whole: bool, judged: bool = True) -> Outcome:
    """What the pages of a run and the sites of these pages come to."""
    heads = results.heads
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(heads):
        groups[plan.sites[path].root].append(path)
    verdicts: dict[str, list[Verdict]] = {}
    left_out: set[str] = set()
    for root, paths in sorted(groups.items()):
        rules = plan.judges(root, paths)
        judging = [rule for rule in rules if judges(rule, whole=whole, judged=judged)]
        left_out.update(rule.id() for rule in rules if rule not in judging)
        verdicts[root] = judge_site(results, paths, judging, plan.sites[paths[0]], around, whole=whole)
    sources = Read(sorted(heads), lambda path: Source(path, array("I", results.lines(path))))
    return Outcome(Concluded(results, plan, verdicts, left_out), sources, tuple(sorted(left_out)))


class Said:
    """What is said of each page: its findings and the verdicts on its site, by root, but for what suppressions hold back."""

    def __init__(
        self, results: Results, plan: Plan, verdicts: Mapping[str, Sequence[Verdict]], left_out: Collection[str]
    ) -> None:
        self._results, self._plan, self._verdicts, self._hearing = results, plan, verdicts, plan.hearing()
        self._left_out = frozenset(left_out)

    def of(self, path: str) -> Sequence[Diagnostic]:
        """The findings of a page in order."""
        return self.sifted(path) if self.is_sifted(path) else self.plain(path)

    def is_sifted(self, path: str) -> bool:
        """Whether anything is held back there."""
        return self._results.heads[path].suppresses or bool(self._plan.silent.get(path))

    def plain(self, path: str) -> Sequence[Diagnostic]:
        """The findings of a page where nothing is held back."""
        own, judged = self._results.findings(path), [*self._judgements(path)]
        return sorted((*own, *judged), key=order) if judged else own

    def sifted(self, path: str) -> Sequence[Diagnostic]:
        """The findings of a page but for what is held back, and what held nothing back."""
        sieve, silent = Sieve(path, self._results.heads[path].ignores), self._plan.silent.get(path, ())
        found = [each for each in (*self._results.findings(path), *self._judgements(path)) if sieve.passes(each)]
        found += sieve.unused(frozenset(rule.id() for rule in self._plan.rules[path]) - self._left_out)
        return tuple(sorted((each for each in found if each.rule not in silent), key=order))

    def _judgements(self, path: str) -> Iterator[Diagnostic]:
        """What site rules say of a page, as far as it is heard."""
        for verdict in self._verdicts[self._plan.sites[path].root]:
            for found in verdict.findings(path) if path in verdict.tallies else ():
                weight = self._hearing(path, found.rule, found.severity)
                if weight is not None:
                    yield found if weight is found.severity else replace(found, severity=weight)


class Concluded(Findings):
    """What is said of all pages."""

    def __init__(
        self, results: Results, plan: Plan, verdicts: Mapping[str, Sequence[Verdict]], left_out: Collection[str]
    ) -> None:
        self._results, self._plan, self._verdicts, self._hearing = results, plan, verdicts, plan.hearing()
        self._said = Said(results, plan, verdicts, left_out)
        self._sifted = {path: self._said.sifted(path) for path in results.heads if self._said.is_sifted(path)}
        same: dict[tuple[str, Severity, int], tuple[str, Severity, int]] = {}
        tallies = {
            path: tuple([same.setdefault(each, each) for each in self._tally(path, own)]) for path, own in results.tallies()
        }  # fmt: skip
        super().__init__({path: spoken for path, spoken in tallies.items() if spoken}, self.findings)

    def written(self, path: str, form: str, write: Callable[[Sequence[Diagnostic]], str]) -> str:
        if path in self._sifted or not self._results.keeps_written:
            return write(self.findings(path))
        said = [each.encoded(path) for each in self._verdicts[self._plan.sites[path].root] if path in each.tallies]
        key = blake2b(encode((said, self.tallies[path])), digest_size=16).digest()
        known = self._results.recall_written(path, form, key)
        if known is None:
            found = self.findings(path)
            known = write(found)
            others = {place.path for each in found for place in places(each)} - {path}
            self._results.keep_written(path, form, key, others, known)
        return known

    def findings(self, path: str) -> Sequence[Diagnostic]:
        """What is said of one page, in order."""
        return self._sifted[path] if path in self._sifted else self._said.plain(path)

    def _tally(self, path: str, own: Tally) -> Tally:
        if path in self._sifted:
            return tally(self._sifted[path])
        said = [
            (rule, weight, count)
            for verdict in self._verdicts[self._plan.sites[path].root]
            for rule, severity, count in verdict.tallies.get(path, ())
            if (weight := self._hearing(path, rule, severity)) is not None
        ]
        counts = {(rule, severity): count for rule, severity, count in own} if said else {}
        for rule, severity, count in said:
            counts[rule, severity] = counts.get((rule, severity), 0) + count
        return tuple((rule, severity, count) for (rule, severity), count in counts.items()) if said else own
