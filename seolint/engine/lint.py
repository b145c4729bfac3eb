"""The whole story of a run: read every page, judge every site, put the findings in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from operator import attrgetter

import msgspec
from msgspec import Struct

from seolint.diagnostic import Diagnostic
from seolint.engine.ignore import Sieve
from seolint.engine.judge import judge_site
from seolint.engine.page import PageResult, failed, read_page
from seolint.engine.plan import Plan
from seolint.engine.pool import read_all
from seolint.engine.read import read_text
from seolint.engine.surroundings import DiskSurroundings, MemorySurroundings, Surroundings, Visit
from seolint.notices import parse_failed, rule_failed
from seolint.outcome import Outcome, Source, is_report
from seolint.rule import Rule
from seolint.site import Site


def _plain(value: object) -> str:
    """A scalar of a configuration as text and nothing more."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(type(value))


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)
_DECODER = msgspec.msgpack.Decoder(PageResult)
_ORDER = attrgetter("at", "rule", "message.en")
"""Path, place, rule, words."""


class Reader(Struct, frozen=True):
    """Reads one file through the rules: what a worker needs, and nothing else."""

    plan: Plan
    most: int

    def __call__(self, path: str) -> bytes:
        """The ``PageResult`` of a file, encoded; nothing for a report that seolint wrote, which is no page."""
        text = read_text(path, self.most)
        if not isinstance(text, str):
            return _ENCODER.encode(failed(path, text))
        return b"" if is_report(text) else self.page(path, text)

    def page(self, path: str, text: str) -> bytes:
        """The ``PageResult`` of a text, encoded; see ``decoded``."""
        return _encoded(path, text, self.plan.sites[path], self.plan.rules[path])


def decoded(page: bytes) -> PageResult:
    return _DECODER.decode(page)


Then = Callable[[Reader, dict[str, PageResult], Callable[[], Outcome]], Outcome]
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
) -> Outcome:
    """Lint ``paths``. ``judged``: let site rules speak; ``whole``: of what is not there too; ``then``: go on, and conclude.

    ``visit`` asks URLs, where the user lets the run do so.
    """
    results: dict[str, PageResult] = {}
    reader = Reader(plan, most)
    for number, encoded in enumerate(read_all(paths, reader, _lost, jobs), 1):
        if encoded:
            result = _DECODER.decode(encoded)
            results[result.page.path] = result
        progress(number)

    around = DiskSurroundings(most, visit)

    def concluded() -> Outcome:
        return conclude(results.values(), plan, around, whole=whole, judged=judged)

    return then(reader, results, concluded) if then is not None else concluded()


def conclude(
    results: Iterable[PageResult], plan: Plan, around: Surroundings, *, whole: bool, judged: bool = True
) -> Outcome:
    """The findings of all pages and of the sites they make, in order."""
    results = list(results)
    diagnostics = [diagnostic for result in results for diagnostic in result.diagnostics]
    groups: defaultdict[str, list[PageResult]] = defaultdict(list)
    for result in results:
        groups[plan.sites[result.page.path].root].append(result)
    left_out: set[str] = set()
    for root in sorted(groups):
        rules = plan.judges(root, (result.page.path for result in groups[root]))
        judges = [rule for rule in rules if (judged or rule.alone) and (whole or not rule.absence)]
        left_out.update(rule.id() for rule in rules if rule not in judges)
        diagnostics += plan.heard(judge_site(groups[root], judges, plan.sites[groups[root][0].page.path], around, whole=whole))
    diagnostics = _sifted(diagnostics, results, plan, left_out)
    sources = {result.page.path: Source(result.page.path, result.lines) for result in results}
    return Outcome(tuple(sorted(diagnostics, key=_ORDER)), sources, tuple(sorted(left_out)))


def _sifted(
    diagnostics: Iterable[Diagnostic], results: Iterable[PageResult], plan: Plan, left_out: Set[str]
) -> list[Diagnostic]:
    """The findings that nothing suppresses, and what is wrong with suppressions."""
    sieves = {result.page.path: Sieve(result.page.path, result.ignores) for result in results if result.ignores}
    kept = list(diagnostics)
    if sieves:
        kept = [found for found in kept if found.at.path not in sieves or sieves[found.at.path].passes(found)]
    for path, sieve in sieves.items():
        kept += sieve.unused(frozenset(rule.id() for rule in plan.rules[path]) - left_out)
    return [found for found in kept if found.rule not in plan.silent.get(found.at.path, ())] if plan.silent else kept


def lint_texts(
    texts: Mapping[str, str], rules: Sequence[Rule], site: Site, around: Surroundings | None = None
) -> list[Diagnostic]:
    """Lint posts that are in memory as one whole site, with what is ``around`` them: for examples and tests."""
    around = around or MemorySurroundings(texts)
    results = [_DECODER.decode(_encoded(path, text, site, rules)) for path, text in texts.items()]
    plan = Plan.uniform(texts, rules, dict.fromkeys(texts, site))
    return list(conclude(results, plan, around, whole=True).diagnostics)


def _encoded(path: str, text: str, site: Site, rules: Sequence[Rule]) -> bytes:
    """What ``rules`` say of one page, or that it is nothing to write down: half of a surrogate pair."""
    try:
        return _ENCODER.encode(read_page(path, text, site, rules))
    except UnicodeEncodeError as error:
        return _ENCODER.encode(failed(path, rule_failed(path, "document", error)))


def _lost(path: str) -> bytes:
    en, ja = "Reading this file killed the process", "このファイルを読むとプロセスが異常終了しました"
    return _ENCODER.encode(failed(path, parse_failed(path, en, ja)))
