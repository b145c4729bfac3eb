"""Files that are not on the disk, as generators and judges look at them: by a listing that was made once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property

from seolint.engine.files import IGNORE, Excludes, Ignored, is_aside, is_post
from seolint.engine.folder import is_page_aside, is_page_name, read_settings
from seolint.engine.image_header import read_header
from seolint.engine.surroundings import ASIDE, HEADERS, MOST_FILES, DiskSurroundings
from seolint.index import File
from seolint.site.folder import Folder, Setting

_MOST = 1_000_000

Fetch = Callable[[str, int], bytes]
"""The first bytes of the file at a path, at most so many. Raises OSError."""


class Tree:
    """Paths with the sizes of the files there, below ``root``, "" where they have no common beginning."""

    def __init__(self, root: str, sizes: Mapping[str, int], fetch: Fetch) -> None:
        self.root, self.sizes, self.fetch = root, sizes, fetch

    @cached_property
    def folders(self) -> Mapping[str, Mapping[str, bool]]:
        """What is in each folder, sorted by name: whether it is a folder itself."""
        found: dict[str, dict[str, bool]] = {self.root: {}}
        for path in self.sizes:
            name, is_folder = path, False
            while name != self.root:
                above, _, last = name.rpartition("/")
                known = above in found
                found.setdefault(above, {})[last] = is_folder
                if known:
                    break
                name, is_folder = above, True
        return {folder: dict(sorted(names.items())) for folder, names in found.items()}

    def below(self, folder: str, enters: Callable[[str], bool] = lambda _: True) -> Iterator[str]:
        """The files below ``folder`` in order, without those in folders that are not entered, by their names."""
        for name, is_folder in self.folders.get(folder, {}).items():
            path = f"{folder}/{name}" if folder else name
            if not is_folder:
                yield path
            elif enters(name):
                yield from self.below(path, enters)

    def posts(self, excludes: Excludes) -> Iterator[str]:
        """The posts and pages, as a run over a folder finds them."""
        ignored = Ignored(self.root or "://", excludes)
        yield from self._posts(self.root, ignored)

    def _posts(self, folder: str, ignored: Ignored) -> Iterator[str]:
        names = self.folders.get(folder, {})
        ignored.enter(folder, set())
        if names.get(IGNORE) is False:
            ignored.ignore(os.path.abspath(folder), self.fetch(f"{folder}/{IGNORE}".lstrip("/"), _MOST))
        for name, is_folder in names.items():
            path = f"{folder}/{name}" if folder else name
            if not is_folder:
                if is_post(name) and not ignored.matches(path):
                    yield path
            elif not is_aside(name, names) and not ignored.matches(path + "/"):
                yield from self._posts(path, ignored)


class TreeFolder:
    """A folder of a tree, as ``seolint.site.folder.Folder`` says."""

    def __init__(self, tree: Tree, path: str) -> None:
        self._tree, self._path = tree, path
        self.name = path.rpartition("/")[2]

    def _at(self, path: str) -> str:
        return "/".join(part for part in (self._path, path) if part)

    def names(self, path: str = "") -> frozenset[str]:
        return frozenset(self._tree.folders.get(self._at(path), ()))

    def is_file(self, path: str) -> bool:
        return self._at(path) in self._tree.sizes

    def is_folder(self, path: str) -> bool:
        return self._at(path) in self._tree.folders

    def text(self, path: str) -> str:
        if not self.is_file(path):
            return ""
        try:
            return self._tree.fetch(self._at(path), _MOST).decode("utf-8", "replace").removeprefix("\ufeff")
        except OSError:
            return ""

    def settings(self, path: str) -> dict[str, Setting] | None:
        return read_settings(path, self.text(path)) if self.is_file(path) else None

    def files(self, path: str, most: int) -> tuple[str, ...]:
        return self._first(self._tree.below(self._at(path)), self._at(path), most)

    def pages(self, most: int) -> tuple[str, ...]:
        found = self._tree.below(self._path, lambda name: not is_page_aside(name))
        names = (path for path in found if is_page_name(name := path.rpartition("/")[2]) and not is_page_aside(name))
        return self._first(names, self._path, most)

    def _first(self, paths: Iterable[str], folder: str, most: int) -> tuple[str, ...]:
        start = len(folder) + 1 if folder else 0
        return tuple(path[start:] for path, _ in zip(paths, range(most), strict=False))


class TreeSurroundings(DiskSurroundings):
    """What is around the posts of a tree."""

    def __init__(self, tree: Tree, most: int) -> None:
        super().__init__(most)
        self._tree = tree
        self._files, self._file = cache(self._listed), cache(self._header)

    def text(self, path: str) -> str:
        if self._tree.sizes.get(path, 0) > self._most:
            return ""
        try:
            return self._tree.fetch(path, self._most).decode("utf-8")
        except (OSError, ValueError):
            return ""

    def folder(self, root: str) -> Folder:
        return TreeFolder(self._tree, root)

    def _listed(self, root: str) -> tuple[str, ...]:
        start, found = len(root) + 1 if root else 0, self._tree.below(root, lambda name: name not in ASIDE)
        return tuple(path[start:] for path, _ in zip(found, range(MOST_FILES), strict=False))

    def _header(self, path: str) -> File | None:
        size = self._tree.sizes.get(path)
        if size is None:
            return None
        found = File(size)
        try:
            for most in HEADERS if size else ():
                found = read_header(self._tree.fetch(path, most), size)
                if found.width or not found.kind or size <= most:
                    break
        except OSError:
            return None
        return found
