"""Whole files only: a file is as it was, or as it shall be, whatever happens in between."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress


class NotWrittenError(OSError):
    """A file was left as it was; ``strerror`` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(0, reason)


def write_file(path: str, data: bytes, expected: bytes | None = None) -> None:
    """Put ``data`` where ``path`` is: beside it first, then in its place; mode and symbolic links stay.

    With ``expected`` the file must hold just that until the last moment. Raises OSError, and NotWrittenError for a file that
    must not be replaced: one that changed since, has another name too (a hard link), or is read-only.
    """
    real = os.path.realpath(path)
    status = os.stat(real) if expected is not None or os.path.exists(real) else None
    if status is not None:
        _check(real, status)
    folder = os.path.dirname(real)
    number, temporary = tempfile.mkstemp(prefix=".seolint-", suffix=".tmp", dir=folder)
    try:
        with open(number, "wb") as file:
            file.write(data)
            file.flush()
            _keep_mode(temporary, status)
            os.fsync(file.fileno())
        if expected is not None:
            _check_content(real, expected)
        os.replace(temporary, real)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(folder)


def _check(path: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotWrittenError("it is not a regular file")
    if status.st_nlink > 1:
        raise NotWrittenError("it has another name too (a hard link), which would keep the old text")
    if not os.access(path, os.W_OK) or not status.st_mode & stat.S_IWUSR:
        raise NotWrittenError("it is read-only")


def _keep_mode(temporary: str, status: os.stat_result | None) -> None:
    if status is None:
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        return
    os.chmod(temporary, stat.S_IMODE(status.st_mode))
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.getuid(), os.getgid()):
        with suppress(OSError):
            os.chown(temporary, status.st_uid, status.st_gid)


def _check_content(path: str, expected: bytes) -> None:
    with open(path, "rb") as file:
        if file.read(len(expected) + 1) != expected:
            raise NotWrittenError("it was changed while seolint was reading it")


def _sync_folder(folder: str) -> None:
    """Make the new name durable, where folders can be opened."""
    if os.name == "nt":
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
