"""Where what belongs to the user rather than to a project is kept, and for which installation it is right."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from zlib import crc32


def cache_folder() -> Path:
    """Where the user's caches are."""
    home = os.environ.get("SEOLINT_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path(os.path.expanduser("~")) / ".cache") / "seolint"


def file_for_path(name: str, ending: str) -> Path:
    """A file in the folder for this ``sys.path`` alone."""
    return cache_folder() / f"{name}-{crc32(chr(0).join(sys.path).encode()):08x}.{ending}"


def installation() -> list[str]:
    """What tells this interpreter and what is installed for it from any other, and from what they were or will be."""
    return [sys.version, *(f"{path}:{_modified(path)}" for path in sys.path)]


def replace_file(file: Path, data: bytes) -> None:
    """Write a file that only its owner may write, for readers whole at any time; where it cannot be written, there is none."""
    temporary = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "wb", opener=_for_owner) as written:
            written.write(data)
        temporary.replace(file)
    except OSError:
        pass


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _modified(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
