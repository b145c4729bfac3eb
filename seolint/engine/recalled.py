"""The results of a run of which most are on the disk: those of former runs, and those that were put there lest memory fill up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from typing import ParamSpec, TypeVar

from msgspec import Raw

from seolint.diagnostic import Diagnostic
from seolint.engine.cache import BrokenCacheError, Cache
from seolint.engine.context import Contexts, digest
from seolint.engine.kept import Row, Stamp, checksum
from seolint.engine.page import Head, PageResult, empty, findings, lines, tallied
from seolint.engine.read import NotRegularError, on_disk, read_bytes
from seolint.engine.results import Results, Verdicts
from seolint.engine.surroundings import Surroundings
from seolint.engine.tallies import Spoken, Tallies, spoken
from seolint.engine.verdict import Judge, Told, Verdict
from seolint.notices import RULE_FAILED
from seolint.outcome import Tally
from seolint.rule import Rule
from seolint.site import Site
from seolint.site.clock import Noted

T = TypeVar("T")
P = ParamSpec("P")

_BATCH, _PART = 200, 500
"""How many results are written, and asked for, at once."""
_TICK, _DAY = 2_000_000_000, 86_400_000_000_000
"""Nanoseconds in which a file may change twice without a new time; and how often it is noted that a page is still there."""
_SPARE = 2_000
"""How many pages are kept beside two of each page of a run: those of other settings and branches."""

Read = Callable[[str], PageResult | None]


class RecalledResults(Results):
    """Whatever the cache cannot give is read again, so that it costs time at most."""

    keeps_written = True

    def __init__(self, cache: Cache, contexts: Contexts, read: Read, most: int, now: float) -> None:
        """``read`` reads a page of at most ``most`` bytes anew; nothing for what is no page. ``now`` is in seconds since 1970."""
        super().__init__()
        self._heads: dict[str, Head] = {}
        self._cache, self._contexts, self._read, self._most = cache, contexts, read, most
        self._now, self._seen = now, time.time_ns()
        self._rows: dict[str, Row] = {}
        self._stamps: dict[str, Stamp] = {}
        self._new: list[PageResult] = []
        self._written: list[tuple[Row, str, bytes, tuple[str, ...], bytes, str]] = []
        self._count, self._works = 0, True

    @property
    def heads(self) -> Mapping[str, Head]:
        return self._heads

    def recall(self, paths: Sequence[str]) -> Sequence[str]:
        contexts = {path: self._contexts.page(path) for path in paths}
        rows = self._try(self._cache.rows, contexts) or {}
        left: list[str] = []
        again: list[tuple[str, bytes, Row, Stamp]] = []
        for path in paths:
            try:
                status = os.stat(on_disk(path))
            except (OSError, ValueError):
                left.append(path)
                continue
            stamp = Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, self._seen)
            row, before = rows.pop(path, (None, stamp))
            if row is None or stamp.size > self._most or not self._holds(path, before, stamp, row.kept.head):
                self._stamps[path] = stamp
                left.append(path)
                continue
            if not _same(before, stamp) or before.seen + _DAY < self._seen:
                again.append((path, contexts[path], row, stamp))
            self._rows[path], self._heads[path] = row, row.kept.head
        if again:
            self._try(self._cache.refresh, again)
        self._count = len(paths)
        return left

    def _holds(self, path: str, before: Stamp, now: Stamp, head: Head) -> bool:
        """Whether what is kept of a page still holds."""
        if self._now >= head.until or before.size != now.size:
            return False
        if _same(before, now):
            return True
        try:
            return digest(read_bytes(path, self._most + 1)) == head.digest
        except (OSError, ValueError, NotRegularError):
            return False

    def add(self, result: PageResult) -> None:
        self.put(result)
        if result.digest and result.path in self._stamps and all(rule != RULE_FAILED for rule, _, _ in result.tally):
            self._new.append(result)
            if len(self._new) == _BATCH:
                self._write()

    def settle(self) -> None:
        self._write()

    def close(self) -> None:
        """Write what is left to be kept; what is not there any more makes room."""
        self._write_texts()
        self._try(self._cache.tidy, 2 * self._count + _SPARE)

    def _write(self) -> None:
        new = [(result, self._contexts.page(result.path), self._stamps.pop(result.path)) for result in self._new]
        self._new = []
        for row in self._try(self._cache.add, new) or ():
            path = row.kept.head.path
            self._rows[path], self._heads[path] = row, row.kept.head
            del self._whole[path]

    def put(self, result: PageResult) -> None:
        super().put(result)
        self._heads[result.path] = result
        self._rows.pop(result.path, None)

    def drop(self, path: str) -> None:
        super().drop(path)
        self._heads.pop(path, None)
        self._rows.pop(path, None)

    def tallies(self) -> Iterator[tuple[str, Tally]]:
        paths = sorted(self._heads)
        for start in range(0, len(paths), _PART):
            part = paths[start : start + _PART]
            known = self._try(self._cache.tallies, [row for path in part if (row := self._rows.get(path)) is not None]) or {}
            for path in part:
                row = self._rows.get(path)
                data = known.get(row.number) if row is not None else None
                yield path, tallied(data) if data else self._page(path).tally

    def lines(self, path: str) -> tuple[int, ...]:
        row = self._rows.get(path)
        data = self._try(self._cache.lines, row) if row is not None else None
        return lines(data) if data else self._page(path).lines

    def findings(self, path: str) -> tuple[Diagnostic, ...]:
        row = self._rows.get(path)
        data = self._try(self._cache.findings, row) if row is not None else None
        return findings(data) if data else self._page(path).diagnostics

    def facts(self, rule: str, paths: Iterable[str]) -> Iterator[Raw | bytes]:
        paths = tuple(paths)
        for start in range(0, len(paths), _PART):
            part = paths[start : start + _PART]
            rows = [row for path in part if (row := self._rows.get(path)) is not None and rule in row.rules]
            told = (self._try(self._cache.facts, rule, rows) or {}) if rows else {}
            numbers = {row.number for row in rows}
            for path in part:
                row = self._rows.get(path)
                if row is None or row.number in numbers:
                    fact = (told.get(row.number) if row is not None else None) or self._page(path).facts.get(rule)
                    if fact is not None:
                        yield fact

    def _page(self, path: str) -> PageResult:
        """All of a page that is in memory, or is to be read again."""
        if path not in self._whole:
            read = self._read(path)
            head = self._heads[path]
            self.put(read or empty(head))
        return self._whole[path]

    def recall_written(self, path: str, form: str, key: bytes) -> str | None:
        row = self._rows.get(path)
        kept = self._try(self._cache.written, row, form, key) if row is not None else None
        if kept is None:
            return None
        others, digests, text = kept
        return text if self._digests(others) == digests else None

    def keep_written(self, path: str, form: str, key: bytes, others: Collection[str], text: str) -> None:
        row = self._rows.get(path)
        if row is not None and self._works:
            paths = tuple(sorted(others))
            self._written.append((row, form, key, paths, self._digests(paths), text))
            if len(self._written) == _BATCH:
                self._write_texts()

    def _write_texts(self) -> None:
        if self._written:
            self._try(self._cache.write, self._written)
            self._written = []

    def _digests(self, paths: Iterable[str]) -> bytes:
        """What tells these pages from others; nothing of those that are not in this run."""
        return digest(b"".join(self._heads[path].digest if path in self._heads else b"-" for path in paths))

    def verdicts(self, site: Site, paths: Sequence[str], around: Surroundings, noted: Noted, *, whole: bool) -> Verdicts:
        return _Recalled(self, self._contexts, site, paths, around, noted, whole=whole)

    def sums(self, paths: Sequence[str]) -> dict[str, bytes]:
        """What tells the facts of these pages from others, by rule."""
        sums: dict[str, blake2b] = {}
        for number, path in enumerate(paths):
            row = self._rows.get(path)
            told = {rule: row.sum(rule) for rule in row.rules} if row is not None else self._told(path)
            for rule, total in told.items():
                sums.setdefault(rule, blake2b(digest_size=16)).update(b"%d %b" % (number, total))
        return {rule: total.digest() for rule, total in sums.items()}

    def _told(self, path: str) -> dict[str, bytes]:
        return {rule: checksum(facts) for rule, facts in self._whole[path].facts.items()}

    def known(self, site: str, rule: Rule, key: bytes) -> tuple[int, Spoken] | None:
        """The number of a rule's verdict on a site that is kept under this key, and how it spoke."""
        return self._try(self._cache.verdict, site, rule.id(), key, self._now)

    def spill(self, part: int, said: Mapping[str, bytes]) -> bool:
        """Put a part of a verdict on the disk, where ``keep`` finds it."""
        self._try(self._cache.spill, part, said)
        return self._works

    def keep(self, site: str, rule: Rule, key: bytes, until: float, spoke: Spoken, verdict: Told) -> int | None:
        """Keep a verdict; its number."""
        return self._try(self._cache.judge, site, rule.id(), key, until, spoke, verdict.parts, verdict.left)

    def said(self, verdict: int, path: str, total: bytes) -> Sequence[bytes]:
        """What a verdict says of a page, encoded, in parts; nothing where it is gone."""
        return self._try(self._cache.said, verdict, path, total) or ()

    def _try(self, ask: Callable[P, T], *values: P.args, **named: P.kwargs) -> T | None:
        """What the database answers, unless it has failed: then it is left alone for the rest of the run."""
        if not self._works:
            return None
        try:
            return ask(*values, **named)
        except BrokenCacheError as error:
            self._works = False
            if error.ruined:
                self._cache.discard()
            return None


