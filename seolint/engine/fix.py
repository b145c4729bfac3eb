"""Fixes and a text: which of them go together, and what comes of them. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise

from seolint.diagnostic import Diagnostic, Edit, Fix, Text

_LINE_END = re.compile(r"\r\n|\r|\n")


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """``text`` with ``fixes`` applied; one that touches what an earlier one changed is left out."""
    return put(text, edits_of(text, together(text, fixes)))


def choose(text: str, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings whose fixes can be applied to ``text`` at once: the weightiest first, then by place.

    A fix that overlaps with one before it is left for the next round; so is an insertion where another edit ends or begins,
    as nobody says which of the two comes first.
    """
    ordered = sorted(findings, key=lambda found: (found.severity.rank, found.at, found.rule))
    by_fix = {id(found.fix): found for found in ordered if found.fix is not None}
    return [by_fix[id(fix)] for fix in together(text, (found.fix for found in ordered if found.fix is not None))]


def together(text: str, fixes: Iterable[Fix]) -> list[Fix]:
    """Those of ``fixes`` that go together, earlier ones before later ones; none that has a fault or changes nothing."""
    taken: list[tuple[int, int]] = []
    chosen: list[Fix] = []
    for fix in fixes:
        spans = [(edit.at.start, edit.at.end) for edit in fix.edits]
        if fault(fix, text) is None and does_something(fix, text) and not any(_meets(span, taken) for span in spans):
            for span in spans:
                insort(taken, span)
            chosen.append(fix)
    return chosen


def fault(fix: Fix, text: str) -> Text | None:
    """Why the edits can be no fix of ``text``."""
    spans = sorted((edit.at.start, edit.at.end) for edit in fix.edits)
    if len({edit.at.path for edit in fix.edits}) != 1:
        return Text("its edits are not of one file", "1つのファイルの直しではないため")
    if not all(0 <= start <= end <= len(text) for start, end in spans):
        return Text("it names a place outside of the post", "記事にない場所を指しているため")
    if any(before[1] > after[0] for before, after in pairwise(spans)):
        return Text("its edits overlap", "直す場所が重なっているため")
    if any(text[place - 1 : place + 1] == "\r\n" for span in spans for place in span if place):
        return Text("it cuts a line end (CRLF) in two", "改行（CRLF）の途中を指しているため")
    return None


def does_something(fix: Fix, text: str) -> bool:
    """Whether the edits change more than line ends."""
    return any(_changes(text, edit) for edit in fix.edits)


def _changes(text: str, edit: Edit) -> bool:
    return _LINE_END.sub("\n", text[edit.at.start : edit.at.end]) != _LINE_END.sub("\n", edit.text)


def edits_of(text: str, fixes: Iterable[Fix]) -> list[Edit]:
    """The edits of ``fixes`` in order of place, with the line ends that ``text`` has most of."""
    edits = sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.at)
    own = ""
    for number, edit in enumerate(edits):
        if "\n" in edit.text or "\r" in edit.text:
            own = own or line_end(text)
            edits[number] = Edit(edit.at, _LINE_END.sub(own, edit.text))
    return edits


def put(text: str, edits: Sequence[Edit]) -> str:
    """``text`` with ``edits`` applied, which are in order and do not overlap."""
    parts: list[str] = []
    last = 0
    for edit in edits:
        parts += (text[last : edit.at.start], edit.text)
        last = edit.at.end
    return "".join((*parts, text[last:]))


def line_end(text: str) -> str:
    """How the lines of ``text`` end: most of them, the first kind of those that are as many; ``\\n`` for a single line."""
    both = text.count("\r\n")
    counts = {"\r\n": both, "\n": text.count("\n") - both, "\r": text.count("\r") - both}
    first = _LINE_END.search(text)
    begins = first[0] if first else "\n"
    return max(counts, key=lambda end: (counts[end], end == begins))


def _meets(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Whether ``span`` overlaps one of ``taken``, which are sorted and apart; a place alone meets what it touches."""
    here = bisect_left(taken, span)
    return any(_overlap(span, other) for other in taken[max(here - 2, 0) : here + 2])


def _overlap(span: tuple[int, int], other: tuple[int, int]) -> bool:
    empty = span[0] == span[1] or other[0] == other[1]
    if empty:
        return span[0] <= other[1] and other[0] <= span[1]
    return span[0] < other[1] and other[0] < span[1]
