"""The times of a folder's files, looked at again now and then where no editor tells what changes on the disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from seolint.config.settings import FILES

ASIDE = frozenset({
    ".git", "node_modules", "_site", ".seolint_cache", ".venv", "venv", "__pycache__", ".jekyll-cache", ".idea", ".vscode",
})  # fmt: skip
"""Folders in which nothing is a part of a site."""
_MOST, _DEPTH = 200_000, 100

Stamp = tuple[int, int, int]
"""What tells a file from what it was: when it and its entry were changed, in nanoseconds, and its size."""


class Glance:
    """Looks at ``folder``, absolute; the first look, which is due at once, is what later ones are compared with."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._known: dict[str, Stamp] | None = None
        self._seen: dict[str, Stamp] = {}
        self._looking: Iterator[tuple[str, Stamp]] | None = None
        self.begin()

    @property
    def is_due(self) -> bool:
        """Whether there is something to look at."""
        return self._looking is not None

    def begin(self) -> None:
        """Look again, from the beginning; what is compared stays what it was at the last look that came to its end."""
        self._seen, self._looking = {}, _stamps(self._folder)

    def note(self, path: str) -> None:
        """Take a file below the folder as it is now for what the last look saw."""
        known = self._known if self._known is not None else self._seen
        if (stamp := _stamp(path)) is not None:
            known[path] = stamp

    def go_on(self, waits: Callable[[], bool]) -> tuple[str, ...]:
        """Look until ``waits``; once all is seen, the absolute paths of the files that are not what they were."""
        for number, (path, stamp) in enumerate(self._looking or ()):
            self._seen[path] = stamp
            if number % 100 == 99 and waits():
                return ()
        known, self._known, self._looking = self._known, self._seen, None
        if known is None:
            return ()
        paths = sorted(known.keys() | self._seen.keys())
        return tuple(path for path in paths if known.get(path) != self._seen.get(path))


def _stamps(folder: str) -> Iterator[tuple[str, Stamp]]:
    """The files below ``folder``, and the settings above it that may hold there."""
    above, here = os.path.dirname(folder), folder
    while above != here:
        for name in (*FILES, ".gitignore"):
            path = os.path.join(above, name)
            if (stamp := _stamp(path)) is not None:
                yield path, stamp
        above, here = os.path.dirname(above), above
    todo, left = [(folder, 0)], _MOST
    while todo and left > 0:
        within, depth = todo.pop()
        try:
            entries = list(os.scandir(within))
        except OSError:
            continue
        left -= len(entries)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in ASIDE and depth < _DEPTH:
                    todo.append((entry.path, depth + 1))
            elif (stamp := _stamp(entry.path)) is not None:
                yield entry.path, stamp


def _stamp(path: str) -> Stamp | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size
