"""Structured data that stands in the attributes of elements: Microdata and RDFa, as the same items as JSON-LD."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from msgspec import Struct

from seolint.document.elements import read_elements
from seolint.document.json_slips import Slip
from seolint.document.marked_slips import read_slips
from seolint.document.microdata import read_microdata
from seolint.document.rdfa import read_rdfa
from seolint.document.structured_data import Item
from seolint.document.template import Template
from seolint.document.tokens import Token
from seolint.text import UNKNOWN

_UNKNOWN = re.compile(f"{UNKNOWN}+")


class MarkedUp(Struct, frozen=True):
    """``items`` are the top-level ones of Microdata, then those of RDFa, each in source order; ``slips`` what keeps some from
    being read."""

    items: tuple[Item, ...] = ()
    slips: tuple[Slip, ...] = ()


def read_marked_up(path: str, template: Template, tokens: Iterable[Token]) -> MarkedUp:
    elements = read_elements(path, tokens)
    gaps = sorted({*(found.start() for found in _UNKNOWN.finditer(template.text)), *(start for start, _ in template.control)})

    def is_whole(start: int, end: int) -> bool:
        return bisect_left(gaps, start) == bisect_left(gaps, end)

    found: list[Item] = []
    if any("itemscope" in element.attributes for element in elements.every):
        found += read_microdata(elements, is_whole)
    if any("typeof" in element.attributes for element in elements.every):
        found += read_rdfa(elements, is_whole)
    return MarkedUp(tuple(found), tuple(read_slips(elements, template.text, is_whole)))
