"""The run folder: files that all workers see, each written once and whole, on a disk or in an object store."""

from __future__ import annotations

import os
import uuid
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from importlib import import_module
from typing import Any

from seolint.diagnostic import Text
from seolint.engine.refused import RefusedError
from seolint.scale.sections import BrokenFileError, Sections

_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl"})
"""Where a file is seen when all of it is there."""


class Store:
    """Pickled by its URL, or the absolute path of a folder."""

    def __init__(self, url: str) -> None:
        self.url = url if "://" in url else os.path.abspath(url)

    def __reduce__(self) -> tuple[type[Store], tuple[str]]:
        return Store, (self.url,)

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        return open_url(self.url)

    def names(self, kind: str) -> set[str]:
        """The names of the files of a kind. Raises RefusedError, as all do that cannot use the run folder."""
        fs, root = self._opened
        fs.invalidate_cache()
        with self._reading():
            try:
                found: list[str] = fs.ls(f"{root}/{kind}", detail=False)
            except FileNotFoundError:
                return set()
        return {name for path in found if not (name := path.rpartition("/")[2]).endswith(".tmp")}

    def write(self, kind: str, name: str, data: Iterable[bytes | bytearray]) -> None:
        """Write a file piece by piece, which nobody sees before it is whole."""
        try:
            self._write(kind, name, data)
        except RefusedError:
            raise
        except Exception as error:  # every file system has errors of its own
            why = why_not(error)
            raise RefusedError(Text(
                f"The run folder {self.url} cannot be written: {why}. Put that right, or name another one with --run-folder",
                f"実行フォルダー {self.url} に書き込めません（{why}）。直すか、--run-folder で別の場所を指定してください",
            )) from None  # fmt: skip

    def _write(self, kind: str, name: str, data: Iterable[bytes | bytearray]) -> None:
        fs, root = self._opened
        path = f"{root}/{kind}/{name}"
        if not _WHOLE.isdisjoint(protocols(fs)):
            fs.pipe_file(path, b"".join(data))
            return
        aside = f"{path}.{uuid.uuid4().hex}.tmp"
        fs.makedirs(f"{root}/{kind}", exist_ok=True)
        try:
            with fs.open(aside, "wb") as file:
                for piece in data:
                    file.write(piece)
            if "file" in protocols(fs):
                os.replace(aside, path)
            else:
                fs.mv(aside, path)
        except BaseException:
            with suppress(Exception):
                fs.rm_file(aside)
            raise

    def read(self, kind: str, name: str) -> bytes:
        fs, root = self._opened
        with self._reading():
            data: bytes = fs.cat_file(f"{root}/{kind}/{name}")
        return data

    @contextmanager
    def _reading(self) -> Generator[None]:
        try:
            yield
        except RefusedError:
            raise
        except Exception as error:  # every file system has errors of its own
            why = why_not(error)
            raise RefusedError(Text(
                f"The run folder {self.url} cannot be read: {why}. Give the same command again to go on from there, "
                "or name another one with --run-folder",
                f"実行フォルダー {self.url} を読めません（{why}）。同じコマンドをもう一度実行すると、続きから調べます。"
                "だめなら --run-folder で別の場所を指定してください",
            )) from None  # fmt: skip

    def _open(self, kind: str, name: str) -> Sections:
        """The sections of a file. Raises BrokenFileError, and OSError where it is not there."""
        fs, root = self._opened
        path = f"{root}/{kind}/{name}"
        if "file" in protocols(fs):

            def read(start: int, end: int) -> bytes:
                with open(path, "rb") as file:
                    file.seek(start)
                    return file.read(end - start)

            found = Sections(read)
            if os.path.getsize(path) != found.size:
                raise BrokenFileError(path)
            return found
        return Sections(lambda start, end: fs.cat_file(path, start=start, end=end))

    def sections(self, kind: str, name: str, wanted: Sequence[str]) -> dict[str, bytes]:
        """Some sections of a file; one that is damaged is removed, so that another run makes it anew."""
        with self._reading():
            try:
                return self._open(kind, name).of(wanted)
            except (BrokenFileError, FileNotFoundError):  # another worker may have removed it just before
                self.remove(kind, name)
                raise OSError(f"{kind}/{name} was damaged, or is gone") from None

    def section(self, kind: str, name: str, wanted: str) -> bytes | None:
        """A section of a file; None where there is no such file, or no whole one."""
        try:
            return self._open(kind, name).of([wanted]).get(wanted)
        except RefusedError:
            raise
        except Exception:  # whatever a file system says: it is made anew then, or cannot be written
            return None

    def remove(self, kind: str, name: str) -> None:
        fs, root = self._opened
        with suppress(OSError):
            fs.rm_file(f"{root}/{kind}/{name}")


def why_not(error: BaseException) -> str:
    """What a file system says is wrong."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def load(name: str) -> Any:
    """A module of those that tell too little of their types."""
    return import_module(name)


def protocols(fs: Any) -> set[str]:
    return {fs.protocol} if isinstance(fs.protocol, str) else set(fs.protocol)


def open_url(url: str) -> tuple[Any, str]:
    """The file system of a URL, or of a path on the disk, and the path there. Raises RefusedError."""
    if url.startswith("memory:"):
        raise RefusedError(Text(
            f"{url} is in the memory of one process: name a folder, or a URL that all workers see",
            f"{url} は一つのプロセスのメモリーの中にあります。フォルダーか、すべてのワーカーから見える URL を指定してください",
        ))  # fmt: skip
    try:
        fs, root = load("fsspec.core").url_to_fs(url, **({"use_listings_cache": False} if "://" in url else {}))
    except ImportError as error:
        raise RefusedError(Text(
            f"{url}: {error}",
            f"{url} を読むためのパッケージがありません（{error}）",
        )) from None  # fmt: skip
    except ValueError as error:
        en, ja = f"{url} is no URL that can be read: {error}", f"{url} は読めるURLではありません（{error}）"
        raise RefusedError(Text(en, ja)) from None
    return fs, str(root).rstrip("/")
