"""What text generators leave behind: the rows of generator_residue.json, compiled once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from seolint import Document, Placed, Text, pattern
from seolint_rules.data import table
from seolint_rules.data.literals import Literals

_QUOTED = pattern(
    "「[^「」]*」|『[^『』]*』|“[^“”]*”|\"[^\"\n]*\"|‘[^‘’\n]*’|(?<![\\w'])'(?=\\S)(?:[^'\n]|(?<=\\w)'(?=\\w)){1,500}(?<=\\S)'(?!\\w)"
)
EDGES = frozenset({"start", "first", "last"})
"""Where few blocks are looked at."""
_SHOWN = 40
"""Most characters of what was found that a message repeats."""


class Kind(Struct, frozen=True):
    """What a finding of the kind says; ``{text}`` stands for what was found."""

    message: Text
    advice: Text

    def about(self, found: str) -> Text:
        text = " ".join(found.split())
        text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        return Text(self.message.en.format(text=text), self.message.ja.format(text=text))


class Row(Struct, frozen=True):
    """``where``: text, start (three blocks), first (one, after an h1), last (one), paragraph, heading (that begins with its own
    level, H2), comment, link (its URL), author or label (author or tag).

    ``needs``: a text that matches holds one of these.

    ``tail`` is what goes with the match when it is removed. All patterns are linear.
    """

    kind: str
    where: str
    needs: tuple[str, ...]
    pattern: str
    tail: str


class _Table(Struct, frozen=True):
    kinds: dict[str, Kind]
    patterns: tuple[Row, ...]


@cache
def _table() -> _Table:
    return table("generator_residue", _Table)


def kinds() -> dict[str, Kind]:
    return _table().kinds


def rows() -> tuple[Row, ...]:
    return _table().patterns


@cache
def needs() -> Literals:
    """What the rows need that may match anywhere in a post."""
    return Literals(need for row in rows() if row.where not in EDGES for need in row.needs)


@cache
def compiled(source: str) -> re.Pattern[str]:
    """A pattern of a row; most posts need few of them."""
    return pattern(source)


def texts(doc: Document, where: str) -> Iterator[Placed[str]]:
    """Title and description as the front matter has them, then the blocks in which the author speaks, that are ``where``."""
    if where in {"text", "start", "first"}:
        yield from (head for head in (doc.title, doc.description) if head is not None and head.at.end <= doc.front_matter.end)
    blocks = doc.prose
    if where == "start":
        blocks = tuple(block for block in blocks[:3] if block.kind not in {"li", "td", "th", "dd"})
    elif where == "first":
        blocks = blocks[: 2 if blocks and blocks[0].kind == "h1" else 1]
    elif where == "last":
        blocks = blocks[-1:]
    elif where == "paragraph":
        blocks = tuple(block for block in blocks if block.kind == "p")
    elif where == "heading":
        blocks = tuple(block for block in blocks if block.text.value.startswith(block.kind.upper()))
    yield from (Placed(block.without_code("`"), block.text.at, block.text.pieces) for block in blocks)


def unquoted(text: Placed[str], pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where ``pattern`` matches, but for what begins within quotation marks or is spoken of (…という名前)."""
    found = [match.span() for match in pattern.finditer(text.value) if not text.value.startswith("という", match.end())]
    quoted = [match.span() for match in _QUOTED.finditer(text.value)] if found else []
    for start, end in found:
        last = bisect_right(quoted, (start, 1 << 60)) - 1
        if last < 0 or start >= quoted[last][1]:
            yield start, end
