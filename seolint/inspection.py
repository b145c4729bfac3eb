"""What seolint understood of one post: the document, which files of its site answer its links, and the posts like it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from seolint.diagnostic import Text
from seolint.document import Document, Link
from seolint.site.routes import Answer, Destination, Routes
from seolint.text import Location

TITLE, DESCRIPTION = 32.0, 120.0
"""What a result page shows of a title (about 640 px) and a description, in full-width units."""


class Neighbour(Struct, frozen=True):
    """Another post of the site. ``similarity`` is the cosine of the weighted terms, from 0 to 1; ``shared`` are the terms that make
    most of it, as this post writes them.

    ``to`` says that this post links there, ``back`` that it links here. ``mention`` is where the link that is missing could be,
    in the post that is to have it; None where no such place was found.
    """

    path: str
    title: str
    similarity: float
    shared: tuple[str, ...]
    to: bool
    back: bool
    mention: Mention | None = None


class Mention(Struct, frozen=True):
    """A term of one post in another: its place, its line there and how it is written."""

    at: Location
    line: int
    text: str


class Neighbours(Struct, frozen=True):
    """The posts most like this one; those to link to, and to link here from. ``read`` posts were compared, ``left`` were not."""

    similar: tuple[Neighbour, ...] = ()
    link_to: tuple[Neighbour, ...] = ()
    link_from: tuple[Neighbour, ...] = ()
    read: int = 0
    left: int = 0


class Wanting(Struct, frozen=True):
    """What a rich result wants of the thing at ``at``: one of the properties ``names``, from the main item on, or another value."""

    at: Location
    names: tuple[str, ...]
    value: Text | None = None


class RichResult(Struct, frozen=True):
    """What a search engine could show of a page, as far as the markup tells: packages of rules find them.

    ``name`` is its id, ``page`` where it is documented, ``at`` the thing that it would be made of. ``unclear`` is one whose
    markup a template fills. ``limited`` are those for few sites, ``retired_on`` the day since when one is retired.
    """

    name: str
    title: Text
    page: str
    at: Location
    state: Literal["eligible", "lacking", "unclear", "retired"]
    limited: bool = False
    retired_on: str = ""
    required: tuple[Wanting, ...] = ()
    recommended: tuple[Wanting, ...] = ()


class VocabularyTerm(Struct, frozen=True):
    """A type, property or value of a vocabulary as it is written in structured data.

    ``rank`` is 0 for what search engines ask for, 1 for what belongs to the thing itself, and more for what it has of the types
    above. ``takes`` are the types of a property's values, or those right above a type.
    """

    name: str
    rank: int = 1
    takes: tuple[str, ...] = ()
    pending: bool = False


class Inspection(Struct, frozen=True):
    """A document among the pages and files of its site; ``neighbours`` where the other posts were read."""

    document: Document
    routes: Routes
    neighbours: Neighbours | None = None
    rich_results: tuple[RichResult, ...] = ()

    def lead(self, link: Link) -> tuple[Destination, Answer | None]:
        """Where ``link`` leads, and what answers it; None for what is outside the site or not there."""
        destination = self.document.destination(link)
        return destination, self.routes.find(destination) if destination.kind == "internal" else None
