"""Serves one client on standard input and output: the prelude at first, and then the server, which is imported beside it."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from seolint.lsp.client import complete
from seolint.lsp.prelude import Prelude
from seolint.lsp.session import Choose, Session
from seolint.lsp.staff import Staff
from seolint.lsp.stream import Message, Writer, read_messages

if TYPE_CHECKING:
    from seolint.lsp.server import Server

_TURN, _USUAL = 0.000_5, sys.getswitchinterval()
"""Seconds after which a thread that imports lets others run."""


def serve(stdin: BinaryIO, stdout: BinaryIO, backend: Staff, choose: Choose) -> int:
    """Serve until the client says ``exit``, or its end of the stream is closed; the exit code."""
    try:
        return asyncio.run(_Serving(stdin, Writer(stdout), backend, Session(choose)).run())
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except (BrokenPipeError, KeyboardInterrupt):
        return 1
    finally:
        backend.end()


class _Serving:
    def __init__(self, stdin: BinaryIO, writer: Writer, backend: Staff, session: Session) -> None:
        self._stdin, self._writer, self._backend, self._session = stdin, writer, backend, session
        self._takes: Prelude | Server = Prelude(backend, session, writer)
        self._ended = False
        self._news = asyncio.Event()
        self._first: Message | None = None

    async def run(self) -> int:
        """Serve until the stream ends; the exit code."""
        loop = asyncio.get_running_loop()
        self._backend.listen(loop)
        threading.Thread(target=self._read, args=(loop,), daemon=True).start()
        await self._news.wait()
        if self._first is not None and isinstance(self._takes, Prelude):
            await self._takes.leisure()
            server = await self._load(self._first)
            self._takes.hand_over(server)
            self._takes = server
        while not self._ended:
            self._news.clear()
            await self._news.wait()
        return 0 if not isinstance(self._takes, Prelude) and self._takes.is_shut_down else 1

    async def _load(self, first: Message) -> Server:
        sys.setswitchinterval(_TURN)
        make = await asyncio.to_thread(_imported, first)
        sys.setswitchinterval(_USUAL)
        return make(self._backend, self._session, self._writer)

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            read_messages(
                self._stdin, lambda message: _soon(loop, self._handle, message),
                lambda code, why: _soon(loop, self._writer.refuse, None, code, why),
            )  # fmt: skip
        finally:
            _soon(loop, self._end)

    def _handle(self, message: Message) -> None:
        complete(message)
        self._takes.handle(message)
        if self._first is None:
            self._first = message
            self._news.set()

    def _end(self) -> None:
        self._ended = True
        self._news.set()


def _imported(first: Message) -> Callable[[Staff, Session, Writer], Server]:
    """What makes the server, once all that it takes is imported."""
    from seolint.lsp.server import Server, prepare

    converter = prepare(first)
    return lambda backend, session, writer: Server(backend, session, writer, converter)


def _soon(loop: asyncio.AbstractEventLoop, call: Callable[..., object], *values: object) -> None:
    with suppress(RuntimeError):  # the loop is closed: the server ends
        loop.call_soon_threadsafe(call, *values)
