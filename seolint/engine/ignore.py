"""Suppressions: ``<!-- seolint-ignore rule: reason -->``, ``-start`` and ``-end``, and ``seolint: {ignore: [rule]}``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from seolint.diagnostic import Diagnostic, Edit, Fix, Severity, Text
from seolint.document import Document
from seolint.notices import UNUSED_IGNORE
from seolint.registry import installed
from seolint.text import Location

FILE_KEY = "seolint.ignore"
WORD = "seolint-ignore"
_SAID = re.compile(r"\s*seolint-ignore(-start|-end)?(?![\w-])([^:：]*)(?:[:：].*)?", re.DOTALL)
_JSX = re.compile(r"\{/\*(\s*seolint-ignore(?:(?!\*/).)*)\*/\}", re.DOTALL)
_NAME = re.compile(r"[\w-]+")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*")
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?=[\r\n]|\Z)|\Z")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_TAG = re.compile(r"[ \t]*<([A-Za-z][\w-]*)")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_FARTHEST = 100_000
"""How many characters an element may hold that is sought as a whole."""


class Name(Struct, frozen=True, array_like=True):
    """A rule or group that a suppression names, and where."""

    id: str
    start: int
    end: int


class Ignore(Struct, frozen=True, array_like=True):
    """Findings that begin in ``[first, last)`` are not reported; ``start`` and ``end`` are the suppression's own place.

    ``remove`` is what goes when none of its names is needed. A suppression that ends nothing names no one and covers nothing.
    """

    names: tuple[Name, ...]
    first: int
    last: int
    start: int
    end: int
    remove: tuple[int, int] | None


def read_ignores(doc: Document) -> tuple[Ignore, ...]:
    """The suppressions of one page, in order."""
    if "seolint" not in doc.text:
        return ()
    return (*_of_file(doc), *_of_comments(doc))


def _of_file(doc: Document) -> Iterator[Ignore]:
    found = doc.front_matter.strings(FILE_KEY)
    if not found:
        return
    member = doc.front_matter.member("seolint")
    names = tuple(Name(one.value.strip(), one.at.start, one.at.end) for one in found if one.value.strip())
    start = member.key.at.start if member is not None else found[0].at.start
    yield Ignore(names, 0, len(doc.text) + 1, start, found[-1].at.end, None)


def _of_comments(doc: Document) -> Iterator[Ignore]:
    open_: list[Ignore] = []
    for text, inner, start, end in _comments(doc):
        said = _SAID.fullmatch(text)
        if said is None:
            continue
        names = tuple(
            Name(name[0], inner + said.start(2) + name.start(), inner + said.start(2) + name.end())
            for name in _NAME.finditer(said[2])
        )
        remove = _removal(doc.text, start, end)
        if said[1] == "-start":
            open_.append(Ignore(names, end, len(doc.text) + 1, start, end, remove))
        elif said[1] == "-end":
            asked = {name.id for name in names}
            number = next((n for n in reversed(range(len(open_))) if not asked or asked == {m.id for m in open_[n].names}), None)
            if number is None:
                yield Ignore((), start, start, start, end, remove)
            else:
                begun = open_.pop(number)
                yield Ignore(begun.names, begun.first, start, begun.start, begun.end, None)
        else:
            first, last = covered(doc.text, start, end, html=doc.is_html)
            yield Ignore(names, first, last, start, end, remove)
    yield from open_


def _comments(doc: Document) -> list[tuple[str, int, int, int]]:
    """The comments that may suppress: text, where it begins, and where the whole comment stands; in order."""
    found = [
        (comment.value, comment.start + 4, comment.start, comment.end)
        for comment in doc.content.comments
        if WORD in comment.value and doc.text.startswith("<!--", comment.start)
    ]
    if doc.dialect in {"mdx", "docusaurus"}:
        masked = doc.template.text
        found += (
            (said[1], said.start(1), said.start(), said.end())
            for said in _JSX.finditer(doc.text, doc.front_matter.end)
            if masked[said.start()] != "{"
        )
    return sorted(found, key=lambda one: one[2])


def covered(text: str, start: int, end: int, *, html: bool) -> tuple[int, int]:
    """What the comment ``text[start:end]`` speaks of: its own line when something else stands on it, else the next block.

    A block ends before a blank line; a fenced one, and an element of HTML, where it is closed.
    """
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    stop = _past(_LINE_END, text, end)
    if text[line:start].strip() or text[end:stop].strip():
        return line, stop
    first = _past(_BLANK_LINES, text, stop)
    fence = _FENCE.match(text, first)
    if fence:
        sign = re.escape(fence[1][0])
        closing = re.compile(rf"[\r\n][ \t]*{sign}{{{len(fence[1])},}}[ \t]*(?=[\r\n]|\Z)").search(text, fence.end())
        return first, closing.end() if closing else len(text)
    tag = _TAG.match(text, first)
    block = _past(_BLANK_LINE, text, first)
    if tag is None:
        return first, block
    closed = _element_end(text, tag)
    return first, closed if html else max(closed, block)


def _element_end(text: str, tag: re.Match[str]) -> int:
    """Where the element of the start tag ``tag`` ends; the end of the tag where nothing closes it near by."""
    name = tag[1].lower()
    end = text.find(">", tag.end()) + 1 or len(text)
    if name in _VOID or text[end - 2 : end] == "/>":
        return end
    depth = 0
    for found in re.compile(rf"<(/?){name}(?![\w-])[^>]*>?", re.IGNORECASE).finditer(text, tag.start(), tag.start() + _FARTHEST):
        depth += -1 if found[1] else 0 if found[0].endswith("/>") else 1
        if depth == 0:
            return found.end()
    return end


def _past(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start) if pattern is _BLANK_LINES else pattern.search(text, start)
    return found.end() if found else len(text)


def _removal(text: str, start: int, end: int) -> tuple[int, int]:
    """The comment with its line, when nothing else stands there, else with the white space before it."""
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    stop = _past(_LINE_END, text, end)
    if text[line:start].strip() or text[end:stop].strip():
        return (start - len(text[line:start]) + len(text[line:start].rstrip()), end) if not text[end:stop].strip() else (start, end)
    return line, stop


class Sieve:
    """Keeps back the suppressed findings of one page, and knows in the end which suppressions were of no use."""

    def __init__(self, path: str, ignores: Sequence[Ignore]) -> None:
        self._path, self._ignores = path, ignores
        self._used: set[tuple[int, int]] = set()

    def passes(self, found: Diagnostic) -> bool:
        """Whether a finding is to be reported."""
        held = False
        entry = installed().get(found.rule)
        names = {found.rule, entry.group if entry is not None else ""}
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
        groups: dict[str, set[str]] = {}
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
                yield _unused(at, "This suppression names no rule", "見送りに規則の名前がありません", self._fix(ignore, ()))
            for name in idle:
                at = Location(self._path, name.start, name.end)
                fix = self._fix(ignore, [one for one in ignore.names if one not in idle])
                if _known(name.id, groups):
                    en = f"{name.id} has nothing to say here: the suppression is not needed"
                    ja = f"ここに {name.id} の指摘はなく、見送りは不要です"
                else:
                    en = f'There is no rule "{name.id}" to suppress'
                    ja = f"「{name.id}」という規則はないため、何も見送りません"
                yield _unused(at, en, ja, fix)

    def _fix(self, ignore: Ignore, kept: Sequence[Name]) -> Fix | None:
        """Remove the names that are of no use; the whole comment when all are."""
        title = Text("remove what suppresses nothing", "不要な見送りを消す")
        if not kept:
            if ignore.remove is None:
                return None
            return Fix(title, (Edit(Location(self._path, *ignore.remove), ""),), safe=True)
        if ignore.remove is None:
            return None
        edits = [Edit(Location(self._path, *gap), "") for gap in _gaps(ignore.names, kept)]
        return Fix(title, tuple(edits), safe=True)


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


def _unused(at: Location, en: str, ja: str, fix: Fix | None) -> Diagnostic:
    advice = Text("Remove it.", "消してください")
    return Diagnostic(UNUSED_IGNORE, Severity.WARNING, at, Text(en, ja), advice, (), fix)
