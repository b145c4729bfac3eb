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
from msgspec.structs import replace

from seolint.diagnostic import Text
from seolint.engine.live import messages
from seolint.engine.live.messages import Answer, Ask, Failed, Notice, Put, Report, Reports, Request, Rested, Setup, Told
from seolint.lsp.spawn import start_worker

_PATIENCE, _SITE = 20, 2
"""How often a worker that dies without being asked is started again; after how many such deaths no site is read any more."""
_GIVEN_UP = Text(
    "The site is not looked at as a whole any more, as its worker died of that twice: posts are checked one by one. "
    "Restart the language server to try again.",
    "サイト全体を調べる処理が2回続けて異常終了したため、以後は記事を1つずつ調べます。もう一度試すには、言語サーバーを再起動してください。",
)


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
        self._idle_deaths, self._site_deaths, self.has_ended = 0, 0, False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._process = process

    def listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hand reports over to ``loop`` from now on."""
        self._loop = loop
        threading.Thread(target=_listen, args=(self._process, loop, self._receive, self._bury), daemon=True).start()

    def end(self) -> None:
        self.has_ended = True
        self._process.kill()
        self._process.wait()
        self._fail([*self._asked.values()])

    def set_up(self, setup: Setup) -> None:
        self._setup, self._site_deaths = setup, 0
        self._send(setup)

    def put(self, uri: str, path: str, text: str | None, version: int) -> asyncio.Future[Told]:
        """What is said of a document: the site's findings too, as far as they are known."""
        lost = self._deaths[f"{uri} {version}"] > 1
        return self._ask(lambda number: Put(number, uri, path, None if lost else text, version, lost))

    def drop(self, uri: str) -> None:
        self._send(messages.Drop(uri))

    def changed(self, *paths: str, anew: bool = False) -> None:
        self._send(messages.Changed(paths, anew))

    def look(self) -> None:
        """Files may have changed on the disk, and nobody watches them."""
        self._send(messages.Look())

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
            case Rested():
                self._idle_deaths = self._site_deaths = 0
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
            self._site_deaths += 1
            self.has_ended = self._idle_deaths > _PATIENCE
        self._fail(asked)
        if self.has_ended:
            return
        self._process = start_worker()
        assert self._loop is not None
        self.listen(self._loop)
        if self._setup is not None:
            if self._site_deaths >= _SITE and self._setup.folders and not self._setup.alone:
                self._setup = replace(self._setup, alone=True)
                self.report(Notice(_GIVEN_UP))
            self._send(self._setup)
        self.restarted()

    def _fail(self, asked: list[tuple[asyncio.Future[Any], Request]]) -> None:
        self._asked, self._pages = {}, {}
        for future, request in asked:
            if not future.done():
                future.set_exception(WorkerError(f"the worker died of {type(request).__name__}"))


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
