"""The whole story of a run on many machines: read every batch, file and judge by key, say what came of each batch."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.msgpack import Encoder

from seolint.diagnostic import Text
from seolint.engine.conclusion import judges
from seolint.engine.context import digest
from seolint.engine.refused import RefusedError
from seolint.engine.surroundings import DiskSurroundings
from seolint.outcome import Outcome
from seolint.rule import SiteRule
from seolint.scale.batches import Cut, Planner, cut, settings_of, slots_for
from seolint.scale.crew import Crew, Task
from seolint.scale.inputs import Input, in_order
from seolint.scale.job import JUDGED, KEYS, LOST, PAGES, SAID, SUMMARY, Batch, Court, Job, Summary, decode_summary
from seolint.scale.judging import file_batch, judge_slots
from seolint.scale.reading import read_batch, try_batch
from seolint.scale.said import Lines, said
from seolint.scale.saying import say_batch
from seolint.scale.store import Store
from seolint.site import Site

_encode = Encoder(order="deterministic").encode
_PARTS, _LEAST, _MOST = 16, 1_000_000, 16_000_000
"""How many parts judging has at least, where they have so many bytes, and how many bytes one has at most."""

_STEPS = {"file": ("file", "仕分ける"), "judge": ("judge", "判定する"), "say": ("put together", "まとめる")}

Advance = Callable[[str, int, int], None]
"""Told what is done, how much of it is, and how much there is."""


class Count(Struct):
    """How many posts, batches and parts a run had, and how many files of all stages were there already, or were made."""

    posts: int = 0
    batches: int = 0
    known: int = 0
    made: int = 0
    lost: int = 0


class Run:
    """``now`` is in seconds since 1970: what holds until then is made anew."""

    def __init__(self, store: Store, crew: Crew, found: Sequence[Input], most: int, now: float, advance: Advance) -> None:
        self._store, self._crew, self._inputs, self._most, self._now, self._advance = store, crew, found, most, now, advance
        self.count = Count()

    def outcome(self, *, texts: bool) -> Outcome:
        """What all comes to, read from the run folder when it is asked for; with the ``texts`` of posts that are elsewhere."""
        posts = sum(len(each.versions) for each in self._inputs)
        cuts = [*cut(in_order(self._inputs), posts)]
        planner, slots, judged = Planner(self._inputs, cuts), slots_for(posts), any(each.folders for each in self._inputs)
        whole = judged and planner.whole()
        far = not any(not each.stamp for each in self._inputs)
        job = Job(
            self._store, "" if far else os.getcwd(), tuple(each.source for each in self._inputs), self._most, whole, judged, slots
        )  # fmt: skip
        settings = settings_of(os.getcwd(), self._most, slots, whole=whole, judged=judged)
        self.count.posts, self.count.batches = posts, len(cuts)
        names = [planner.batch(part, settings).name for part in cuts]
        pages = self._read(job, planner, cuts, settings, names)
        court = self._court(job, planner, cuts, names, pages)
        keyed, sizes = self._file(job, court, names, pages)
        parts = self._judge(job, court, keyed, sizes)
        spoken = self._say(job, court, planner, cuts, settings, parts)
        text = self._texts(cuts) if texts and any(each.stamp for each in self._inputs) else None
        return said(self._store, [part.paths for part in cuts], spoken, Lines(self._store, names), court.left_out, text)

    def _texts(self, cuts: Sequence[Cut]) -> Callable[[str, int], str]:
        """The text of a post that is not on the disk, "" of one that is, by path and the number of its batch."""

        def text(path: str, number: int) -> str:
            each = self._inputs[cuts[number].source]
            if not each.stamp:
                return ""
            each.source.prepare([path], self._most)
            found = each.source.text(path, self._most)
            return found if isinstance(found, str) else ""

        return text

    def _read(
        self, job: Job, planner: Planner, cuts: Sequence[Cut], settings: bytes, names: Sequence[str]
    ) -> dict[str, Summary]:
        """The summaries of the pages of all batches."""
        found = self._known(PAGES, names)
        lost = self._store.names(LOST)
        left = [number for number, name in enumerate(names) if name not in found]
        done = sum(len(cuts[number].paths) for number in range(len(cuts))) - sum(len(cuts[number].paths) for number in left)

        def tasks() -> Iterator[Task]:
            for number in left:
                batch = planner.batch(cuts[number], settings)
                gone = frozenset(path for path in batch.paths if lost and _mark(batch, path) in lost)
                yield self._reading(job, Batch(batch.name, batch.source, batch.plan, batch.paths, gone))

        for batch, summary in self._survived(job, tasks()):
            found[batch.name] = summary
            done += len(batch.paths)
            self._advance("read", done, self.count.posts)
        return found

    def _reading(self, job: Job, batch: Batch) -> Task:
        name = f"seolint-read-{batch.name}" + (f"-{digest(_encode(sorted(batch.lost))).hex()}" if batch.lost else "")
        return Task(name, read_batch, (job, batch), batch)

    def _survived(self, job: Job, tasks: Iterable[Task]) -> Iterator[tuple[Batch, Summary]]:
        """Batches with their summaries; documents that kill their workers are looked for and left out."""
        killed: list[Batch] = []
        for task, result, whole in self._crew.each(tasks):
            if whole and result is not None:
                self.count.made += 1
                yield task.about, decode_summary(result)
            else:
                killed.append(task.about)
        if killed:
            again: list[Task] = []
            for batch in killed:
                gone = self._killers(job, batch)
                self.count.lost += len(gone)
                again.append(self._reading(job, Batch(batch.name, batch.source, batch.plan, batch.paths, batch.lost | gone)))
            yield from self._survived(job, again)

    def _killers(self, job: Job, batch: Batch) -> frozenset[str]:
        """The documents of a batch that kill whoever reads them, each tried alone in the end."""
        found: set[str] = set()
        suspects = [[path for path in batch.paths if path not in batch.lost]]
        while suspects:
            tasks: list[Task] = []
            for paths in suspects:
                for part in (paths[: len(paths) // 2], paths[len(paths) // 2 :]) if len(paths) > 1 else (paths,):
                    about = Batch(batch.name, batch.source, batch.plan, tuple(part))
                    tasks.append(Task(f"seolint-try-{digest(_encode([batch.name, part])).hex()}", try_batch, (job, about), about))
            suspects = list[list[str]]()
            for task, _, whole in self._tried(tasks):
                paths = list(task.about.paths)
                if whole:
                    continue
                if len(paths) == 1:
                    found.add(paths[0])
                    self._store.write(LOST, _mark(batch, paths[0]), [paths[0].encode("utf-8", "surrogatepass")])
                else:
                    suspects.append(paths)
        return frozenset(found)

    def _tried(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, bytes | None, bool]]:
        """A dead worker tells against all that waited for it: only what was alone with it, and twice, is found guilty."""
        yield from self._crew.each(task for task in tasks if len(task.about.paths) > 1)
        for task in tasks:
            if len(task.about.paths) == 1:
                [(_, result, whole)] = self._crew.each([task])
                if not whole:
                    [(_, result, whole)] = self._crew.each([Task(f"{task.name}-again", task.function, task.arguments, task.about)])
                yield task, result, whole

    def _court(
        self, job: Job, planner: Planner, cuts: Sequence[Cut], names: Sequence[str], pages: dict[str, Summary]
    ) -> Court:
        """The sites that the pages make."""
        first = [(path, part.source) for name, part in zip(names, cuts, strict=True) for path in pages[name].firsts]
        plan = planner.of(first)
        sites: dict[str, Site] = {}
        sources: dict[str, int] = {}
        members: dict[str, list[str]] = {}
        for path, source in first:
            site = plan.sites[path]
            sites.setdefault(site.root, site)
            sources.setdefault(site.root, source)
            members.setdefault(site.root, []).append(path)
        rules: dict[str, tuple[SiteRule[Any], ...]] = {}
        left_out: set[str] = set()
        for root, paths in sorted(members.items()):
            all_rules = plan.judges(root, paths)
            rules[root] = tuple(rule for rule in all_rules if judges(rule, whole=job.whole, judged=job.judged))
            left_out.update(rule.id() for rule in all_rules if rule not in rules[root])
        looks = {root for root, judging in rules.items() if any(rule.routed or rule.informed for rule in judging)}
        around = [(root, self._stamp(sites[root], sources[root])) for root in sorted(looks)]
        told = [names, [pages[name].until for name in names], planner.rules_told(), around, sorted(left_out)]
        firsts = tuple(part.paths[0] for part in cuts)
        return Court(digest(_encode(told)).hex(), tuple(names), firsts, sites, sources, rules, tuple(sorted(left_out)))

    def _stamp(self, site: Site, source: int) -> bytes:
        """What tells the files around a site from others."""
        stamp = self._inputs[source].stamp or DiskSurroundings(self._most).stamp(site)
        return stamp or secrets.token_bytes(16)

    def _file(
        self, job: Job, court: Court, names: Sequence[str], pages: dict[str, Summary]
    ) -> tuple[list[str], list[int]]:
        """The files of facts that had to wait for the index; the bytes of all facts by slot."""
        unfiled = [name for name in names if pages[name].unfiled and any(court.rules.values())]
        keyed = {name: digest(f"{court.name} {name}".encode()).hex() for name in unfiled}
        found = self._known(KEYS, [*keyed.values()])
        left = {batch: name for batch, name in keyed.items() if name not in found}
        tasks = (Task(f"seolint-file-{name}", file_batch, (job, court, batch, name), name) for batch, name in left.items())
        for task, summary in self._all(tasks, "file", len(keyed), len(found)):
            found[task.about] = summary
        sizes = [0] * job.slots
        for summary in (*(pages[name] for name in names), *found.values()):
            for number, size in enumerate(summary.sizes):
                sizes[number] += size
        return [*keyed.values()], sizes

    def _judge(self, job: Job, court: Court, keyed: Sequence[str], sizes: Sequence[int]) -> list[tuple[str, float]]:
        """The files of judgements, with until when they hold."""
        if not any(court.rules.values()):
            return []
        parts = [*_parts(sizes)]
        names = {part: digest(_encode([court.name, part])).hex() for part in parts}
        found = self._known(JUDGED, [*names.values()])

        def task(part: tuple[int, int]) -> Task:
            return Task(f"seolint-judge-{names[part]}", judge_slots, (job, court, keyed, *part, names[part]), part)

        left = [part for part in parts if names[part] not in found]
        for task_, summary in self._all(map(task, left), "judge", len(parts), len(found)):
            found[names[task_.about]] = summary
        return [(names[part], found[names[part]].until) for part in parts]

    def _say(
        self, job: Job, court: Court, planner: Planner, cuts: Sequence[Cut], settings: bytes, judged: Sequence[tuple[str, float]]
    ) -> list[str]:
        """The files with what is said of the pages, batch by batch."""
        base = digest(_encode([court.name, judged]))
        names = [digest(base + batch.encode()).hex() for batch in court.batches]
        found = self._known(SAID, names)
        files = [name for name, _ in judged]

        def tasks() -> Iterator[Task]:
            for number, name in enumerate(names):
                if name not in found:
                    batch = planner.batch(cuts[number], settings)
                    yield Task(f"seolint-say-{name}", say_batch, (job, court, batch, number, files, name), name)

        for _ in self._all(tasks(), "say", len(names), len(found)):
            pass
        return names

    def _all(self, tasks: Iterable[Task], stage: str, total: int, done: int) -> Iterator[tuple[Task, Summary]]:
        for task, result, whole in self._crew.each(tasks):
            if not whole or result is None:
                raise RefusedError(Text(
                    f"Two workers died over the same part of the step “{_STEPS[stage][0]}”: give them more memory, "
                    "then the same command again to go on from there",
                    f"「{_STEPS[stage][1]}」段階の同じところで、ワーカーが2度異常終了しました。ワーカーのメモリーを増やして同じコマンドを実行すると、"
                    "続きから調べます",
                ))  # fmt: skip
            self.count.made += 1
            done += 1
            self._advance(stage, done, total)
            yield task, decode_summary(result)

    def _known(self, kind: str, names: Sequence[str]) -> dict[str, Summary]:
        """The summaries of files that are there and still hold."""
        there, found = self._store.names(kind), dict[str, Summary]()
        for name in names:
            if name not in there:
                continue
            told = self._store.section(kind, name, SUMMARY)
            summary = decode_summary(told) if told else None
            if summary is None or self._now >= summary.until:
                self._store.remove(kind, name)
                continue
            found[name] = summary
        self.count.known += len(found)
        return found


def _mark(batch: Batch, path: str) -> str:
    """The name under which it is kept that a document kills its reader."""
    return digest(_encode([batch.name, path])).hex()


def _parts(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The slots in ranges, first and last, of some bytes."""
    most = max(_LEAST, min(_MOST, sum(sizes) // _PARTS))
    first, here = 0, 0
    for number, size in enumerate(sizes):
        if here and here + size > most:
            yield first, number - 1
            first, here = number, 0
        here += size
    if here:
        yield first, len(sizes) - 1
