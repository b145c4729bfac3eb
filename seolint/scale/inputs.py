"""The posts of a run, wherever they are, and what is to be done with each."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec.msgpack import Encoder

from seolint.config.layers import Settings
from seolint.config.settings import SiteSettings
from seolint.diagnostic import Text
from seolint.engine.configuration import Configuration
from seolint.engine.context import digest
from seolint.engine.files import find_files
from seolint.engine.plan import Plan
from seolint.engine.project import Project
from seolint.engine.read import on_disk
from seolint.engine.refused import RefusedError
from seolint.engine.sites import Sites
from seolint.scale import parquet, urls
from seolint.scale.disk import DiskSource
from seolint.scale.job import FILES, Source
from seolint.scale.store import Store
from seolint.scale.tree import Tree, TreeFolder

_encode = Encoder(order="deterministic").encode
_TICK = 2_000_000_000
"""Nanoseconds in which a file may change twice without a new time."""


class Input:
    """Posts of one source: their ``versions`` by path, and the ``folders`` that were named."""

    def __init__(
        self, source: Source, project: Project, versions: Mapping[str, str], folders: Sequence[str], stamp: bytes = b""
    ) -> None:
        """``stamp`` tells all files of a tree from others; it is empty for posts of the disk."""
        self.source, self.project, self.versions, self.folders, self.stamp = source, project, versions, folders, stamp

    def whole(self, plan: Plan) -> bool:
        """Whether all of every site of a plan was named."""
        return bool(self.folders) and (bool(self.stamp) or self.project.holds(self.folders, plan))


class _TreeProject(Project):
    """The settings of posts that are not on the disk come from the working directory, and their site from where they are."""

    def __init__(self, configuration: Configuration, tree: Tree, now: datetime) -> None:
        self._top = tree.root
        sites = Sites((tree.root,), now, lambda folder: TreeFolder(tree, folder), self._is_top)
        super().__init__(configuration, (tree.root,), now, sites=sites)

    def _is_top(self, folder: str) -> bool:
        return folder == self._top or folder.rpartition("/")[2] == ".."  # a name like others in an object store

    def _root(self, settings: Settings, said: SiteSettings) -> str:
        return "/".join(part for part in (self._top, (said.root or "").strip("./")) if part)


def is_url(path: str) -> bool:
    return "://" in path


def inputs(paths: Sequence[str], configuration: Configuration, now: datetime, store: Store) -> list[Input]:
    """What is at ``paths``: files, folders, URLs, and Parquet files of posts. Raises RefusedError and ConfigError."""
    here = [path.removeprefix("file://") for path in paths]
    rows = [path for path in here if path.rstrip("/").endswith(".parquet")]
    far = [path.rstrip("/") for path in here if is_url(path) and path not in rows]
    near = [path for path in here if not is_url(path) and path not in rows]
    found = [_local(near, configuration, now)] if near else []
    found += [_remote(url, configuration, now, store) for url in dict.fromkeys(far)]
    if rows:
        found.append(_rows(rows, configuration, now, store))
    return found


def _local(paths: Sequence[str], configuration: Configuration, now: datetime) -> Input:
    found = find_files(paths, configuration.excludes)
    if found.missing:
        raise RefusedError(Text(
            f"there is no file or folder {', '.join(found.missing)}",
            f"{'、'.join(found.missing)} というファイルやフォルダーはありません",
        ))  # fmt: skip
    latest = time.time_ns() - _TICK
    versions = {path: _version(path, latest) for path in found.files}
    return Input(DiskSource(), Project(configuration, found.folders, now), versions, found.folders)


def _version(path: str, latest: int) -> str:
    """What tells a file from what it was before; of one that changed just now there is no telling."""
    try:
        status = os.stat(on_disk(path))
    except (OSError, ValueError):
        return f"unread {time.time_ns()}"
    settled = max(status.st_mtime_ns, status.st_ctime_ns) <= latest
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}{'' if settled else f' {time.time_ns()}'}"


def _remote(url: str, configuration: Configuration, now: datetime, store: Store) -> Input:
    inside = f"{store.url.rstrip('/')}/"  # what a run writes is nothing that it reads
    files = {path: each for path, each in urls.listed(url).items() if not path.startswith(inside)}
    source = urls.UrlSource(store, url, _keep(store, files))
    return _of_tree(source, source.tree, files, configuration, now)


def _rows(paths: Sequence[str], configuration: Configuration, now: datetime, store: Store) -> Input:
    parts = [part if is_url(part) else os.path.abspath(part) for path in paths for part in parquet.parts(path)]
    files = parquet.listed(parts)
    source = parquet.ParquetSource(store, parts, _keep(store, files))
    return _of_tree(source, source.tree, files, configuration, now)


def _keep(store: Store, files: Mapping[str, tuple[int, str]]) -> str:
    """Write the listing where workers find it; its name."""
    data = _encode({path: size for path, (size, _) in files.items()})
    name = digest(data).hex()
    store.write(FILES, name, [data])
    return name


def _of_tree(
    source: Source, tree: Tree, files: Mapping[str, tuple[int, str]], configuration: Configuration, now: datetime
) -> Input:
    versions = {path: files[path][1] for path in tree.posts(configuration.excludes)}
    return Input(source, _TreeProject(configuration, tree, now), versions, (tree.root,), digest(_encode(dict(files))))


def in_order(found: Sequence[Input]) -> Iterator[tuple[str, int]]:
    """The posts of all inputs by path, each with the number of its input. Raises RefusedError where two have one path."""
    import heapq

    last = None
    for path, number in heapq.merge(*(_numbered(each.versions, number) for number, each in enumerate(found))):
        if path == last:
            raise RefusedError(Text(f'two inputs have a post "{path}"', f"「{path}」という記事が2つの入力にあります"))
        last = path
        yield path, number


def _numbered(paths: Iterable[str], number: int) -> list[tuple[str, int]]:
    return [(path, number) for path in sorted(paths)]
