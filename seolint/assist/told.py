"""What one post adds to what the others are told: its tags, its categories and the texts of its pictures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from seolint.assist import is_readable
from seolint.document import Document
from seolint.text import UNKNOWN, fold

_LONGEST = 300


class Told(Struct, frozen=True, array_like=True):
    """``alts`` are pairs of a picture, as ``Document.image_identity`` names it, and its text."""

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    alts: tuple[tuple[str, str], ...] = ()


def tell(doc: Document, *, pictures: bool = True) -> Told:
    """Without ``pictures`` only the front matter is read."""
    tags = tuple(dict.fromkeys(tag.value.strip() for tag in doc.tags))
    named = (value.value.strip() for key in ("categories", "category") for value in doc.front_matter.strings(key))
    alts: dict[tuple[str, str], None] = {}
    for image in doc.images if pictures and is_readable(doc) else ():
        text = " ".join(image.alt.value.split()) if image.alt is not None else ""
        identity = doc.image_identity(image.url) if text and UNKNOWN not in text and len(text) <= _LONGEST else ""
        if identity:
            alts[identity, text] = None
    return Told(tags, tuple(dict.fromkeys(named)), tuple(alts))


def counted(names: Iterable[str]) -> Mapping[str, int]:
    """How often each of ``names`` comes, those that differ in case or width as one: as it is mostly written."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name and UNKNOWN not in name:
            spellings[fold(name)][name] += 1
    return {ways.most_common(1)[0][0]: ways.total() for ways in spellings.values()}


def alts_of(told: Iterable[Told]) -> Mapping[str, tuple[str, ...]]:
    """The texts of each picture, the most frequent first."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in told:
        for identity, text in each.alts:
            found[identity][text] += 1
    return {identity: tuple(text for text, _ in texts.most_common()) for identity, texts in found.items()}
