"""An editor that talks to ``seolint lsp``: pytest-lsp's client, with the capabilities that a test gives it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pytest_lsp import LanguageClient, make_test_lsp_client

T = TypeVar("T")
CURSOR = "‸"
_PATIENCE = 60.0


class Editor:
    """``folder`` holds the files; what is opened counts as its text here."""

    def __init__(self, client: LanguageClient, capabilities: types.ServerCapabilities, folder: Path, encoding: str) -> None:
        self.client, self.capabilities, self.folder, self.encoding = client, capabilities, folder, encoding
        self.texts: dict[str, str] = {}

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None) -> types.Position:
        """Open a file, or ``text`` in its place; where its cursor is."""
        marked = (self.folder / name).read_bytes().decode() if text is None else text
        plain = self.texts[name] = marked.replace(CURSOR, "")
        item = types.TextDocumentItem(self.uri(name), "markdown", 1, plain)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return self.position(name, max(marked.find(CURSOR), 0))

    def change(self, name: str, version: int, text: str) -> types.Position:
        """Put another text in the place of an open one."""
        self.texts[name] = text.replace(CURSOR, "")
        document = types.VersionedTextDocumentIdentifier(version, self.uri(name))
        whole = types.TextDocumentContentChangeWholeDocument(self.texts[name])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))
        return self.position(name, max(text.find(CURSOR), 0))

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    def position(self, name: str, offset: int) -> types.Position:
        before = self.texts[name][:offset].replace("\r\n", "\n").split("\n")
        return types.Position(len(before) - 1, self.units(before[-1]))

    def units(self, text: str) -> int:
        return len(text.encode("utf-8")) if self.encoding == "utf-8" else len(text.encode("utf-16-le")) // 2

    def said(self, name: str, at: types.Range) -> str:
        """What stands in a range of an open document or a file."""
        text = self.texts[name] if name in self.texts else (self.folder / name).read_bytes().decode()
        lines = text.split("\n")

        def offset(position: types.Position) -> int:
            line = lines[position.line]
            size = next(size for size in range(len(line) + 1) if self.units(line[:size]) == position.character)
            return sum(len(each) + 1 for each in lines[: position.line]) + size

        return text[offset(at.start) : offset(at.end)]

    async def until(self, ask: Callable[[], Awaitable[T]], done: Callable[[T], bool]) -> T:
        """Ask again until the answer is ``done``: the site is read meanwhile."""
        async with asyncio.timeout(_PATIENCE):
            while not done(answer := await ask()):
                await asyncio.sleep(0.05)
        return answer


@asynccontextmanager
async def editor(
    folder: Path, can: types.TextDocumentClientCapabilities, *, lang: str = "ja", encoding: str = "utf-16", workspace: bool = True
) -> AsyncGenerator[Editor]:
    """An editor with ``folder`` as its workspace, which ends the server as editors do."""
    client = make_test_lsp_client()
    await client.start_io(sys.executable, "-m", "seolint", "lsp")  # pyright: ignore[reportUnknownMemberType]
    encodings = [types.PositionEncodingKind(encoding)]
    folders = [types.WorkspaceFolder(folder.as_uri(), folder.name)] if workspace else None
    capabilities = types.ClientCapabilities(
        text_document=can, general=types.GeneralClientCapabilities(position_encodings=encodings)
    )
    params = types.InitializeParams(
        capabilities=capabilities, workspace_folders=folders, initialization_options={"lang": lang}
    )
    result = await client.initialize_session(params)
    try:
        yield Editor(client, result.capabilities, folder, encoding)
    finally:
        await client.shutdown_session()
        await client.stop()  # type: ignore[no-untyped-call]


def run(scenario: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(scenario)


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
