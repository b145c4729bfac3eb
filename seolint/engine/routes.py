"""The pages and files of a site, read from the disk: front matter only, nothing outside the site's root."""

from __future__ import annotations

import os
from collections.abc import Iterator

from seolint.document import Document
from seolint.engine.files import ENDINGS
from seolint.engine.read import read_text
from seolint.site import Place, Site
from seolint.site.routes import Routes

_MOST_FILES, _DEPTH = 200_000, 100
_ASIDE = frozenset({".git", "node_modules", "_site", ".venv", "venv", "__pycache__", "vendor", ".jekyll-cache"})


def read_routes(site: Site, most: int) -> Routes:
    """The routes of ``site``; a page larger than ``most`` bytes is known by its path alone."""
    places: dict[str, Place] = {}
    files: list[str] = []
    for path, _ in zip(_walk(site.root or "."), range(_MOST_FILES), strict=False):
        inside = os.path.relpath(path, site.root or ".").replace(os.sep, "/")
        if not path.lower().endswith(ENDINGS):
            files.append(inside)
            continue
        text = read_text(path, most)
        place = Document(path, text if isinstance(text, str) else "", site).place
        if place.kind == "file":
            files.append(inside)
        else:
            places[inside] = place
    return Routes(site, places, files)


def _walk(folder: str, depth: int = 0) -> Iterator[str]:
    """Regular files below ``folder``, in order; links are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder != "." else entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _ASIDE and depth < _DEPTH:
                yield from _walk(path, depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield path
