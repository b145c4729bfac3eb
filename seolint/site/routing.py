"""Where a generator puts what it makes of a source file: the part that each generator says in its own file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from seolint.pattern import pattern
from seolint.site.clock import Noted

_MADE = pattern(
    r"/(?:page\W?)?\d+/?$|/(?:tags?|categor(?:y|ies)|archives?|authors?|series|search|feed|rss|sitemap|login|admin)(?:/|\.|$)"
)
"""Pages that themes and plugins make: of lists, archives and searches."""

_HIDING = frozenset({"draft", "published", "private", "ignorePublish"})


class Values(Protocol):
    """The front matter of a file as plain text."""

    @property
    def language(self) -> str:
        """``yaml`` or ``toml``; "" for a file without front matter."""
        ...

    def plain(self, key: str) -> bool:
        """Whether the scalar at ``key`` stands without quotes, so that YAML may take it for a date, a number or a truth."""
        ...

    def text(self, key: str) -> str:
        """The scalar at ``key`` or at a dotted path, "" when there is none."""
        ...

    def texts(self, key: str) -> tuple[str, ...]:
        """The scalars of the list at ``key``, or the one scalar there."""
        ...

    def listed(self, key: str) -> tuple[tuple[str, bool], ...] | None:
        """The scalars of the list at ``key``, null as "", with whether they stand without quotes; None for a scalar or nothing.

        U+E000 stands for a collection in the list, and for one that is no list.
        """
        ...


class NoValues:
    """A file without front matter."""

    language = ""

    def plain(self, key: str) -> bool:
        return False

    def text(self, key: str) -> str:
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        return ()

    def listed(self, key: str) -> tuple[tuple[str, bool], ...] | None:
        return None


class Undrafted:
    """A page's front matter without what says that it is not published."""

    def __init__(self, values: Values) -> None:
        self._values, self.language = values, values.language

    def plain(self, key: str) -> bool:
        return self._values.plain(key)

    def text(self, key: str) -> str:
        return "" if key in _HIDING else self._values.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        return self._values.texts(key)

    def listed(self, key: str) -> tuple[tuple[str, bool], ...] | None:
        return self._values.listed(key)


class Place(Struct, frozen=True, array_like=True):
    """What becomes of a source file.

    ``kind`` is ``post``, ``page``, ``draft`` (not published), ``part`` (it is put into pages and is none itself) or ``file``
    (it is copied as it is).
    ``address`` is where it is published, from the site's root without ``baseurl``, decoded: ``/blog/パン/``; "" when it is
    not, or when that is not known. ``aliases`` are addresses that lead there. ``names`` are what tags such as ``post_url``
    call it. ``language`` is what the path tells, "" for none. ``beside`` are folders, ending with ``/``, with the addresses
    below which their files are published since they belong to the page: its own first. ``lists`` are addresses and names of
    pages without a source that there are because of this one, such as a tag's.
    """

    kind: str = "page"
    address: str = ""
    aliases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    language: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    lists: tuple[str, ...] = ()


class Routing(Struct, frozen=True):
    """No generator that we know: a file is where its path says, HTML only."""

    def place(self, path: str, values: Values) -> Place:
        """What becomes of the page at ``path``, from the site's root, with the front matter ``values``."""
        return Place(address="/" + path if path.lower().endswith((".html", ".htm")) else "")

    def at(self, now: datetime, noted: Noted | None) -> Routing:
        """What it is at another time, where it depends on that; ``noted`` is told until when a place holds."""
        return self

    def planned(self, path: str, values: Values) -> str:
        """The ``address`` that the page will have once it is published, though it is a draft now; "" when that is not known."""
        return self.place(path, Undrafted(values)).address

    def reads(self, path: str) -> bool:
        """Whether the generator may make something of the page at ``path``, or keep it from being published."""
        return not path.startswith(self.built())

    def built(self) -> tuple[str, ...]:
        """The folders, from the site's root and ending with ``/``, that hold what the generator made."""
        return ()

    def asset(self, path: str) -> str:
        """Where a file that is no page is published, from the site's root without ``baseurl``; "" when it is not."""
        return "/" + path

    def makes(self, address: str) -> bool:
        """Whether the generator, its plugins or its theme may make a page at ``address`` that no source shows."""
        return _MADE.search(address.lower()) is not None

    def references(self, name: str, path: str, language: str = "") -> tuple[str, ...]:
        """The ``names`` of places that ``name``, in a tag of the page at ``path``, may mean, in the order to try them."""
        return (name,)

    def hands_down(self, path: str, keys: Iterable[str]) -> bool:
        """Whether the settings give the page at ``path`` a value at one of ``keys`` where it has none itself."""
        return False

    def full_title(self, title: str, path: str, values: Values, place: Place) -> str:
        """The ``<title>`` of a page whose own title is ``title``, as the layouts write it; "" when that is not known.

        The other arguments are those of ``place`` and what it gave.
        """
        return ""

    def article(self, path: str, values: Values, place: Place) -> str:
        """The type, such as ``BlogPosting``, of the article that layouts and plugins say the page is, in structured data of their
        own; "" for none, and when that is not known."""
        return ""

    def sources(self) -> tuple[str, ...]:
        """The folders, from the site's root and ending with ``/``, in which links to source files from ``/`` are looked up."""
        return ("",)
