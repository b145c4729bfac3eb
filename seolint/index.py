"""The known pages of one site, and what its files and the network said: all that site rules may ask."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from seolint.site import Place, Site, post_name
from seolint.site.respell import respell
from seolint.site.routes import Answer, Destination, Routes
from seolint.text import fold

_FEW, _SHARE = 10, 0.3
"""So many links that lead to nothing, and more than this share of all: then the site is an excerpt, or its root another one."""


class File(Struct, frozen=True, array_like=True):
    """A local file: ``size`` in bytes, and of an image its ``kind`` and its pixels; "" and 0 where its header does not tell."""

    size: int
    kind: str = ""
    width: int = 0
    height: int = 0


class Reply(Struct, frozen=True, array_like=True):
    """What came of asking for a URL: the last ``status``, 0 for none because of ``problem``.

    ``url`` is where redirects ended, and ``hops`` how many of them there were.
    """

    status: int
    url: str = ""
    hops: int = 0
    problem: str = ""


class Page(Struct, frozen=True, array_like=True):
    """A page as the judges know it: ``name`` is the file name without its ending, ``published`` ``YYYY-MM-DD``, "" of drafts
    and where nothing tells.

    ``placed`` says that it could be read, so that ``place`` is true; ``leads`` are the other pages and files of the site that it
    links to, where a rule is ``routed``.
    """

    path: str
    name: str
    title: str
    published: str
    place: Place = Place()
    placed: bool = False
    leads: tuple[Destination, ...] = ()


class Index(Struct, frozen=True, dict=True):
    """The known pages of one site. ``whole`` says that every page of it was read.

    ``routes`` is there for rules that are ``routed``; ``files`` (by path from the site's root) and ``replies`` (by URL) have what
    rules asked for.
    """

    pages: tuple[Page, ...]
    whole: bool = True
    site: Site = Site()
    routes: Routes | None = None
    files: Mapping[str, File] = {}
    replies: Mapping[str, Reply] = {}

    @cached_property
    def newest_year(self) -> int:
        """The year of the newest post; 0 when no post tells."""
        return max((int(page.published[:4]) for page in self.pages if page.published), default=0)

    @cached_property
    def by_name(self) -> Mapping[str, Page]:
        """Pages by file name without ending; the first where several have one."""
        return {page.name: page for page in reversed(self.pages)}

    @cached_property
    def by_path(self) -> Mapping[str, Page]:
        return {page.path: page for page in self.pages}

    @cached_property
    def by_inside(self) -> Mapping[str, Page]:
        """Pages by path from the site's root."""
        return {self.site.inside(page.path): page for page in self.pages}

    def find(self, destination: Destination) -> Answer | None:
        """What answers an internal link; None when nothing does."""
        return self.routes.find(destination) if self.routes is not None else None

    def lacks(self, destination: Destination) -> bool:
        """Whether it is certain that nothing answers an internal link."""
        return self.routes is not None and self.routes.lacks(destination)

    def beside(self, folder: str) -> frozenset[str]:
        """The names of the files in ``folder``, from the site's root, that are no pages."""
        return self.routes.beside(folder) if self.routes is not None else frozenset()

    @cached_property
    def by_title(self) -> Mapping[str, Page | None]:
        """Published pages by their folded title; None where several have one."""
        found: dict[str, Page | None] = {}
        for page in self.pages:
            title = fold(page.title)
            if title and page.place.address:
                found[title] = None if title in found else page
        return found

    @cached_property
    def is_complete(self) -> bool:
        """Whether the site seems to be all here, and published where it is thought to be: few of its links lead to nothing."""
        targets = {lead for page in self.pages for lead in page.leads}
        missing = sum(map(self.lacks, targets))
        return missing < _FEW or missing <= _SHARE * len(targets)

    @cached_property
    def linked(self) -> frozenset[str]:
        """The paths, from the site's root, of the pages that another page links to."""
        pairs = ((self.site.inside(page.path), self.find(lead)) for page in self.pages for lead in page.leads)
        return frozenset(answer.path for own, answer in pairs if answer is not None and answer.path != own)

    def nearest(self, destination: Destination, path: str, title: str = "") -> str:
        """The address or path that the page at ``path`` clearly means: by its spelling, else by its ``title``; "" for none."""
        found = self.routes.nearest(destination) if self.routes is not None else None
        page = self.by_title.get(fold(title)) if not found and title.strip() else None
        found = found or (page.place.address if page is not None else "")
        own = self.by_path.get(path)
        return "" if own is not None and found in {own.place.address, self.site.inside(path)} else found

    def shown(self, target: str) -> str:
        """An address as it stands in a browser, behind the host; a path as it is."""
        return self.site.baseurl + target if target.startswith("/") else target

    def respelt(self, written: str, target: str, path: str) -> str:
        """``written``, in the page at ``path``, with ``target`` in the place of what it names; "" where that cannot be written."""
        page = self.by_path.get(path)
        address = page.place.address if page is not None else ""
        return respell(written, target, self.site, self.site.inside(path), address)

    @cached_property
    def _by_part(self) -> Mapping[str, tuple[str, ...]]:
        parts: dict[str, list[str]] = {}
        for name in self.by_name:
            for part in _date_and_slug(name):
                parts.setdefault(part, []).append(name)
        return {part: tuple(names) for part, names in parts.items()}

    def namesakes(self, name: str) -> tuple[str, ...]:
        """The names of posts that have the date or the slug of ``name``."""
        return tuple(dict.fromkeys(found for part in _date_and_slug(name) for found in self._by_part.get(part, ())))


def _date_and_slug(name: str) -> tuple[str, ...]:
    post = post_name(name + ".md")
    return (post.date, post.slug) if post else ()
