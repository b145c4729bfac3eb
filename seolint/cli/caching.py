"""Where the results of a run are kept, if anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from seolint.cli.language import Refusal
from seolint.engine.places import cache_of

C = TypeVar("C", bound=Callable[..., Any])

_FEW = 8
"""So few files are read as quickly as a database is opened."""


def options(command: C) -> C:
    """The options about the cache, put on a command."""
    command = click.option("--no-cache", is_flag=True, help="Read every post anew, and keep nothing.")(command)
    return click.option("--cache-dir", metavar="FOLDER", type=click.Path(file_okay=False), help="Where results are kept.")(command)


def folder_of(options: dict[str, Any], paths: Sequence[str], files: Sequence[str], folders: Sequence[str]) -> str | None:
    """The folder of the cache for a run over ``files``, found at ``paths``, of which ``folders`` are some; None for none."""
    if options.get("no_cache") or (not folders and len(files) < _FEW):
        return None
    named: str | None = options.get("cache_dir")
    if named is None:
        return cache_of(paths)
    from seolint.engine.cache_home import is_ours

    if not is_ours(named):
        raise Refusal(
            f"--cache-dir {named}: there are other files in this folder; name an empty or a new one",
            f"--cache-dir {named}：ほかのファイルがあるフォルダーです。空のフォルダーか、新しい名前を指定してください",
        )
    return named
