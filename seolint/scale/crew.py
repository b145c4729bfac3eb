"""The workers of Dask: those of a cluster that is there already, or some of our own."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any

from msgspec import Struct

from seolint.diagnostic import Text
from seolint.engine.refused import RefusedError
from seolint.scale.store import Store, load
from seolint.version import VERSION

_WAIT, _GONE, _NOBODY, _MISSING, _STARTING = 60, 30, 300, 5, 30
"""Seconds in which a worker must come to an address, after which a silent scheduler and one without any worker are given up, and
after which a worker of our own that is not there, or does not come, is replaced."""
_CHECKS = "checks"
_GONE_ERRORS = frozenset({"CancelledError", "FutureCancelledError", "CommClosedError"})


class SchedulerGoneError(RefusedError):
    """There is nobody any more who gives work to the workers."""

    def __init__(self) -> None:
        super().__init__(Text(
            "The scheduler of Dask is gone. What was done is in the run folder: give the same command again to go on from there",
            "Dask のスケジューラーとの接続が切れました。終わった分は実行フォルダーにあります。同じコマンドをもう一度実行すると、"
            "続きから調べます",
        ))  # fmt: skip


class Task(Struct, frozen=True):
    """``name`` tells all that the result depends on."""

    name: str
    function: Callable[..., bytes | None]
    arguments: tuple[Any, ...]
    about: Any = None


class Crew:
    """Comes when it is first needed. ``address`` is a scheduler's, "" for a cluster of our own with so many ``jobs``."""

    def __init__(self, store: Store, address: str, jobs: int, folder: str) -> None:
        """``folder`` has the posts, "" where they are not on the disk."""
        self._store, self._address, self._jobs, self._folder = store, address, jobs, folder
        self._cluster: Any = None
        self._client: Any = None
        self._missing: dict[Any, float] = {}
        self._seen = 0.0

    @property
    def workers(self) -> int:
        """How many there are; 0 where none was needed."""
        if self._client is None:
            return 0
        if self._cluster is not None:
            return self._jobs
        with suppress(Exception):  # the scheduler may have gone with the last result
            return len(self._told())
        return 0

    def _told(self) -> dict[str, Any]:
        """What the scheduler knows of its workers."""
        found: dict[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        return found

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes | None, bool]]:
        """The tasks with their results as they come, and whether a task was done: False of one that kills its workers."""
        left = iter(tasks)
        pending: dict[Any, Task] = {}
        done: SimpleQueue[Any] = SimpleQueue()
        more, heard = True, time.monotonic()
        try:
            while True:
                while more and (self._client is None or len(pending) < self._width()):
                    task = next(left, None)
                    if task is None:
                        more = False
                        break
                    future = self._open().submit(task.function, *task.arguments, key=task.name, pure=False)
                    pending[future] = task
                    future.add_done_callback(done.put)
                if not pending:
                    return
                try:
                    future = done.get(timeout=1)
                except Empty:
                    heard = self._listen(heard)
                    continue
                heard = time.monotonic()
                task = pending.pop(future)
                result, whole = self._result(future)
                future.release()
                yield task, result, whole
        finally:
            if pending and self._client is not None:
                with suppress(Exception):
                    self._client.cancel([*pending], force=True)

    def _result(self, future: Any) -> tuple[bytes | None, bool]:
        """What a task came to. A worker that dies with its result has the task done again, so that this may take a while."""
        heard = time.monotonic()
        while True:
            if future.status == "cancelled":
                raise SchedulerGoneError
            try:
                return future.result(timeout=1), True
            except load("distributed").KilledWorker:
                return None, False
            except Exception as error:
                if future.status != "error" and isinstance(error, TimeoutError):
                    heard = self._listen(heard)
                elif type(error).__name__ in _GONE_ERRORS:
                    raise SchedulerGoneError from None
                else:
                    raise

    def _listen(self, heard: float) -> float:
        """When the scheduler was last heard of, which was at ``heard``. Raises SchedulerGoneError."""
        client = self._client
        if client.status in {"closing", "closed"}:
            raise SchedulerGoneError
        if client.status == "running":
            self._see_to_workers()
            return time.monotonic()
        if time.monotonic() - heard > _GONE:
            raise SchedulerGoneError
        return heard

    def _see_to_workers(self) -> None:
        """Replace workers of ours that died so early that nobody else does. Raises RefusedError where a cluster has none left."""
        now = time.monotonic()
        if self._cluster is None:
            self._seen = now if self._told() or not self._seen else self._seen
            if now - self._seen > _NOBODY:
                raise RefusedError(Text(
                    "The scheduler of Dask has no worker any more. What was done is in the run folder: give the same command again "
                    "to go on from there",
                    "Dask のスケジューラーにワーカーが残っていません。終わった分は実行フォルダーにあります。"
                    "同じコマンドをもう一度実行すると、続きから調べます",
                ))  # fmt: skip
            return
        there = {worker.name for worker in [*self._cluster.scheduler.workers.values()]}
        away = [name for name in self._cluster.worker_spec if name not in there and not self._lives(name)]
        self._missing = {name: self._missing.get(name, now) for name in away}
        started = self._cluster.workers
        gone = [name for name, since in self._missing.items() if now - since > (_MISSING if name in started else _STARTING)]
        for name in gone:
            self._cluster.worker_spec.pop(name, None)
        if gone:
            self._cluster.scale(self._jobs)

    def _lives(self, name: Any) -> bool:
        """Whether a worker that the scheduler does not know is about to be known."""
        process = getattr(getattr(self._cluster.workers.get(name), "process", None), "process", None)
        return process is not None and bool(process.is_alive())

    def _width(self) -> int:
        """So many tasks are given at once: no worker waits, and the scheduler does not hold them all."""
        if self._cluster is not None:
            return 2 * self._jobs + 2
        threads: list[int] = [worker["nthreads"] for worker in self._told().values()]
        return 2 * sum(threads) + 2

    def _open(self) -> Any:
        if self._client is None:
            self._client = self._join() if self._address else self._start()
        return self._client

    def _start(self) -> Any:
        distributed, dask = load("distributed"), load("dask")
        dask.config.set({
            "distributed.scheduler.allowed-failures": 1,
            "distributed.admin.tick.limit": "1h",
            "distributed.worker.memory.terminate": 0.95,
        })  # fmt: skip
        _hush()
        try:
            with _deaf():
                self._cluster = distributed.LocalCluster(
                    n_workers=self._jobs, threads_per_worker=1, processes=True, dashboard_address=None,
                    scheduler_kwargs={"dashboard_address": "127.0.0.1:0"}, silence_logs=logging.CRITICAL + 1,
                )  # fmt: skip
        except (RuntimeError, OSError, TimeoutError) as error:
            raise RefusedError(Text(
                f"The workers of Dask do not start ({error}): each wants some 500 MB of memory, and --jobs says how many there are",
                f"Dask のワーカーを起動できません（{error}）。1つに500MBほどのメモリーが要ります。数は --jobs で変えられます",
            )) from None  # fmt: skip
        return distributed.Client(self._cluster)

    def _join(self) -> Any:
        distributed = load("distributed")
        _hush()
        try:
            client = distributed.Client(self._address, timeout=_WAIT / 4)
        except (OSError, TimeoutError, ValueError, TypeError):
            raise RefusedError(Text(
                f"--executor dask={self._address}: no scheduler of Dask answers there; start one by dask scheduler, "
                "and give its address as tcp://HOST:PORT",
                f"--executor dask={self._address}：この宛先で Dask のスケジューラーが応答しません。dask scheduler で起動し、"
                "tcp://ホスト:ポート の形で指定してください",
            )) from None  # fmt: skip
        try:
            client.wait_for_workers(1, timeout=_WAIT)
        except TimeoutError:
            raise RefusedError(Text(
                f"--executor dask={self._address}: the scheduler has no worker; start some by "
                f"dask worker {self._address} --nthreads 1",
                f"--executor dask={self._address}：スケジューラーにワーカーが1つもありません。"
                f"dask worker {self._address} --nthreads 1 で起動してください",
            )) from None  # fmt: skip
        self._check(client)
        return client

    def _check(self, client: Any) -> None:
        """Whether workers have this version, the run folder and the posts. Raises RefusedError."""
        name = f"{os.getpid()}-{time.time_ns()}"
        self._store.write(_CHECKS, name, [b"seen"])
        try:
            told: dict[str, tuple[str, bool, bool]] = client.run(sees, self._store, name, self._folder)
        except Exception as error:
            raise RefusedError(Text(
                f"The workers cannot run seolint {VERSION}: install it there too ({type(error).__name__}: {error})",
                f"ワーカーで seolint {VERSION} が動きません。そこにもインストールしてください（{type(error).__name__}: {error}）",
            )) from None  # fmt: skip
        finally:
            self._store.remove(_CHECKS, name)
        for worker, (version, store, folder) in sorted(told.items()):
            if version != VERSION:
                raise RefusedError(Text(
                    f"The worker {worker} has seolint {version}, and this is {VERSION}: install the same everywhere",
                    f"ワーカー {worker} の seolint は {version} で、ここの {VERSION} と違います。同じ版にしてください",
                ))  # fmt: skip
            if not store:
                raise RefusedError(Text(
                    f"The worker {worker} does not see the run folder {self._store.url}: name one that all share with --run-folder",
                    f"ワーカー {worker} から実行フォルダー {self._store.url} が見えません。"
                    "全員が使えるものを --run-folder で指定してください",
                ))  # fmt: skip
            if not folder:
                raise RefusedError(Text(
                    f"The worker {worker} does not see {self._folder}: mount it there too, or give a URL",
                    f"ワーカー {worker} から {self._folder} が見えません。同じ場所にマウントするか、URL で指定してください",
                ))  # fmt: skip

    def close(self) -> None:
        for each in (self._client, self._cluster):
            if each is not None:
                with suppress(Exception):
                    each.close()


@contextmanager
def _deaf() -> Generator[None]:
    """What starts here does not hear Ctrl-C, which a terminal tells to all processes: this one ends the workers, in silence."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would take the mask away when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _hush() -> None:
    """Dask tells what happens to its workers in pages of traces; a run says it in a sentence."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in {"distributed", "tornado", "asyncio"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def sees(store: Store, name: str, folder: str) -> tuple[str, bool, bool]:
    """What a worker has and sees."""
    return VERSION, name in store.names(_CHECKS), not folder or os.path.isdir(folder)
