"""Tables in plain text, and in Markdown in English and Japanese, of the same numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from measure import Measured, Said

Cell = str | Said


class Table(NamedTuple):
    """A title, the heads of columns, and rows; what a ``str`` says needs no translation."""

    title: Said
    heads: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    note: Said = ("", "")

    def plain(self) -> str:
        """In English, in columns."""
        rows = [[_in(cell, 0) for cell in row] for row in (self.heads, *self.rows)]
        widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
        lines = ["   ".join(map(_padded, row, widths, range(len(row)))) for row in rows]
        return "\n  ".join([self.title[0], *map(str.rstrip, lines), *filter(None, [self.note[0]])])

    def markdown(self, language: int) -> str:
        """``language``: 0 for English, 1 for Japanese."""
        heads, *rows = [[_in(cell, language).replace("|", "\\|") for cell in row] for row in (self.heads, *self.rows)]
        rule = ["---", *["---:"] * (len(heads) - 1)]
        lines = [f"| {' | '.join(row)} |" for row in (heads, rule, *rows)]
        note = ["", self.note[language]] if self.note[language] else []
        return "\n".join([f"**{self.title[language]}**", "", *lines, *note])


def speeds(title: Said, found: dict[Said, Measured], base: Said, note: Said = ("", "")) -> Table:
    """What each command took, and how often the time of ``base`` that is."""
    heads: tuple[Cell, ...] = (
        "", ("seconds", "秒"), ("× floor", "下限の何倍"),
        ("processor, s", "プロセッサー時間（秒）"), ("peak, MB", "最大メモリ（MB）"),
    )  # fmt: skip
    rows = [
        (name, f"{one.seconds:.3f}", f"{one.seconds / found[base].seconds:.2f}", f"{one.processor:.3f}", f"{one.megabytes:.0f}")
        for name, one in found.items()
    ]
    return Table(title, heads, rows, note)


def shown(tables: Sequence[Table], *, markdown: bool) -> str:
    if markdown:
        return "\n\n".join(table.markdown(language) for language in (0, 1) for table in tables)
    return "\n\n".join(table.plain() for table in tables)


def _in(cell: Cell, language: int) -> str:
    return cell if isinstance(cell, str) else cell[language]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "FW" else 1 for character in text)


def _padded(text: str, width: int, place: int) -> str:
    space = " " * (width - _width(text))
    return space + text if place else text + space
