"""The worker as the server sees it: started at once, started again when it dies, and given what it has to know."""

from __future__ import annotations

import asyncio
import subprocess
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from msgspec import Raw

from seolint.engine.live import messages
from seolint.engine.live.messages import Answer, Ask, Failed, Put, Report, Reports, Request, Setup, Told
from seolint.lsp.spawn import start_worker

_PATIENCE = 20
"""How often a worker that dies with nothing to do is started again in one session."""


class WorkerError(Exception):
    """A question that the worker could not answer."""


class Backend:
    """Sends requests to a worker; all methods belong to the thread of the event loop."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """``process`` is the first worker."""
        self.report: Callable[[Report], None] = lambda _: None
        self.restarted: Callable[[], None] = lambda: None
        self._setup: Setup | None = None
        self._number = 0
        self._asked: dict[int, tuple[asyncio.Future[Any], Request]] = {}
        self._pages: dict[int, list[Reports]] = {}
        self._deaths: Counter[str] = Counter()
        self._idle_deaths, self.has_ended = 0, False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._process = process

    @property
    def pid(self) -> int:
        """The process of the worker."""
        return self._process.pid

    def listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hand reports over to ``loop`` from now on."""
        self._loop = loop
        threading.Thread(target=_listen, args=(self._process, loop, self._receive, self._bury), daemon=True).start()

    def end(self) -> None:
        self.has_ended = True
        self._process.kill()
        self._process.wait()

    def set_up(self, setup: Setup) -> None:
        self._setup = setup
        self._send(setup)

    def put(self, uri: str, path: str, text: str | None, version: int) -> asyncio.Future[Told]:
        """What is said of a document: the site's findings too, as far as they are known."""
        lost = self._deaths[f"{uri} {version}"] > 1
        return self._ask(lambda number: Put(number, uri, path, None if lost else text, version, lost))

    def drop(self, uri: str) -> None:
        self._send(messages.Drop(uri))

    def changed(self, *paths: str, anew: bool = False) -> None:
        self._send(messages.Changed(paths, anew))

    def ask(self, what: str, uri: str, about: object = None) -> asyncio.Future[Raw]:
        """The encoded answer of ``engine.live.answers`` to a question; raises ``WorkerError``."""
        return self._ask(lambda number: Ask(number, what, uri, Raw(messages.encode(about))))

    def everything(self, known: dict[str, bytes]) -> asyncio.Future[list[Reports]]:
        """What is said of all posts, once their site is read."""
        return self._ask(lambda number: messages.Everything(number, known))

    def _ask(self, make: Callable[[int], Request]) -> asyncio.Future[Any]:
        self._number += 1
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        request = make(self._number)
        if self.has_ended:
            future.set_exception(WorkerError("there is no worker any more"))
            return future
        self._asked[self._number] = future, request
        self._send(request)
        return future

    def _send(self, request: Request) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # it is dead: ``_bury`` gives what it had to the next one
            self._process.stdin.write(messages.frame(request))
            self._process.stdin.flush()

    def _receive(self, report: Report) -> None:
        match report:
            case Told(number=number) if number:
                self._resolve(number, report)
                self._idle_deaths = 0
            case Answer():
                self._resolve(report.number, report.data)
            case Failed():
                self._resolve(report.number, WorkerError(report.why))
            case Reports():
                self._pages.setdefault(report.number, []).append(report)
                if report.last:
                    self._resolve(report.number, self._pages.pop(report.number))
            case _:
                pass
        self.report(report)

    def _resolve(self, number: int, result: object) -> None:
        future, _ = self._asked.pop(number, (None, None))
        if future is not None and not future.done():
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        """Start another worker in the place of a dead one; what was asked last is asked again, but for what kills every worker."""
        if self.has_ended or process is not self._process:
            return
        process.wait()
        asked = [*self._asked.values()]
        guilty = next((each for _, each in asked if isinstance(each, Put | Ask)), None)
        if isinstance(guilty, Put):
            self._deaths[f"{guilty.uri} {guilty.version}"] += 1
        elif guilty is None:
            self._idle_deaths += 1
            if self._idle_deaths > _PATIENCE:
                self.has_ended = True
        self._asked, self._pages = {}, {}
        for future, request in asked:
            if not future.done():
                future.set_exception(WorkerError(f"the worker died of {type(request).__name__}"))
        if self.has_ended:
            return
        self._process = start_worker()
        assert self._loop is not None
        self.listen(self._loop)
        if self._setup is not None:
            self._send(self._setup)
        self.restarted()


def _listen(
    process: subprocess.Popen[bytes], loop: asyncio.AbstractEventLoop, receive: Callable[[Report], None],
    bury: Callable[[subprocess.Popen[bytes]], None],
) -> None:  # fmt: skip
    """Read reports until the worker is gone."""
    output = process.stdout
    assert output is not None
    with suppress(RuntimeError):  # the loop is closed: the server ends
        while len(size := output.read(4)) == 4:
            data = output.read(int.from_bytes(size, "big"))
            loop.call_soon_threadsafe(receive, messages.decode_report.decode(data))
        loop.call_soon_threadsafe(bury, process)
