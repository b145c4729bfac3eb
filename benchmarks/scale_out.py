"""What Dask costs over processes, and the memory of its driver and workers, at N and 4 N posts, with the same findings.

python benchmarks/scale_out.py [N] [CHARACTERS]: 5,000 posts of some 28 kB, or cut to so many characters.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from measure import Command, Measured, check, make_posts, measure

_JOBS, _SETTLED = "2", 3
"""Seconds after which the times of files are trusted."""


class Size(NamedTuple):
    """``posts`` read by processes and by Dask's workers; whether both said the same, byte for byte."""

    posts: int
    processes: Measured
    dask: Measured
    again: Measured
    same: bool


def measured(posts: int, characters: int) -> Size:
    """In a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, run = Path(temporary, "site"), Path(temporary, "run")
        folder.mkdir()
        print(make_posts(folder, posts), file=sys.stderr)
        for path in (folder / "_posts").iterdir() if characters else ():
            path.write_text(path.read_text(encoding="utf-8")[:characters], encoding="utf-8")
        time.sleep(_SETTLED)
        one, other = Path(temporary, "one.json"), Path(temporary, "other.json")
        plain = Command(check(".", "--no-cache", "--jobs", _JOBS), folder)
        on_dask = Command(check(".", "--executor", "dask", "--jobs", _JOBS, "--run-folder", str(run)), folder)
        processes, dask = _into(one, plain), _into(other, on_dask)
        same = _digest(one) == _digest(other)
        again = _into(other, on_dask)
        shutil.rmtree(run)
        return Size(posts, processes, dask, again, same and _digest(one) == _digest(other))


def _into(file: Path, command: Command) -> Measured:
    with file.open("wb") as output:
        return measure(command, watched=True, output=output)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "blake2b").hexdigest()


def main(posts: int = 5_000, characters: int = 0) -> None:
    found = [measured(posts, characters), measured(4 * posts, characters)]
    print("posts    same   ms a post (processor): processes, dask, again   MB: a process, a worker, the driver, the driver again")
    for size in found:
        costs = [1000 * each.processor / size.posts for each in (size.processes, size.dask, size.again)]
        print(
            f"{size.posts:<8,} {'yes' if size.same else 'NO':<6} {costs[0]:.2f} {costs[1]:.2f} {costs[2]:.2f}   "
            f"{size.processes.megabytes:.0f} {size.dask.megabytes:.0f} {size.dask.first:.0f} {size.again.first:.0f}"
        )
    small, large = found
    more = large.posts - small.posts
    for name, slope in (
        ("processes", large.processes.processor - small.processes.processor), ("dask", large.dask.processor - small.dask.processor),
    ):  # fmt: skip
        print(f"{name}: {1000 * slope / more:.2f} ms of a processor for a post more")
    print(
        f"memory for a post more: a worker {1024 * (large.dask.megabytes - small.dask.megabytes) / more:.1f} kB, "
        f"the driver {1024 * (large.dask.first - small.dask.first) / more:.1f} kB"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
