"""The server: its life cycle, and what its features share. Features are modules with ``register``; see ``FEATURES``."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import msgspec
from lsprotocol import types
from pygls.exceptions import JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.protocol import JsonRPCRequestMessage, default_converter
from pygls.uris import to_fs_path

from seolint.engine.live.messages import Notice, Report
from seolint.lsp.client import Client
from seolint.lsp.documents import OpenDocument
from seolint.lsp.protocol import Protocol
from seolint.lsp.session import Session
from seolint.lsp.staff import Staff
from seolint.lsp.stream import INTERNAL_ERROR, INVALID_PARAMS, INVALID_REQUEST, Message, Writer
from seolint.version import VERSION

if TYPE_CHECKING:
    from seolint.lsp.sync import Checks

FEATURES = (
    "sync", "diagnostics", "progress", "watched", "actions", "symbols", "links", "definition", "completion", "hover", "hints",
    "panel",
)  # fmt: skip
"""Modules of this package. Each has ``register(server)``, called when the client has said what it can: it registers handlers by
``server.feature(method, options)``, and may ask the worker by ``server.backend.ask`` (what is in ``engine.live.answers``)."""

_NOT_INITIALIZED = -32002


class Server(LanguageServer):
    """``documents`` are the open ones by URI, ``begun`` those of which the worker knows already. Features add what they do
    on a report of the worker to ``listeners``, and what they do when a document is closed, by its URI, to ``closed``;
    ``on_ready`` is done when the client takes requests."""

    def __init__(self, backend: Staff, session: Session, writer: Writer, converter: Any) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType]
            "seolint", VERSION, protocol_cls=Protocol, converter_factory=lambda: converter
        )
        self.converter = converter
        self.backend, self.session, self.writer = backend, session, writer
        self.documents: dict[str, OpenDocument] = {}
        self.begun: dict[str, OpenDocument] = {}
        self.checks: Checks
        self.listeners: list[Callable[[Report], None]] = []
        self.closed: list[Callable[[str], None]] = []
        self.on_ready: list[Callable[[], Awaitable[None]]] = []
        self._client: Client | None = None
        self._tasks: set[asyncio.Future[Any]] = set()
        self.feature(types.INITIALIZE)(self._begin())
        self.feature(types.INITIALIZED)(self._ready())
        self.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(self._refolder())

    def take_over(self, begun: dict[str, OpenDocument], greeted: int | str | None, client: Client | None) -> None:
        """Go on where the prelude ends; where it was, ``client`` has the answer to ``initialize``, which is ``greeted``."""
        protocol = cast(Protocol, self.protocol)
        protocol.set_writer(self.writer)
        protocol.greeted, self._client, self.begun = greeted, client, begun
        self.backend.report = self.receive

    @property
    def is_shut_down(self) -> bool:
        return cast(Protocol, self.protocol).is_shut_down

    @property
    def capabilities(self) -> types.ClientCapabilities:
        """What the client can."""
        return self.client_capabilities

    @property
    def language(self) -> str:
        """The language of messages."""
        return self.session.language

    @property
    def encoding(self) -> str:
        """The unit of columns: ``utf-8``, ``utf-16`` or ``utf-32``."""
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))

    @property
    def relates(self) -> bool:
        """Whether the client shows places that are related to a finding."""
        said = self.capabilities.text_document
        can = said.publish_diagnostics or said.diagnostic if said is not None else None
        return can is not None and bool(can.related_information)

    @property
    def watches(self) -> bool:
        """Whether the client can be asked to tell what changes on the disk."""
        said = self.capabilities.workspace
        can = said.did_change_watched_files if said is not None else None
        return can is not None and bool(can.dynamic_registration)

    def go(self, work: Awaitable[Any]) -> None:
        """Do something beside; what it raises is logged and nothing more."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Future[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            print(f"seolint lsp: {type(error).__name__}: {error}", file=sys.stderr)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Nothing that the author can do about it: it is logged."""
        data = cast("dict[str, list[str]]", (isinstance(error, JsonRpcInternalError) and error.data) or {})
        print(*data.get("traceback", ()), f"seolint lsp: {type(error).__name__}: {error}", sep="", file=sys.stderr)

    def _begin(self) -> Callable[[types.InitializeParams], None]:
        def initialize(params: types.InitializeParams) -> None:
            if params.process_id is not None:
                from seolint.lsp.watchdog import watch

                watch(params.process_id)
            folders = None if params.workspace_folders is None else [folder.uri for folder in params.workspace_folders]
            self.session.begin(
                params.initialization_options, params.locale, folders, params.root_uri, params.root_path, watched=self.watches
            )
            if self._client is None:
                self.set_up()
            for name in FEATURES:
                import_module(f"seolint.lsp.{name}").register(self)

        return initialize

    def set_up(self) -> None:
        """Tell the worker which folders there are."""
        self.backend.set_up(self.session.setup)

    def _ready(self) -> Callable[[types.InitializedParams], None]:
        def initialized(params: types.InitializedParams) -> None:
            self.listeners.append(self._show)
            for work in self.on_ready:
                self.go(work())

        return initialized

    def _refolder(self) -> Callable[[types.DidChangeWorkspaceFoldersParams], None]:
        def changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
            for folder in params.event.removed:
                self.session.folders.pop(folder.uri, None)
            for folder in params.event.added:
                if path := to_fs_path(folder.uri):
                    self.session.folders[folder.uri] = os.path.normpath(path)
            self.set_up()
            self.backend.restarted()

        return changed

    def _show(self, report: Report) -> None:
        if isinstance(report, Notice):
            message = report.text.get(self.language)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))

    def receive(self, report: Report) -> None:
        """Hand a report of the worker to the features."""
        for listener in self.listeners:
            listener(report)

    def handle(self, message: Message) -> None:
        """Take one message of the client; a request always gets an answer."""
        number, method = message.get("id"), message.get("method")
        is_request = isinstance(number, int | str) and isinstance(method, str)
        protocol = cast(Protocol, self.protocol)
        if self.is_shut_down and method != "exit":
            if is_request:
                self.writer.refuse(number, INVALID_REQUEST, "The server is shut down")
            return
        if not protocol.is_initialized and method not in {"initialize", "exit"}:
            if is_request:
                self.writer.refuse(number, _NOT_INITIALIZED, "The server is not initialized")
            return
        if protocol.is_initialized and method == "initialize":
            if is_request:
                self.writer.refuse(number, INVALID_REQUEST, "The server is already initialized")
            return
        try:
            structured = self._structured(message)
        except Exception:
            if is_request:
                self.writer.refuse(number, INVALID_PARAMS, f"The parameters of {method} are not as the protocol has them")
            return
        try:
            protocol.handle_message(structured)
        except Exception as error:
            if is_request:
                self.writer.refuse(number, INTERNAL_ERROR, f"{type(error).__name__}: {error}")

    def _structured(self, message: Message) -> Any:
        """A message as pygls takes it; of a client that has its answer already, at least what we read."""
        try:
            return self.protocol.structure_message(message)
        except Exception:
            if message.get("id") != cast(Protocol, self.protocol).greeted or self._client is None:
                raise
            return self.protocol.structure_message({**message, "params": msgspec.to_builtins(self._client)})


def _request(message: Message, type_: type[JsonRPCRequestMessage]) -> JsonRPCRequestMessage:
    """A request beyond the protocol: its parameters stay what JSON made of them."""
    return type_(**message)


def prepare(first: Message) -> Any:
    """Import what there is to import, which takes long and may be done in a thread; pygls' converter, which knows ``first``."""
    logging.getLogger("pygls").addHandler(logging.NullHandler())  # what is wrong is answered, or logged by the server itself
    converter = cast("Any", default_converter)()
    converter.register_structure_hook(JsonRPCRequestMessage, _request)
    for name in FEATURES:
        import_module(f"seolint.lsp.{name}")
    with suppress(Exception):
        converter.structure(first, types.InitializeRequest)
    return converter
