"""Which file of a site answers a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from seolint.site import Site
from seolint.site.addresses import decode, encode, join, key, loose
from seolint.site.routing import Place
from seolint.text import UNKNOWN

_PAGES = (".md", ".mdx", ".markdown")
_TRIED = ("", ".md", ".mdx", ".markdown", ".html", "/index.md", "/index.mdx", "/_index.md", "/README.md", "/index.html")


class Destination(Struct, frozen=True):
    """Where a link leads, as far as the page itself tells.

    ``kind`` is internal, fragment (a place of the same page), external, mail, phone, other (``javascript:``, ``data:``) or
    unknown (a template tells). An internal one is named by ``by``: its ``address``, a ``source`` path from the site's root,
    or a ``post`` name. ``value`` is that name, decoded; ``fragment`` what stands behind ``#``, decoded; ``others`` are the
    names that the post may have instead.
    """

    kind: str
    value: str = ""
    by: str = "address"
    fragment: str = ""
    others: tuple[str, ...] = ()


class Answer(Struct, frozen=True):
    """The file that answers: its path, whether it is a page, and whether only case or a compatible form of letters differs.

    The path is "" for a page without a source, such as the list of a tag.
    """

    path: str
    is_page: bool
    loosely: bool = False


def read_destination(url: str, site: Site, path: str, address: str) -> Destination:
    """Where ``url``, written in the page at ``path`` (from the site's root) and ``address``, leads."""
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
    if UNKNOWN in rest:
        return Destination("unknown", url)
    if not rest:
        return Destination("fragment", fragment=fragment)
    is_source = rest.lower().endswith(_PAGES)
    if rest.startswith("/"):
        return Destination("internal", join("", rest), "source" if is_source else "address", fragment)
    if is_source or site.relative_to == "source":
        return Destination("internal", join(path.rpartition("/")[0], rest), "source", fragment)
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

    def __init__(self, site: Site, places: Mapping[str, Place], files: Iterable[str]) -> None:
        """``places`` are the pages; ``files`` all other files."""
        self._folders = site.routing.sources()
        self._paths = dict.fromkeys(places, True)
        self._addresses: dict[str, tuple[str, bool]] = {}
        self._names: dict[str, str] = {}
        for path, place in places.items():
            for name in place.names:
                self._names.setdefault(name, path)
            if place.address and place.kind != "draft":
                self._addresses.setdefault(key(place.address), (path, True))
        for path, place in places.items():
            for alias in place.aliases:
                self._addresses.setdefault(key(alias), (path, True))
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
                    self._addresses.setdefault(key(address), (path, False))
                else:
                    shared.append((address, path))
        for address, path in shared:
            self._addresses.setdefault(key(address), (path, False))
        for place in places.values():
            for name in place.lists:
                if name.startswith("/"):
                    self._addresses.setdefault(key(name), ("", True))
                else:
                    self._names.setdefault(name, "")
        self._loose = {loose(name): found for name, found in reversed(self._addresses.items())}

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
                        return Answer(path, self._paths[path])
        found = self._addresses.get(key(destination.value))
        if found:
            return Answer(*found)
        found = self._loose.get(loose(destination.value))
        return Answer(*found, loosely=True) if found else None
