"""The folder that a cache lies in: whose it is, and how it begins and ends."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress

from seolint.engine.cache import FILE, BrokenCacheError, Cache, remove_file

RUN = "run"
"""The folder in a cache that a run on many machines uses."""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of seolint; it may be removed at any time.\n"
_ASIDE = {"CACHEDIR.TAG": _TAG, ".gitignore": "*\n"}


def is_cache(folder: str) -> bool:
    """Whether ``folder`` has our tag."""
    try:
        with open(os.path.join(folder, "CACHEDIR.TAG"), encoding="utf-8") as tag:
            return tag.read(len(_TAG) + 1) == _TAG
    except (OSError, ValueError):
        return False


def is_ours(folder: str) -> bool:
    """Whether ``folder`` may be our cache: it has our tag, or is empty, or is not there."""
    return is_cache(folder) or not os.path.lexists(folder) or (os.path.isdir(folder) and not os.listdir(folder))


def open_cache(folder: str) -> Cache | None:
    """The cache in ``folder``, which is made, with its own ignore file; a broken one is begun anew. None where it cannot be."""
    for _ in range(2):
        try:
            if not is_ours(folder):
                return None
            mark(folder)
            return Cache(os.path.join(folder, FILE))
        except OSError:
            return None
        except BrokenCacheError as error:
            if not error.ruined:
                return None
            remove_file(os.path.join(folder, FILE))
    return None


def mark(folder: str) -> None:
    """Make the folder of a cache, with its tag and its ignore file. Raises OSError."""
    os.makedirs(folder, exist_ok=True)
    for name, text in _ASIDE.items():
        if not os.path.exists(at := os.path.join(folder, name)):
            with open(at, "w", encoding="utf-8") as written:
                written.write(text)


def remove(folder: str) -> str:
    """Remove the cache in ``folder``, and that when nothing else is in it; the file that cannot be removed, "" for none."""
    shutil.rmtree(os.path.join(folder, RUN), ignore_errors=True)
    left = remove_file(os.path.join(folder, FILE), *(os.path.join(folder, name) for name in reversed(_ASIDE)))
    with suppress(OSError):
        os.rmdir(folder)
    return left
