"""Where a project keeps what seolint writes there: the cache and the baseline."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from zlib import crc32

from seolint.engine.configuration import Configuration
from seolint.engine.repository import is_below, repository

CACHE = ".seolint_cache"


def common_folder(paths: Iterable[str]) -> str:
    """The folder that all of ``paths`` are in: its configuration is that of the run."""
    absolute = [os.path.abspath(path) for path in paths if path != "-"] or [os.getcwd()]
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in absolute]
    try:
        return os.path.commonpath(folders)
    except ValueError:  # on several drives
        return os.getcwd()


def cache_of(paths: Sequence[str]) -> str:
    """The cache of the project that holds ``paths``: their repository, else the working directory, else the folder they are in.

    ``SEOLINT_CACHE_DIR`` moves it.
    """
    here, common = os.getcwd(), common_folder(paths or (".",))
    project = repository(common) or (here if is_below(common, here) else common)
    if home := os.environ.get("SEOLINT_CACHE_DIR"):
        return os.path.join(home, "seolint", f"results-{crc32(os.fsencode(project)):08x}")
    return os.path.join(project, CACHE)


def baseline_of(paths: Iterable[str], configuration: Configuration, *, named: bool = False) -> str:
    """Where the baseline is unless it is named: beside the configuration; without one here, or above in the repository.

    ``named`` says that the user named the configuration file.
    """
    common = common_folder(paths)
    settings = configuration.at(common)
    origin = settings.origin("baseline")
    if origin is not None:
        return os.path.relpath(os.path.join(origin[0].folder, settings.config.baseline))
    name, folder = settings.config.baseline, Path(configuration.folder(settings))
    if any(layer.folder for layer in settings.layers) and (named or Path(common).is_relative_to(folder)):
        return os.path.relpath(folder / name)
    here = Path.cwd()
    top = next((above for above in (here, *here.parents) if (above / ".git").exists()), here)
    folders = (above for above in (here, *here.parents) if above.is_relative_to(top))
    return os.path.relpath(next((above for above in folders if (above / name).is_file()), here) / name)
