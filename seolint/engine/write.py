"""Whole files only: a file is as it was, or as it shall be, whatever happens in between."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress

from seolint.diagnostic import Text

_BEGINS, _ENDS, _STALE = ".seolint-", ".tmp", 3600.0
"""What files beside the posts are called that a run writes first, and after how many seconds one is nobody's."""


class NotWrittenError(OSError):
    """A file was left as it was because of ``reason``; ``strerror`` is the English of it."""

    def __init__(self, en: str, ja: str) -> None:
        super().__init__(0, en)
        self.reason = Text(en, ja)


_REASONS = {
    getattr(errno, "EDQUOT", errno.ENOSPC): Text("your share of the disk is full", "ディスクの割り当てに空きがありません"),
    errno.ENOSPC: Text("the disk is full", "ディスクに空きがありません"),
    errno.EFBIG: Text("the file would be larger than this system allows", "ファイルの大きさの上限を超えます"),
    errno.EROFS: Text("the disk is read-only", "ディスクが読み取り専用です"),
    errno.EACCES: Text("you may not write to its folder", "フォルダーに書き込む権限がありません"),
    errno.EPERM: Text("the system does not allow it", "システムが許していません"),
    errno.ENOENT: Text("it is no longer there", "ファイルがなくなっています"),
}


def why_not(error: OSError) -> Text:
    """Why a file could not be written, as the end of a sentence."""
    if isinstance(error, NotWrittenError):
        return error.reason
    said = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, Text(said, said))


def write_file(path: str, data: bytes | Iterable[bytes], expected: bytes | None = None) -> None:
    """Put ``data``, or the pieces of it as they come, where ``path`` is: beside it first, then in its place; mode and symbolic
    links stay.

    With ``expected`` the file must hold just that until the last moment. Raises OSError, and NotWrittenError for a file that
    must not be replaced: one that changed since, has another name too (a hard link), or is read-only.
    """
    real = os.path.realpath(path)
    status = os.stat(real) if expected is not None or os.path.exists(real) else None
    if status is not None:
        _check(real, status)
    folder = os.path.dirname(real)
    number, temporary = tempfile.mkstemp(prefix=_BEGINS, suffix=_ENDS, dir=folder)
    try:
        with open(number, "wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
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


def sweep(folder: str) -> None:
    """Delete what a run that was killed an hour ago or earlier left in ``folder``."""
    with suppress(OSError), os.scandir(folder or ".") as entries:
        for entry in entries:
            if entry.name.startswith(_BEGINS) and entry.name.endswith(_ENDS) and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > _STALE:
                        os.unlink(entry.path)


def changed() -> NotWrittenError:
    """The error for a file that is another one than was read."""
    return NotWrittenError("it was changed while seolint was at work", "seolint が調べている間に変更されました")


def _check(path: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotWrittenError("it is not a regular file", "通常のファイルではありません")
    if status.st_nlink > 1:
        raise NotWrittenError(
            "it has another name too (a hard link), which would keep the old text",
            "別の名前（ハードリンク）もあり、そちらが古いままになります",
        )
    if not os.access(path, os.W_OK) or not status.st_mode & stat.S_IWUSR:
        raise NotWrittenError("it is read-only", "読み取り専用です")


def _keep_mode(temporary: str, status: os.stat_result | None) -> None:
    if status is None:
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        return
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.getuid(), os.getgid()):
        with suppress(OSError):
            os.chown(temporary, status.st_uid, status.st_gid)
    os.chmod(temporary, stat.S_IMODE(status.st_mode))


def _check_content(path: str, expected: bytes) -> None:
    with open(path, "rb") as file:
        if file.read(len(expected) + 1) != expected:
            raise changed()


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
