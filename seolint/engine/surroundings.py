"""What is around the pages of a run: the other files of their sites on the disk, and the network."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Protocol

from seolint.document import Document
from seolint.engine.blake import blake2b
from seolint.engine.files import ENDINGS
from seolint.engine.folder import DiskFolder
from seolint.engine.read import NotRegularError, read_bytes, read_text
from seolint.index import File, Reply
from seolint.site import Place, Site
from seolint.site.folder import Folder
from seolint.site.redirects import patterns_of_lines, patterns_of_settings, read_redirects
from seolint.site.routes import Routes

MOST_FILES, _DEPTH = 200_000, 100
ASIDE = frozenset({".git", "node_modules", "_site", ".venv", "venv", "__pycache__", "vendor", ".jekyll-cache", ".seolint_cache"})
HEADERS = (8_192, 300_000)
"""Bytes of a file that tell an image's size: nearly always, and where a camera or an editor put much before it."""
_TICK = 2_000_000_000
"""Nanoseconds in which a file may change twice without a new time."""
_LISTS, _SETTINGS = ("_redirects", "static/_redirects", "public/_redirects"), ("netlify.toml", "vercel.json")

Visit = Callable[[Iterable[str]], Mapping[str, Reply]]
"""Asks for URLs, each once."""


class Surroundings(Protocol):
    """What site rules may ask for. Paths are from the root of the site."""

    def routes(self, site: Site, places: Mapping[str, Place], *, whole: bool = True) -> Routes:
        """The routes of ``site``, whose pages at ``places`` were read; between these alone where they are not the ``whole``."""
        ...

    def files(self, site: Site, paths: Iterable[str]) -> Mapping[str, File]:
        """What is known of the files at ``paths`` that are there."""
        ...

    def replies(self, urls: Iterable[str]) -> Mapping[str, Reply]:
        """What ``urls`` answer, where the run may ask."""
        ...

    def stamp(self, site: Site) -> bytes:
        """What tells the files of a site from others; nothing where one may be about to change."""
        ...


class DiskSurroundings:
    """The disk, read once in a run: front matter of pages that the run did not read, and headers of images only."""

    def __init__(self, most: int, visit: Visit | None = None) -> None:
        """A page larger than ``most`` bytes is known by its path alone."""
        self._most, self._visit = most, visit
        self._files, self._file, self._stamp = cache(_files), cache(_file), cache(_stamp)
        self._unread: dict[str, Place] = {}

    def text(self, path: str) -> str:
        """The text of a page that the run did not read; "" where it cannot be read."""
        text = read_text(path, self._most)
        return text if isinstance(text, str) else ""

    def folder(self, root: str) -> Folder:
        return DiskFolder(root)

    def routes(self, site: Site, places: Mapping[str, Place], *, whole: bool = True) -> Routes:
        if not whole:
            return Routes(site, places, ())
        pages: dict[str, Place] = {}
        files: list[str] = []
        for inside in self._files(site.root):
            place = places.get(inside)
            if place is None and inside.lower().endswith(ENDINGS):
                place = self._place(site, inside)
            if place is None or place.kind == "file":
                files.append(inside)
            else:
                pages[inside] = place
        return Routes(site, pages, files, read_redirects(_patterns(self.folder(site.root))))

    def _place(self, site: Site, inside: str) -> Place:
        path = f"{site.root}/{inside}" if site.root else inside
        if path not in self._unread:
            self._unread[path] = Document(path, self.text(path), site).place
        return self._unread[path]

    def files(self, site: Site, paths: Iterable[str]) -> Mapping[str, File]:
        found = ((inside, self._file(f"{site.root}/{inside}" if site.root else inside)) for inside in paths)
        return {inside: file for inside, file in found if file is not None}

    def replies(self, urls: Iterable[str]) -> Mapping[str, Reply]:
        return self._visit(urls) if self._visit is not None else {}

    def stamp(self, site: Site) -> bytes:
        return self._stamp(site.root)


class MemorySurroundings:
    """Files in memory: texts, what is known of files that are none, and what URLs answer."""

    def __init__(self, sources: Mapping[str, str | File | Reply]) -> None:
        self._sources = sources

    def routes(self, site: Site, places: Mapping[str, Place], *, whole: bool = True) -> Routes:
        pages = {path: place for path, place in places.items() if place.kind != "file"}
        files = [path for path, source in self._sources.items() if path not in pages and not isinstance(source, Reply)]
        text = self._sources.get("_redirects", "")
        return Routes(site, pages, files, read_redirects(patterns_of_lines(text) if isinstance(text, str) else ()))

    def files(self, site: Site, paths: Iterable[str]) -> Mapping[str, File]:
        found = {path: self._sources.get(path) for path in paths}
        return {
            path: each if isinstance(each, File) else File(len(each))
            for path, each in found.items() if isinstance(each, File | str)
        }  # fmt: skip

    def replies(self, urls: Iterable[str]) -> Mapping[str, Reply]:
        return {url: reply for url in urls if isinstance(reply := self._sources.get(url), Reply)}

    def stamp(self, site: Site) -> bytes:
        return b""


def _files(root: str) -> tuple[str, ...]:
    """The files below ``root``, from there."""
    top = root or "."
    found = (os.path.relpath(path, top).replace(os.sep, "/") for path in _walk(top))
    return tuple(path for path, _ in zip(found, range(MOST_FILES), strict=False))


def _stamp(root: str) -> bytes:
    """The files below ``root`` with their sizes and times; nothing where one has changed just now."""
    latest, total = time.time_ns() - _TICK, blake2b(digest_size=16)
    for path in _walk(root or "."):
        with suppress(OSError):
            status = os.stat(path)
            if max(status.st_mtime_ns, status.st_ctime_ns) > latest:
                return b""
            told = f"{path}\0{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}\n"
            total.update(told.encode("utf-8", "surrogatepass"))
    return total.digest()


def _file(path: str) -> File | None:
    """What is known of the file at ``path``; None when it is not there."""
    from seolint.engine.image_header import read_header

    try:
        size = os.path.getsize(path)
        found = File(size)
        for most in HEADERS:
            found = read_header(read_bytes(path, most), size)
            if found.width or not found.kind or size <= most:
                break
    except (OSError, ValueError, NotRegularError):
        return None
    return found


def _walk(folder: str, depth: int = 0) -> Iterator[str]:
    """Regular files below ``folder``, in order; links are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder != "." else entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in ASIDE and depth < _DEPTH:
                yield from _walk(path, depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield path


def _patterns(folder: Folder) -> Iterator[str]:
    """The redirects that a host's own files name."""
    for name in _LISTS:
        yield from patterns_of_lines(folder.text(name))
    for name in _SETTINGS:
        yield from patterns_of_settings(folder.settings(name) or {})
