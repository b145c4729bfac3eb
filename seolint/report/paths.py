"""Paths of posts as their repository has them, whatever folder seolint was called in; and as URIs. URLs stay what they are."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote_from_bytes

from seolint.report.texts import on_disk

_STORES = tuple(f"{scheme}://" for scheme in ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "hdfs"))
"""How URLs of posts begin; a folder may be called like any other one."""


class RepositoryPaths:
    """Paths from the nearest folder above with a ``.git``; from the working directory where there is none."""

    def __init__(self) -> None:
        here = Path.cwd()
        self._here = str(here)
        self._root = str(next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here))
        self._known: dict[str, str] = {}

    def of(self, path: str) -> str:
        """``path`` from the root of the repository; an absolute path when it is outside."""
        if path.startswith(_STORES):
            return path
        if path not in self._known:
            absolute = os.path.normpath(os.path.join(self._here, path))
            inside = absolute.startswith(self._root.rstrip(os.sep) + os.sep)
            found = os.path.relpath(absolute, self._root) if inside else absolute
            self._known[path] = found.replace(os.sep, "/")
        return self._known[path]


def uri(path: str) -> str:
    """``path`` as a relative URI reference, or a ``file:`` URI when it is absolute."""
    scheme, _, inside = path.partition("://")
    if path.startswith(_STORES):
        return f"{scheme}://{quote_from_bytes(on_disk(inside))}"
    data = on_disk(path)
    if path.startswith("/"):
        return "file://" + quote_from_bytes(data)
    return ("file:///" if os.path.isabs(path) else "") + quote_from_bytes(data)
