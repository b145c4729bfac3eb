"""What one rule says of one site, key by key, so that an edit costs what it touches."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, cast

from msgspec import Raw
from msgspec.msgpack import Decoder
from msgspec.structs import replace

from seolint.diagnostic import Diagnostic
from seolint.engine.judge import AnyRule, decoder_of, facts_of, informed, judge_key
from seolint.engine.live.aside import aside
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
_LONG = 1_000
"""Bytes of findings that are compressed."""
_GREAT = 1_000
"""A key that so many pages told is judged in another process."""
_PAGES = 20
"""Bits of a page's number."""
_UNTITLED = frozenset({
    "newest_year", "linked", "is_complete", "find", "lacks", "beside", "shown", "respelt", "namesakes", "routes",
})  # fmt: skip
"""What an index tells without a look at titles."""
_KEPT = ("is_complete", "linked", "newest_year", "_by_part")
"""What an edit of one page hardly changes of an index, and takes long to find out."""

_JUDGED = Decoder(tuple[set[str], tuple[Diagnostic, ...]])

Shift = Callable[[Diagnostic], Diagnostic | None]
"""A finding about a text before an edit as one about the text after it; None where it is gone."""


class Standing:
    """The verdict of ``rule`` on a site, of whose keys it is known which pages told them.

    ``tallies`` are by path. ``late`` are the keys that are to be judged again. ``asked`` is what the rule asked the index of other
    pages, so that another title or address of any page may change what it says of all.
    """

    def __init__(self, rule: AnyRule) -> None:
        self.rule = rule
        self.tallies: dict[str, Tally] = {}
        self.late: set[str] = set()
        self.asked = {"files"} if rule.informed else set[str]()
        self._paths: Sequence[str] = ()
        self._pairs = array("Q")  # hash of the key, number of the page
        self._moved: dict[str, frozenset[str]] = {}
        self._said: dict[str, dict[str, bytes]] = {}
        self._keys: dict[str, set[str]] = {}

    def minds(self, *, title: bool) -> bool:
        """Whether what is said may change with an address, or with no more than the ``title`` of another page."""
        return bool(self.asked - _UNTITLED if title else self.asked)

    def findings(self, path: str) -> Sequence[Diagnostic]:
        return [found for key in sorted(self._keys.get(path, ())) for found in findings(_unpacked(self._said[key][path]))]

    def encoded(self, path: str) -> bytes:
        return encode(self.findings(path))

    def build(self, results: Results, index: Index, paths: Sequence[str], around: Surroundings) -> Iterator[None]:
        """Judge everything; between two steps something else may be done, but nothing that changes the site."""
        self._paths = paths
        facts: list[Fact] = []
        for start in range(0, len(paths), _PART):
            facts += facts_of(self.rule, results, paths[start : start + _PART])
            yield
        seen = self._seen(index, facts, around)
        numbers = {path: number for number, path in enumerate(paths)}
        groups: defaultdict[str, list[Fact]] = defaultdict(list)
        pairs: set[int] = set()
        for number, fact in enumerate(facts):
            for key in self.rule.keys(fact, seen):
                groups[key].append(fact)
                pairs.add(_hash(key) | numbers[fact.at.path])
            if number % _PART == 0:
                yield
        del facts
        self._pairs = array("Q", sorted(pairs))
        for number, key in enumerate(sorted(groups)):
            group = groups.pop(key)
            if len(group) > _GREAT:
                self._say(key, self._taken((yield from aside(partial(self._judged, key, group, seen), None))))
            else:
                self._say(key, judge_key(self.rule, key, group, seen))
            if number % _KEYS == 0:
                yield
        self.tallies = {path: tally(self.findings(path)) for path in self._keys}

    def edit(
        self, path: str, old: Raw | bytes | None, index: Index, results: Results, around: Surroundings, shift: Shift
    ) -> set[str]:
        """Judge what an edit of the page at ``path`` touches; the paths of which something else is said now.

        ``old`` are its facts before, and ``index`` is what is known of all pages now.
        """
        before = self._moved.get(path)
        if before is None:
            before = self._keys_of(tuple(decoder_of(self.rule).decode(old)) if old is not None else (), index, around)
        after = self._keys_of(tuple(facts_of(self.rule, results, [path])), index, around)
        self._moved[path] = after
        holders: dict[str, set[str]] = {}
        room = _MANY
        for key in sorted(before | after, key=self._count_of):
            room -= self._count_of(key)
            if room < 0 or key in self.late:
                self.late.add(key)
                self._shift(key, path, shift)
            else:
                holders[key] = self._holders(key)
        return self._judge([*holders], holders, index, results, around) if holders else set()

    def catch_up(self, index: Index, results: Results, around: Surroundings) -> Iterator[set[str]]:
        """Judge the keys that are late, one in each step; the paths of which something else is said."""
        while self.late:
            key = next(iter(self.late))
            holders = self._holders(key)
            if len(holders) > _GREAT:
                changed = yield from self._judge_great(key, sorted(holders), index, results, around)
            else:
                changed = self._judge([key], {key: holders}, index, results, around)
            self.late.discard(key)
            yield changed

    def _judge_great(
        self, key: str, paths: Sequence[str], index: Index, results: Results, around: Surroundings
    ) -> Generator[set[str], None, set[str]]:
        """Judge a key that very many pages told; the paths of which something else is said."""
        told: list[bytes] = []
        for start in range(0, len(paths), _PART):
            told += map(bytes, results.facts(self.rule.id(), paths[start : start + _PART]))
            yield set()

        def work() -> bytes:
            facts = [fact for each in told for fact in decoder_of(self.rule).decode(each)]
            seen = self._seen(index, facts, around)
            return self._judged(key, [fact for fact in facts if key in self.rule.keys(fact, seen)], seen)

        changed = self._say(key, self._taken((yield from aside(work, set[str]()))))
        self._count(changed)
        return changed

    def _judged(self, key: str, group: Sequence[Fact], seen: Index) -> bytes:
        """What is said of a key, and all that was asked, encoded."""
        said = tuple(judge_key(self.rule, key, group, seen)) if group else ()
        return encode((sorted(self.asked), said))

    def _taken(self, judged: bytes) -> Sequence[Diagnostic]:
        asked, said = _JUDGED.decode(judged)
        self.asked |= asked
        return said

    def _judge(
        self, keys: Sequence[str], holders: Mapping[str, Collection[str]], index: Index, results: Results, around: Surroundings
    ) -> set[str]:
        paths = sorted({path for key in keys for path in holders[key]})
        facts = tuple(facts_of(self.rule, results, paths))
        seen = self._seen(index, facts, around)
        wanted, groups = set(keys), defaultdict[str, list[Fact]](list)
        for fact in facts:
            for key in self.rule.keys(fact, seen):
                if key in wanted:
                    groups[key].append(fact)
        changed: set[str] = set()
        for key in keys:
            changed |= self._say(key, judge_key(self.rule, key, groups[key], seen) if key in groups else ())
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
        start, end = self._stretch(key)
        told = {self._paths[pair & ((1 << _PAGES) - 1)] for pair in self._pairs[start:end]}
        told.difference_update(self._moved)
        return told | {path for path, keys in self._moved.items() if key in keys}

    def _stretch(self, key: str) -> tuple[int, int]:
        first = _hash(key)
        return bisect_left(self._pairs, first), bisect_left(self._pairs, first + (1 << _PAGES))

    def _count_of(self, key: str) -> int:
        """About how many pages told ``key``."""
        start, end = self._stretch(key)
        return end - start + sum(key in keys for keys in self._moved.values())

    def _keys_of(self, facts: Sequence[Fact], index: Index, around: Surroundings) -> frozenset[str]:
        seen = self._seen(index, facts, around)
        return frozenset(key for fact in facts for key in self.rule.keys(fact, seen))

    def _seen(self, index: Index, facts: Sequence[Fact], around: Surroundings) -> Index:
        """What the rule sees of the index, with what it has to know of files; it is noted whether it asks."""
        if self.rule.informed and facts:
            index = like(index, files=informed(index, self.rule, facts, around).files)
        return cast("Index", _Watched(index, self.asked.add))

    def _shift(self, key: str, path: str, shift: Shift) -> None:
        said = self._said.get(key, {})
        if path in said:
            moved = (shift(found) for found in findings(_unpacked(said[path])))
            self._set(key, path, [found for found in moved if found is not None])
            self._count((path,))

    def _say(self, key: str, said: Iterable[Diagnostic]) -> set[str]:
        """Take what is said of a key; the paths of which that is something else than before."""
        by_path: defaultdict[str, list[Diagnostic]] = defaultdict(list)
        for found in said:
            by_path[found.at.path].append(found)
        known = self._said.get(key, {})
        changed = {path for path in known.keys() | by_path.keys() if known.get(path) != _packed(by_path.get(path, ()))}
        for path in changed:
            self._set(key, path, by_path.get(path, []))
        return changed

    def _set(self, key: str, path: str, found: Sequence[Diagnostic]) -> None:
        said, keys = self._said.setdefault(key, {}), self._keys.setdefault(path, set())
        if found:
            said[path] = _packed(found)
            keys.add(key)
        else:
            said.pop(path, None)
            keys.discard(key)
        if not said:
            del self._said[key]
        if not keys:
            del self._keys[path]


