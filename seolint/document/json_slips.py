"""One mistake of a JSON text, as a reader names it who reads on."""

from __future__ import annotations

from msgspec import Struct

from seolint.text import Location

Edit = tuple[int, int, str]


class Slip(Struct, frozen=True):
    """One mistake of a JSON text. ``code`` is one of JsonError's, or several, wide, html, bom, space, word, number, digits,
    inner-quote, open-quote, start-quote, double-quote, unclear, invisible, braces, fence, script-end, script-open, no-key,
    no-value, extra-comma, bracket, extra-bracket, escaped, loop-comma, block-comma, block-gap, many, type; in attributes
    itemscope, itemref, vocab.

    ``edits`` are ``(start, end, text)`` that mend it, none where nobody can know how; ``certain`` says that they cannot
    change what is meant. ``other`` is a place that explains it, ``scope`` where the mend makes of the page's own text
    something else.
    """

    code: str
    at: Location
    edits: tuple[Edit, ...] = ()
    certain: bool = False
    other: Location | None = None
    scope: Location | None = None
