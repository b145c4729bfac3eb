"""Posts and documents of collections: what their names and front matter say of categories, tags and names."""

from __future__ import annotations

import posixpath
import re

from msgspec import Struct

from seolint.site.jekyll.dates import Moment
from seolint.site.jekyll.defaults import Merged

DATED = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)")


class Document(Struct, frozen=True):
    """A post or a document of a collection: ``inside`` is its path in the collection's folder, ``above`` the folders above."""

    collection: str
    above: tuple[str, ...]
    inside: str
    is_draft: bool = False


def categories_of(found: Merged) -> tuple[str, ...]:
    """The categories of defaults and front matter, in Jekyll's order; words of a scalar are one each."""
    several: list[str] = []
    for text, texts in ((_default(found, "categories"), _defaults(found, "categories")),
                        (found.own.text("categories"), found.own.texts("categories"))):  # fmt: skip
        several += text.split() if text else texts
    return (*several, *found.texts("category"))


def tags_of(found: Merged) -> tuple[str, ...]:
    """The tags; words of a scalar ``tags`` are one each."""
    said = found.text("tags")
    return found.texts("tag") or (tuple(said.split()) if said else found.texts("tags"))


def _default(found: Merged, key: str) -> str:
    value = found.defaults.get(key, "")
    return value if isinstance(value, str) else ""


def _defaults(found: Merged, key: str) -> tuple[str, ...]:
    value = found.defaults.get(key, "")
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def names_of(document: Document, day: str, moment: Moment | None, slug: str, zone: str) -> tuple[str, ...]:
    """What ``post_url`` calls a post: its path without ending, or, as Jekyll 2 did, its date and slug."""
    stem = posixpath.splitext(document.inside)[0]
    name = stem.rpartition("/")[2]
    names = [stem] if not document.above else [] if "/" in stem else ["/".join((*document.above, stem))]
    dates = moment.local(zone) if moment is not None else ()
    own = slug or (name[len(day) + 1 :] if day else name).rstrip(".")
    names += [f"{date.year:04}-{date.month:02}-{date.day:02}-{own}" for date in dates]
    return tuple(dict.fromkeys(names))
