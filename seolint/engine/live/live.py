"""The site in one folder, as a run of ``seolint check`` in that folder sees it, kept up to date edit by edit."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from seolint.config.read import layer
from seolint.config.settings import COMMAND_LINE, Config
from seolint.diagnostic import Diagnostic
from seolint.engine.baseline import Entry, match
from seolint.engine.baseline_file import inside, load
from seolint.engine.conclusion import Said, judges
from seolint.engine.configuration import Configuration, open_option
from seolint.engine.files import find_files, would_find
from seolint.engine.fingerprint import Post
from seolint.engine.lint import Reader, decoded, lost, open_results
from seolint.engine.live.court import Court
from seolint.engine.live.shift import shift_of
from seolint.engine.live.single import read_open
from seolint.engine.page import PageResult, empty
from seolint.engine.places import baseline_of, cache_of
from seolint.engine.plan import Plan
from seolint.engine.pool import read_beside
from seolint.engine.project import Project
from seolint.engine.results import Results
from seolint.engine.surroundings import DiskSurroundings
from seolint.index import Index

if TYPE_CHECKING:
    from seolint.engine.live.shelf import Shelf

_HERE = "."
_PULSE = 0.05
"""Seconds after which a request is looked for while a long post is read."""


class Live:
    """To be used in its folder as the working directory. ``open`` steps through the reading first; nothing else is to be asked
    before that is done."""

    def __init__(self, *, cached: bool = True) -> None:
        """``cached``: share the cache of the project with the command line, else keep nothing. Raises ConfigError."""
        configuration = Configuration(layer({}, COMMAND_LINE, opened=open_option))
        self.configuration = configuration
        self.config: Config = configuration.at("").config
        self._cached = cached
        self.plan: Plan
        self.results: Results
        self.files: tuple[str, ...] = ()
        self._courts: dict[str, Court] = {}
        self._shelves: dict[str, Shelf] = {}
        self.changed: set[str] = set()
        """The pages of which something else may be said than was reported."""
        self.news = False
        """Whether something else is said of pages because of others."""

    def open(self, more: Collection[str]) -> Iterator[tuple[int, int]]:
        """Read the site; how many posts of how many are read. ``more`` are paths of open posts, which may not be on the disk."""
        found = find_files([_HERE], self.configuration.excludes)
        new = {path for path in more if path not in found.files and would_find(path, self.configuration.excludes)}
        self.files = files = tuple(sorted({*found.files, *new}))
        yield 0, len(files)
        self._folders = found.folders
        project = self._project()
        self.plan = plan = project.plan(files)
        self._whole = project.holds(found.folders, plan)
        self._around = DiskSurroundings(self.config.max_size)
        reader = Reader(plan, self.config.max_size)
        self.results = results = open_results(files, reader, cache_of([_HERE]) if self._cached else None)
        yield 0, len(files)
        left = results.recall([path for path in files if path not in new])
        number = len(files) - len(left)
        yield number, len(files)
        for encoded in read_beside(left, reader, lost, reader.several, _PULSE):
            if encoded:
                results.add(decoded(encoded))
            number += encoded is not None
            yield number, len(files) + 1
        for path in new:
            results.put(decoded(reader.page(path, "")))
        results.settle()
        yield from self._open_courts()
        self.renew()
        yield len(files), len(files)

    def _project(self) -> Project:
        return Project(self.configuration, self._folders, datetime.now(UTC))

    @property
    def is_misguessed(self) -> bool:
        """Whether posts, which alone tell the generator of some site, show another one by now."""
        guessed = {site.root: (path, site.generator) for path, site in self.plan.sites.items() if site.guessed}
        project = self._project() if guessed else None
        return project is not None and any(project.site(path).generator != known for path, known in guessed.values())

    def _open_courts(self) -> Iterator[tuple[int, int]]:
        plan, heads = self.plan, self.results.heads
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(heads):
            groups[plan.sites[path].root].append(path)
        left_out: set[str] = set()
        for root, paths in sorted(groups.items()):
            rules = plan.judges(root, paths)
            judging = [rule for rule in rules if judges(rule, whole=self._whole, judged=True)]
            left_out.update(rule.id() for rule in rules if rule not in judging)
            court = self._courts[root] = Court(
                self.results, paths, judging, plan.sites[paths[0]], self._around, whole=self._whole
            )
            for _ in court.open():
                yield len(heads), len(heads) + 1
        verdicts = {root: court.seats for root, court in self._courts.items()}
        self._said = Said(self.results, plan, verdicts, left_out)
        expiry = min((head.until for head in heads.values()), default=float("inf"))
        self.until = min([expiry, *(court.until for court in self._courts.values())])

    def renew(self) -> None:
        """Read anew which findings the baseline knows. Raises RefusedError for what is no baseline."""
        file = baseline_of([_HERE], self.configuration)
        self.baseline = os.path.abspath(file)
        self._entries: dict[str, list[Entry]] = {}
        for entry in load(file) if os.path.isfile(file) else ():
            self._entries.setdefault(entry.path, []).append(entry)
        self.changed.update(self.results.heads)
        self.news = True

    def holds(self, path: str) -> bool:
        """Whether ``path`` is a page of the site."""
        return path in self.results.heads

    def wants(self, path: str) -> bool:
        """Whether ``path`` would be a page of the site if it were read anew."""
        return path not in self.files and would_find(path, self.configuration.excludes)

    def has(self, page: PageResult) -> bool:
        """Whether a page is known as it is."""
        return bool(page.digest) and self.results.heads[page.path].digest == page.digest

    def read(self, path: str, text: str) -> PageResult:
        """What an open text comes to, at a path that is a page's."""
        return read_open(path, text, self.plan, self.config.max_size) or empty(self.results.heads[path])

    def edit(self, page: PageResult, old: str, new: str) -> None:
        """Take what a page came to, whose text was ``old`` and is ``new``."""
        path = page.path
        others = self._courts[self.plan.sites[path].root].edit(path, page, shift_of(path, old, new)) - {path}
        self.changed |= others | {path}
        self.news = self.news or bool(others)

    def look_again(self) -> None:
        """Files that are no posts have changed."""
        self._around = DiskSurroundings(self.config.max_size)
        for court in self._courts.values():
            court.look_again(self._around)

    def index(self, root: str) -> Index:
        """The pages of the site at ``root``, and the routes between them."""
        return self._courts[root].index

    def paths(self, root: str) -> Sequence[str]:
        """The pages of the site at ``root``, sorted."""
        return self._courts[root].paths

    def shelf(self, root: str) -> Shelf:
        """The tags of the site at ``root``, which are read from the first question on."""
        if root not in self._shelves:
            from seolint.engine.live.shelf import Shelf

            self._shelves[root] = Shelf(self.plan.sites[self.paths(root)[0]], self.config.max_size)
        return self._shelves[root]

    @property
    def is_shelved(self) -> bool:
        """Whether all tags are read that somebody asked for."""
        return all(shelf.is_read for shelf in self._shelves.values())

    def read_shelves(self, goes_on: Callable[[], bool]) -> None:
        for shelf in self._shelves.values():
            shelf.read(goes_on)

    @property
    def is_settled(self) -> bool:
        """Whether all is said that the command line would say."""
        return all(court.is_settled for court in self._courts.values())

    @property
    def is_over(self) -> bool:
        """Whether a moment has come at which something else is to be said, such as a date that is past."""
        return time.time() >= self.until

    def settle(self) -> Iterator[None]:
        """Judge what waits for time; it may be left between two steps, and is to be begun anew after an edit."""
        for court in self._courts.values():
            for changed in court.settle():
                self.changed |= changed
                self.news = self.news or bool(changed)
                yield

    def findings(self, path: str, text: str | None = None) -> tuple[Diagnostic, ...]:
        """What is said of a page, but for what the baseline knows; ``text`` is what it says, where that is not on the disk."""
        found: Sequence[Diagnostic] = self._said.of(path)
        name = inside(path, os.path.dirname(self.baseline))
        entries = self._entries.get(name, ())
        if not entries or not found:
            return tuple(found)
        from seolint.engine.narrow import text_of
        from seolint.outcome import Source

        post = Post(path, text_of(Source(path, (), text or ""), self.config.max_size))
        known = match([post.mark(each, name) for each in found], entries, ()).known
        return tuple(each for number, each in enumerate(found) if number not in known)

    def close(self) -> None:
        self.results.close()
