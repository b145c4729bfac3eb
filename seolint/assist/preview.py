"""A post as a result page of a search engine shows it: what fits of its title and description, and what is cut off."""

from __future__ import annotations

from msgspec import Struct

from seolint.document import Document
from seolint.inspection import DESCRIPTION, TITLE
from seolint.site.addresses import decode
from seolint.text import UNKNOWN, cut, width


class Shown(Struct, frozen=True):
    """``text`` is what fits, ``beyond`` what does not; ``width`` is that of both, ``limit`` what fits, in full-width units."""

    text: str
    beyond: str
    width: float
    limit: float


class Preview(Struct, frozen=True):
    """``url`` is "" where it is not known; ``description`` is None where the search engine picks words of the body."""

    url: str
    title: Shown | None
    description: Shown | None


def preview(doc: Document) -> Preview:
    """What a template fills is U+FFFD."""
    said = doc.description.value if doc.description is not None else ""
    return Preview(decode(doc.url) if doc.url else "", _shown(doc.full_title, TITLE), _shown(said, DESCRIPTION))


def _shown(text: str, limit: float) -> Shown | None:
    text = " ".join(text.split()).replace(UNKNOWN, "\ufffd")
    kept = cut(text, limit)
    return Shown(text[:kept], text[kept:], width(text), limit) if text else None
