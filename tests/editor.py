"""An editor as far as tests need one: pytest-lsp's client at the server's other end, with what editors can and cannot."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient

COMMAND = (str(Path(sys.executable).with_name("seolint")), "lsp")
_PATIENCE = 120.0
"""Seconds after which a test gives up; nothing is measured."""

PUSHED = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True, version_support=True)
    )
)
PULLED = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        diagnostic=types.DiagnosticClientCapabilities(related_document_support=True),
        code_action=types.CodeActionClientCapabilities(
            code_action_literal_support=types.ClientCodeActionLiteralOptions(
                types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.Source])
            ),
            data_support=True, resolve_support=types.ClientCodeActionResolveOptions(["edit"]),
        ),
    ),
    workspace=types.WorkspaceClientCapabilities(
        diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    ),
    window=types.WindowClientCapabilities(work_done_progress=True),
    general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf32]),
)  # fmt: skip


class Editor:
    """A client and the documents that it has open. ``published`` has what was pushed last, by URI; ``capabilities`` are the
    server's."""

    def __init__(self, client: Any, encoding: str) -> None:
        self.client, self.encoding = client, encoding
        self.capabilities = types.ServerCapabilities()
        self.published: dict[str, types.PublishDiagnosticsParams] = {}
        self.registered: list[types.Registration] = []
        self.refreshed = self.hinted = 0
        self.messages: list[str] = []
        self.progress: dict[int | str, list[Any]] = {}
        self._news = asyncio.Event()
        self._versions: dict[str, int] = {}
        self.texts: dict[str, str] = {}

    @property
    def process(self) -> int:
        server = self.client._server
        return int(server.pid)

    @property
    def worker(self) -> int:
        """The process of the server's worker, the newest one; 0 for none."""
        return self.workers[-1] if self.workers else 0

    @property
    def workers(self) -> list[int]:
        return [int(child) for child in Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()]

    def note(self, params: types.PublishDiagnosticsParams) -> None:
        self.published[params.uri] = params
        self._news.set()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for what the server will have brought about."""
        async with asyncio.timeout(_PATIENCE):
            while not condition():
                try:
                    await asyncio.wait_for(self._news.wait(), 0.05)
                except TimeoutError:
                    continue
                self._news.clear()

    def open(self, path: Path | str, text: str | None = None, language: str = "markdown") -> str:
        """Open a file, or an untitled document named by its URI."""
        uri = path.resolve().as_uri() if isinstance(path, Path) else path
        text = text if text is not None else Path(path).read_bytes().decode()
        self._versions[uri], self.texts[uri] = 1, text
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, text: str) -> int:
        """Send the whole text; its version."""
        return self._send(uri, text, [types.TextDocumentContentChangeWholeDocument(text)])

    def edit(self, uri: str, start: types.Position, end: types.Position, new: str, text: str) -> int:
        """Send an edit, which makes ``text`` of the document; its version."""
        return self._send(uri, text, [types.TextDocumentContentChangePartial(types.Range(start, end), new)])

    def _send(self, uri: str, text: str, changes: list[Any]) -> int:
        self._versions[uri] += 1
        self.texts[uri] = text
        place = types.VersionedTextDocumentIdentifier(self._versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(place, changes))
        return self._versions[uri]

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def rules(self, uri: str) -> list[str]:
        """The rules that spoke of a document, as it was pushed last."""
        return [str(each.code) for each in self.published[uri].diagnostics] if uri in self.published else []

    def is_told(self, uri: str) -> bool:
        """Whether something was pushed about the newest version."""
        return uri in self.published and self.published[uri].version == self._versions[uri]

    async def pull(self, uri: str, known: str | None = None) -> Any:
        place = types.TextDocumentIdentifier(uri)
        return await self.client.text_document_diagnostic_async(types.DocumentDiagnosticParams(place, previous_result_id=known))

    async def actions(self, uri: str, at: types.Range, only: list[str] | None = None) -> list[types.CodeAction]:
        """The actions with edits; lsprotocol takes one with a command for that command: ``commands``."""
        return [each for each in await self._actions(uri, at, only) if isinstance(each, types.CodeAction)]

    async def commands(self, uri: str, at: types.Range) -> list[str]:
        """The titles of the actions that are commands."""
        return [each.title for each in await self._actions(uri, at, None) if isinstance(each, types.Command)]

    async def _actions(self, uri: str, at: types.Range, only: list[str] | None) -> list[Any]:
        context = types.CodeActionContext([], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), at, context)
        return [*(await self.client.text_document_code_action_async(params) or ())]


@asynccontextmanager
async def editor(
    *folders: Path, can: types.ClientCapabilities = PUSHED, options: Mapping[str, Any] | None = None, locale: str = "en",
    parent: int | None = None, ends: bool = False,
) -> AsyncGenerator[Editor]:  # fmt: skip
    """A session with the server in these folders of a workspace; ``ends``: the test itself brings about its end."""
    client: Any = LanguageClient(converter_factory=default_converter)
    client.capabilities = can
    there: list[Editor] = []

    def published(params: types.PublishDiagnosticsParams) -> None:
        there[0].note(params)

    def registered(params: types.RegistrationParams) -> None:
        there[0].registered += params.registrations

    def shown(params: types.ShowMessageParams) -> None:
        there[0].messages.append(params.message)

    def created(params: types.WorkDoneProgressCreateParams) -> None:
        there[0].progress[params.token] = []

    def progressed(params: types.ProgressParams) -> None:
        there[0].progress[params.token].append(params.value)

    def refreshed(params: None) -> None:
        there[0].refreshed += 1

    def hinted(params: None) -> None:
        there[0].hinted += 1

    takes: dict[str, Callable[..., None]] = {
        types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: published,
        types.CLIENT_REGISTER_CAPABILITY: registered,
        types.WINDOW_SHOW_MESSAGE: shown,
        types.WINDOW_WORK_DONE_PROGRESS_CREATE: created,
        types.PROGRESS: progressed,
        types.WORKSPACE_DIAGNOSTIC_REFRESH: refreshed,
        types.WORKSPACE_INLAY_HINT_REFRESH: hinted,
        types.WORKSPACE_CODE_LENS_REFRESH: hinted,
    }
    for method, function in takes.items():
        client.feature(method)(function)
    there.append(Editor(client, "utf-16"))
    await client.start_io(*COMMAND, env={**os.environ})
    names = [types.WorkspaceFolder(folder.resolve().as_uri(), folder.name) for folder in folders]
    params = types.InitializeParams(
        can, parent or os.getpid(), workspace_folders=names, initialization_options=dict(options or {}), locale=locale
    )
    answer = await client.initialize_async(params)
    client.initialized(types.InitializedParams())
    there[0].capabilities = answer.capabilities
    there[0].encoding = str(answer.capabilities.position_encoding or "utf-16")
    try:
        yield there[0]
    finally:
        if not ends:
            await client.shutdown_async(None)
            client.exit(None)
        await client.stop()
