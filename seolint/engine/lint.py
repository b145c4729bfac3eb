"""The whole story of a run: read every page, judge every site, put the findings in order."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.msgpack import Decoder

from seolint.diagnostic import Diagnostic
from seolint.engine.ignore import Sieve
from seolint.engine.judge import judge_site
from seolint.engine.page import PageResult, encode, failed, read_page
from seolint.engine.plan import Plan
from seolint.engine.pool import read_all
from seolint.engine.read import read_text
from seolint.engine.results import Results
from seolint.engine.surroundings import DiskSurroundings, MemorySurroundings, Surroundings, Visit
from seolint.notices import parse_failed, rule_failed
from seolint.outcome import Findings, Outcome, Read, Source, Tally, is_report, order, tally
from seolint.rule import Rule, SiteRule
from seolint.site import Site

if TYPE_CHECKING:
    from seolint.engine.profile import Profile

_DECODER = Decoder(PageResult)
_MANY = 2_000
"""So many results are not held in memory."""


class Reader(Struct, frozen=True):
    """Reads one file through the rules: what a worker needs, and nothing else; ``whole`` and ``judged`` as in ``lint_files``."""

    plan: Plan
    most: int
    whole: bool = True
    judged: bool = True
    profile: Profile | None = None

    def __call__(self, path: str) -> bytes:
        """The ``PageResult`` of a file, encoded; nothing for a report that seolint wrote, which is no page."""
        text = read_text(path, self.most)
        if not isinstance(text, str):
            return encode(failed(path, text))
        return b"" if is_report(text) else self.page(path, text)

    def page(self, path: str, text: str) -> bytes:
        """The ``PageResult`` of a text, encoded; see ``decoded``."""
        read = read_page if self.profile is None else self.profile.read_page
        return _encoded(path, text, self.plan.sites[path], self.plan.rules[path], self._judges, read)

    def _judges(self, rule: Rule) -> bool:
        return _judges(rule, whole=self.whole, judged=self.judged)


def _judges(rule: Rule, *, whole: bool, judged: bool) -> bool:
    """Whether a rule that needs other pages speaks in a run, of which ``lint_files`` says what it knows."""
    return isinstance(rule, SiteRule) and (judged or rule.alone) and (whole or not rule.absence)


def decoded(page: bytes) -> PageResult:
    return _DECODER.decode(page)


Then = Callable[[Reader, Results, Callable[[], Outcome]], Outcome]
"""What a run does with the results of its pages, which it may replace, and with the way to their conclusion."""


def lint_files(
    paths: Sequence[str],
    plan: Plan,
    *,
    whole: bool,
    judged: bool = True,
    most: int = 10_000_000,
    jobs: int = 0,
    progress: Callable[[int], None] = lambda _: None,
    then: Then | None = None,
    visit: Visit | None = None,
    cache: str | None = None,
    profile: Profile | None = None,
) -> Outcome:
    """Lint ``paths``. ``judged``: let site rules speak; ``whole``: of what is not there too; ``then``: go on, and conclude.

    ``visit`` asks URLs, where the user lets the run do so; ``cache`` is the folder that results are kept in; ``profile`` takes
    the time, in one process.
    """
    kept = cache is not None  # for runs that judge more than this one
    reader = Reader(plan, most, whole=whole or kept, judged=judged or kept, profile=profile)
    results = _results(paths, reader, cache)
    left = results.recall(paths)
    for number, encoded in enumerate(read_all(left, reader, _lost, 1 if profile else jobs), len(paths) - len(left) + 1):
        if encoded:
            results.add(decoded(encoded))
        progress(number)
    results.settle()
    around = DiskSurroundings(most, visit)

    def concluded() -> Outcome:
        return conclude(results, plan, around, whole=whole, judged=judged)

    outcome = then(reader, results, concluded) if then is not None else concluded()
    results.close()
    return outcome


def _results(paths: Sequence[str], reader: Reader, cache: str | None) -> Results:
    """Where the results of a run are: in the cache, else in memory, or where there are many in a file that nobody sees."""
    if cache is None and len(paths) < _MANY:
        return Results()
    from seolint.engine.cache import Cache, open_cache
    from seolint.engine.context import Contexts
    from seolint.engine.recalled import RecalledResults

    kept = open_cache(cache) if cache is not None else None
    if kept is None and len(paths) < _MANY:
        return Results()

    def read(path: str) -> PageResult | None:
        encoded = reader(path)
        return decoded(encoded) if encoded else None

    now = max((site.now.timestamp() for site in reader.plan.sites.values()), default=0.0)
    return RecalledResults(kept or Cache(""), Contexts(reader.plan, cache or "."), read, reader.most, now)


def conclude(results: Results, plan: Plan, around: Surroundings, *, whole: bool, judged: bool = True) -> Outcome:
    """The findings of all pages and of the sites they make, in order."""
    heads = results.heads
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(heads):
        groups[plan.sites[path].root].append(path)
    judgements: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    left_out: set[str] = set()
    for root, paths in sorted(groups.items()):
        rules = plan.judges(root, paths)
        judges = [rule for rule in rules if _judges(rule, whole=whole, judged=judged)]
        left_out.update(rule.id() for rule in rules if rule not in judges)
        for found in plan.heard(judge_site(results, paths, judges, plan.sites[paths[0]], around, whole=whole)):
            judgements[found.at.path].append(found)
    sources = Read(sorted(heads), lambda path: Source(path, array("I", heads[path].lines)))
    return Outcome(_sifted(results, plan, judgements, left_out), sources, tuple(sorted(left_out)))


def _sifted(
    results: Results, plan: Plan, judgements: Mapping[str, Sequence[Diagnostic]], left_out: Set[str]
) -> Findings:
    """The findings that nothing suppresses, and what is wrong with suppressions; those of most posts are not even decoded."""
    sifted: dict[str, tuple[Diagnostic, ...]] = {}
    for path, head in results.heads.items():
        ignores, silent = head.ignores, plan.silent.get(path, ())
        if ignores or silent:
            sieve = Sieve(path, ignores)
            found = [each for each in (*results.findings(path), *judgements.get(path, ())) if sieve.passes(each)]
            found += sieve.unused(frozenset(rule.id() for rule in plan.rules[path]) - left_out)
            sifted[path] = tuple(sorted((each for each in found if each.rule not in silent), key=order))

    def findings(path: str) -> Sequence[Diagnostic]:
        if path in sifted:
            return sifted[path]
        own, more = results.findings(path), judgements.get(path)
        return sorted((*own, *more), key=order) if more else own

    tallies = {path: tally(sifted[path]) if path in sifted else _sum(head.tally, tally(judgements.get(path, ())))
               for path, head in sorted(results.heads.items())}  # fmt: skip
    return Findings({path: spoken for path, spoken in tallies.items() if spoken}, findings)


def _sum(first: Tally, second: Tally) -> Tally:
    """Two tallies of one post as one."""
    if not first or not second:
        return first or second
    counts = {(rule, severity): count for rule, severity, count in first}
    for rule, severity, count in second:
        counts[rule, severity] = counts.get((rule, severity), 0) + count
    return tuple((rule, severity, count) for (rule, severity), count in counts.items())


def lint_texts(
    texts: Mapping[str, str], rules: Sequence[Rule], site: Site, around: Surroundings | None = None
) -> list[Diagnostic]:
    """Lint posts that are in memory as one whole site, with what is ``around`` them: for examples and tests."""
    around = around or MemorySurroundings(texts)
    results = Results(decoded(_encoded(path, text, site, rules)) for path, text in texts.items())
    plan = Plan.uniform(texts, rules, dict.fromkeys(texts, site))
    return list(conclude(results, plan, around, whole=True).diagnostics)


def _encoded(
    path: str, text: str, site: Site, rules: Sequence[Rule], judges: Callable[[Rule], bool] = lambda _: True,
    read: Callable[..., PageResult] = read_page,
) -> bytes:  # fmt: skip
    """What ``rules`` say of one page, or that it is nothing to write down: half of a surrogate pair."""
    try:
        return encode(read(path, text, site, rules, judges))
    except UnicodeEncodeError as error:
        return encode(failed(path, rule_failed(path, "document", error)))


def _lost(path: str) -> bytes:
    en, ja = "Reading this file killed the process", "このファイルを読むとプロセスが異常終了しました"
    return encode(failed(path, parse_failed(path, en, ja)))
