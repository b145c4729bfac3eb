"""Which files a run reads."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from seolint.engine.patterns import Patterns, matches
from seolint.engine.read import printable, read_bytes
from seolint.engine.repository import is_below, repository

ENDINGS = (".md", ".markdown", ".mdx", ".html")
IGNORE = ".gitignore"
_FOLDERS = frozenset({".github", "node_modules", "_site", "public", ".git", ".venv", "venv", "__pycache__", "vendor"})
_TEMPLATES = frozenset({"_layouts", "_includes", "_sass", "_data", "_plugins", "archetypes"})
_DEPTH, _IGNORE_FILE = 100, 100_000
"""How many folders deep a run looks, bytes of ``.gitignore``."""
_NAMES = frozenset({"readme", "license", "licence", "changelog", "contributing", "code_of_conduct"})


class Found(Struct, frozen=True):
    """``files`` sorted, each real file once; ``folders`` those named; ``missing`` the paths that are not there."""

    files: tuple[str, ...]
    folders: tuple[str, ...]
    missing: tuple[str, ...]


Excludes = Callable[[str], Iterable[Patterns]]
"""What the configuration leaves out of a folder."""


def find_files(paths: Sequence[str], excludes: Excludes = lambda _: ()) -> Found:
    """The posts and pages under ``paths``; a file that is named is taken whatever its name.

    What ``excludes`` and the ``.gitignore`` files on the way name is left out, and so are links to files that are there anyway.
    """
    files: dict[str, None] = {}
    folders: list[str] = []
    missing: list[str] = []
    for named in paths:
        path = tidy(named)
        try:
            status = os.stat(path or ".")
        except (OSError, ValueError):
            missing.append(named)
            continue
        if stat.S_ISDIR(status.st_mode):
            folders.append(path)
            ignored = Ignored(path, excludes)
            files.update(dict.fromkeys(_walk(path, ignored)))
        else:
            files[path] = None
    return Found(tuple(sorted(map(printable, _once(files)))), tuple(map(printable, folders)), tuple(missing))


def tidy(path: str) -> str:
    """``path`` from the working directory, with ``/``; "" for the directory itself."""
    absolute = os.path.abspath(path)
    try:
        relative = os.path.relpath(absolute)
    except ValueError:
        return absolute.replace(os.sep, "/")
    return "" if relative == "." else relative.replace(os.sep, "/")


def _walk(top: str, ignored: Ignored) -> Iterator[str]:
    """Files under ``top``; links to folders are not followed."""
    todo = [(top, 0)]
    while todo:
        folder, depth = todo.pop()
        try:
            entries = list(os.scandir(folder or "."))
        except OSError:
            continue
        names = {entry.name for entry in entries}
        ignored.enter(folder, names)
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if _is_folder(entry):
                aside = is_aside(entry.name, names) or (depth >= _DEPTH and not _is_qiita(entry.name, names))
                if not aside and not ignored.matches(path + "/"):
                    todo.append((path, depth + 1))
            elif is_post(entry.name) and not ignored.matches(path) and _is_file(entry, top):
                yield path


def _once(paths: Iterable[str]) -> Iterator[str]:
    """One path of each file: its own, or else the first link to it by name."""
    real_folder = cache(os.path.realpath)
    names: dict[str, list[tuple[bool, bool, str]]] = {}
    for path in paths:
        linked, absolute = os.path.islink(path), os.path.abspath(path)
        folder, name = os.path.split(absolute)
        real = os.path.realpath(path) if linked else os.path.join(real_folder(folder), name)
        names.setdefault(real, []).append((linked, real != absolute, path))
    for same in names.values():
        yield min(same)[2]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str], top: str) -> bool:
    """Whether it is a regular file, or a link to one inside the project."""
    try:
        return entry.is_file() and (not entry.is_symlink() or _stays_inside(entry.path, top))
    except OSError:
        return False


def is_aside(name: str, names: Container[str]) -> bool:
    """Whether the folder ``name``, beside others of these ``names``, has no posts."""
    return (name in _FOLDERS or name in _TEMPLATES) and not _is_qiita(name, names)


def _is_qiita(name: str, names: Container[str]) -> bool:
    return name == "public" and "qiita.config.json" in names


def is_post(name: str) -> bool:
    """Whether a name is a post's, not README.md, README.ja.md and their like."""
    return name.lower().endswith(ENDINGS) and name.lower().partition(".")[0] not in _NAMES


def _stays_inside(link: str, top: str) -> bool:
    """Whether a link below ``top`` leads to a file of the project: of the repository, else of the working directory."""
    here, folder = os.path.realpath("."), os.path.realpath(top or ".")
    project = repository(folder) or (here if is_below(folder, here) else folder)
    return is_below(os.path.realpath(link, strict=True), project)


class Ignored:
    """What ``.gitignore`` files and the configuration leave out; each pattern holds from its own folder down."""

    def __init__(self, folder: str, excludes: Excludes) -> None:
        """``folder`` is where the run begins; "://" is in that of one that is not on the disk, and has nothing above it."""
        self._excludes, self._here = excludes, tuple[Patterns, ...]()
        self._ignored: list[Patterns] = []
        for above in _above(os.path.abspath(folder)) if "://" not in folder else ():
            self._read(above)

    def enter(self, folder: str, names: set[str]) -> None:
        self._here = tuple(self._excludes(folder))
        if IGNORE in names:
            self._read(os.path.abspath(folder))

    def _read(self, folder: str) -> None:
        if any(known.folder == folder for known in self._ignored):
            return
        path = os.path.join(folder, IGNORE)
        try:
            if not os.path.islink(path):
                self.ignore(folder, read_bytes(path, _IGNORE_FILE))
        except OSError:
            pass

    def ignore(self, folder: str, data: bytes) -> None:
        """Leave out what the ignore file of an absolute ``folder`` names."""
        self._ignored.append(Patterns(folder, data[:_IGNORE_FILE].decode("utf-8", "replace").splitlines()))

    def matches(self, path: str) -> bool:
        return matches((*self._here, *self._ignored), path)


def _above(folder: str) -> Iterator[str]:
    """The folders from the root of the repository down to, not including, ``folder``; none outside a repository."""
    root = repository(folder)
    chain: list[str] = []
    while root and folder != root:
        folder = os.path.dirname(folder)
        chain.append(folder)
    yield from reversed(chain)


def would_find(path: str, excludes: Excludes = lambda _: ()) -> bool:
    """Whether a file at ``path``, below the working directory, would be found if it were there."""
    *folders, name = path.split("/")
    if path.startswith(("/", "..")) or len(folders) > _DEPTH or not is_post(name):
        return False
    ignored, here = Ignored("", excludes), ""
    ignored.enter(here, {".gitignore"})
    for folder in folders:
        aside = folder in _FOLDERS or folder in _TEMPLATES
        if aside and not (folder == "public" and os.path.exists(os.path.join(here, "qiita.config.json"))):
            return False
        here = f"{here}/{folder}" if here else folder
        if ignored.matches(here + "/"):
            return False
        ignored.enter(here, {".gitignore"})
    return not ignored.matches(path)
