"""The same map in several processes; a worker that dies costs only the file that killed it."""

from __future__ import annotations

import os
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Read = Callable[[str], bytes]
Several = Callable[[Sequence[str]], Iterable[bytes]]

_ENOUGH = 24
_TOGETHER = 4
"""So many files are read at once where a reader can do so."""
_FILES, _BYTES = 16, 250_000
"""What a worker is given at once: so many files at most, or so many bytes, less when little is left."""


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_all(
    paths: Sequence[str], read: Read, lost: Callable[[str], bytes], jobs: int, *, several: Several | None = None
) -> Iterator[bytes]:
    """``read`` of each path, in any order; ``lost`` of one whose reading killed its process. ``jobs`` 0: as many as help.

    ``several`` gives the answers of a few paths in their order, where that is faster. What reads must be picklable where
    processes cannot be forked.
    """
    jobs = jobs or min(processors(), 1 + len(paths) // _ENOUGH)
    several = several or partial(map, read)
    if jobs < 2:
        yield from _read_by(paths, several)
        return
    pool = _Pool(paths, several, lost, min(jobs, len(paths)))
    try:
        for result in pool.results(None):
            if result is not None:
                yield result
    finally:
        pool.stop()


def read_beside(
    paths: Sequence[str], read: Read, lost: Callable[[str], bytes], several: Several, pulse: float
) -> Iterator[bytes | None]:
    """As ``read_all``, in other processes always; None after every ``pulse`` seconds without a result."""
    pool = _Pool(paths, several, lost, min(max(processors(), 2), len(paths)))
    try:
        yield from pool.results(pulse)
    finally:
        pool.stop()


def _read_by(paths: Sequence[str], several: Several) -> Iterator[bytes]:
    for start in range(0, len(paths), _TOGETHER):
        yield from several(paths[start : start + _TOGETHER])


class _Worker:
    """A process, and the paths that it was given and has not answered."""

    def __init__(self, process: BaseProcess, end: Connection) -> None:
        self.process, self.end = process, end
        self.given: deque[str] = deque()

    def give(self, paths: Sequence[str]) -> bool:
        """Give it more to read; whether it could be given."""
        try:
            self.end.send(list(paths))
        except OSError:
            return False
        self.given += paths
        return True


class _Pool:
    def __init__(self, paths: Sequence[str], several: Several, lost: Callable[[str], bytes], jobs: int) -> None:
        import multiprocessing

        self._context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._several, self._lost, self._jobs = several, lost, jobs
        self._left = deque(paths)
        self._alone: deque[str] = deque()
        self._killed: Counter[str] = Counter()
        self._workers: dict[Connection, _Worker] = {}

    def results(self, pulse: float | None) -> Iterator[bytes | None]:
        from multiprocessing.connection import wait

        while self._left or self._alone or any(worker.given for worker in self._workers.values()):
            self._feed()
            ready = wait([end for end, worker in self._workers.items() if worker.given], pulse)
            if not ready:
                yield None
            for worker in [self._workers[end] for end in self._workers if end in ready]:
                try:
                    result = worker.end.recv_bytes()
                except (EOFError, OSError):
                    yield from self._bury(worker)
                else:
                    worker.given.popleft()
                    yield result

    def _feed(self) -> None:
        """See that there are workers, and that none has to wait for work."""
        busy = min(self._jobs, len(self._left) + len(self._alone) + sum(bool(each.given) for each in self._workers.values()))
        while len(self._workers) < busy:
            try:
                self._start()
            except OSError:  # no more processes are to be had
                if not self._workers:
                    raise
                self._jobs = busy = len(self._workers)
        for worker in [*self._workers.values()]:
            if self._alone and not worker.given:
                self._give(worker, [self._alone.popleft()], self._alone)
            elif self._left and len(worker.given) <= _TOGETHER and not self._killed.keys() & set(worker.given):
                self._give(worker, self._batch(), self._left)

    def _give(self, worker: _Worker, batch: list[str], back: deque[str]) -> None:
        """Give a batch to a worker, or back when that is dead."""
        if not worker.give(batch):
            back.extendleft(reversed(batch))
            self._left.extendleft(reversed(self._take_leave(worker)))

    def _batch(self) -> list[str]:
        """The next files for one worker: few when they are large, or when all workers would not get as many."""
        most = max(1, min(_FILES, len(self._left) // (2 * self._jobs)))
        batch, size = list[str](), 0
        while self._left and len(batch) < most and size < _BYTES:
            batch.append(self._left.popleft())
            size += _size(batch[-1])
        return batch

    def _bury(self, worker: _Worker) -> Iterator[bytes]:
        """Take a dead worker's work back. What it was at is tried once more, each alone: it need not have been the reason."""
        given = self._take_leave(worker)
        suspects = [given.popleft() for _ in range(min(_TOGETHER, len(given)))]
        self._left.extendleft(reversed(given))
        for suspect in suspects:
            self._killed[suspect] += 1
            if self._killed[suspect] == 1:
                self._alone.append(suspect)
            else:
                yield self._lost(suspect)

    def _take_leave(self, worker: _Worker) -> deque[str]:
        """Forget a dead worker; what it was given and has not answered."""
        del self._workers[worker.end]
        worker.end.close()
        worker.process.join()
        return worker.given

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        forked = [ours, *self._workers] if self._context.get_start_method() == "fork" else []
        process = self._context.Process(target=_work, args=(theirs, self._several, forked), daemon=True)
        process.start()
        theirs.close()
        self._workers[ours] = _Worker(process, ours)

    def stop(self) -> None:
        """End all workers, in the midst of their work where there is some."""
        for worker in self._workers.values():
            worker.end.close()
            if worker.given:
                worker.process.terminate()
        for worker in self._workers.values():
            worker.process.join()


def _work(end: Connection, several: Several, others: Sequence[Connection]) -> None:
    """What a worker does until there is no one to work for; a forked one has the ends of ``others`` too."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keys that stop a run go to all its processes; the first one ends the others
    for other in others:
        other.close()
    try:
        while True:
            for answer in _read_by(end.recv(), several):
                end.send_bytes(answer)
    except (EOFError, OSError):
        os._exit(0)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except (OSError, ValueError):
        return 0
