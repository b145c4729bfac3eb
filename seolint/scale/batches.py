"""The posts of a run in batches, cut where their own paths say so: a new post changes one batch, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from msgspec import Struct
from msgspec.msgpack import Encoder

from seolint.engine.context import Contexts, digest
from seolint.engine.plan import Plan
from seolint.rule import Rule
from seolint.scale.inputs import Input
from seolint.scale.job import Batch
from seolint.site import Site

_encode = Encoder(order="deterministic").encode
_PARTS, _LEAST, _MOST = 16, 8, 1_024
"""How many batches some posts make, of how many posts at least, and at most: half or twice as many at times."""
_POSTS_OF_SLOT, _SLOTS = 1_000, (8, 4_096)
_FORMAT = "1"
"""Changes when files of a run folder are read in another way."""


class Cut(Struct, frozen=True):
    """A batch before it is planned: the number of its input, and its sorted paths."""

    source: int
    paths: tuple[str, ...]


def cut(posts: Iterable[tuple[str, int]], count: int) -> Iterator[Cut]:
    """``posts`` are paths in order with the numbers of their inputs."""
    size = _power(max(_LEAST, min(count // _PARTS, _MOST)))
    here: list[str] = []
    source = 0
    for path, number in posts:
        if here and (number != source or len(here) >= 2 * size):
            yield Cut(source, tuple(here))
            here = []
        source = number
        here.append(path)
        if len(here) >= size // 2 and crc32(path.encode("utf-8", "surrogatepass")) % size < 2:
            yield Cut(source, tuple(here))
            here = []
    if here:
        yield Cut(source, tuple(here))


def slots_for(count: int) -> int:
    least, most = _SLOTS
    return max(least, min(most, _power(max(1, count // _POSTS_OF_SLOT))))


def _power(number: int) -> int:
    """The power of two at or below ``number``."""
    return 1 << (number.bit_length() - 1)


class Planner:
    """The rules and sites of batches, and their names."""

    def __init__(self, found: Sequence[Input], cuts: Sequence[Cut]) -> None:
        self._inputs = found
        self._kinds: dict[tuple[int, int], tuple[str, int]] = {}
        self.roots: dict[str, tuple[Rule, ...]] = {}
        for batch in cuts:
            project = found[batch.source].project
            for path in batch.paths:
                site, rules = project.site(path), project.rules(path)
                if (id(site), id(rules)) not in self._kinds:
                    self._kinds[id(site), id(rules)] = path, batch.source
                    if site.root not in self.roots:
                        self.roots[site.root] = project.rules(f"{site.root}/" if site.root else "")
        self.plan = self.of(self._kinds.values())
        self._contexts = Contexts(self.plan, ".")

    def of(self, posts: Iterable[tuple[str, int]]) -> Plan:
        """The plan of some posts, given by path and the number of their input, with the roots of all."""
        posts = tuple(posts)
        projects = {path: self._inputs[source].project for path, source in posts}
        silent: dict[str, frozenset[str]] = {}
        for path, project in projects.items():
            silent.update(project.plan([path]).silent)
        sites: Mapping[str, Site] = {path: project.site(path) for path, project in projects.items()}
        return Plan({path: project.rules(path) for path, project in projects.items()}, sites, self.roots, silent)

    def whole(self) -> bool:
        """Whether what is not there is known to be missing."""
        return all(
            each.whole(self.of((path, source) for path, source in self._kinds.values() if source == number))
            for number, each in enumerate(self._inputs)
        )

    def batch(self, part: Cut, settings: bytes) -> Batch:
        """``settings`` are those of the run."""
        project = self._inputs[part.source].project
        plan = project.plan(part.paths)
        plan = Plan(plan.rules, plan.sites, self.roots, plan.silent)
        versions = self._inputs[part.source].versions
        told = [
            (path, versions[path], self._context(plan, path), sorted(plan.silent.get(path, ()))) for path in part.paths
        ]
        return Batch(digest(settings + _encode(told)).hex(), part.source, plan, part.paths)

    def _context(self, plan: Plan, path: str) -> bytes:
        first, _ = self._kinds[id(plan.sites[path]), id(plan.rules[path])]
        return self._contexts.page(first)

    def rules_told(self) -> bytes:
        """What tells the rules of all roots from others."""
        return digest(_encode([(root, [self._contexts.rule(rule) for rule in rules]) for root, rules in self.roots.items()]))


def settings_of(folder: str, most: int, slots: int, *, whole: bool, judged: bool) -> bytes:
    return digest(_encode([_FORMAT, folder, most, slots, whole, judged]))
