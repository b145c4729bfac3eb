"""What one post adds to what others are told: its tags, its categories and the texts of its pictures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from seolint.assist import is_readable
from seolint.document import Document
from seolint.pattern import pattern
from seolint.site.addresses import decode
from seolint.text import UNKNOWN, fold

_LONGEST = 300
_ENDING = pattern(r"\.(?:png|jpe?g|gif|webp|avif|svg)(?![a-z0-9])", re.IGNORECASE)
_NAME = pattern(r"[^\s()<>\"'\[\]/\\]{1,200}\Z")


class Told(Struct, frozen=True, array_like=True):
    """What the front matter of a post says, and the names of the picture files that its text names, without their endings."""

    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


def tell(doc: Document) -> Told:
    """Each once."""
    tags = dict.fromkeys(tag.value.strip() for tag in doc.tags)
    named = dict.fromkeys(value.value.strip() for key in ("categories", "category") for value in doc.front_matter.strings(key))
    return Told(tuple(tags), tuple(named), tuple(dict.fromkeys(_pictures(doc.text))))


def _pictures(text: str) -> Iterator[str]:
    for ending in _ENDING.finditer(text):
        name = _NAME.search(text[max(0, ending.start() - 200) : ending.start()])
        if name is not None:
            yield decode(name[0]).lower()


def stem_of(identity: str) -> str:
    """What the names in ``Told.pictures`` begin with that may be those of a picture."""
    name = identity.rpartition("/")[2]
    return (name.rpartition(".")[0] or name).lower()


def alts_in(doc: Document) -> tuple[tuple[str, str], ...]:
    """The texts of the post's pictures, each with its picture as ``Document.image_identity`` names it."""
    found: dict[tuple[str, str], None] = {}
    for image in doc.images if is_readable(doc) else ():
        text = " ".join(image.alt.value.split()) if image.alt is not None else ""
        identity = doc.image_identity(image.url) if text and UNKNOWN not in text and len(text) <= _LONGEST else ""
        if identity:
            found[identity, text] = None
    return tuple(found)


def counted(names: Iterable[str]) -> Mapping[str, int]:
    """How often each of ``names`` comes, those that differ in case or width as one: as it is mostly written."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name and UNKNOWN not in name:
            spellings[fold(name)][name] += 1
    return {ways.most_common(1)[0][0]: ways.total() for ways in spellings.values()}


def alts_of(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """The texts of each picture, the most frequent first, of what all posts have of them."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for identity, text in pairs:
        found[identity][text] += 1
    return {identity: tuple(text for text, _ in texts.most_common()) for identity, texts in found.items()}
