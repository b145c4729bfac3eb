"""Completion in JSON-LD: keywords, the types of a vocabulary, the properties of the type at hand and the values they take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from seolint.assist.json_cursor import JsonSpot, json_spot
from seolint.assist.proposal import NOTHING, Kind, Proposal
from seolint.diagnostic import Text
from seolint.document import Document
from seolint.inspection import VocabularyTerm
from seolint.pattern import pattern
from seolint.text import fold

_OPENING = pattern(r"<script\b[^<>]*ld\+json[^<>]*>", re.IGNORECASE)
_CLOSING = pattern(r"</script", re.IGNORECASE)
_KEYWORDS = ("@context", "@type", "@id", "@graph")
_USUAL = (
    "Article", "BlogPosting", "NewsArticle", "WebPage", "WebSite", "Person", "Organization", "BreadcrumbList", "FAQPage", "HowTo",
    "ImageObject", "VideoObject", "Product", "Recipe", "Event", "LocalBusiness", "Review",
)  # fmt: skip
"""The types that posts say most often."""
_ASKED = Text("Google asks for it", "Googleが求める項目")
_PENDING = Text("pending", "検討中")
_FAR = 200_000


class Vocabulary(Struct, frozen=True):
    """How the installed packages of rules know a vocabulary: as ``registry`` asks them."""

    properties: Callable[[Sequence[str]], Iterable[VocabularyTerm]]
    types: Callable[[str], Iterable[VocabularyTerm]]
    values: Callable[[str], Iterable[VocabularyTerm]]


def installed() -> Vocabulary:
    from seolint.registry import find_properties, find_types, find_values

    return Vocabulary(find_properties, find_types, find_values)


def script_at(doc: Document, offset: int) -> tuple[int, int] | None:
    """Where the text of the JSON-LD script around ``offset`` begins and ends, closed or not."""
    opening = max(_OPENING.finditer(doc.text, max(0, offset - _FAR), offset), key=lambda found: found.end(), default=None)
    if opening is None or _CLOSING.search(doc.text, opening.end(), offset) is not None:
        return None
    closing = _CLOSING.search(doc.text, offset, offset + _FAR)
    return opening.end(), closing.start() if closing is not None else min(len(doc.text), offset + _FAR)


def schema_org(
    doc: Document, script: tuple[int, int], offset: int, vocabulary: Vocabulary | None = None
) -> Iterator[Proposal]:  # fmt: skip
    """What may stand at ``offset`` of a script."""
    spot = json_spot(doc.text, *script, offset)
    if spot is None:
        return
    known = vocabulary or installed()
    steps = [key for key in spot.path if not key.startswith("@")]
    if spot.role == "key":
        yield from _keys(doc, spot, known, steps[-1] if steps else "")
    elif spot.path[-1:] == ("@type",):
        holder, typed = steps[-1] if steps else "", fold(doc.text[spot.start : offset])
        for term in known.types(holder):
            above = ", ".join(term.takes)
            rank = _type_rank(term, typed, is_free=not holder)
            yield _value(doc, spot, term.name, "type", rank, Text(above, above))
    elif spot.path[-1:] == ("@context",):
        yield _value(doc, spot, "https://schema.org", "value", 0, NOTHING)
    elif steps and spot.path[-1] == steps[-1]:
        for term in known.values(steps[-1]):
            above = ", ".join(term.takes)
            yield _value(doc, spot, term.name, "value", term.rank, Text(above, above))


def _type_rank(term: VocabularyTerm, typed: str, *, is_free: bool) -> int:
    """What begins as it is ``typed`` first, then what the place asks for, then what posts are; in a ``is_free`` one that before."""
    usual = _USUAL.index(term.name) if term.name in _USUAL else len(_USUAL)
    few, many = (usual, term.rank) if is_free else (term.rank, usual)
    return (0 if fold(term.name).startswith(typed) else 10_000) + few * 100 + many


def _keys(doc: Document, spot: JsonSpot, known: Vocabulary, holder: str) -> Iterator[Proposal]:
    """Those that the object has not: of the types that it says, else of those that its own place takes."""
    written = doc.text[spot.start : spot.end]
    have = spot.holder.keys() - {written}
    for number, keyword in enumerate(_KEYWORDS):
        inner = spot.path and keyword in {"@context", "@graph"}
        if keyword not in have and not inner:
            yield Proposal(doc.at(spot.start, spot.end), _key(spot, keyword), keyword, "key", rank=number)
    types = [name.rpartition("/")[2].rpartition(":")[2] for name in spot.holder.get("@type", ())]
    if not types and holder:
        types = [term.name for term in known.types(holder) if term.rank < 2]
    for term in known.properties(types):
        if term.name not in have:
            takes = ", ".join(term.takes[:4]) + (", …" if len(term.takes) > 4 else "")
            yield Proposal(
                doc.at(spot.start, spot.end), _key(spot, term.name), term.name, "property", _said(term, takes), rank=10 + term.rank
            )


def _said(term: VocabularyTerm, takes: str) -> Text:
    notes = [note for note in (_ASKED if term.rank == 0 else None, _PENDING if term.pending else None) if note is not None]
    return Text("; ".join([takes, *(note.en for note in notes)]), "・".join([takes, *(note.ja for note in notes)]))


def _key(spot: JsonSpot, name: str) -> str:
    """``name`` with the quotes and the colon that are not there yet."""
    return ("" if spot.quoted else '"') + name + ("" if spot.closed else '"') + ("" if spot.colon or spot.closed else ": ")


def _value(doc: Document, spot: JsonSpot, text: str, kind: Kind, rank: int, detail: Text) -> Proposal:
    quoted = ("" if spot.quoted else '"') + text + ("" if spot.closed else '"')
    return Proposal(doc.at(spot.start, spot.end), quoted, text, kind, detail, rank=rank)
