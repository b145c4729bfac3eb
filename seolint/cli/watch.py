"""``seolint check --watch``: check again whenever a file changes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import IO

import click

from seolint.cli.language import Refusal

_FOLDERS = ("_site", "public", "vendor", "venv", ".github")
_NOTICE_MS = 250


def watch(paths: Iterable[str], written: Iterable[str], language: str, check: Callable[[], object]) -> None:
    """Call ``check`` now, and again after each change below ``paths``; only Ctrl-C ends it, as KeyboardInterrupt.

    ``written`` are files that ``check`` itself writes. What the user does wrong ends the first run; in a later one, such as
    half a configuration, it is shown and waited out. Raises click.UsageError when there is nothing to watch with.
    """
    named = list(paths)
    if "-" in named:
        raise Refusal(
            "--watch watches files; - (standard input) is read once",
            "--watch はファイルを見張ります。-（標準入力）は見張れません",
        )
    changes = _changes(named, [os.path.realpath(file) for file in written])
    next(changes)  # from here on no change is missed
    _check(check)
    folders = ", ".join(named)
    said = f"{folders} の変更を待っています（Ctrl-Cで終わります）" if language == "ja" else f"Watching {folders}; Ctrl-C ends it"
    click.echo(said, err=True)
    for changed in changes:
        if changed:
            try:
                _check(check)
            except click.ClickException as error:
                error.show()


def _check(check: Callable[[], object]) -> None:
    if sys.stdout.isatty():
        click.clear()
    check()
    sys.stdout.flush()


def _changes(paths: list[str], written: list[str]) -> Iterator[bool]:
    """Whether something that matters has changed: first False, as soon as changes are seen, then again and again."""
    try:
        from watchfiles import DefaultFilter, watch
    except ImportError:
        raise Refusal(
            "--watch needs the package watchfiles: pip install 'seolint-ja[watch]'",
            "--watch にはパッケージ watchfiles が必要です：pip install 'seolint-ja[watch]'",
        ) from None
    files = {os.path.realpath(path) for path in paths if not os.path.isdir(path)}
    folders = {os.path.realpath(path) for path in paths if os.path.isdir(path)}
    for path in (*files, *folders):
        if not os.path.exists(path):
            raise Refusal(
                f"there is no file or folder {os.path.relpath(path)}",
                f"{os.path.relpath(path)} というファイルやフォルダーはありません",
            )
    names = DefaultFilter(ignore_dirs=(*DefaultFilter.ignore_dirs, *_FOLDERS), ignore_paths=written)
    roots = sorted(folders | {os.path.dirname(file) for file in files})
    seen = watch(
        *roots, watch_filter=names, yield_on_timeout=True, rust_timeout=_NOTICE_MS, step=50, raise_interrupt=True
    )
    for changes in seen:
        yield any(_matters(path, files, folders) and not _is_ours(path) for _, path in changes)


def _matters(path: str, files: set[str], folders: set[str]) -> bool:
    """Whether ``path`` is one of ``files``, settings beside one, or in ``folders``; never a file on its way to be another, nor one
    of the cache."""
    from seolint.engine.cache_home import is_cache

    name = os.path.basename(path)
    if (name.startswith(".seolint-") and name.endswith(".tmp")) or is_cache(path) or is_cache(os.path.dirname(path)):
        return False
    return path in files or name.endswith(".toml") or any(path.startswith(os.path.join(folder, "")) for folder in folders)


def _is_ours(path: str) -> bool:
    """Whether ``path`` is where standard output or standard error goes, as in ``seolint check --watch > report.txt``."""
    return any(_is_stream(path, stream) for stream in (sys.stdout, sys.stderr))


def _is_stream(path: str, stream: IO[str]) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(stream.fileno()))
    except (OSError, ValueError):
        return False
