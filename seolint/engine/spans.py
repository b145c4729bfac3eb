"""Where places of a text are after edits of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from seolint.diagnostic import Edit
from seolint.text import Location


class Spans:
    """What edits and scopes cover of the old text and of the new one; those that touch are one."""

    def __init__(self, edits: Sequence[Edit], scopes: Iterable[Location] = ()) -> None:
        """``edits`` are in order and do not overlap."""
        spans: list[tuple[int, int, int, int]] = []
        shift = 0
        for edit in edits:
            start, end = edit.at.start, edit.at.end
            spans.append((start, end, start + shift, start + shift + len(edit.text)))
            shift += len(edit.text) - (end - start)
        self._set(spans)
        around = [(scope.start, scope.end, self.image(scope.start)[0], self.image(scope.end)[1]) for scope in scopes]
        self._set([*spans, *around])

    def _set(self, spans: Iterable[tuple[int, int, int, int]]) -> None:
        joined: list[tuple[int, int, int, int]] = []
        for span in sorted(spans):
            if joined and span[0] <= joined[-1][1]:
                last = joined.pop()
                span = (last[0], max(last[1], span[1]), min(last[2], span[2]), max(last[3], span[3]))
            joined.append(span)
        self._old = [span[:2] for span in joined]
        self._new = [span[2:] for span in joined]
        self._ends = [end for _, end in self._old]
        self._new_ends = [end for _, end in self._new]

    def image(self, place: int) -> tuple[int, int]:
        """Where a place of the old text may be in the new one: anywhere in what replaces the edit that it touches."""
        number = bisect_left(self._ends, place)
        if number < len(self._old) and self._old[number][0] <= place:
            return self._new[number]
        shift = self._new_ends[number - 1] - self._ends[number - 1] if number else 0
        return place + shift, place + shift

    def touches(self, span: tuple[int, int]) -> bool:
        """Whether an edit overlaps ``span`` of the old text, or is next to it."""
        number = bisect_left(self._ends, span[0])
        return number < len(self._old) and self._old[number][0] <= span[1]

    def covers(self, span: tuple[int, int]) -> bool:
        """Whether one edit replaces all of ``span`` of the old text."""
        return _covers(self._old, self._ends, span)

    def wrote(self, span: tuple[int, int]) -> bool:
        """Whether one edit wrote all of ``span`` of the new text."""
        return _covers(self._new, self._new_ends, span)


def _covers(spans: list[tuple[int, int]], ends: list[int], span: tuple[int, int]) -> bool:
    number = bisect_left(ends, span[1])
    return number < len(spans) and spans[number][0] <= span[0]
