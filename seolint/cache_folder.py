"""Where what belongs to the user rather than to a project is kept."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def cache_folder() -> Path:
    """Where the user's caches are."""
    home = os.environ.get("SEOLINT_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path(os.path.expanduser("~")) / ".cache") / "seolint"


def modified(path: str) -> int:
    """When a file or folder was last modified, in nanoseconds since 1970; 0 where there is none."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def replace_file(file: Path, data: bytes) -> None:
    """Write a file that only its owner reads and writes, and that others find whole; where that cannot be, there is none."""
    temporary = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "wb", opener=_for_owner) as written:
            written.write(data)
        temporary.replace(file)


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
