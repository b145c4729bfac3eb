"""Which file of a site answers a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from seolint.site import Site
from seolint.site.addresses import decode, encode, escapes, is_file, join, key, loose, shape
from seolint.site.redirects import Redirects
from seolint.site.routing import Place
from seolint.text import UNKNOWN

_CODE = re.compile(r"\{\{|\{%|<%|\$\{")
"""Template code that nothing masked, as the language of the page is not known."""
_PAGES = (".md", ".mdx", ".markdown")
_TRIED = ("", ".md", ".mdx", ".markdown", ".html", "/index.md", "/index.mdx", "/_index.md", "/README.md", "/index.html")


class Destination(Struct, frozen=True):
    """Where a link leads, as far as the page itself tells.

    ``kind`` is internal, fragment (a place of the same page), external, mail, phone, other (``javascript:``, ``data:``) or
    unknown (a template tells). An internal one is named by ``by``: its ``address``, a ``source`` path from the site's root,
    or a ``post`` name. ``value`` is that name, decoded; ``fragment`` what stands behind ``#``, decoded; ``others`` are the
    names that the post may have instead. ``rooted`` says that it is written from the root of the site.
    """

    kind: str
    value: str = ""
    by: str = "address"
    fragment: str = ""
    others: tuple[str, ...] = ()
    rooted: bool = False

    @property
    def key(self) -> str:
        """The same for two that name the same."""
        return f"{self.by} {self.value}"


class Answer(Struct, frozen=True):
    """The file that answers: its path, whether it is a page, and whether only case or a compatible form of letters differs.

    The path is "" for a page without a source, such as the list of a tag. ``name`` is its address, or its path from ``/`` on
    where that is how it was named.
    """

    path: str
    is_page: bool
    name: str = ""
    loosely: bool = False


def read_destination(url: str, site: Site, path: str, address: str, relative_to: str = "") -> Destination:
    """Where ``url``, written in the page at ``path`` (from the site's root) and ``address``, leads.

    ``relative_to`` is ``source`` or ``address``, "" for what holds for links.
    """
    url = "".join(url.split())
    scheme, colon, _ = url.partition(":")
    scheme = scheme.lower() if colon and scheme.replace("+", "").replace("-", "").replace(".", "").isalnum() else ""
    if scheme in {"mailto", "tel"}:
        return Destination("mail" if scheme == "mailto" else "phone", url)
    if scheme and scheme not in {"http", "https"}:
        return Destination("other", url)
    own = site.url.partition("://")[2]
    if scheme or url.startswith("//"):
        host, slash, rest = url.partition("//")[2].partition("/")
        if not own or host.lower() != own.lower():
            return Destination("unknown" if UNKNOWN in host else "external", url)
        url = slash + rest or "/"
        url = _strip(url, site.baseurl)
    elif url.startswith("/"):
        url = _strip(url, site.baseurl)
    rest, _, fragment = url.partition("#")
    rest = decode(rest.partition("?")[0])
    fragment = decode(fragment)
    if UNKNOWN in rest or _CODE.search(rest):
        return Destination("unknown", url)
    if not rest:
        return Destination("fragment", fragment=fragment)
    if rest.startswith("@site/") and site.generator == "docusaurus":
        return Destination("internal", join("", rest.removeprefix("@site")), "source", fragment, rooted=True)
    is_source = rest.lower().endswith(_PAGES)
    if rest.startswith("/"):
        return Destination("internal", join("", rest), "source" if is_source else "address", fragment, rooted=True)
    if is_source or (relative_to or site.relative_to) == "source":
        folder = path.rpartition("/")[0]
        if escapes(folder, rest):
            return Destination("unknown", url, fragment=fragment)
        return Destination("internal", join(folder, rest), "source", fragment)
    if not address:
        return Destination("unknown", url, fragment=fragment)
    return Destination("internal", join(address.rpartition("/")[0], rest), "address", fragment)


def _strip(path: str, base: str) -> str:
    """``path`` without the site's ``base``, where it begins with it."""
    return path[len(base) :] or "/" if base and (path + "/").startswith(base + "/") else path


def _beside(path: str, folders: Mapping[str, list[tuple[str, bool]]]) -> Iterable[tuple[str, bool]]:
    """Where the pages of the nearest of ``folders`` publish the file at ``path``, and whether it is their own."""
    folder = path
    while folder and folders:
        folder = folder.rstrip("/").rpartition("/")[0]
        folder += "/" if folder else ""
        if folder in folders:
            return [(address + path[len(folder) :], own) for address, own in folders[folder]]
    return ()


def absolute(site: Site, address: str) -> str:
    """The URL of ``address`` as it is published; without the origin where that is not known."""
    return site.url + encode(site.baseurl + address)


class Routes:
    """The pages and files of one site, by the names that links give them. Paths are from the site's root."""

    def __init__(
        self, site: Site, places: Mapping[str, Place], files: Iterable[str], redirects: Redirects | None = None
    ) -> None:
        """``places`` are the pages; ``files`` all other files."""
        self._site, self._redirects = site, redirects or Redirects()
        self._folders = site.routing.sources()
        self._paths = dict.fromkeys(places, True)
        self._addresses: dict[str, Answer] = {}
        self._names: dict[str, str] = {}
        for path, place in places.items():
            for name in place.names:
                self._names.setdefault(name, path)
            if place.address and place.kind != "draft":
                self._add(place.address, path, is_page=True)
        for path, place in places.items():
            for alias in place.aliases:
                self._add(alias, path, is_page=True)
        beside: dict[str, list[tuple[str, bool]]] = {}
        shared: list[tuple[str, str]] = []
        for place in places.values():
            for folder, address in place.beside:
                beside.setdefault(folder, []).append((address, (folder, address) == place.beside[0]))
        for path in files:
            self._paths.setdefault(path, False)
            public = site.routing.asset(path)
            for address, own in [(public, True)] if public else _beside(path, beside):
                if own:
                    self._add(address, path, is_page=False)
                else:
                    shared.append((address, path))
        for address, path in shared:
            self._add(address, path, is_page=False)
        for place in places.values():
            for name in place.lists:
                if name.startswith("/"):
                    self._add(name, "", is_page=True)
                else:
                    self._names.setdefault(name, "")

    def _add(self, address: str, path: str, *, is_page: bool) -> None:
        self._addresses.setdefault(key(address), Answer(path, is_page, address))

    @cached_property
    def _loose(self) -> Mapping[str, Answer]:
        found = {loose(path): Answer(path, is_page, path, loosely=True) for path, is_page in self._paths.items()}
        for name, answer in reversed(self._addresses.items()):
            found[loose(name)] = Answer(answer.path, answer.is_page, answer.name, loosely=True)
        return found

    def find(self, destination: Destination) -> Answer | None:
        """What answers an internal link; None when nothing does."""
        if destination.by == "post":
            names = (destination.value, *destination.others)
            path = next((self._names[name] for name in names if name in self._names), None)
            return None if path is None else Answer(path, is_page=True)
        if destination.by == "source":
            named = destination.value.lstrip("/")
            for folder in dict.fromkeys(("", *self._folders)):
                for ending in _TRIED:
                    path = f"{folder}{named.rstrip('/')}{ending}"
                    if path in self._paths:
                        return Answer(path, self._paths[path], path)
        found = self._addresses.get(key(destination.value))
        if found is None and self._redirects.lead(destination.value):
            return Answer("", is_page=True)
        return found or self._loose.get(loose(destination.value))

    def lacks(self, destination: Destination) -> bool:
        """Whether it is certain that nothing answers an internal link, as far as the sources of the site can tell."""
        if destination.kind != "internal" or self.find(destination) is not None:
            return False
        site, value = self._site, destination.value
        if destination.by == "post":
            return site.known
        if destination.rooted and site.guessed and "/" not in self._addresses:
            return False
        if value.lower().endswith(_PAGES):
            return site.known or not destination.rooted
        if is_file(value):
            folders = self._folders_of_paths if destination.by == "source" else self._folders_of_files
            return value.rpartition("/")[0] in folders
        return shape(value) in self._shapes and not site.routing.makes(value)

    def nearest(self, destination: Destination) -> str | None:
        """The address, or the path without ``/``, that was clearly meant; None where none or several may be."""
        from seolint.site.nearest import nearest

        found = self.find(destination)
        if found is not None:
            return found.name or None
        if destination.by == "post":
            return None
        if destination.by == "source":
            wanted = destination.value.lstrip("/")
            return nearest(wanted, (path for path, is_page in self._paths.items() if is_page != is_file(wanted)))
        pages = not is_file(destination.value)
        return nearest(destination.value, (answer.name for answer in self._addresses.values() if answer.is_page == pages))

    def beside(self, folder: str) -> frozenset[str]:
        """The names of the files in ``folder`` that are no pages."""
        return self._names_of_files.get(folder, frozenset())

    @cached_property
    def _names_of_files(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, list[str]] = {}
        for path in (path for path, is_page in self._paths.items() if not is_page):
            folder, _, name = path.rpartition("/")
            found.setdefault(folder, []).append(name)
        return {folder: frozenset(names) for folder, names in found.items()}

    @cached_property
    def _folders_of_files(self) -> frozenset[str]:
        """The folders in which files that are no pages are published."""
        return frozenset(answer.name.rpartition("/")[0] for answer in self._addresses.values() if not answer.is_page)

    @cached_property
    def _folders_of_paths(self) -> frozenset[str]:
        return frozenset("/" + path.rpartition("/")[0] if "/" in path else "" for path, page in self._paths.items() if not page)

    @cached_property
    def _shapes(self) -> frozenset[str]:
        return frozenset(shape(answer.name) for answer in self._addresses.values() if answer.is_page and answer.path)
