"""The server: its life cycle, and what its features share. Features are modules with ``register``; see ``FEATURES``."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from seolint.engine.live.messages import Notice, Report, Setup
from seolint.lsp.backend import Backend
from seolint.lsp.documents import OpenDocument
from seolint.lsp.protocol import Protocol
from seolint.lsp.stream import INVALID_REQUEST, Message, read_messages
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
Choose = Callable[[str, str], str]
"""The language of messages: the one that is named, else the second one, else the environment's."""


class Server(LanguageServer):
    """``documents`` are the open ones by URI. Features add what they do on a report of the worker to ``listeners``,
    and what they do when a document is closed, by its URI, to ``closed``;
    ``on_ready`` is done when the client takes requests."""

    def __init__(self, backend: Backend, choose: Choose) -> None:
        super().__init__("seolint", VERSION, protocol_cls=Protocol)  # pyright: ignore[reportUnknownMemberType]
        self.backend, self._choose = backend, choose
        self.documents: dict[str, OpenDocument] = {}
        self.checks: Checks
        self.listeners: list[Callable[[Report], None]] = []
        self.closed: list[Callable[[str], None]] = []
        self.on_ready: list[Callable[[], Awaitable[None]]] = []
        self.options: dict[str, Any] = {}
        self.folders: dict[str, str] = {}
        self.configured_language = ""
        self._locale = ""
        self._tasks: set[asyncio.Future[Any]] = set()
        self.feature(types.INITIALIZE)(self._begin())
        self.feature(types.INITIALIZED)(self._ready())
        self.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(self._refolder())

    @property
    def capabilities(self) -> types.ClientCapabilities:
        """What the client can."""
        return self.client_capabilities

    @property
    def language(self) -> str:
        """The language of messages: as the client asks for, else the configuration, else the client's locale, else ours."""
        asked = str(self.options.get("lang", ""))
        locale = self._locale and ("ja" if self._locale.lower().startswith("ja") else "en")
        return self._choose(asked, self.configured_language or locale)

    @property
    def encoding(self) -> str:
        """The unit of columns: ``utf-8``, ``utf-16`` or ``utf-32``."""
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))

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
        print(f"seolint lsp: {type(error).__name__}: {error}", file=sys.stderr)

    def _begin(self) -> Callable[[types.InitializeParams], None]:
        def initialize(params: types.InitializeParams) -> None:
            given = cast("dict[str, Any] | None", params.initialization_options)
            self.options = given if isinstance(given, dict) else {}
            self._locale = params.locale or ""
            if params.process_id is not None:
                from seolint.lsp.watchdog import watch

                watch(params.process_id)
            folders = {folder.uri: to_fs_path(folder.uri) or "" for folder in params.workspace_folders or ()}
            if params.workspace_folders is None:
                root = to_fs_path(params.root_uri) if params.root_uri else params.root_path
                folders = {from_fs_path(root) or "": root} if root else {}
            self.folders = {uri: os.path.normpath(path) for uri, path in folders.items() if path}
            self.set_up()
            for name in FEATURES:
                import_module(f"seolint.lsp.{name}").register(self)

        return initialize

    def set_up(self) -> None:
        """Tell the worker which folders there are."""
        self.backend.set_up(Setup(tuple(self.folders.values()), self.options.get("trusted") is not False))

    def _ready(self) -> Callable[[types.InitializedParams], None]:
        def initialized(params: types.InitializedParams) -> None:
            self.listeners.append(self._show)
            for work in self.on_ready:
                self.go(work())

        return initialized

    def _refolder(self) -> Callable[[types.DidChangeWorkspaceFoldersParams], None]:
        def changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
            for folder in params.event.removed:
                self.folders.pop(folder.uri, None)
            for folder in params.event.added:
                if path := to_fs_path(folder.uri):
                    self.folders[folder.uri] = os.path.normpath(path)
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
        if protocol.is_shut_down and method != "exit":
            if is_request:
                protocol.refuse(number, INVALID_REQUEST, "The server is shut down")
            return
        if not protocol.is_initialized and method not in {"initialize", "exit"}:
            if is_request:
                protocol.refuse(number, _NOT_INITIALIZED, "The server is not initialized")
            return
        try:
            protocol.handle_message(cast("Any", protocol.structure_message(message)))
        except Exception as error:
            if is_request:
                protocol.refuse(number, INVALID_REQUEST, f"{type(error).__name__}: {error}")


def serve(stdin: BinaryIO, stdout: BinaryIO, backend: Backend, choose: Choose) -> int:
    """Serve one client until it says ``exit``, or its end of the stream is closed; the exit code."""
    server = Server(backend, choose)
    try:
        asyncio.run(_serve(server, stdin, stdout))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except (BrokenPipeError, KeyboardInterrupt):
        return 1
    finally:
        backend.end()
    return 0 if cast(Protocol, server.protocol).is_shut_down else 1


async def _serve(server: Server, stdin: BinaryIO, stdout: BinaryIO) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    protocol = cast(Protocol, server.protocol)
    protocol.set_writer(_Writer(stdout))
    server.backend.report = server.receive
    server.backend.listen(loop)

    def read() -> None:
        try:
            read_messages(
                stdin, lambda message: _soon(loop, server.handle, message),
                lambda code, why: _soon(loop, protocol.refuse, None, code, why),
            )  # fmt: skip
        finally:
            _soon(loop, ended.set)

    threading.Thread(target=read, daemon=True).start()
    await ended.wait()


def _soon(loop: asyncio.AbstractEventLoop, call: Callable[..., object], *values: object) -> None:
    with suppress(RuntimeError):  # the loop is closed: the server ends
        loop.call_soon_threadsafe(call, *values)


class _Writer:
    """Standard output, as pygls wants it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        try:
            self._stream.write(data)
            self._stream.flush()
        except OSError:
            raise SystemExit(1) from None  # nobody listens any more

    def close(self) -> None:
        """The stream is not ours to close."""
