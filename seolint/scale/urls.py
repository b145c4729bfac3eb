"""Posts behind a URL of any file system that fsspec knows; whose keys and profiles are fsspec's to find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec.msgpack import decode as unpack

from seolint.diagnostic import Diagnostic, Text
from seolint.engine.read import decode, printable, too_large
from seolint.engine.refused import RefusedError
from seolint.engine.surroundings import Surroundings
from seolint.notices import parse_failed
from seolint.scale.job import FILES
from seolint.scale.store import Store, open_url, why_not
from seolint.scale.tree import Tree, TreeSurroundings

_VERSIONS = ("ETag", "etag", "md5Hash", "generation", "content_md5", "mtime", "LastModified", "updated", "last_modified", "created")
"""What file systems call that which changes with a file."""


class UrlSource:
    """``name`` is that of the listing in the run folder, ``url`` is without a final slash."""

    ahead = 64

    def __init__(self, store: Store, url: str, name: str) -> None:
        self.store, self.url, self.name = store, url, name
        self._ahead: dict[str, bytes | BaseException] = {}

    def __reduce__(self) -> tuple[type[UrlSource], tuple[Store, str, str]]:
        return UrlSource, (self.store, self.url, self.name)

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        return open_url(self.url)

    @cached_property
    def tree(self) -> Tree:
        sizes: dict[str, int] = unpack(self.store.read(FILES, self.name), type=dict[str, int])
        return Tree(self.url, sizes, self.fetch)

    def _there(self, path: str) -> str:
        fs_root = self._opened[1]
        return fs_root + path[len(self.url) :]

    def fetch(self, path: str, most: int) -> bytes:
        fs, _ = self._opened
        try:
            data: bytes = fs.cat_file(self._there(path), start=0, end=most)
        except Exception as error:  # every file system has errors of its own
            raise _of_this_file(error, path) from None
        return data

    def prepare(self, paths: Sequence[str], most: int) -> None:
        fs, _ = self._opened
        full = [path for path in paths if 0 < self.tree.sizes.get(path, 0) <= most]
        there = [self._there(path) for path in full]
        found = fs.cat_ranges(there, [0] * len(full), [most + 1] * len(full), on_error="return") if full else ()
        self._ahead = dict(zip(full, found, strict=True))

    def text(self, path: str, most: int) -> str | Diagnostic:
        size = self.tree.sizes.get(path, 0)
        if size > most:
            return too_large(path, size, most)
        data = self._ahead.pop(path, b"") if size else b""
        if isinstance(data, BaseException):
            why = why_not(_of_this_file(data, path))
            return parse_failed(path, f"The file cannot be read: {why}", f"ファイルを読めません（{why}）")
        return decode(path, data, most)

    def around(self, most: int) -> Surroundings:
        return TreeSurroundings(self.tree, most)


def _of_this_file(error: BaseException, path: str) -> OSError:
    """An error that is one of this file alone. Raises RefusedError for others: nothing is to be remembered that may pass."""
    if isinstance(error, FileNotFoundError | PermissionError):
        return error
    why = f"{type(error).__name__}: {error}"
    raise RefusedError(Text(
        f"{path} cannot be fetched ({why}). What was done is in the run folder: give the same command again to go on from there",
        f"{path} を取得できません（{why}）。終わった分は実行フォルダーにあります。"
        "同じコマンドをもう一度実行すると、続きから調べます",
    ))  # fmt: skip


def listed(url: str) -> Mapping[str, tuple[int, str]]:
    """The files below ``url``, which has no final slash, with their sizes and versions. Raises RefusedError."""
    fs, root = open_url(url)
    try:
        found = dict(_entries(fs, url, root))
    except Exception as error:  # every file system has errors of its own
        why = f"{type(error).__name__}: {error}"
        raise RefusedError(Text(f"{url} cannot be listed ({why})", f"{url} の一覧を取得できません（{why}）")) from None
    if not found:
        raise RefusedError(Text(f"there is nothing at {url}", f"{url} には何もありません"))
    if [*found] == [url]:
        raise RefusedError(Text(
            f"{url} is a file: name the folder of its site, by which its rules and links are known",
            f"{url} はファイルです。サイトのフォルダーを指定してください（設定やリンクはサイトから判断します）",
        ))  # fmt: skip
    return found


def _entries(fs: Any, url: str, root: str) -> Iterator[tuple[str, tuple[int, str]]]:
    for path, info in sorted(fs.find(root, detail=True).items()):
        if info.get("type") != "file" or path.endswith("/"):
            continue
        inside = path[len(root) :] if path.startswith(root) else "/" + path.rpartition("/")[2]
        yield printable(url + inside), (int(info.get("size") or 0), version_of(info))


def version_of(info: Mapping[str, Any]) -> str:
    """What another state of a file does not have."""
    return " ".join(f"{info[name]}" for name in ("size", *_VERSIONS) if info.get(name) is not None)
