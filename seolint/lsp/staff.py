"""The workers: one for all, and one for large documents where there are any, so that nothing else waits for these."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from msgspec import Raw
from msgspec.structs import replace

from seolint.engine.live.messages import Report, Reports, Setup, Told
from seolint.lsp.backend import Backend
from seolint.lsp.spawn import start_worker

_LARGE = 300_000
"""Code points of a document that is large: its words alone take a second."""


class Staff:
    """As ``Backend``; a large document is looked at by itself, and counts in its site as it is saved."""

    def __init__(self, worker: Backend) -> None:
        self.report: Callable[[Report], None] = lambda _: None
        self.restarted: Callable[[], None] = lambda: None
        self._worker = worker
        self._second: Backend | None = None
        self._large: set[str] = set()
        self._setup: Setup | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def has_ended(self) -> bool:
        return self._worker.has_ended

    def listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hand reports over to ``loop`` from now on."""
        self._loop = loop
        self._employ(self._worker, loop)

    def _employ(self, worker: Backend, loop: asyncio.AbstractEventLoop) -> None:
        worker.report, worker.restarted = lambda report: self.report(report), lambda: self.restarted()
        worker.listen(loop)

    def end(self) -> None:
        self._worker.end()
        if self._second is not None:
            self._second.end()

    def set_up(self, setup: Setup) -> None:
        self._setup = setup
        self._worker.set_up(setup)
        if self._second is not None:
            self._second.set_up(replace(setup, alone=True))

    def put(self, uri: str, path: str, text: str | None, version: int) -> asyncio.Future[Told]:
        """What is said of a document: the site's findings too, as far as they are known."""
        if text is None or len(text) <= _LARGE:
            self._let_go(uri)
            return self._worker.put(uri, path, text, version)
        if uri not in self._large:
            self._worker.drop(uri)
            self._large.add(uri)
        second = self._second or self._hire()
        return second.put(uri, path, text, version) if not second.has_ended else self._worker.put(uri, path, None, version)

    def _hire(self) -> Backend:
        self._second = second = Backend(start_worker())
        assert self._loop is not None
        self._employ(second, self._loop)
        if self._setup is not None:
            second.set_up(replace(self._setup, alone=True))
        return second

    def _let_go(self, uri: str) -> None:
        """A document is not large any more, or was closed."""
        if uri in self._large:
            self._large.discard(uri)
            if self._second is not None and not self._large:
                self._second.end()
                self._second = None
            elif self._second is not None:
                self._second.drop(uri)

    def is_large(self, uri: str) -> bool:
        """Whether an open document is looked at by itself because of its size."""
        return uri in self._large

    def drop(self, uri: str) -> None:
        self._let_go(uri)
        self._worker.drop(uri)

    def changed(self, *paths: str) -> None:
        for worker in (self._worker, self._second):
            if worker is not None:
                worker.changed(*paths)

    def look(self) -> None:
        """Files may have changed on the disk, and nobody watches them."""
        for worker in (self._worker, self._second):
            if worker is not None:
                worker.look()

    def ask(self, what: str, uri: str, about: object = None) -> asyncio.Future[Raw]:
        """The encoded answer of ``engine.live.answers`` to a question; raises ``WorkerError``."""
        worker = self._second if self._second is not None and uri in self._large else self._worker
        return worker.ask(what, uri, about)

    def everything(self, known: dict[str, bytes]) -> asyncio.Future[list[Reports]]:
        """What is said of all posts, once their site is read."""
        return self._worker.everything(known)
