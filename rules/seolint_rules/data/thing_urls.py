"""The URLs that structured data names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint import Document, Literal, Placed, Thing, pattern
from seolint_rules.data.schema_org import vocabulary

_FILE = pattern(r"[\w-]+(?:/[\w.-]+)*\.(?:png|jpe?g|gif|webp|svg|avif)", re.I)
_PAGES = frozenset({"url", "mainEntityOfPage"})


def named_urls(thing: Thing, path: str) -> Iterator[Placed[str]]:
    """The known URLs at a path, each place once; where a page is due, an `@id` names it too."""
    named = (value.id for value in thing.values(path) if not isinstance(value, Literal)) if path in _PAGES else ()
    yield from {url.at: url for url in (*thing.url(path), *named) if url is not None}.values()


def whole(doc: Document, url: str) -> str:
    """The complete URL of one that is written from the root of the site on; "" where that cannot be told."""
    url = url.strip()
    if url.lower().startswith(("https://", "http://")):
        return url
    return f"{doc.site.url}{url}" if doc.site.url and url.startswith("/") and not url.startswith("//") else ""


def relative_urls(thing: Thing) -> Iterator[Placed[str]]:
    """Values that are surely relative URLs; browsers and search engines complete those in attributes for addresses."""
    for each in thing.item.properties:
        value = each.value
        if isinstance(value, Literal) and value.says and not value.resolved:
            text = value.text.value
            ranges = vocabulary().ranges(each.term) if text.startswith(("/", "./", "../")) or _FILE.fullmatch(text) else ()
            if ("URL" in ranges and "Text" not in ranges) or (ranges and each.term == "item"):
                yield value.text
