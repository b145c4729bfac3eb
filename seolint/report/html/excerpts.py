"""The source lines around a finding with what is flagged in pieces of their own, and a fix as before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from seolint.diagnostic import Diagnostic, Edit, Fix
from seolint.outcome import Source
from seolint.report.excerpt import LINE_ENDS, NOTHING_TO_SEE
from seolint.report.texts import Texts
from seolint.report.wording import visible
from seolint.text import Lines

PLAIN, MARKED, BEYOND, BESIDE, CUT = range(5)
"""As it stands; what is flagged; the part of it beyond a limit; what belongs to it; an ellipsis of ours."""

LEFT_OUT = 0
"""The line number of a row that stands for lines left out."""

_AROUND, _FLAGGED, _LONGEST, _CONTEXT, _HUNKS, _EDITED = 2, 4, 360, 120, 3, 240

Piece = tuple[str, int]


class Row(NamedTuple):
    """One line of the source in pieces; none when lines are left out."""

    line: int
    pieces: Sequence[Piece]


class Hunk(NamedTuple):
    """Lines that an edit touches, before and after it."""

    path: str
    line: int
    before: Sequence[Piece]
    after: Sequence[Piece]


def rows(text: str, lines: Lines, found: Diagnostic) -> list[Row]:
    """The flagged lines, a few at most, and those around them; none when there is nothing to see."""
    start, end = min(found.at.start, len(text)), min(found.at.end, len(text))
    if not text or end == 0:
        return []
    flagged = text[start:end]
    start += len(flagged) - len(flagged.lstrip()) if flagged.strip() else 0
    end = max(start + len(text[start:end].rstrip()), start)
    first = lines.position(start)[0]
    if NOTHING_TO_SEE.fullmatch(_line(text, lines, first)[1]):
        return []
    last = lines.position(max(end - 1, start))[0]
    shown = min(last, first + _FLAGGED - 1)
    inner = [related.at for related in found.related if related.at.path == found.at.path]
    spans = [(at.start, at.end, BESIDE) for at in inner if at.end <= start or end <= at.start]
    spans.append((start, max(end, start + 1), MARKED))
    spans += [
        (at.start, at.end, BEYOND)
        for at in inner
        if start <= at.start < at.end <= end and (at.start, at.end) != (start, end)
    ]
    result = _context(text, lines, range(max(first - _AROUND, 1), first))
    for number in range(first, shown + 1):
        offset, line = _line(text, lines, number)
        result.append(Row(number, _pieces(line, [(a - offset, b - offset, kind) for a, b, kind in spans])))
    if shown < last:
        return [*result, Row(LEFT_OUT, ())]
    after = _context(text, lines, range(last + 1, min(last + _AROUND, len(lines.starts)) + 1))
    return result + after


def _line(text: str, lines: Lines, number: int) -> tuple[int, str]:
    """Where line ``number`` begins, and the line without its end."""
    start = lines.starts[number - 1]
    end = lines.starts[number] if number < len(lines.starts) else len(text)
    return start, text[start:end].rstrip(LINE_ENDS)


def _context(text: str, lines: Lines, numbers: Iterable[int]) -> list[Row]:
    """Lines around, without blank ones at either end."""
    found = [(number, _line(text, lines, number)[1]) for number in numbers]
    filled = [place for place, (_, line) in enumerate(found) if line.strip()]
    kept = found[filled[0] : filled[-1] + 1] if filled else []
    return [Row(number, [(shown(line[:_CONTEXT]), PLAIN)]) for number, line in kept]


def _pieces(line: str, spans: Iterable[tuple[int, int, int]]) -> list[Piece]:
    """``line`` in pieces, later spans over earlier ones; of a long one, what stands around the flagged part."""
    spans = [(max(a, 0), b, kind) for a, b, kind in spans if b > 0 and a <= len(line)]
    flagged = [span for span in spans if span[2] != BESIDE]
    line += " " if any(a == len(line) for a, *_ in flagged) else ""
    low, high = 0, len(line)
    if len(line) > _LONGEST:
        anchor = min((a for a, _, _ in flagged), default=0)
        far = [a for a, _, kind in flagged if kind == BEYOND]
        if far and min(far) - anchor > _LONGEST // 2:
            anchor = min(far)
        low = max(min(anchor - _LONGEST // 4, len(line) - _LONGEST), 0)
        high = low + _LONGEST
    kinds = [PLAIN] * (high - low)
    for a, b, kind in spans:
        for place in range(max(a - low, 0), min(b - low, high - low)):
            kinds[place] = kind
    made: list[Piece] = [("…", CUT)] if low else []
    offset = low
    for kind, run in groupby(kinds):
        size = len(list(run))
        piece = line[offset : offset + size]
        made.append((shown(piece) if kind == PLAIN or piece.strip() else visible(piece), kind))
        offset += size
    return [*made, ("…", CUT)] if high < len(line) else made


def hunks(texts: Texts, sources: Mapping[str, Source], fix: Fix) -> tuple[list[Hunk], int]:
    """The first few places that ``fix`` changes, and how many more there are."""
    groups: list[list[Edit]] = []
    for edit in sorted(fix.edits, key=lambda edit: edit.at):
        lines = sources[edit.at.path].lines if edit.at.path in sources else None
        last = groups[-1][-1].at if groups else None
        if lines and last and last.path == edit.at.path and _near(lines, last.end, edit.at.start):
            groups[-1].append(edit)
        elif lines:
            groups.append([edit])
    made = [_hunk(texts.of(group[0].at.path), sources[group[0].at.path].lines, group) for group in groups[:_HUNKS]]
    return made, len(groups) - len(made)


def _near(lines: Lines, end: int, start: int) -> bool:
    return lines.position(start)[0] - lines.position(end)[0] <= 1


def _hunk(text: str, lines: Lines, edits: Sequence[Edit]) -> Hunk:
    """The lines of neighbouring ``edits``: what goes is marked before, what comes is marked after."""
    first = lines.position(edits[0].at.start)[0]
    start, last = lines.starts[first - 1], edits[-1].at.end
    number = lines.position(last)[0]
    whole = last == lines.starts[number - 1] and last > start and not edits[-1].text
    end = last if whole else lines.starts[number - 1] + len(_line(text, lines, number)[1])
    before: list[Piece] = []
    after: list[Piece] = []
    at = start
    for edit in edits:
        between = _shortened(text[at : edit.at.start], head=at > start, tail=True)
        before += [(between, PLAIN), (_clipped(text[edit.at.start : edit.at.end]), MARKED)]
        after += [(between, PLAIN), (_clipped(edit.text), MARKED)]
        at = edit.at.end
    rest = (_shortened(text[at:end], head=True, tail=False), PLAIN)
    path = edits[0].at.path
    return Hunk(path, first, _trimmed([*before, rest]), _trimmed([*after, rest]))


def _shortened(text: str, *, head: bool, tail: bool) -> str:
    """``text`` between edits: what is near them."""
    side = _CONTEXT // 2
    if len(text) <= _CONTEXT:
        return shown(text)
    return f"{shown(text[:side]) if head else ''}…{shown(text[-side:]) if tail else ''}"


def _clipped(text: str) -> str:
    return shown(text) if len(text) <= _EDITED else f"{shown(text[: _EDITED * 3 // 4])}…{shown(text[-_EDITED // 4 :])}"


def _trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """Without empty pieces and without the line end at the end."""
    kept = [piece for piece in pieces if piece[0]]
    while kept and not kept[-1][0].rstrip("\n"):
        kept.pop()
    return [*kept[:-1], (kept[-1][0].rstrip("\n"), kept[-1][1])] if kept else []


def shown(text: str) -> str:
    """``text`` with line ends and tabs as they are, and all else that nobody sees made visible."""
    lines = text.replace("\r\n", "\n").replace("\ufeff", "").split("\n")
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in lines)
