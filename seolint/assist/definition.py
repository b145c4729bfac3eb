"""Go to definition: from an internal link to its file, and to the heading or the anchor that its fragment names."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from seolint.assist import ALONE, Around, is_readable, place_of
from seolint.assist.links import lead_at
from seolint.document import Document
from seolint.text import Location


class Definition(Struct, frozen=True):
    """``origin`` is the link's URL or the whole link, which has the cursor; ``at`` where it leads, a whole heading with
    ``name_at``, or the start of the file."""

    origin: Location
    at: Location
    name_at: Location


def definition(
    doc: Document, offset: int, around: Around = ALONE, document: Callable[[str], Document | None] = lambda _: None
) -> Definition | None:
    """What the link at ``offset`` leads to; ``document`` gives the posts whose headings may be asked for."""
    lead = lead_at(doc, offset, around)
    if lead is None or not lead.path:
        return None
    there = (doc if lead.path == doc.path else document(lead.path)) if lead.fragment else None
    found = place(there, lead.fragment) if there is not None else None
    at, name_at = found or (Location(lead.path, 0, 0), Location(lead.path, 0, 0))
    origin = lead.at if lead.at.start <= offset <= lead.at.end else lead.whole
    return Definition(origin, at, name_at)


def place(doc: Document, fragment: str) -> tuple[Location, Location] | None:
    """The heading, and its text, or else the anchor that ``fragment`` names in a post."""
    if not is_readable(doc):
        return None
    for heading, id_ in zip(doc.headings, doc.heading_ids, strict=True):
        if id_ == fragment:
            at = place_of(doc, heading)
            inside = at.start <= heading.text.at.start and heading.text.at.end <= at.end
            return at, heading.text.at if inside else at
    anchor = next((each for each in doc.content.anchors if each.value == fragment), None)
    return (anchor.at, anchor.at) if anchor is not None else None
