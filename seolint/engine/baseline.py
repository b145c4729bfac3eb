"""Which findings are known: a baseline's entries against the findings of a run. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from seolint.engine.fingerprint import ABSENT, Mark

_COMMON = 100
"""What more posts than that have says nothing about which of them a post was."""


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """``count`` equal findings of a rule in a post that are known; ``text`` is for people. One line of the file."""

    path: str
    rule: str
    count: int
    text: str
    key: str


class Match(Struct, frozen=True):
    """``known``: the findings, by their place in the sequence. ``answered``: how many findings each entry stood for.

    ``moved``: the path in the baseline of each post that has another one now.
    """

    known: frozenset[int]
    answered: Mapping[Entry, int]
    moved: Mapping[str, str]


def entries_of(marks: Iterable[Mark], old: Iterable[Entry] = ()) -> list[Entry]:
    """The entries that make all of ``marks`` known; excerpts stay as they are in ``old`` where an entry is there."""
    excerpts: dict[tuple[str, str, str], str] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for mark in marks:
        counts[_at(mark)] += 1
        excerpts.setdefault(_at(mark), mark.text)
    excerpts |= {_at(entry): entry.text for entry in old}
    return [Entry(*at[:2], count, excerpts[at], at[2]) for at, count in sorted(counts.items())]


def merged(entries: Iterable[Entry]) -> list[Entry]:
    """``entries`` in order, each finding once: of two that say the same (two branches put together) the larger counts."""
    best: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        kept = best.get(_at(entry))
        if kept is None or (entry.count, kept.text) > (kept.count, entry.text):
            best[_at(entry)] = entry
    return [best[at] for at in sorted(best)]


def match(marks: Sequence[Mark], entries: Sequence[Entry], gone: Collection[str]) -> Match:
    """Which of ``marks`` ``entries`` make known: of more equal ones than there are entries the first.

    ``gone`` are paths of entries where no post is any more: a post that has no entries may be one of them, moved.
    """
    moved = _moved(marks, entries, frozenset(gone))
    left = {_at(entry): entry.count for entry in entries}
    known: set[int] = set()
    order = sorted(enumerate(marks), key=lambda each: (_at(each[1]), each[1].shared, each[0]))
    for number, mark in order:
        at = (moved.get(mark.path, mark.path), mark.rule, mark.key)
        if left.get(at, 0) > 0:
            left[at] -= 1
            known.add(number)
    spare: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for path, rule, key in sorted(left, reverse=True):
        if key == ABSENT:
            spare[rule] += [(path, rule, key)] * left[path, rule, key]
    for number, mark in order:
        if mark.shared and number not in known and spare[mark.rule]:
            left[spare[mark.rule].pop()] -= 1
            known.add(number)
    return Match(frozenset(known), {entry: entry.count - left[_at(entry)] for entry in entries}, moved)


def mended(entries: Iterable[Entry], found: Match, judged: Callable[[Entry], bool]) -> int:
    """How many known findings are not there any more, as far as the run can tell."""
    return sum(entry.count - found.answered[entry] for entry in entries if judged(entry))


def pruned(entries: Iterable[Entry], found: Match, judged: Callable[[Entry], bool]) -> list[Entry]:
    """``entries`` without what is mended; those of posts that moved are under their new paths."""
    now = {old: new for new, old in found.moved.items()}
    kept = [
        replace(entry, count=found.answered[entry] if judged(entry) else entry.count, path=now.get(entry.path, entry.path))
        for entry in entries
    ]
    return merged(entry for entry in kept if entry.count)


def renewed(marks: Sequence[Mark], entries: Sequence[Entry], found: Match, judged: Callable[[Entry], bool]) -> list[Entry]:
    """Entries for all of ``marks``, and the old ones that the run cannot judge."""
    now = {old: new for new, old in found.moved.items()}
    kept = [replace(entry, path=now.get(entry.path, entry.path)) for entry in entries]
    unjudged = [after for before, after in zip(entries, kept, strict=True) if not judged(before)]
    return merged([*entries_of(marks, kept), *unjudged])


def _at(one: Mark | Entry) -> tuple[str, str, str]:
    return one.path, one.rule, one.key


def _evidence(one: Mark | Entry) -> tuple[str, str, str] | None:
    """What tells that a post is the same one: the place of a finding; for what is absent, the post's own line."""
    if one.key != ABSENT:
        return one.rule, one.key, ""
    return (one.rule, one.key, one.text) if one.text else None


def _moved(marks: Sequence[Mark], entries: Sequence[Entry], gone: frozenset[str]) -> dict[str, str]:
    """The gone path of each post without entries that has most in common with it: those with most of all first."""
    own = {entry.path for entry in entries}
    new: defaultdict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    old: defaultdict[str, Counter[tuple[str, str, str]]] = defaultdict(Counter)
    holders: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for mark in marks if gone else ():
        evidence = _evidence(mark)
        if evidence and mark.path not in own:
            new[mark.path][evidence] += 1
    for entry in entries if new else ():
        evidence = _evidence(entry)
        if evidence and entry.path in gone:
            old[entry.path][evidence] += entry.count
            holders[evidence].append(entry.path)
    names: defaultdict[str, list[str]] = defaultdict(list)
    for path in old:
        names[_name(path)].append(path)
    pairs = [
        (-sum((counts & old[path]).values()), _name(path) != _name(post), post, path)
        for post, counts in new.items()
        for path in _candidates(post, counts, holders, names)
    ]
    moved: dict[str, str] = {}
    taken: set[str] = set()
    for score, _, post, path in sorted(pairs):
        if score and post not in moved and path not in taken:
            moved[post] = path
            taken.add(path)
    return moved


def _candidates(
    post: str,
    counts: Mapping[tuple[str, str, str], int],
    holders: Mapping[tuple[str, str, str], list[str]],
    names: Mapping[str, list[str]],
) -> Iterator[str]:
    found = {path for evidence in counts if len(paths := holders.get(evidence, ())) <= _COMMON for path in paths}
    yield from sorted(found | set(names.get(_name(post), [])[:_COMMON]))


def _name(path: str) -> str:
    return path.rpartition("/")[2]
