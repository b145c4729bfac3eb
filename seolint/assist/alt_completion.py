"""Completion of the text for a picture: what the same picture has elsewhere on the site, else the words of its file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint.assist import Around, is_readable
from seolint.assist.proposal import Proposal
from seolint.diagnostic import Text
from seolint.document import Document, Image
from seolint.pattern import pattern
from seolint.site.addresses import decode
from seolint.text import UNKNOWN, Location, is_japanese

_HERE = pattern(r"!\[((?:[^\[\]\\\r\n]|\\.)*)\Z")
_BEHIND = pattern(r"((?:[^\[\]\\\r\n]|\\.)*)\]\(")
_IN_TAG = pattern(r"<img\b[^<>]*\salt=([\"'])([^\"'<>]*)\Z", re.IGNORECASE)
_TAG_REST = pattern(r"[^\"'<>]*")
_APART = re.compile(r"[\W\d_]+")
_TOOLS = frozenset(
    "img image images dsc dscf dscn pic picture photo pxl screenshot screen shot capture untitled eyecatch ogp px".split()
)
_FROM_SITE = Text("the same picture elsewhere on the site", "サイトのほかの場所の同じ画像")
_FROM_NAME = Text("from the file's name", "ファイル名から")


def alts(doc: Document, offset: int, around: Around) -> Iterator[Proposal]:
    """What may be said of the picture whose alt text has the cursor."""
    found = _alt_at(doc, offset)
    if found is None:
        return
    image, at, markdown = found
    own = {other.alt.value for other in doc.images if other.alt is not None and other is not image and _is_same(doc, other, image)}
    said = dict.fromkeys([*around.alts.get(doc.image_identity(image.url), ()), *sorted(own)])
    said.pop(doc.text[at.start : at.end], None)
    for number, alt in enumerate(alt for alt in said if alt.strip() and UNKNOWN not in alt):
        yield Proposal(at, _written(alt, markdown), alt, "alt", _FROM_SITE, rank=number)
    named = name_of(image.url.value)
    if named and named not in said:
        yield Proposal(at, _written(named, markdown), named, "alt", _FROM_NAME, rank=len(said))


def _alt_at(doc: Document, offset: int) -> tuple[Image, Location, bool] | None:
    start = max(doc.text.rfind("\n", 0, offset), doc.text.rfind("\r", 0, offset)) + 1
    before = _HERE.search(doc.text, start, offset)
    behind = _BEHIND.match(doc.text, offset) if before is not None else None
    if before is not None and behind is not None:
        at = doc.at(before.start(1), behind.end(1))
    else:
        tag = _IN_TAG.search(doc.text, max(start, offset - 2_000), offset)
        rest = _TAG_REST.match(doc.text, offset) if tag is not None else None
        if tag is None or rest is None:
            return None
        at, before = doc.at(tag.start(2), rest.end()), None
    inside = (image for image in (doc.images if is_readable(doc) else ()) if image.at.start < at.start and at.end < image.at.end)
    image = min(inside, key=lambda image: image.at.end - image.at.start, default=None)
    return (image, at, before is not None) if image is not None and UNKNOWN not in image.url.value else None


def _is_same(doc: Document, one: Image, other: Image) -> bool:
    identity = doc.image_identity(one.url)
    return identity != "" and identity == doc.image_identity(other.url)


def name_of(url: str) -> str:
    """The words of a file's name; "" where a camera or a tool gave it."""
    stem = decode(url.partition("?")[0].partition("#")[0]).rpartition("/")[2].rpartition(".")[0]
    words = [word for word in _APART.split(stem) if word]
    telling = [word for word in words if word.lower() not in _TOOLS and (len(word) > 2 or is_japanese(word))]
    return " ".join(words) if telling else ""


def _written(alt: str, markdown: bool) -> str:
    if markdown:
        return re.sub(r"([\[\]\\])", r"\\\1", alt)
    return alt.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#39;").replace("<", "&lt;")
