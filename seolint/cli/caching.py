"""Where the results of a run are kept, if anywhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

C = TypeVar("C", bound=Callable[..., Any])

NAME = ".seolint_cache"
_FEW = 8
"""So few files are read as quickly as a database is opened."""


def options(command: C) -> C:
    """The options about the cache, put on a command."""
    command = click.option("--no-cache", is_flag=True, help="Read every post anew, and keep nothing.")(command)
    return click.option("--cache-dir", metavar="FOLDER", type=click.Path(file_okay=False), help="Where results are kept.")(command)


def folder_of(options: dict[str, Any], files: Sequence[str], folders: Sequence[str]) -> str | None:
    """The folder of the cache for a run over ``files``, of which some are in the named ``folders``; None for none."""
    if options.get("no_cache") or (not folders and len(files) < _FEW):
        return None
    return options.get("cache_dir") or default_folder()


def default_folder() -> str:
    """The cache of the project around the working directory: ``SEOLINT_CACHE_DIR`` moves it."""
    from seolint.engine.repository import repository

    here = os.getcwd()
    project = repository(here) or here
    if home := os.environ.get("SEOLINT_CACHE_DIR"):
        from zlib import crc32

        return os.path.join(home, "seolint", f"results-{crc32(os.fsencode(project)):08x}")
    return os.path.join(project, NAME)
