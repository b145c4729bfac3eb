"""Posts in the rows of Parquet files: the columns ``path`` and ``text``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec.msgpack import decode as unpack

from seolint.diagnostic import Diagnostic, Text
from seolint.engine.read import decode
from seolint.engine.refused import RefusedError
from seolint.engine.surroundings import Surroundings
from seolint.scale.job import FILES
from seolint.scale.store import Store, load, open_url
from seolint.scale.tree import Tree, TreeSurroundings

PATH, TEXT = "path", "text"
_STRINGS, _BYTES = frozenset({"string", "large_string", "string_view"}), frozenset({"binary", "large_binary", "binary_view"})
"""What Arrow calls the types that the columns may have."""


class ParquetSource:
    """``files`` are the paths or URLs of the files, ``name`` that of the listing in the run folder."""

    ahead = 10_000

    def __init__(self, store: Store, files: Sequence[str], name: str) -> None:
        self.store, self.files, self.name = store, tuple(files), name
        self._ahead: dict[str, bytes] = {}

    def __reduce__(self) -> tuple[type[ParquetSource], tuple[Store, tuple[str, ...], str]]:
        return ParquetSource, (self.store, self.files, self.name)

    @cached_property
    def tree(self) -> Tree:
        return Tree("", unpack(self.store.read(FILES, self.name), type=dict[str, int]), self.fetch)

    def fetch(self, path: str, most: int) -> bytes:
        found = dict(self._rows([path]))
        if path not in found:
            raise FileNotFoundError(path)
        return found[path][:most]

    def _rows(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """The texts of some posts; row groups that cannot have them are not read."""
        parquet = load("pyarrow.parquet")
        for file in self.files:
            fs, there = open_url(file)
            try:
                table: Any = parquet.read_table(there, columns=[PATH, TEXT], filters=[(PATH, "in", list(paths))], filesystem=fs)
            except Exception as error:  # every file system has errors of its own, and so has Parquet
                raise _unreadable(file, error) from None
            for batch in table.to_batches():
                texts: Any = batch.column(TEXT)
                texts = texts.dictionary_decode() if hasattr(texts, "dictionary_decode") else texts
                for path, text in zip(batch.column(PATH), texts.cast("large_binary"), strict=True):  # strings need not be UTF-8
                    yield path.as_py(), text.as_py() or b""

    def prepare(self, paths: Sequence[str], most: int) -> None:
        self._ahead = dict(self._rows(paths)) if paths else {}

    def text(self, path: str, most: int) -> str | Diagnostic:
        return decode(path, self._ahead.pop(path, b""), most)

    def around(self, most: int) -> Surroundings:
        return TreeSurroundings(self.tree, most)


def listed(files: Sequence[str]) -> Mapping[str, tuple[int, str]]:
    """The posts in these files: 1 in the place of their sizes, and the versions of their files. Raises RefusedError."""
    found: dict[str, tuple[int, str]] = {}
    for file in files:
        fs, there = open_url(file)
        version = _version(fs, there)
        for path in _paths(fs, there, file):
            if not isinstance(path, str) or not path:
                raise RefusedError(Text(f"{file}: a row has no {PATH}", f"{file}：{PATH} のない行があります"))
            if path.startswith("/") or ".." in path.split("/"):
                raise RefusedError(Text(
                    f'{file}: the path "{path}" must be one below the root of the site, without / before it and without ..',
                    f"{file}：「{path}」は使えません。先頭に / を付けず、.. を含まない、サイトのルートからのパスにしてください",
                ))  # fmt: skip
            if path in found:
                raise RefusedError(Text(
                    f'{file}: the path "{path}" stands in two rows', f"{file}：「{path}」という {PATH} の行が2つあります"
                ))  # fmt: skip
            found[path] = 1, version
    return found


def parts(url: str) -> list[str]:
    """The Parquet files at a path or URL: itself, or those in it where it is a folder."""
    fs, root = open_url(url)
    if fs.isfile(root):
        return [url]
    found = [path for path in sorted(fs.find(root)) if path.endswith(".parquet")]
    if not found:
        raise RefusedError(Text(f"there is no Parquet file at {url}", f"{url} に Parquet ファイルがありません"))
    return [url.rstrip("/") + path[len(root) :] for path in found]


def _version(fs: Any, there: str) -> str:
    from seolint.scale.urls import version_of

    return version_of(fs.info(there))


def _paths(fs: Any, there: str, file: str) -> Iterator[object]:
    try:
        parquet, unreadable = load("pyarrow.parquet"), (load("pyarrow").ArrowException, OSError, UnicodeError)
    except ImportError:
        raise RefusedError(Text(
            f"{file}: reading Parquet needs the package pyarrow: pip install pyarrow",
            f"{file}：Parquet を読むにはパッケージ pyarrow が必要です：pip install pyarrow",
        )) from None  # fmt: skip
    try:
        with fs.open(there, "rb") as opened:
            table: Any = parquet.ParquetFile(opened)
            missing = {PATH, TEXT} - set(table.schema_arrow.names)
            if missing:
                names = ", ".join(sorted(missing))
                raise RefusedError(Text(f"{file}: there is no column {names}", f"{file}：{names} という列がありません"))
            for column, known in ((PATH, _STRINGS), (TEXT, _STRINGS | _BYTES)):
                kind: Any = table.schema_arrow.field(column).type
                if str(getattr(kind, "value_type", kind)) not in known or str(kind).startswith(("list", "large_list")):
                    raise RefusedError(Text(
                        f"{file}: the column {column} is of the type {kind}; make it one of strings",
                        f"{file}：列 {column} の型が {kind} です。文字列の列にしてください",
                    ))  # fmt: skip
            for batch in table.iter_batches(columns=[PATH]):
                yield from batch.column(0).to_pylist()
    except unreadable as error:
        raise _unreadable(file, error) from None


def _unreadable(file: str, error: Exception) -> RefusedError:
    return RefusedError(Text(f"{file} cannot be read: {error}", f"{file} を読めません（{error}）"))
