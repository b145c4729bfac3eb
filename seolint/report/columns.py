"""Lines and columns as other programs count them: columns in UTF-16 code units, or in bytes of UTF-8."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from enum import Enum

from seolint.outcome import Outcome
from seolint.report.texts import Texts
from seolint.text import Lines


class Unit(Enum):
    """What a column counts. A byte-order mark is one of the bytes, and no column of UTF-16, whose readers drop it."""

    UTF16 = "[\U00010000-\U0010ffff]+"
    UTF8 = "[\x80-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+"

    @property
    def kept(self) -> int:
        """Of how many posts the runs are kept, since findings name places in other posts; those of UTF-16 are few."""
        return 10_000 if self is Unit.UTF16 else 100

    def more(self, char: str) -> int:
        """How many units ``char`` takes besides the first."""
        return 1 if self is Unit.UTF16 else 1 if char < "\u0800" else 2 if char < "\U00010000" else 3


class _Runs:
    """The runs of characters that take more than one unit: start and length in code points, units more before each."""

    def __init__(self, text: str, unit: Unit) -> None:
        self.mark = unit is Unit.UTF16 and text.startswith("\ufeff")
        self.starts, self.lengths, self.before, self.each = array("q"), array("q"), array("q"), array("b")
        total = 0
        for run in () if text.isascii() else re.finditer(unit.value, text):
            size, each = run.end() - run.start(), unit.more(run[0])
            self.starts.append(run.start())
            self.lengths.append(size)
            self.before.append(total)
            self.each.append(each)
            total += size * each

    def more(self, offset: int) -> int:
        """The units that the text before ``offset`` takes beyond one for a code point."""
        mark = -1 if self.mark and offset else 0
        number = bisect_right(self.starts, offset) - 1
        if number < 0:
            return mark
        inside = min(offset - self.starts[number], self.lengths[number])
        return mark + self.before[number] + inside * self.each[number]


class Columns:
    """Places of an outcome in one unit; in code points where a post cannot be read as it was linted."""

    def __init__(self, outcome: Outcome, texts: Texts, unit: Unit) -> None:
        self._outcome, self._texts, self._unit = outcome, texts, unit
        self._runs: dict[str, _Runs] = {}

    def position(self, path: str, offset: int) -> tuple[int, int]:
        """Line and column, both from 1; of an unknown file the first."""
        source = self._outcome.sources.get(path)
        if source is None:
            return 1, 1
        line, column = source.lines.position(offset)
        runs = self._runs.get(path) or self._read(path)
        return line, column + runs.more(offset) - runs.more(offset - column + 1)

    def _read(self, path: str) -> _Runs:
        if len(self._runs) >= self._unit.kept:
            del self._runs[next(iter(self._runs))]
        self._runs[path] = runs = _Runs(linted_text(self._outcome, self._texts, path), self._unit)
        return runs


def linted_text(outcome: Outcome, texts: Texts, path: str) -> str:
    """The text of a post; "" where its lines are no longer those that were linted."""
    text, source = texts.of(path), outcome.sources.get(path)
    return text if source is not None and tuple(Lines.of(text).starts) == tuple(source.starts) else ""
