"""Text with character references and escapes in it."""

from __future__ import annotations

import html
import re

from seolint.document.markdown.source import Source
from seolint.document.tokens import Run
from seolint.text import Location, Piece, Placed

ENTITY = re.compile(r"&(?:[A-Za-z0-9_:][\w.:-]*|#\d+|#x[0-9a-fA-F]+);", re.ASCII)
"""Unlike in browsers, a character reference ends with a semicolon."""

ESCAPE = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=~-])")
_ENTITY_OR_ESCAPE = re.compile(f"{ENTITY.pattern}|{ESCAPE.pattern}", re.ASCII)


def placed(source: Source, start: int, end: int, *, escapes: bool = False, lead: str = "") -> Placed[str]:
    """``source.text[start:end]`` as the value of an attribute, after ``lead``."""
    text = source.text
    values, pieces, size, here = [lead], list[Piece](), len(lead), start
    for found in (_ENTITY_OR_ESCAPE if escapes else ENTITY).finditer(text, start, end):
        if found.start() > here:
            pieces.append((size, here, found.start() - here))
        value = html.unescape(found[0]) if found[0][0] == "&" else ""
        values += text[here : found.start()], value
        size += found.start() - here + len(value)
        here = found.end() if value else found.start() + 1
    if end > here:
        pieces.append((size, here, end - here))
    values.append(text[here:end])
    at = Location(source.path, start, end)
    plain = not lead and len(pieces) == 1 and pieces[0][2] == end - start
    return source.placed(Placed("".join(values), at, () if plain or start == end else tuple(pieces) or ((0, start, 0),)))


def decoded(source: Source, start: int, end: int) -> list[Run]:
    """``source.text[start:end]`` as runs, with its character references read."""
    found: list[Run] = []
    for reference in ENTITY.finditer(source.text, start, end):
        value = html.unescape(reference[0])
        if value != reference[0]:
            found += source.runs(start, reference.start())
            found.append(Run(value, source.place(reference.start()), source.end(reference.end())))
            start = reference.end()
    found += source.runs(start, end)
    return found