class _Recalled(Verdicts):
    """Known by the pages and the facts of the site, the rule, and what is around where the rule looks there."""

    def __init__(
        self, results: RecalledResults, contexts: Contexts, site: Site, paths: Sequence[str], around: Surroundings, noted: Noted,
        *, whole: bool,
    ) -> None:
        self._results, self._contexts, self._site, self._around, self._noted = results, contexts, site, around, noted
        self._sums = results.sums(paths)
        self._numbers = {path: number for number, path in enumerate(paths)}
        pages = b"".join(bytes(results.heads[path].encoded_page) for path in paths)
        self._base = digest(contexts.site(site) + digest(pages) + bytes((whole,)))

    def of(self, rule: Rule, judge: Judge, *, around: bool) -> Verdict:
        told = self._sums.get(rule.id())
        stamp = self._around.stamp(self._site) if around else b"-"
        if told is None or not stamp or rule.online:
            return Told(judge())
        key = digest(self._base + self._contexts.rule(rule) + told + stamp)
        known = self._results.known(self._site.root, rule, key)
        if known is not None:
            with suppress(ValueError):
                return _Kept(self._results, known[0], Tallies(known[1], self._numbers), judge)
        verdict = Told(judge(), self._results.spill)
        if verdict.lost:
            return Told(judge())
        spoke = spoken({path: (verdict.tallies[path], total) for path, total in verdict.sums.items()}, self._numbers)
        number = self._results.keep(self._site.root, rule, key, self._noted.next, spoke, verdict)
        if number is None:
            return Told(judge()) if verdict.parts else verdict
        return _Kept(self._results, number, Tallies(spoke, self._numbers), judge)


class _Kept:
    """A verdict that is in the cache, and is judged again if it is lost there meanwhile."""

    def __init__(self, results: RecalledResults, number: int, tallies: Tallies, judge: Judge) -> None:
        self._results, self._number, self._sum, self._judge = results, number, tallies.sum, judge
        self.tallies: Mapping[str, Tally] = tallies

    @cached_property
    def _again(self) -> Told:
        return Told(self._judge())

    def findings(self, path: str) -> Sequence[Diagnostic]:
        parts = self._results.said(self._number, path, self._sum(path))
        return [each for part in parts for each in findings(part)] if parts else self._again.findings(path)

    def encoded(self, path: str) -> bytes:
        return self._sum(path)


def _same(first: Stamp, second: Stamp) -> bool:
    """Whether a file did not change between two looks at it, the first of which was long enough after its last change."""
    alike = (first.size, first.modified, first.changed) == (second.size, second.modified, second.changed)
    return alike and max(first.modified, first.changed) + _TICK < first.seen
