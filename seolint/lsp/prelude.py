"""The first moments of a session: what the first findings need is done by ourselves, as pygls takes long to be imported.

Messages are kept for the server, which takes them in their order when it is there. Before that, ``initialize`` is answered, the
worker is told of it and of the documents that are opened, and what it says of these is handed on. All else waits, and so does a
client that is not understood.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct, ValidationError, convert

from seolint.engine.live.messages import Report, Told
from seolint.lsp.client import Client
from seolint.lsp.documents import MOST, OpenDocument, is_checked, path_of
from seolint.lsp.greeting import encoding_of, greet, pulls, relates, watches
from seolint.lsp.said import Json, Said, full, named, published, unchanged
from seolint.lsp.session import Session
from seolint.lsp.staff import Staff
from seolint.lsp.stream import Message, Writer

if TYPE_CHECKING:
    from seolint.lsp.server import Server

_SOON, _LONG = 0.1, 1.0
"""Seconds in which an editor opens its documents, and after which the import does not wait any more for what is said of them."""
_PULL = "textDocument/diagnostic"
_CHANGES = frozenset({"textDocument/didChange", "textDocument/didClose"})


class _Item(Struct, frozen=True, rename="camel"):
    uri: str
    language_id: str
    version: int
    text: str


class _Opened(Struct, frozen=True, rename="camel"):
    """The parameters of ``textDocument/didOpen``."""

    text_document: _Item


class Prelude:
    """Takes messages and reports until the server takes over."""

    def __init__(self, backend: Staff, session: Session, writer: Writer) -> None:
        self._backend, self._session, self._writer = backend, session, writer
        self._client: Client | None = None
        self._greeted: int | str | None = None
        self._messages: list[Message] = []
        self._reports: list[Report] = []
        self._documents: dict[str, OpenDocument] = {}
        self._is_over = False
        backend.report, backend.restarted = self._receive, self._restarted

    def handle(self, message: Message) -> None:
        self._messages.append(message)
        method, is_first = message.get("method"), len(self._messages) == 1
        with suppress(ValidationError):  # pygls shall say what is wrong
            if method == "initialize" and is_first and isinstance(message.get("id"), int | str):
                self._greet(message["id"], convert(message.get("params"), Client))
            elif method == "textDocument/didOpen" and self._client is not None and "id" not in message:
                self._open(self._client, convert(message.get("params"), _Opened).text_document)
            elif method == _PULL and self._client is not None:
                for document in self._documents.values():
                    self._answer(self._client, document)

    async def leisure(self) -> None:
        """Wait until there is time to import the server: what was opened is told, or is a long time coming."""
        if self._client is None:
            return
        await asyncio.sleep(_SOON)
        asked = [document.asked[1] for document in self._documents.values() if document.asked is not None]
        if asked:
            await asyncio.wait(asked, timeout=_LONG)

    def _greet(self, number: int | str, client: Client) -> None:
        folders = None if client.workspace_folders is None else [folder.uri for folder in client.workspace_folders]
        self._session.begin(
            client.initialization_options, client.locale, folders, client.root_uri, client.root_path, watched=watches(client)
        )
        self._backend.set_up(self._session.setup)
        self._client, self._greeted = client, number
        self._writer.send(id=number, result=greet(client))

    def _open(self, client: Client, item: _Item) -> None:
        if item.uri in self._documents or len(item.text) > MOST or not is_checked(item.uri):
            return
        path = path_of(item.uri, item.language_id)
        document = OpenDocument(item.uri, path, item.language_id, item.version, item.text, encoding_of(client))
        self._documents[item.uri] = document
        asked = self._backend.put(item.uri, path, document.content.text, item.version)
        document.asked = document.content, asked
        asked.add_done_callback(partial(self._tell, client, document))

    def _tell(self, client: Client, document: OpenDocument, asked: asyncio.Future[Told]) -> None:
        """Hand on what is said of a document, unless the server has taken over or something else is to be said meanwhile."""
        if asked.cancelled() or asked.exception() is not None or document.asked is None or self._is_over:
            return
        told = asked.result()
        document.told, document.asked = told, None
        self._session.configured_language = self._session.configured_language or told.lang
        if pulls(client):
            self._answer(client, document)
        elif not self._is_changed(document):
            self._writer.send(method="textDocument/publishDiagnostics", params=published(told, self._findings(client, document)))

    def _answer(self, client: Client, document: OpenDocument) -> None:
        """Answer those who ask for the findings of a document that is told and was not changed since."""
        told, language = document.told, self._session.language
        if told is None or self._is_changed(document):
            return
        for message in [*self._about(document.uri)]:
            if message.get("method") != _PULL or not isinstance(message.get("id"), int | str):
                continue
            self._messages.remove(message)
            known, name = message["params"].get("previousResultId"), named(told, language)
            result = unchanged(name) if known == name else full(self._findings(client, document), name)
            self._writer.send(id=message["id"], result=result)

    def _is_changed(self, document: OpenDocument) -> bool:
        """Whether a document has another text than it was opened with, or none any more."""
        methods = [message.get("method") for message in self._about(document.uri)]
        return methods.count("textDocument/didOpen") > 1 or not _CHANGES.isdisjoint(methods)

    def _about(self, uri: str) -> Iterator[Message]:
        """The messages about a document that wait."""
        for message in self._messages:
            params = message.get("params")
            place = params.get("textDocument") if isinstance(params, dict) else None  # pyright: ignore
            if isinstance(place, dict) and place.get("uri") == uri:  # pyright: ignore
                yield message

    def _findings(self, client: Client, document: OpenDocument) -> list[Json]:
        told = document.told
        assert told is not None
        said = Said(self._documents, document.content.encoding, told.folder, told.path, told.uri, document.content)
        return said.findings(told.findings, self._session.language, related=relates(client))

    def _receive(self, report: Report) -> None:
        if not isinstance(report, Told) or report.number == 0:
            self._reports.append(report)

    def _restarted(self) -> None:
        for document in self._documents.values():
            document.told = document.asked = None

    def hand_over(self, server: Server) -> None:
        """Let the server take what came so far, in this order, and all that comes from now on."""
        self._is_over = True
        server.take_over(self._documents, self._greeted, self._client)
        for message in self._messages:
            server.handle(message)
        for report in self._reports:
            server.receive(report)
