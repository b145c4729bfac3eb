"""Which picture an image shows: ``src``, ``srcset``, the sources of its ``picture``, and what lazy loading puts there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from seolint.document.srcset import read_srcset
from seolint.document.tokens import Tag
from seolint.pattern import pattern
from seolint.text import Location, Placed

LAZY_URLS = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-echo", "nitro-lazy-src")
"""Where scripts that load images late keep the URL: lazysizes, Jetpack, WP Rocket, lazyload, slick, Echo, NitroPack."""

LAZY_SRCSETS = ("data-srcset", "data-lazy-srcset", "data-original-set", "nitro-lazy-srcset")

_PICTURES = frozenset({"gif", "jpeg", "jpg", "png", "svg", "webp"})
_PLACEHOLDER = pattern(
    r"(?<![a-z])(?:1x1|blank|clear|dummy|empty|gr[ae]y|lazy(?:load)?|load(?:er|ing)|pixel|placeholder|spacer|spinner|"
    r"transparent|white)(?![a-z])",
    re.IGNORECASE,
)


def image_sources(path: str, tag: Tag, sources: Iterable[Tag]) -> tuple[Placed[str], tuple[Placed[str], ...]]:
    """The URL that a reader's browser shows, and those that it may choose instead, by the size of its screen.

    ``sources`` are the ``<source>`` elements before the image in its ``<picture>``. The URL of an image without ``src``
    is its first candidate, and empty at the tag where there is none.
    """
    attributes = tag.attributes
    url = attributes.get("src")
    if tag.markdown and url is not None:
        return url, ()
    late = None
    if any(name.startswith(("data-", "nitro-")) for name in attributes) and _is_late(attributes, url):
        found = (attributes.get(name) for name in LAZY_URLS)
        late = next((value for value in found if value is not None and value.value.strip()), None)
        late = late or next(_candidates(attributes, LAZY_SRCSETS), None)
    candidates = tuple(each for owner in (*sources, tag) for each in _candidates(owner.attributes, ("srcset", *LAZY_SRCSETS)))
    if late is None and (url is None or not url.value.strip()) and candidates:
        own = next(_candidates(attributes, ("srcset",)), None)
        return own or candidates[0], candidates
    return late or url or Placed("", Location(path, tag.start, tag.start)), candidates


def _candidates(attributes: dict[str, Placed[str]], names: Iterable[str]) -> Iterator[Placed[str]]:
    for name in names:
        if name in attributes:
            for candidate in read_srcset(attributes[name]):
                yield candidate.url


def _is_late(attributes: dict[str, Placed[str]], url: Placed[str] | None) -> bool:
    """Whether a script will put another picture in the place of ``url``."""
    marked = attributes.get("class")
    return url is None or is_placeholder(url.value) or (marked is not None and "lazy" in marked.value.lower())


def is_placeholder(url: str) -> bool:
    """Whether ``url`` only keeps a place until scripts load the picture: nothing, ``data:`` or an empty picture's name."""
    url = url.strip().lower()
    if not url or url.startswith(("data:", "#", "about:")):
        return True
    stem, _, ending = url.partition("?")[0].rpartition("/")[2].rpartition(".")
    return ending in _PICTURES and _PLACEHOLDER.search(stem) is not None
