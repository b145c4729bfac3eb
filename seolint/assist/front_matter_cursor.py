"""Where in the front matter the cursor is, closed or not."""

from __future__ import annotations

import re

from seolint.assist.front_matter_lines import LineReader, Spot
from seolint.assist.json_cursor import JsonSpot, json_spot
from seolint.document import Document

_OPENING = re.compile(r"\ufeff?\s*(---|\+\+\+)[^\r\n]*(?:\r\n|\n|\r|\Z)")
_CLOSING = {
    "---": re.compile(r"(?<![^\r\n])(?:---+|\.\.\.)[ \t]*(?![^\r\n])"),
    "+++": re.compile(r"(?<![^\r\n])\+\+\+[ \t]*(?![^\r\n])"),
}
_OBJECT = re.compile(r"\ufeff?\s*(\{)\s*(?:\"|\Z)")
_PLAIN = re.compile(r"\s*(?:[\w.@/\"'-]+[ \t]*(?:[:=].*)?|[-\[\]{}#].*)?\Z", re.S)
_FAR = 400
"""Lines above the cursor that must look like front matter where it is not closed."""


def front_matter_spot(doc: Document, offset: int) -> Spot | None:
    """None where the cursor is not in the front matter, or in nothing that can be completed."""
    opening = _OPENING.match(doc.text)
    if opening is None:
        return _json(doc, offset)
    mark, inner = opening[1], opening.end()
    closing = _CLOSING[mark].search(doc.text, inner)
    if offset < inner or (closing is not None and offset > closing.start()) or not opening[0].endswith(("\n", "\r")):
        return None
    before = doc.text[inner:offset]
    if closing is None and not all(_PLAIN.match(line) for line in before.splitlines()[-_FAR:]):
        return None
    rest = doc.text[offset : closing.start() if closing is not None else len(doc.text)]
    return LineReader(mark, before, rest, offset).spot()


def _json(doc: Document, offset: int) -> Spot | None:
    opening = _OBJECT.match(doc.text)
    end = doc.front_matter.end if doc.front_matter.language == "json" else len(doc.text) if not doc.front_matter.exists else 0
    spot = json_spot(doc.text, opening.start(1), end, offset) if opening is not None and offset <= end else None
    return _of_json(spot) if spot is not None else None


def _of_json(spot: JsonSpot) -> Spot:
    keys = frozenset(spot.holder)
    return Spot(spot.role, "json", spot.path, spot.start, spot.end, spot.quoted, spot.closed, spot.colon, keys=keys)
