"""The file of a baseline: one entry a line, so that differences can be read and branches be put together."""

from __future__ import annotations

import os
from collections.abc import Sequence

import msgspec

from seolint.diagnostic import Text
from seolint.engine.baseline import Entry, merged
from seolint.engine.refused import RefusedError

VERSION = 1
_CONFLICT = (b"<<<<<<< ", b">>>>>>> ")


def load(file: str) -> list[Entry]:
    """The entries in ``file``. Raises RefusedError for what is no baseline, FileNotFoundError where there is no file."""
    try:
        with open(file, "rb") as opened:
            data = opened.read()
    except FileNotFoundError:
        raise
    except OSError as error:
        why = error.strerror or str(error)
        raise RefusedError(Text(f"{file} cannot be read: {why}", f"{file} を読めません（{why}）")) from None
    if any(line.startswith(_CONFLICT) for line in data.splitlines()):
        raise RefusedError(Text(
            f"{file} holds the marks of a merge conflict: keep the lines of both sides, or delete it and run seolint baseline",
            f"{file} にマージの競合の印が残っています。両方の行を残すか、ファイルを消して seolint baseline を実行してください",
        ))  # fmt: skip
    return merged(_entries(file, data))


def _entries(file: str, data: bytes) -> list[Entry]:
    try:
        whole = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
        version = whole["version"]
        if type(version) is not int:
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _foreign(file) from None
    if version != VERSION:
        raise RefusedError(Text(
            f"{file} has version {version}, and this seolint knows {VERSION}: update seolint, or delete the file and run "
            "seolint baseline",
            f"{file} は形式の版が {version} で、この seolint が読めるのは {VERSION} です。seolint を更新するか、ファイルを消して "
            "seolint baseline を実行してください",
        ))  # fmt: skip
    try:
        lines = msgspec.convert(whole, dict[str, object]).get("known")
        entries = msgspec.convert([line for line in msgspec.convert(lines, list[object]) if line], list[Entry])
    except msgspec.ValidationError:
        raise _foreign(file) from None
    if any(entry.count < 1 for entry in entries):
        raise _foreign(file)
    return entries


def _foreign(file: str) -> RefusedError:
    return RefusedError(Text(
        f"{file} is not a baseline that seolint wrote: delete it and run seolint baseline, or name another file",
        f"{file} は seolint の基準ではありません。消して seolint baseline を実行するか、別のファイルを指定してください",
    ))  # fmt: skip


def dump(entries: Sequence[Entry]) -> bytes:
    """The file of ``entries``. The empty entry at the end lets every other line end in a comma."""
    lines = [_spaced(entry) for entry in entries]
    return b"".join([b'{\n"version": %d,\n"known": [\n' % VERSION, *lines, b"{}\n]\n}\n"])


def _spaced(entry: Entry) -> bytes:
    parts = (f'"{name}": '.encode() + msgspec.json.encode(value) for name, value in msgspec.structs.asdict(entry).items())
    return b"{" + b", ".join(parts) + b"},\n"


def inside(path: str, folder: str) -> str:
    """``path``, from the working directory, as the baseline in ``folder`` calls it."""
    absolute = os.path.abspath(path)
    try:
        return os.path.relpath(absolute, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return absolute.replace(os.sep, "/")
