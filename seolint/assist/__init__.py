"""What an editor is told of a post: pure functions of a document and of what is known of its site. One feature, one file.

Offsets are code points of the post, as everywhere; nothing here reads a file, knows a protocol, or raises on a broken post.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from msgspec import Struct

from seolint.document import Document, Heading
from seolint.document.tokens import TooManyError
from seolint.index import Index
from seolint.site import Site
from seolint.text import Location


class Around(Struct, frozen=True):
    """The site around a post, as far as it was read.

    ``tags`` and ``categories`` have how many posts use each, as they are mostly written; ``alts`` the texts that each picture has
    elsewhere, by ``Document.image_identity``, the most frequent first.
    """

    index: Index = Index(())
    tags: Mapping[str, int] = {}
    categories: Mapping[str, int] = {}
    alts: Mapping[str, Sequence[str]] = {}


ALONE = Around()
"""Nothing is known but the post."""


def is_readable(doc: Document) -> bool:
    """Whether the post has a content: one of far too many tokens has none."""
    try:
        doc.content  # noqa: B018
    except TooManyError:
        return False
    return True


def place_of(doc: Document, heading: Heading) -> Location:
    """A heading without the end of its line."""
    at = heading.at
    return doc.at(at.start, at.start + len(doc.text[at.start : at.end].rstrip()))


def path_in(site: Site, inside: str) -> str:
    """The path of a file as a run knows it, which from the root of its site is ``inside``."""
    if site.below:
        return posixpath.relpath(inside, site.below)
    return f"{site.root}/{inside}" if site.root else inside
