"""Where a project ends: the repository around a folder."""

from __future__ import annotations

import os


def repository(folder: str) -> str:
    """The root of the repository that the absolute ``folder`` is in; "" outside one."""
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


def is_below(path: str, folder: str) -> bool:
    """Whether ``path`` is ``folder`` or in it; both absolute."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
