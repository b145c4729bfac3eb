"""Which files a run reads."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from seolint.engine.read import printable, read_bytes

ENDINGS = (".md", ".markdown", ".mdx", ".html")
_FOLDERS = frozenset({".github", "node_modules", "_site", "public", ".git", ".venv", "venv", "__pycache__", "vendor"})
_TEMPLATES = frozenset({"_layouts", "_includes", "_sass", "_data", "_plugins", "archetypes"})
_DEPTH, _MOST, _LONGEST, _IGNORE_FILE = 100, 3, 1_000, 100_000
"""How many folders deep a run looks, how much of what is slow a pattern may have and how long it is, bytes of ``.gitignore``."""
_STAR = "[^/]*"
"""What pathspec makes of ``*``."""
_NAMES = frozenset({"readme", "license", "licence", "changelog", "contributing", "code_of_conduct"})


class PatternError(ValueError):
    """A pattern of the configuration that is none."""


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
    return Found(tuple(sorted(map(printable, files))), tuple(map(printable, folders)), tuple(missing))


def _tidy(path: str) -> str:
    """``path`` from the working directory, with ``/``; "" for the directory itself."""
    absolute = os.path.abspath(path)
    try:
        relative = os.path.relpath(absolute)
    except ValueError:
        return absolute.replace(os.sep, "/")
    return "" if relative == "." else relative.replace(os.sep, "/")


def _walk(top: str, ignored: _Ignored) -> Iterator[str]:
    """Files under ``top``; links to folders are not followed."""
    todo = [(top, 0)]
    while todo:
        folder, depth = todo.pop()
        try:
            entries = list(os.scandir(folder or "."))
        except OSError:
            continue
        ignored.enter(folder, {entry.name for entry in entries})
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if _is_folder(entry):
                aside = entry.name in _FOLDERS or entry.name in _TEMPLATES or depth >= _DEPTH
                if not aside and not ignored.matches(path + "/"):
                    todo.append((path, depth + 1))
            elif _is_post(entry.name) and not ignored.matches(path) and _is_file(entry, top):
                yield path


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


def _is_post(name: str) -> bool:
    """Whether a name is a post's, not README.md, README.ja.md and their like."""
    return name.lower().endswith(ENDINGS) and name.lower().partition(".")[0] not in _NAMES


def _stays_inside(link: str, top: str) -> bool:
    """Whether a link below ``top`` leads to a file of the project: of the repository, else of the working directory."""
    here, folder = os.path.realpath("."), os.path.realpath(top or ".")
    project = _repository(folder) or (here if _is_below(folder, here) else folder)
    return _is_below(os.path.realpath(link, strict=True), project)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _is_quick(pattern: str) -> bool:
    """Whether ``pattern`` is one that ``_linear`` can tame: without many ``**``, or stars between many sets of characters."""
    sets = min(pattern.count("["), pattern.count("*"))
    return len(pattern) <= _LONGEST and sets <= _MOST and pattern.split("/").count("**") <= _MOST


def _linear(pattern: str) -> str:
    """The regular expression of a pattern so that several stars in one name cannot take forever.

    Where another star follows, the first place that fits is as good as any: no need to come back for the others.
    """
    first, *parts = pattern.split(_STAR)
    for number, part in enumerate(parts, 1):
        last = number == len(parts) or not frozenset("/[").isdisjoint(part.replace("[^/]", ""))
        first += f"{_STAR}{part}" if last else f"(?>{_STAR}?{part})"
    return first


class _Ignored:
    """What ``.gitignore`` files and the configuration leave out; each pattern holds from its own folder down."""

    def __init__(self, folder: str, exclude: Sequence[str], base: str) -> None:
        self._specs: list[tuple[str, object]] = []
        if exclude:
            self._add(os.path.abspath(base), exclude, strict=True)
        for above in _above(os.path.abspath(folder)):
            self._read(above)

    def enter(self, folder: str, names: set[str]) -> None:
        if ".gitignore" in names:
            self._read(os.path.abspath(folder))

    def _read(self, folder: str) -> None:
        if any(known == folder for known, _ in self._specs[1:]):
            return
        path = os.path.join(folder, ".gitignore")
        try:
            if not os.path.islink(path):
                self._add(folder, read_bytes(path, _IGNORE_FILE).decode("utf-8", "replace").splitlines())
        except OSError:
            pass

    def _add(self, folder: str, patterns: Iterable[str], *, strict: bool = False) -> None:
        from pathspec import GitIgnoreSpec

        found: list[Any] = []
        for line in filter(_is_quick, patterns):
            try:
                found += GitIgnoreSpec.from_lines([line]).patterns
            except ValueError:
                if strict:
                    raise PatternError(line) from None
        for pattern in found:
            if pattern.regex is not None and pattern.regex.pattern.count(_STAR) > 2:
                pattern.regex = re.compile(_linear(pattern.regex.pattern))
        self._specs.append((folder, GitIgnoreSpec(found)))

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
    root = _repository(folder)
    chain: list[str] = []
    while root and folder != root:
        folder = os.path.dirname(folder)
        chain.append(folder)
    yield from reversed(chain)


def _repository(folder: str) -> str:
    """The root of the repository that ``folder`` is in; "" outside one."""
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder
