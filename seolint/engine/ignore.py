"""Suppressions of findings: what they cover, and which are of no use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from seolint.config.meant import meant
from seolint.diagnostic import Diagnostic, Edit, Fix, Severity, Text
from seolint.notices import UNUSED_IGNORE
from seolint.registry import installed
from seolint.text import Location

MARK = "seolint"
"""Stands in every text that has a suppression."""


class Name(Struct, frozen=True, array_like=True):
    """A rule or group that a suppression names, and where."""

    id: str
    start: int
    end: int


class Ignore(Struct, frozen=True, array_like=True):
    """Findings that begin in ``[first, last)`` are not reported; ``start`` and ``end`` are the suppression's own place.

    ``remove`` is what goes when none of its names is needed. One that names no one covers nothing; ``fault`` says what is wrong
    with it: ``end`` ends nothing, ``start`` has no end, ``word`` is no suppression, ``settings`` is the front matter's.
    """

    names: tuple[Name, ...]
    first: int
    last: int
    start: int
    end: int
    remove: tuple[int, int] | None
    fault: str = ""


_FAULTS = {
    "": Text("This suppression names no rule", "見送る規則の名前がありません"),
    "end": Text("This ends no suppression", "対応する seolint-ignore-start がありません"),
    "start": Text("This suppression has no seolint-ignore-end: it holds to the end of the file",
                  "seolint-ignore-end がないため、ファイルの終わりまで見送ります"),
    "word": Text("This is no suppression; write seolint-ignore, seolint-ignore-start or seolint-ignore-end",
                 "見送りとして読めません。seolint-ignore、seolint-ignore-start、seolint-ignore-end のいずれかを書いてください"),
    "settings": Text("The key seolint takes ignore: [rules] and nothing else", "seolint に書けるのは ignore: [規則] だけです"),
}  # fmt: skip


class Sieve:
    """Keeps back the suppressed findings of one page, and knows in the end which suppressions were of no use."""

    def __init__(self, path: str, ignores: Sequence[Ignore]) -> None:
        self._path, self._ignores = path, ignores
        self._used: set[tuple[int, int]] = set()

    def passes(self, found: Diagnostic) -> bool:
        """Whether a finding is to be reported."""
        held = False
        entry = installed().get(found.rule)
        names = {found.rule, entry.group if entry is not None else "", "all"}
        for number, ignore in enumerate(self._ignores):
            if not ignore.first <= found.at.start < ignore.last:
                continue
            for index, name in enumerate(ignore.names):
                if name.id in names:
                    self._used.add((number, index))
                    held = True
        return not held

    def unused(self, ran: frozenset[str]) -> Iterator[Diagnostic]:
        """A finding for each name that suppressed nothing, though its rule is one of ``ran``, or that is no rule's."""
        rules = installed()
        groups: dict[str, set[str]] = {"all": set(rules)}
        for entry in rules.values():
            groups.setdefault(entry.group, set()).add(entry.id)
        for number, ignore in enumerate(self._ignores):
            idle = [
                name
                for index, name in enumerate(ignore.names)
                if (number, index) not in self._used and (groups.get(name.id, {name.id}) & ran or not _known(name.id, groups))
            ]
            if not ignore.names:
                at = Location(self._path, ignore.start, ignore.end)
                fault = _FAULTS[ignore.fault]
                yield _unused(at, fault.en, fault.ja, self._fix(ignore, (), safe=bool(ignore.fault)), nameless=not ignore.fault)
            needed = [name for name in idle if _known(name.id, groups)]
            for name in idle:
                at = Location(self._path, name.start, name.end)
                if name in needed:
                    en = f"{name.id} has nothing to say here: the suppression is not needed"
                    ja = f"ここに {name.id} の指摘はなく、見送りは不要です"
                    yield _unused(at, en, ja, self._fix(ignore, [one for one in ignore.names if one not in needed], safe=True))
                    continue
                near = meant(name.id, {*rules, *groups})
                en = f'There is no rule "{name.id}" to suppress{near.en}'
                ja = f"「{name.id}」という規則はないため、何も見送りません{near.ja}"
                yield _unused(at, en, ja, self._fix(ignore, [one for one in ignore.names if one != name], safe=False))

    def _fix(self, ignore: Ignore, kept: Sequence[Name], *, safe: bool) -> Fix | None:
        """Remove the names that are of no use; the whole comment when all are.

        ``safe`` where nothing is lost: a name that is mistyped, or not there yet, was meant to suppress something.
        """
        title = Text("remove what suppresses nothing", "不要な見送りを消す")
        if not kept:
            if ignore.remove is None:
                return None
            return Fix(title, (Edit(Location(self._path, *ignore.remove), ""),), safe=safe)
        if ignore.remove is None:
            return None
        edits = [Edit(Location(self._path, *gap), "") for gap in _gaps(ignore.names, kept)]
        return Fix(title, tuple(edits), safe=safe)


def _gaps(names: Sequence[Name], kept: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """What to delete so that only ``kept`` stay: each other name with what parts it from the one before or behind."""
    if names[0] not in kept:
        yield names[0].start, next(name.start for name in names if name in kept)
    begun = False
    for before, name in pairwise(names):
        begun = begun or before in kept
        if begun and name not in kept:
            yield before.end, name.end


def _known(id_: str, groups: Iterable[str]) -> bool:
    return id_ in installed() or id_ in groups


def _unused(at: Location, en: str, ja: str, fix: Fix | None, *, nameless: bool = False) -> Diagnostic:
    advice = Text("Remove it.", "消してください") if fix is not None else None
    if nameless:
        advice = Text("Write the rules to suppress behind it, or remove it.", "見送る規則の名前を続けて書くか、消してください")
    return Diagnostic(UNUSED_IGNORE, Severity.WARNING, at, Text(en, ja), advice, (), fix)
