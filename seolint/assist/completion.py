"""Completion: what may be written at the cursor, by whichever feature knows the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from msgspec import Struct

from seolint.assist import ALONE, Around, is_readable
from seolint.assist.proposal import Proposal
from seolint.document import Document, Schema
from seolint.text import fold

__all__ = ["Completions", "Proposal", "complete"]

_MOST = 200


class Completions(Struct, frozen=True):
    """``items`` from the likeliest on; ``whole`` says that these are all, so that nothing need be asked again as one types on."""

    items: tuple[Proposal, ...] = ()
    whole: bool = True


def complete(doc: Document, offset: int, around: Around = ALONE, schemas: Sequence[Schema] = ()) -> Completions:
    """What may be written at ``offset``; ``schemas`` are what is known of the post's front matter."""
    offset = min(max(offset, 0), len(doc.text))
    found = sorted(_all(doc, offset, around, schemas), key=lambda each: each.rank)
    return Completions(tuple(found[:_MOST]), len(found) <= _MOST)


def _all(doc: Document, offset: int, around: Around, schemas: Sequence[Schema]) -> Iterable[Proposal]:
    from seolint.assist.alt_completion import alts
    from seolint.assist.front_matter_completion import front_matter
    from seolint.assist.front_matter_cursor import front_matter_spot
    from seolint.assist.link_completion import link_targets
    from seolint.assist.schema_org_completion import schema_org, script_at

    spot = front_matter_spot(doc, offset)
    if spot is not None:
        return (each for each in front_matter(doc, spot, around, schemas) if _fits(doc, each, offset))
    script = script_at(doc, offset)
    if script is not None:
        return (each for each in schema_org(doc, script, offset) if _fits(doc, each, offset))
    likeliest_first = _outside_code(doc, offset, chain(link_targets(doc, offset, around), alts(doc, offset, around)))
    return islice((each for each in likeliest_first if _fits(doc, each, offset)), _MOST + 1)


def _outside_code(doc: Document, offset: int, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """Nothing where the cursor is in a block of code: that shows how something is written, and leads nowhere."""
    for number, each in enumerate(found):
        if number == 0 and is_readable(doc) and any(start <= offset <= end for start, end in _code(doc)):
            return
        yield each


def _code(doc: Document) -> Iterator[tuple[int, int]]:
    yield from ((block.text.at.start, block.text.at.end) for block in doc.blocks if block.kind == "pre")
    yield from doc.template.code


def _fits(doc: Document, each: Proposal, offset: int) -> bool:
    """Whether what is written already may become it: its letters in their order stand in the proposal."""
    written = fold(doc.text[each.at.start : offset])
    sought = fold(each.sought or each.label)
    here = 0
    for char in written:
        here = sought.find(char, here) + 1
        if not here:
            return False
    return True
