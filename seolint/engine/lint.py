"""The whole story of a run: read every page, judge every site, put the findings in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from seolint.diagnostic import Diagnostic
from seolint.engine.judge import judge_site
from seolint.engine.page import PageResult, failed, read_page
from seolint.engine.pool import read_all
from seolint.engine.read import read_text
from seolint.notices import parse_failed, rule_failed
from seolint.outcome import Outcome, Source
from seolint.rule import Rule, SiteRule
from seolint.site import Site

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(PageResult)


class Reader(Struct, frozen=True):
    """Reads one file through the rules: what a worker needs, and nothing else."""

    rules: tuple[Rule, ...]
    sites: Mapping[str, Site]
    most: int

    def __call__(self, path: str) -> bytes:
        text = read_text(path, self.most)
        return self.page(path, text) if isinstance(text, str) else _ENCODER.encode(failed(path, text))

    def page(self, path: str, text: str) -> bytes:
        """The ``PageResult`` of a text, encoded; see ``decoded``."""
        return _encoded(path, text, self.sites[path], self.rules)


def decoded(page: bytes) -> PageResult:
    return _DECODER.decode(page)


Then = Callable[[Reader, dict[str, PageResult], Callable[[], Outcome]], Outcome]
"""What a run does with the results of its pages, which it may replace, and with the way to their conclusion."""


def lint_files(
    paths: Sequence[str],
    rules: Sequence[Rule],
    sites: Mapping[str, Site],
    *,
    whole: bool,
    judged: bool = True,
    most: int = 10_000_000,
    jobs: int = 0,
    progress: Callable[[int], None] = lambda _: None,
    then: Then | None = None,
) -> Outcome:
    """Lint ``paths``. ``judged``: let site rules speak; ``whole``: of what is not there too; ``then``: go on, and conclude."""
    results: dict[str, PageResult] = {}
    reader = Reader(tuple(rules), sites, most)
    for encoded in read_all(paths, reader, _lost, jobs):
        result = _DECODER.decode(encoded)
        results[result.page.path] = result
        progress(len(results))

    def concluded() -> Outcome:
        return conclude(results.values(), rules, sites, whole=whole, judged=judged)

    return then(reader, results, concluded) if then is not None else concluded()


def conclude(
    results: Iterable[PageResult], rules: Sequence[Rule], sites: Mapping[str, Site], *, whole: bool, judged: bool = True
) -> Outcome:
    """The findings of all pages and of the sites they make, in order."""
    results = list(results)
    diagnostics = [diagnostic for result in results for diagnostic in result.diagnostics]
    groups: defaultdict[str, list[PageResult]] = defaultdict(list)
    for result in results:
        groups[sites[result.page.path].root].append(result)
    site_rules: list[SiteRule[Any]] = [rule for rule in rules if isinstance(rule, SiteRule)]
    judges = [rule for rule in site_rules if (judged or rule.alone) and (whole or not rule.absence)]
    for root in sorted(groups):
        diagnostics += judge_site(groups[root], judges, whole=whole)
    left_out = tuple(rule.id() for rule in site_rules if rule not in judges)
    sources = {result.page.path: Source(result.page.path, result.lines) for result in results}
    return Outcome(tuple(sorted(diagnostics, key=_order)), sources, left_out)


def lint_texts(texts: Mapping[str, str], rules: Sequence[Rule], site: Site) -> list[Diagnostic]:
    """Lint posts that are in memory as one whole site: for examples and tests."""
    results = [_DECODER.decode(_encoded(path, text, site, rules)) for path, text in texts.items()]
    return list(conclude(results, rules, dict.fromkeys(texts, site), whole=True).diagnostics)


def _encoded(path: str, text: str, site: Site, rules: Sequence[Rule]) -> bytes:
    """What ``rules`` say of one page, or that it is nothing to write down: half of a surrogate pair."""
    try:
        return _ENCODER.encode(read_page(path, text, site, rules))
    except UnicodeEncodeError as error:
        return _ENCODER.encode(failed(path, rule_failed(path, "document", error)))


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    at = diagnostic.at
    return at.path, at.start, at.end, diagnostic.rule, diagnostic.message.en


def _lost(path: str) -> bytes:
    en, ja = "Reading this file killed the process", "このファイルを読むとプロセスが異常終了しました"
    return _ENCODER.encode(failed(path, parse_failed(path, en, ja)))