def _packed(found: Sequence[Diagnostic]) -> bytes:
    """Findings as they are held: those with many related places are long and alike."""
    data = encode(tuple(found))
    return b"z" + zlib.compress(data, 1) if len(data) > _LONG else b"-" + data


def _unpacked(packed: bytes) -> bytes:
    return zlib.decompress(packed[1:]) if packed[:1] == b"z" else packed[1:]


class _Watched:
    """An index that says when it is asked of the pages."""

    def __init__(self, index: Index, asked: Callable[[str], None]) -> None:
        self._index, self._asked = index, asked

    def __getattr__(self, name: str) -> Any:
        if name not in {"site", "whole", "replies", "files"}:
            self._asked(name)
        return getattr(self._index, name)


def _hash(key: str) -> int:
    """A key's place among the pairs; two may share one."""
    return (hash(key) << _PAGES) & ((1 << 64) - 1)


def like(index: Index, **changes: Any) -> Index:
    """``index`` with ``changes`` that are not about pages, and with what it has found out of these."""
    new = replace(index, **changes)
    vars(new).update(vars(index))
    return new


def near(index: Index, pages: Sequence[Page]) -> Index:
    """``index`` with other ``pages``, good enough until all is judged anew."""
    new = replace(index, pages=tuple(pages))
    vars(new).update({name: known for name, known in vars(index).items() if name in _KEPT})
    return new
