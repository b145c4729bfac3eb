"""Documents are opened, changed, saved and closed; what is said of them is asked for when the author pauses."""

from __future__ import annotations

import asyncio

from lsprotocol import types

from seolint.engine.live.messages import Told
from seolint.lsp.backend import WorkerError
from seolint.lsp.documents import MOST, OpenDocument, is_checked, path_of
from seolint.lsp.server import Server

_DELAY = 0.1
"""Seconds without an edit after which a document is looked at."""


class Checks:
    """Asks for findings, one question of each document at a time: whatever changes meanwhile, the newest version is next."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._running: dict[str, asyncio.Task[None]] = {}

    def later(self, document: OpenDocument) -> None:
        """Ask when the author pauses."""
        self.forget(document.uri)
        self._timers[document.uri] = asyncio.get_running_loop().call_later(_DELAY, self.now, document)

    def forget(self, uri: str) -> None:
        if (timer := self._timers.pop(uri, None)) is not None:
            timer.cancel()

    def now(self, document: OpenDocument) -> asyncio.Task[None]:
        """Ask now, unless that is being done."""
        self.forget(document.uri)
        running = self._running.get(document.uri)
        if running is None or running.done():
            running = self._running[document.uri] = asyncio.ensure_future(self._check(document))
        return running

    async def fresh(self, document: OpenDocument) -> None:
        """Wait until what is said of the newest version is known."""
        server = self._server
        while not document.is_told and server.documents.get(document.uri) is document and not server.backend.has_ended:
            await asyncio.shield(self.now(document))

    async def _check(self, document: OpenDocument) -> None:
        server = self._server
        while server.documents.get(document.uri) is document and not document.is_told:
            content, version = document.content, document.version
            text = content.text if len(content.text) <= MOST else None
            try:
                told = await (_begun(document) or server.backend.put(document.uri, document.path, text, version))
            except WorkerError:
                if server.backend.has_ended:
                    return
                continue  # it died: the next one is asked
            document.told, document.told_content = told, content
        for uri in [uri for uri, task in self._running.items() if task.done()]:
            del self._running[uri]
        if server.documents.get(document.uri) is document and document.told is not None:
            server.receive(document.told)


def _begun(document: OpenDocument) -> asyncio.Future[Told] | None:
    """What the worker is saying of a document already."""
    (content, asked), document.asked = document.asked or (None, None), None
    return asked if content is document.content else None


def register(server: Server) -> None:
    checks = server.checks = Checks(server)

    def look() -> None:
        if not server.session.watched:
            server.backend.look()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        if not is_checked(item.uri):
            return
        document = server.begun.pop(item.uri, None)
        if document is None:
            look()
            path = path_of(item.uri, item.language_id)
            document = OpenDocument(item.uri, path, item.language_id, item.version, item.text, server.encoding)
        server.documents[item.uri] = document
        if not document.is_told:
            checks.now(document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        document = server.documents.get(params.text_document.uri)
        if document is not None:
            document.change(params.content_changes, params.text_document.version)
            checks.later(document)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        look()
        document = server.documents.get(params.text_document.uri)
        if document is not None and not document.is_told:
            checks.now(document)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        checks.forget(uri)
        if server.documents.pop(uri, None) is not None:
            server.backend.drop(uri)
            for listener in server.closed:
                listener(uri)

    def restarted() -> None:
        """A new worker knows nothing of the documents."""
        for document in server.documents.values():
            document.told = None
            checks.now(document)

    server.backend.restarted = restarted

    def retold(report: object) -> None:
        """Something else than the document has changed what is said of it."""
        if isinstance(report, Told) and report.number == 0:
            document = server.documents.get(report.uri)
            if document is not None and document.told is not None and document.told.version == report.version:
                document.told = report

    server.listeners.insert(0, retold)
