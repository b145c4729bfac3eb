"""Edits of an open post: the fix of one finding, all safe fixes as ``--fix`` applies them, a suppression."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from msgspec import Raw
from msgspec.msgpack import decode

from seolint.diagnostic import Diagnostic, Edit, Text
from seolint.engine.fix import does_something, edits_of, fault
from seolint.engine.guard import Guard
from seolint.engine.lint import Reader
from seolint.engine.live.answers import View
from seolint.engine.live.messages import Mended
from seolint.engine.mend import Mending
from seolint.engine.page import Head, PageResult
from seolint.engine.results import Results
from seolint.engine.suppress import is_of_page, suppress
from seolint.outcome import Outcome
from seolint.text import Location

_LINES = 5_000
"""Of longer texts the changed stretch is one edit."""


def mend_one(view: View, about: Raw) -> Mended:
    """The fix of one finding of the post, where it holds to what it names."""
    fix = decode(about, type=Diagnostic).fix
    if fix is None or any(edit.at.path != view.path for edit in fix.edits):
        return Mended()
    if (why := fault(fix, view.text)) is not None or not does_something(fix, view.text):
        return Mended((), why)
    text = Guard(view.document).put([fix])
    return Mended(tuple(edits_of(view.text, [fix]))) if isinstance(text, str) else Mended((), text)


def mend_all(view: View, about: Raw) -> Mended:
    """All safe fixes of the post, round after round, with the findings of its site."""
    page = view.read(view.text)
    if page is None:
        return Mended()
    plan = view.live.plan if view.live is not None else view.settled.plan
    mending = Mending(unsafe=False, write=False, jobs=1).of_input(view.path, view.text.encode("utf-8", "surrogatepass"), view.text)
    results = _Results(view, page)
    try:
        mending(Reader(plan, view.most), results, results.conclude)
    finally:
        results.undo()
    post = mending.posts.get(view.path)
    return Mended(difference(view.path, view.text, post.texts[-1] if post is not None else view.text))


def ignore(view: View, about: Raw) -> Mended:
    """A suppression of a finding, where it is."""
    text, left = suppress(view.document, [decode(about, type=Diagnostic)], "")
    if left:
        return Mended((), Text("it cannot be suppressed in the file", "ファイルの中では見送れないため"))
    return Mended(difference(view.path, view.text, text))


def ignores_page(view: View, about: Raw) -> tuple[bool, ...]:
    """Of each finding, whether its suppression holds for the whole page."""
    return tuple(is_of_page(view.document, found) for found in decode(about, type=tuple[Diagnostic, ...]))


class _Results(Results):
    """The post in the hands of ``Mending``: its site judges each text that it comes to, and then the first one again."""

    def __init__(self, view: View, page: PageResult) -> None:
        super().__init__([page])
        self._view, self._first, self._page = view, page, page

    @property
    def heads(self) -> Mapping[str, Head]:
        return {self._view.path: self._page}

    def put(self, result: PageResult) -> None:
        if self._view.live is not None:
            self._view.live.edit(result, "", "")
        self._page = result

    def conclude(self) -> Outcome:
        view = self._view
        said = view.live.findings(view.path, view.text) if view.live is not None else view.settled.say(self._page)
        return Outcome(said, {})

    def undo(self) -> None:
        if self._page is not self._first:
            self.put(self._first)


def difference(path: str, old: str, new: str) -> tuple[Edit, ...]:
    """Edits that make ``new`` of ``old``: whole lines, and of lines that are alike only what differs."""
    if old == new:
        return ()
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    first = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    rest = min(len(before), len(after)) - first
    last = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    old_lines, new_lines = before[first : len(before) - last], after[first : len(after) - last]
    start = sum(map(len, before[:first]))
    if max(len(old_lines), len(new_lines)) > _LINES:
        return (Edit(Location(path, start, start + sum(map(len, old_lines))), "".join(new_lines)),)
    edits: list[Edit] = []
    for kind, low, high, at, to in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        if kind != "equal":
            place = start + sum(map(len, old_lines[:low]))
            edits.append(_trimmed(path, place, "".join(old_lines[low:high]), "".join(new_lines[at:to])))
    return tuple(edits)


def _trimmed(path: str, place: int, old: str, new: str) -> Edit:
    """``new`` in the place of ``old``, without what both begin and end with; no line end is cut in two."""
    most = min(len(old), len(new))
    first = next((n for n in range(most) if old[n] != new[n]), most)
    last = next((n for n in range(most - first) if old[-1 - n] != new[-1 - n]), most - first)
    while first and old[first - 1] == "\r":
        first -= 1
    while last and old[len(old) - last] == "\n":
        last -= 1
    return Edit(Location(path, place + first, place + len(old) - last), new[first : len(new) - last])
