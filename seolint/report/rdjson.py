"""``--format rdjson``: the Reviewdog Diagnostic Format, for reviewdog and what reads its format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seolint.diagnostic import Diagnostic, Fix, Severity
from seolint.outcome import Outcome
from seolint.report.columns import Columns, Unit, linted_text
from seolint.report.elements import array, encode
from seolint.report.texts import Texts
from seolint.report.wording import statement
from seolint.text import Location

_LONGEST = 5000
"""A proposal that rewrites more code points than this in one piece is nothing to read in a review."""


def render(outcome: Outcome, language: str, texts: Texts) -> Iterator[str]:
    """One object with all findings; columns count the bytes of a line from 1."""
    yield f'{{"source": {encode({"name": "seolint"})}, "diagnostics": '
    yield from array(_diagnostics(outcome, language, texts))
    yield "}\n"


def _diagnostics(outcome: Outcome, language: str, texts: Texts) -> Iterator[dict[str, Any]]:
    columns = Columns(outcome, texts, Unit.UTF8)
    path, text = "", ""
    for found in outcome.diagnostics:
        if found.at.path != path:
            path = found.at.path
            text = linted_text(outcome, texts, path)
        suggestion = _suggestion(found, text) if found.fix else None
        yield {
            "message": statement(found, language),
            "location": {"path": path, "range": _range(columns, found.at)},
            "severity": "INFO" if found.severity is Severity.INFO else found.severity.value.upper(),
            "code": {"value": found.rule},
            "suggestions": [{"range": _range(columns, suggestion[0]), "text": suggestion[1]}] if suggestion else [],
        }


def _range(columns: Columns, at: Location) -> dict[str, Any]:
    places = (columns.position(at.path, offset) for offset in (at.start, at.end))
    start, end = ({"line": line, "column": column} for line, column in places)
    return {"start": start, "end": end}


def _suggestion(found: Diagnostic, text: str) -> tuple[Location, str] | None:
    """The edits of a fix as one, since suggestions are taken one by one; None when that cannot be."""
    fix: Fix | None = found.fix
    edits = sorted(fix.edits, key=lambda edit: edit.at) if fix else []
    if not edits or any(edit.at.path != found.at.path for edit in edits):
        return None
    start, end = edits[0].at.start, max(edit.at.end for edit in edits)
    if end > len(text) or end - start > _LONGEST:
        return None
    parts, place = [""], start
    for edit in edits:
        if edit.at.start < place:
            return None
        parts += (text[place : edit.at.start], edit.text)
        place = edit.at.end
    return Location(found.at.path, start, end), "".join(parts)
