"""Every URL of a picture that a page names, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seolint.document.content import Image
from seolint.document.structured_data import Item, Literal
from seolint.text import Placed

_PICTURES = frozenset({"image", "logo", "thumbnailUrl", "thumbnail", "primaryImageOfPage", "photo", "screenshot"})
_URLS = frozenset({"url", "contentUrl", "thumbnailUrl", "image"})


def picture_urls(featured: Placed[str] | None, images: Iterable[Image], items: Iterable[Item]) -> Iterator[Placed[str]]:
    """The featured picture, those of the body with what a browser may choose instead, those of the structured data."""
    if featured is not None:
        yield featured
    for image in images:
        yield image.url
        yield from (candidate for candidate in image.candidates if candidate != image.url)
    yield from _of_items(items, inside=False)


def _of_items(items: Iterable[Item], *, inside: bool) -> Iterator[Placed[str]]:
    for item in items:
        names = _URLS if inside or "ImageObject" in item.terms else _PICTURES
        for entry in item.properties:
            if isinstance(entry.value, Item):
                yield from _of_items([entry.value], inside=entry.term in _PICTURES)
            elif isinstance(entry.value, Literal) and entry.term in names:
                yield entry.value.text
