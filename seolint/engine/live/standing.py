"""What one rule says of one site, key by key, so that an edit costs what it touches."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from msgspec import Raw
from msgspec.structs import replace

from seolint.diagnostic import Diagnostic
from seolint.engine.judge import AnyRule, Sitting, decoder_of, facts_of, informed, judge_key
from seolint.engine.page import encode, findings
from seolint.engine.results import Results
from seolint.engine.surroundings import Surroundings
from seolint.index import Index, Page
from seolint.outcome import Tally, tally
from seolint.rule import Fact

_MANY = 300
"""So many pages are looked at again after an edit of one; what needs more waits until the author pauses."""
_PART, _KEYS = 500, 50
"""How many pages, and keys, are gone through before a request may be answered."""
_PAGES = 20
"""Bits of a page's number."""
_KEPT = ("is_complete", "linked", "newest_year")
"""What an edit of one page hardly changes of an index, and takes long to find out."""

Shift = Callable[[Diagnostic], Diagnostic | None]
"""A finding about a text before an edit as one about the text after it; None where it is gone."""


class Standing:
    """The verdict of ``rule`` on a site, of whose keys it is known which pages told them.

    ``tallies`` are by path. ``late`` are the keys that are to be judged again. ``asks`` says that the rule asked the index of other
    pages, so that another title or address of any page may change what it says of all.
    """

    def __init__(self, rule: AnyRule) -> None:
        self.rule = rule
        self.tallies: dict[str, Tally] = {}
        self.late: set[str] = set()
        self.asks = rule.informed
        self._index: Index | None = None
        self._paths: Sequence[str] = ()
        self._pairs = array("Q")  # hash of the key, number of the page
        self._moved: dict[str, frozenset[str]] = {}
        self._said: dict[str, dict[str, bytes]] = {}
        self._keys: dict[str, set[str]] = {}

    def findings(self, path: str) -> Sequence[Diagnostic]:
        return [found for key in sorted(self._keys.get(path, ())) for found in findings(self._said[key][path])]

    def encoded(self, path: str) -> bytes:
        return encode(self.findings(path))

    def build(self, results: Results, sitting: Sitting, paths: Sequence[str], around: Surroundings) -> Iterator[None]:
        """Judge everything; between two steps something else may be done, but nothing that changes the site."""
        self._paths = paths
        facts: list[Fact] = []
        for start in range(0, len(paths), _PART):
            facts += facts_of(self.rule, results, paths[start : start + _PART])
            yield
        self._index = informed(sitting.index(self.rule), self.rule, facts, around) if facts else sitting.index(self.rule)
        index = self._watched()
        numbers = {path: number for number, path in enumerate(paths)}
        groups: defaultdict[str, list[Fact]] = defaultdict(list)
        pairs: set[int] = set()
        for number, fact in enumerate(facts):
            for key in self.rule.keys(fact, index):
                groups[key].append(fact)
                pairs.add(_hash(key) | numbers[fact.at.path])
            if number % _PART == 0:
                yield
        del facts
        self._pairs = array("Q", sorted(pairs))
        for number, key in enumerate(sorted(groups)):
            self._say(key, judge_key(self.rule, key, groups.pop(key), index))
            if number % _KEYS == 0:
                yield
        self.tallies = {path: tally(self.findings(path)) for path in self._keys}

    def edit(
        self, path: str, old: Raw | bytes | None, pages: Sequence[Page] | None, results: Results, around: Surroundings, shift: Shift
    ) -> set[str]:
        """Judge what an edit of the page at ``path`` touches; the paths of which something else is said now.

        ``old`` are its facts before; ``pages`` are all pages where its own entry has changed, else None.
        """
        if self._index is None:
            return set()
        before = self._moved.get(path)
        if before is None:
            before = self._keys_of(decoder_of(self.rule).decode(old) if old is not None else ())
        if pages is not None:
            self._index = _near(self._index, pages)
        facts = tuple(facts_of(self.rule, results, [path]))
        self._inform(facts, around)
        after = self._keys_of(facts)
        self._moved[path] = after
        holders = {key: self._holders(key) for key in before | after}
        now: list[str] = []
        room = _MANY
        for key in sorted(holders, key=lambda key: len(holders[key])):
            room -= len(holders[key])
            if room < 0 or key in self.late:
                self.late.add(key)
                self._shift(key, path, shift)
            else:
                now.append(key)
        return self._judge(now, holders, results)

    def catch_up(self, results: Results) -> Iterator[set[str]]:
        """Judge the keys that are late, one in each step; the paths of which something else is said."""
        while self.late:
            key = next(iter(self.late))
            changed = self._judge([key], {key: self._holders(key)}, results)
            self.late.discard(key)
            yield changed

    def _judge(self, keys: Sequence[str], holders: Mapping[str, Collection[str]], results: Results) -> set[str]:
        index = self._watched()
        wanted, groups = set(keys), defaultdict[str, list[Fact]](list)
        for fact in facts_of(self.rule, results, sorted({path for key in keys for path in holders[key]})):
            for key in self.rule.keys(fact, index):
                if key in wanted:
                    groups[key].append(fact)
        changed: set[str] = set()
        for key in keys:
            changed |= self._say(key, judge_key(self.rule, key, groups[key], index) if key in groups else ())
        self._count(changed)
        return changed

    def _count(self, paths: Iterable[str]) -> None:
        for path in paths:
            if path in self._keys:
                self.tallies[path] = tally(self.findings(path))
            else:
                self.tallies.pop(path, None)

    def _holders(self, key: str) -> set[str]:
        """The pages that told ``key``, and perhaps some that did not."""
        first = _hash(key)
        start, end = bisect_left(self._pairs, first), bisect_left(self._pairs, first + (1 << _PAGES))
        told = {self._paths[pair & ((1 << _PAGES) - 1)] for pair in self._pairs[start:end]}
        told.difference_update(self._moved)
        return told | {path for path, keys in self._moved.items() if key in keys}

    def _keys_of(self, facts: Iterable[Fact]) -> frozenset[str]:
        index = self._watched()
        return frozenset(key for fact in facts for key in self.rule.keys(fact, index))

    def _inform(self, facts: Sequence[Fact], around: Surroundings) -> None:
        """Find out what the rule has to know of files that it did not ask about before."""
        assert self._index is not None
        if not self.rule.informed or not facts:
            return
        more = informed(self._index, self.rule, facts, around)
        if more.files.keys() - self._index.files.keys():
            self._index = _like(self._index, files={**self._index.files, **more.files})

    def _watched(self) -> Index:
        return cast("Index", _Watched(self._index, self._asked))

    def _asked(self) -> None:
        self.asks = True

    def _shift(self, key: str, path: str, shift: Shift) -> None:
        said = self._said.get(key, {})
        if path in said:
            moved = (shift(found) for found in findings(said[path]))
            self._set(key, path, [found for found in moved if found is not None])
            self._count((path,))

    def _say(self, key: str, said: Iterable[Diagnostic]) -> set[str]:
        """Take what is said of a key; the paths of which that is something else than before."""
        by_path: defaultdict[str, list[Diagnostic]] = defaultdict(list)
        for found in said:
            by_path[found.at.path].append(found)
        known = self._said.get(key, {})
        changed = {path for path in known.keys() | by_path.keys() if known.get(path) != encode(tuple(by_path.get(path, ())))}
        for path in changed:
            self._set(key, path, by_path.get(path, []))
        return changed

    def _set(self, key: str, path: str, found: Sequence[Diagnostic]) -> None:
        said, keys = self._said.setdefault(key, {}), self._keys.setdefault(path, set())
        if found:
            said[path] = encode(tuple(found))
            keys.add(key)
        else:
            said.pop(path, None)
            keys.discard(key)
        if not said:
            del self._said[key]
        if not keys:
            del self._keys[path]


class _Watched:
    """An index that says when it is asked of the pages."""

    def __init__(self, index: Index | None, asked: Callable[[], None]) -> None:
        self._index, self._asked = index, asked

    def __getattr__(self, name: str) -> Any:
        if name not in {"site", "whole", "replies", "files"}:
            self._asked()
        return getattr(self._index, name)


def _hash(key: str) -> int:
    """A key's place among the pairs; two may share one."""
    return (hash(key) << _PAGES) & ((1 << 64) - 1)


def _like(index: Index, **changes: Any) -> Index:
    """``index`` with ``changes``, and with what it has found out of its pages."""
    new = replace(index, **changes)
    vars(new).update(vars(index))
    return new


def _near(index: Index, pages: Sequence[Page]) -> Index:
    """``index`` with other ``pages``, good enough until all is judged anew."""
    new = replace(index, pages=tuple(pages))
    vars(new).update({name: known for name, known in vars(index).items() if name in _KEPT})
    return new
