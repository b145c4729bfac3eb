"""Which site each file belongs to: the nearest folder that a generator marks."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from msgspec.structs import replace

from seolint.engine.folder import DiskFolder
from seolint.site import Site
from seolint.site.detect import detect, guess, named
from seolint.site.folder import Folder


def _is_top(folder: str) -> bool:
    """Whether a folder is the root of a repository, or of the disk."""
    at = os.path.abspath(folder or ".")
    return os.path.exists(os.path.join(at, ".git")) or os.path.dirname(at) == at


class Sites:
    """Finds and remembers the site of each file, from the working directory of one run."""

    def __init__(
        self, roots: tuple[str, ...], now: datetime, folder: Callable[[str], Folder] = DiskFolder,
        top: Callable[[str], bool] = _is_top,
    ) -> None:  # fmt: skip
        """``roots`` are the folders that the user named, as paths begin with them; ``folder`` opens one, and nothing is looked for
        above one that is a ``top``."""
        self._folder, self._is_top = folder, top
        self._roots = sorted(roots, key=len)
        self._base = Site(now=now.astimezone(UTC))
        self._site = cache(self._find)
        self._detected = cache(self._detect)
        self._guessed = cache(self._guess)

    def of(self, path: str) -> Site:
        """The site of the file at ``path``: an HTML page that the generator around it does not read is none of its pages."""
        folder = path.rpartition("/")[0]
        site = self._site(folder)
        return site if site.routing.reads(site.inside(path)) else self._aside(site, folder)

    def named(self, root: str, generator: str) -> Site | None:
        """The site at ``root`` as the user says: of ``generator``, "" for any; None when it cannot be of that one."""
        folder = self._folder(root)
        if not generator:
            return self._detected(root) or self._guessed(root)
        return named(generator, root, folder, self._base)

    def _find(self, folder: str) -> Site:
        """The nearest site above; a folder that only looks like one is a part of the configured or published one around it."""
        here, likely = folder, None
        while True:
            site = self._detected(here)
            if site is not None and (site.known or likely is None or _holds(site, likely)):
                if likely is not None and site.generator != likely.generator:
                    return likely
                if site.known:
                    return site
                likely = site
            if self._is_top(here):
                break
            here = _parent(here)
        if likely is not None:
            return likely
        below = not folder.startswith("..")
        roots = (root for root in self._roots if folder == root or folder.startswith(root + "/") or (not root and below))
        return self._guessed(next(roots, folder))

    def _detect(self, folder: str) -> Site | None:
        site = detect(folder, self._folder(folder), self._base)
        if site is None or not folder.startswith(".."):
            return site
        below = os.path.relpath(".", folder).replace(os.sep, "/")
        return site if below.startswith("..") else replace(site, below=below)

    def _guess(self, folder: str) -> Site:
        def is_own(path: str) -> bool:
            above = path.split("/")[:-1]
            start = f"{folder}/" if folder else ""
            return not any(self._detected(start + "/".join(above[:number])) for number in range(1, len(above) + 1))

        return replace(guess(folder, self._folder(folder), self._base, is_own), guessed=True)

    def _aside(self, site: Site, folder: str) -> Site:
        """The plain site of what is published from ``folder`` but not by ``site``: that of the folder below the root of it."""
        from seolint.site import plain

        if site.below:
            root, below = site.root[3:], site.below.partition("/")[2]
        else:
            root, below = "/".join(folder.split("/")[: site.root.count("/") + 2 if site.root else 1]), ""
        return replace(plain.read_site(root, self._base), below=below, guessed=site.guessed)


def _holds(outer: Site, inner: Site) -> bool:
    """Whether a published folder is a part of another one, such as that of a language: by where both say that they are."""
    here = f"{outer.root}/" if outer.root else ""
    published = {outer.generator, inner.generator} == {"plain"} and outer.url == inner.url != ""
    return published and inner.root.startswith(here) and inner.baseurl == f"{outer.baseurl}/{inner.root[len(here) :]}"


def _parent(folder: str) -> str:
    """The folder above, named from the working directory."""
    if folder == "" or folder.rpartition("/")[2] == "..":
        return f"{folder}/..".lstrip("/")
    above, slash, _ = folder.rpartition("/")
    return above or slash

