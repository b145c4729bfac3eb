"""Which file of a site answers a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from unicodedata import is_normalized

from msgspec import Struct
from msgspec.structs import replace

from seolint.pattern import pattern
from seolint.site import Site
from seolint.site.addresses import decode, encode, escapes, is_file, join, key, kind_of, loose, shape
from seolint.site.redirects import Redirects
from seolint.site.routing import Place
from seolint.text import UNKNOWN

_CODE = pattern(r"\{\{|\{%|<%|\$\{")
"""Template code that nothing masked, as the language of the page is not known."""
_PAGES = (".md", ".mdx", ".markdown")
_TRIED = ("", ".md", ".mdx", ".markdown", ".html", "/index.md", "/index.mdx", "/_index.md", "/README.md", "/index.html")


class Destination(Struct, frozen=True, array_like=True):
    """Where a link leads, as far as the page itself tells.

    ``kind`` is internal, fragment (a place of the same page), external, mail, phone, other (``javascript:``, ``data:``) or
    unknown (a template tells). An internal one is named by ``by``: its ``address``, a ``source`` path from the site's root, the
    ``file`` at such a path (a tag names it, so that the generator puts its address there), or a ``post`` name. ``value`` is that
    name, decoded; ``fragment`` what stands behind ``#``, decoded; ``others`` are the names that the post may have instead.
    ``rooted`` says that it is written from the root of the site, ``bare`` that the site's base should stand before it and does not.
    """

    kind: str
    value: str = ""
    by: str = "address"
    fragment: str = ""
    others: tuple[str, ...] = ()
    rooted: bool = False
    bare: bool = False

    @property
    def key(self) -> str:
        """The same for two that name the same."""
        return f"{self.by} {self.value}"


class Answer(Struct, frozen=True):
    """The file that answers: its path, and whether it is a page. The path is "" for a page without a source, such as a tag's list.

    ``name`` is its address, or its path where the link names that. ``off`` is how the link differs from it, so that the published
    one leads nowhere: ``case`` (or a compatible form of letters), ``form`` (Unicode's NFC and NFD), ``source`` (it names the
    source file, and the generator leaves it so), ``base`` (the site's base is missing); "" where it does not.
    """

    path: str
    is_page: bool
    name: str = ""
    off: str = ""


def read_destination(
    url: str, site: Site, path: str, address: str, relative_to: str = "", *, based: bool = False
) -> Destination:
    """Where ``url``, written in the page at ``path`` (from the site's root) and ``address``, leads.

    ``relative_to`` is ``source`` or ``address``, "" for what holds for links; ``based`` says that the generator puts the site's
    base before it.
    """
    url = "".join(url.split())
    scheme = "https" if url.startswith(("https://", "http://")) else _scheme(url)
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
    bare = False
    if url.startswith("/"):
        stripped = _strip(url, site.baseurl)
        bare = stripped == url and bool(site.baseurl) and not (based or site.adds_base)
        url = stripped
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
        return Destination("internal", join("", rest), "source" if is_source else "address", fragment, rooted=True, bare=bare)
    if is_source or (relative_to or site.relative_to) == "source":
        folder = path.rpartition("/")[0]
        if escapes(folder, rest):
            return Destination("unknown", url, fragment=fragment)
        return Destination("internal", join(folder, rest), "source", fragment)
    if not address:
        return Destination("unknown", url, fragment=fragment)
    return Destination("internal", join(address.rpartition("/")[0], rest), "address", fragment)


def _scheme(url: str) -> str:
    scheme, colon, _ = url.partition(":")
    return scheme.lower() if colon and scheme.replace("+", "").replace("-", "").replace(".", "").isalnum() else ""


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


def _same_form(address: str, other: str) -> bool:
    """Whether two names of one address are written in the same form of Unicode, as far as they agree."""
    return is_normalized("NFC", address) == is_normalized("NFC", other)


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
        self._addresses.setdefault(key(address), Answer(path, is_page, address.removesuffix("index.html")))

    @cached_property
    def _loose(self) -> Mapping[str, Answer]:
        found = {loose(path): Answer(path, is_page, path, "case") for path, is_page in self._paths.items()}
        for name, answer in reversed(self._addresses.items()):
            found[loose(name)] = Answer(answer.path, answer.is_page, answer.name, "case")
        return found

    @property
    def paths(self) -> Mapping[str, bool]:
        """Every file of the site, with whether it is a page."""
        return self._paths

    def find(self, destination: Destination) -> Answer | None:
        """What answers an internal link; None when nothing does."""
        found = self._find(destination)
        if found is not None and destination.bare and found.name:
            return replace(found, off="base")
        return found

    def _find(self, destination: Destination) -> Answer | None:
        if destination.by == "post":
            names = (destination.value, *destination.others)
            path = next((self._names[name] for name in names if name in self._names), None)
            return None if path is None else Answer(path, is_page=True)
        if destination.by in {"source", "file"}:
            named = destination.value.lstrip("/")
            for folder in dict.fromkeys(("", *self._folders)):
                for ending in _TRIED:
                    path = f"{folder}{named.rstrip('/')}{ending}"
                    if path in self._paths:
                        return self._named(path, written=destination.by == "source" and path == folder + named)
        found = self._addresses.get(key(destination.value))
        if found is None and self._redirects.lead(destination.value):
            return Answer("", is_page=True)
        if found is not None and not destination.value.isascii() and not _same_form(found.name, destination.value):
            return Answer(found.path, found.is_page, found.name, "form")
        return found or self._loose.get(loose(destination.value))

    def _named(self, path: str, *, written: bool) -> Answer:
        """The file at ``path``, which stands ``written`` in a link, its ending included."""
        address = self._published.get(path)
        if written and address and not self._site.follows_sources and path.lower().endswith(_PAGES):
            return Answer(path, is_page=True, name=address, off="source")
        return Answer(path, self._paths[path], path)

    @cached_property
    def _published(self) -> Mapping[str, str]:
        return {answer.path: answer.name for answer in reversed(self._addresses.values()) if answer.is_page and answer.path}

    def lacks(self, destination: Destination) -> bool:
        """Whether it is certain that nothing answers an internal link, as far as the sources of the site can tell."""
        if destination.kind != "internal" or destination.bare or self.find(destination) is not None:
            return False
        site, value = self._site, destination.value
        if destination.by == "post":
            return site.known
        if destination.rooted and site.guessed and "/" not in self._addresses:
            return False
        if value.lower().endswith(_PAGES):
            return site.known or not destination.rooted
        if is_file(value):
            folders = self._folders_of_files if destination.by == "address" else self._folders_of_paths
            return kind_of(value) in folders
        return shape(value) in self._shapes and not site.routing.makes(value)

    def nearest(self, destination: Destination) -> str | None:
        """The address, or the path without ``/``, that was clearly meant; None where none or several may be."""
        from seolint.site.nearest import nearest

        found = self.find(destination)
        if found is not None:
            return found.name or None
        if destination.by == "post":
            return None
        if destination.by in {"source", "file"}:
            wanted = destination.value.lstrip("/")
            pages = wanted.lower().endswith(_PAGES) or not is_file(wanted)
            return nearest(wanted, (path for path, is_page in self._paths.items() if is_page == pages))
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
        """The folders in which files that are no pages are published, each with what kind of file it is."""
        return frozenset(kind_of(answer.name) for answer in self._addresses.values() if not answer.is_page)

    @cached_property
    def _folders_of_paths(self) -> frozenset[str]:
        return frozenset(kind_of("/" + path) for path, is_page in self._paths.items() if not is_page)

    @cached_property
    def _shapes(self) -> frozenset[str]:
        return frozenset(shape(answer.name) for answer in self._addresses.values() if answer.is_page and answer.path)
