"""The same map in several processes; a worker that dies costs only the file that killed it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Read = Callable[[str], bytes]

_ENOUGH = 24
_BATCH = 16


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_all(paths: Sequence[str], read: Read, lost: Callable[[str], bytes], jobs: int) -> Iterator[bytes]:
    """``read`` of each path, in any order; ``lost`` of one whose reading killed its process. ``jobs`` 0: as many as help.

    ``read`` must be picklable where processes cannot be forked.
    """
    jobs = jobs or min(processors(), 1 + len(paths) // _ENOUGH)
    if jobs < 2:
        yield from map(read, paths)
        return
    batches = [list(paths[start : start + _BATCH]) for start in range(0, len(paths), _BATCH)]
    remaining = yield from _pooled(batches, read, jobs)
    for batch in remaining:
        for path in batch:
            left = yield from _pooled([[path]], read, 1)
            if left:
                yield lost(path)


def _pooled(batches: list[list[str]], read: Read, jobs: int) -> Generator[bytes, None, list[list[str]]]:
    """Results of ``batches``; returns those that were lost when a worker died."""
    from concurrent.futures import as_completed
    from concurrent.futures.process import BrokenProcessPool

    lost: list[list[str]] = []
    pool = _pool(jobs)
    try:
        pending = {pool.submit(_batch, read, batch): batch for batch in batches}
        for future in as_completed(pending):
            try:
                results = future.result()
            except BrokenProcessPool:
                lost.append(pending[future])
                continue
            yield from results
    finally:
        pool.shutdown(cancel_futures=True)
    return lost


def _pool(jobs: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    method = "fork" if sys.platform == "linux" else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(method))


def _batch(read: Read, paths: list[str]) -> list[bytes]:
    return [read(path) for path in paths]
