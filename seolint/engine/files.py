"""Which files a run reads."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

ENDINGS = (".md", ".markdown", ".mdx", ".html")
_FOLDERS = frozenset({".github", "node_modules", "_site", "public", ".git", ".venv", "venv", "__pycache__", "vendor"})
_TEMPLATES = frozenset({"_layouts", "_includes", "_sass", "_data", "_plugins"})
_NAMES = frozenset({"readme", "license", "licence", "changelog", "contributing", "code_of_conduct"})


class Found(Struct, frozen=True):
    """``files`` sorted and without doubles; ``folders`` those named; ``missing`` the paths that are not there."""

    files: tuple[str, ...]
    folders: tuple[str, ...]
    missing: tuple[str, ...]


def find_files(paths: Sequence[str], exclude: Sequence[str] = (), base: str = "") -> Found:
    """The posts and pages under ``paths``; a file that is named is taken whatever its name.

    ``exclude`` are patterns as in ``.gitignore``, from the folder ``base``; the ``.gitignore`` files on the way count too.
    """
    files: dict[str, None] = {}
    folders: list[str] = []
    missing: list[str] = []
    for named in paths:
        path = _tidy(named)
        try:
            status = os.stat(path or ".")
        except (OSError, ValueError):
            missing.append(named)
            continue
        if stat.S_ISDIR(status.st_mode):
            folders.append(path)
            ignored = _Ignored(path, exclude, base)
            files.update(dict.fromkeys(_walk(path, ignored)))
        else:
            files[path] = None
    return Found(tuple(sorted(files)), tuple(folders), tuple(missing))


def _tidy(path: str) -> str:
    """``path`` from the working directory, with ``/``; "" for the directory itself."""
    absolute = os.path.abspath(path)
    try:
        relative = os.path.relpath(absolute)
    except ValueError:
        return absolute.replace(os.sep, "/")
    return "" if relative == "." else relative.replace(os.sep, "/")


def _walk(folder: str, ignored: _Ignored) -> Iterator[str]:
    """Files under ``folder``; links to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder or "."), key=lambda entry: entry.name)
    except OSError:
        return
    ignored.enter(folder, {entry.name for entry in entries})
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _FOLDERS and entry.name not in _TEMPLATES and not ignored.matches(path + "/"):
                yield from _walk(path, ignored)
        elif entry.name.lower().endswith(ENDINGS) and not _is_house(entry.name) and not ignored.matches(path):
            if entry.is_symlink() and not _stays_inside(entry):
                continue
            if entry.is_file():
                yield path


def _is_house(name: str) -> bool:
    """README.md, README.ja.md and their like."""
    return name.lower().partition(".")[0] in _NAMES


def _stays_inside(entry: os.DirEntry[str]) -> bool:
    """Whether a link leads to a regular file below the working directory."""
    try:
        target = os.path.realpath(entry.path, strict=True)
    except OSError:
        return False
    return os.path.isfile(target) and os.path.commonpath([target, os.getcwd()]) == os.getcwd()


class _Ignored:
    """What ``.gitignore`` files and the configuration leave out; each pattern holds from its own folder down."""

    def __init__(self, folder: str, exclude: Sequence[str], base: str) -> None:
        self._specs: list[tuple[str, object]] = []
        if exclude:
            self._add(os.path.abspath(base), exclude)
        for above in _above(os.path.abspath(folder)):
            self._read(above)

    def enter(self, folder: str, names: set[str]) -> None:
        if ".gitignore" in names:
            self._read(os.path.abspath(folder))

    def _read(self, folder: str) -> None:
        if any(known == folder for known, _ in self._specs[1:]):
            return
        try:
            with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as file:
                self._add(folder, file.read(1_000_000).splitlines())
        except OSError:
            pass

    def _add(self, folder: str, patterns: Iterable[str]) -> None:
        from pathspec import GitIgnoreSpec

        self._specs.append((folder, GitIgnoreSpec.from_lines(patterns)))

    def matches(self, path: str) -> bool:
        from pathspec import GitIgnoreSpec

        verdict = False
        absolute = os.path.abspath(path) + ("/" if path.endswith("/") else "")
        for folder, spec in self._specs:
            if absolute.startswith(folder.rstrip("/") + "/") and isinstance(spec, GitIgnoreSpec):
                inside = os.path.relpath(absolute, folder).replace(os.sep, "/")
                found = spec.check_file(inside + "/" * absolute.endswith("/"))
                verdict = verdict if found.include is None else bool(found.include)
        return verdict


def _above(folder: str) -> Iterator[str]:
    """The folders from the root of the repository down to, not including, ``folder``; none outside a repository."""
    chain = [folder]
    while not os.path.exists(os.path.join(chain[-1], ".git")):
        above = os.path.dirname(chain[-1])
        if above == chain[-1]:
            return
        chain.append(above)
    yield from reversed(chain[1:])
