"""What the workers are told: values that are pickled, and what they share."""

from __future__ import annotations

import os
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol
from zlib import crc32

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder

from seolint.diagnostic import Diagnostic
from seolint.engine.page import encode
from seolint.engine.plan import Plan
from seolint.engine.surroundings import Surroundings
from seolint.rule import Rule, SiteRule
from seolint.scale.sections import Data, Rows, size_of
from seolint.scale.store import Store
from seolint.site import Site

PAGES, KEYS, JUDGED, SAID, LOST, FILES = "pages", "keys", "judged", "said", "lost", "files"
"""The kinds of files in a run folder."""


class Source(Protocol):
    """Where posts come from; picklable. ``ahead`` is how many are fetched at once."""

    @property
    def ahead(self) -> int: ...

    def prepare(self, paths: Sequence[str], most: int) -> None:
        """Some posts are about to be read."""
        ...

    def text(self, path: str, most: int) -> str | Diagnostic:
        """The text of a post of at most so many bytes, or why it cannot be read."""
        ...

    def around(self, most: int) -> Surroundings:
        """What is around the posts of this source."""
        ...


class Job(Struct, frozen=True):
    """What all tasks of a run have in common. ``folder`` is the working directory, that paths begin at."""

    store: Store
    folder: str
    sources: tuple[Source, ...]
    most: int
    whole: bool
    judged: bool
    slots: int


class Batch(Struct, frozen=True):
    """Some posts of one source, sorted; ``name`` is that of their files and tells all that these depend on."""

    name: str
    source: int
    plan: Plan
    paths: tuple[str, ...]
    lost: frozenset[str] = frozenset()


class Court(Struct, frozen=True):
    """The sites of a run and the rules that judge them, by root; ``batches`` are the names of all, ``firsts`` their first paths."""

    name: str
    batches: tuple[str, ...]
    firsts: tuple[str, ...]
    sites: Mapping[str, Site]
    sources: Mapping[str, int]
    rules: Mapping[str, tuple[SiteRule[Any], ...]]
    left_out: tuple[str, ...]


class Filed(Struct, frozen=True, array_like=True):
    """A fact, encoded, under those of its keys that have one slot."""

    root: str
    rule: str
    keys: tuple[str, ...]
    fact: Raw


class Unfiled(Struct, frozen=True, array_like=True):
    """What a page told a rule whose keys nobody knows before all pages are read."""

    root: str
    rule: str
    facts: Raw


class Judgement(Struct, frozen=True, array_like=True):
    root: str
    rule: str
    key: str
    found: Diagnostic


class Summary(Struct, frozen=True, array_like=True):
    """What the driver knows of a file: until when it holds, how many bytes each slot has, and of pages how many there are, whether
    facts are unfiled, and the first path of each site and set of rules."""

    until: float
    sizes: tuple[int, ...] = ()
    posts: int = 0
    unfiled: bool = False
    firsts: tuple[str, ...] = ()


SUMMARY = "summary"
decode_summary = Decoder(Summary).decode
decode_filed = Decoder(tuple[Filed, ...]).decode
decode_unfiled = Decoder(tuple[Unfiled, ...]).decode
decode_judgements = Decoder(tuple[Judgement, ...]).decode


_USUAL: Any = SiteRule[Any].keys


def slot(root: str, rule: str, key: str, slots: int) -> int:
    return crc32("\0".join((root, rule, key)).encode("utf-8", "surrogatepass")) % slots


def keys_later(rule: Rule) -> bool:
    """Whether it takes the index to tell the keys of a rule's facts."""
    own: Any = type(rule)
    return isinstance(rule, SiteRule) and own.keys is not _USUAL


class Slots:
    """Facts by slot, in the order in which they come; encoded at once, to take little room."""

    def __init__(self, slots: int) -> None:
        self._filed = [Rows() for _ in range(slots)]

    def file(self, root: str, rule: str, keys: Sequence[str], fact: Raw) -> None:
        by_slot: dict[int, list[str]] = {}
        for key in keys:
            by_slot.setdefault(slot(root, rule, key, len(self._filed)), []).append(key)
        for number, here in by_slot.items():
            self._filed[number].add(encode(Filed(root, rule, tuple(here), fact)))

    def sections(self) -> dict[str, Data]:
        return {str(number): filed for number, filed in enumerate(self._filed) if filed}


def sizes(sections: Mapping[str, Data], slots: int) -> tuple[int, ...]:
    return tuple(size_of(sections.get(str(number), b"")) for number in range(slots))


_ALONE = threading.Lock()


@contextmanager
def at_work(folder: str) -> Generator[None]:
    """In the working directory of the run, and alone: a process has one tagger."""
    with _ALONE:
        if folder and os.getcwd() != folder:
            os.chdir(folder)
        yield
