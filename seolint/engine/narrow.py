"""What of a run's findings is shown: not what the baseline knows, and, when asked, only what changed."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from seolint.diagnostic import Diagnostic, Text
from seolint.engine.baseline import Entry, Match, match, mended
from seolint.engine.baseline_file import inside
from seolint.engine.changes import HEAD, Change, Changes
from seolint.engine.fingerprint import Mark, Post, is_absent
from seolint.engine.read import read_bytes
from seolint.notices import NOTICES, PARSE_FAILED, RULE_FAILED
from seolint.outcome import Outcome, Source, Sources

FAILURES = (PARSE_FAILED, RULE_FAILED)


class Read(Struct, frozen=True):
    """What a run read: the paths that the user named, the rules that are on for a file by id, and how many bytes of a post."""

    paths: Sequence[str]
    rules: Callable[[str], Collection[str]]
    most: int


class Reach:
    """What a run can tell of a baseline's entries: whether a finding that is not there now is mended."""

    def __init__(self, outcome: Outcome, read: Read, folder: str, moved: Mapping[str, str] = {}) -> None:
        posts = {inside(path, folder): path for path in outcome.sources}
        self._posts = posts | {old: posts[new] for new, old in moved.items()}
        self._folders = tuple(os.path.join(os.path.abspath(path), "") for path in read.paths if os.path.isdir(path))
        self._rules = read.rules
        self._left_out = frozenset(outcome.left_out)
        self._broken = {inside(found.at.path, folder) for found in outcome.diagnostics if found.rule in FAILURES}
        self._folder = folder

    def holds(self, path: str) -> bool:
        """Whether a post of this path was read, or would have been."""
        return path in self._posts or os.path.normpath(os.path.join(self._folder, path)).startswith(self._folders)

    def is_gone(self, path: str) -> bool:
        return path not in self._posts and not os.path.lexists(os.path.join(self._folder, path))

    def judges(self, entry: Entry) -> bool:
        """A post that is gone or was read by the rule is judged; one in which a rule failed is not."""
        there = entry.path in self._posts and self._ran(entry)
        whole = entry.path not in self._broken or entry.rule in FAILURES
        return (there and whole) or (self.holds(entry.path) and self.is_gone(entry.path))

    def replaces(self, entry: Entry, *, chosen: bool) -> bool:
        """Whether a new baseline says itself what is to be known in the place of this entry.

        Of rules that are off so that they find nothing, unless they are off only now (``chosen``) or need the whole site.
        """
        return self.holds(entry.path) and (self._ran(entry) or not (chosen or entry.rule in self._left_out))

    def _ran(self, entry: Entry) -> bool:
        path = self._posts.get(entry.path)
        on = entry.rule in NOTICES or (path is not None and entry.rule in self._rules(path))
        return on and entry.rule not in self._left_out


def marks(outcome: Outcome, folder: str, most: int) -> list[Mark]:
    """What each finding of a run is known by in a baseline that lies in ``folder``."""
    found: list[Mark] = []
    post, path, name = Post("", ""), None, ""
    for diagnostic in outcome.diagnostics:
        if diagnostic.at.path != path:
            path = diagnostic.at.path
            post = Post(path, text_of(outcome.sources[path], most))
            name = inside(path, folder)
        found.append(post.mark(diagnostic, name))
    return found


def compare(outcome: Outcome, read: Read, folder: str, entries: Sequence[Entry]) -> tuple[list[Mark], Match, Reach]:
    """The findings of a run against the entries of the baseline in ``folder``."""
    all_marks = marks(outcome, folder, read.most)
    reach = Reach(outcome, read, folder)
    gone = {path for path in {entry.path for entry in entries} if reach.is_gone(path)}
    found = match(all_marks, entries, gone)
    return all_marks, found, Reach(outcome, read, folder, found.moved)


def without_known(outcome: Outcome, read: Read, file: str, entries: Sequence[Entry]) -> Outcome:
    """``outcome`` without the findings that the baseline in ``file`` knows."""
    _, found, reach = compare(outcome, read, os.path.dirname(os.path.abspath(file)), entries)
    left = tuple(d for number, d in enumerate(outcome.diagnostics) if number not in found.known)
    gone = mended(entries, found, reach.judges) if all(reach.holds(entry.path) for entry in entries) else 0
    notes: list[Text] = []
    count = len(found.known)
    if count:
        notes.append(Text(
            f"{count:,} known finding{'s are' if count > 1 else ' is'} left out ({file}).",
            f"既知の指摘{count:,}件は除いています（{file}）。",
        ))  # fmt: skip
    if gone:
        notes.append(Text(
            f"{gone:,} known finding{'s are' if gone > 1 else ' is'} not there any more: seolint baseline --prune takes "
            f"{'them' if gone > 1 else 'it'} out",
            f"既知の指摘のうち{gone:,}件はなくなりました。一覧から消すには seolint baseline --prune",
        ))  # fmt: skip
    return replace(outcome, diagnostics=left, known=count, notes=(*outcome.notes, *notes))


def only_changed(outcome: Outcome, changes: Changes, base: str, most: int, *, lines: bool) -> Outcome:
    """``outcome`` with the posts that changed, and of their findings all, or those on lines that changed."""
    changed = changes.of(tuple(outcome.sources), lines=lines)
    kept = tuple(found for found in outcome.diagnostics if found.at.path in changed)
    if lines:
        kept = tuple(_on_changed_lines(kept, changed, outcome, most))
    unchanged, count = len(outcome.sources) - len(changed), len(changed)
    since = ("", "") if base == HEAD else (f" since {base}", f"{base} から")
    shown = Text(
        f"Only what changed{since[0]} is counted: {count:,} of {count + unchanged:,} posts.",
        f"{since[1]}変わった{'行' if lines else '記事'}だけを数えています（{count + unchanged:,}記事のうち{count:,}記事）。",
    )
    sources = Sources(outcome.sources, (path for path in outcome.sources if path in changed))
    return replace(outcome, diagnostics=kept, sources=sources, unchanged=unchanged, notes=(shown, *outcome.notes))


def _on_changed_lines(
    diagnostics: Sequence[Diagnostic], changed: dict[str, Change], outcome: Outcome, most: int
) -> Iterable[Diagnostic]:
    posts: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for found in diagnostics:
        posts[found.at.path].append(found)
    for path, findings in posts.items():
        change = changed[path]
        text = "" if change.new else text_of(outcome.sources[path], most)
        starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        for found in findings:
            if change.new or found.rule in FAILURES:
                yield found
                continue
            first, end = bisect_right(starts, found.at.start), max(found.at.end - 1, found.at.start)
            if is_absent(found.at, text):
                first, end = 0, max(Post(path, text).top() - 1, 0)
            if change.touches(first, bisect_right(starts, end)):
                yield found


def text_of(source: Source, most: int) -> str:
    """The text of a post, as far as it can be read; what cannot be decoded is replaced."""
    if source.text:
        return source.text
    try:
        return read_bytes(source.path, most).decode(errors="replace")
    except (OSError, ValueError):
        return ""
