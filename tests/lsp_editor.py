"""A document with a cursor in an editor: what the protocol tests of features share."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from editor import Editor, editor
from lsprotocol import types

from seolint.lsp.documents import Content

T = TypeVar("T")
CURSOR = "‸"
_PATIENCE = 60.0
"""Seconds after which a test gives up; nothing is measured."""


class Desk:
    """Documents of one folder, by name."""

    def __init__(self, one: Editor, folder: Path) -> None:
        self.editor, self.client, self.folder = one, one.client, folder

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    def text(self, name: str) -> str:
        """What is open, else what the file says."""
        opened = self.editor.texts.get(self.uri(name))
        return opened if opened is not None else (self.folder / name).read_bytes().decode()

    def open(self, name: str, text: str | None = None) -> types.Position:
        """Open a file, or ``text`` in its place; where its cursor is."""
        marked = self.text(name) if text is None else text
        self.editor.open(self.folder / name, marked.replace(CURSOR, ""))
        return self.position(name, max(marked.find(CURSOR), 0))

    def change(self, name: str, text: str) -> types.Position:
        """Put another text in the place of an open one; where its cursor is."""
        self.editor.change(self.uri(name), text.replace(CURSOR, ""))
        return self.position(name, max(text.find(CURSOR), 0))

    def position(self, name: str, offset: int) -> types.Position:
        return Content(self.text(name), self.editor.encoding).position(offset)

    def said(self, name: str, at: types.Range) -> str:
        """What stands in a range."""
        content = Content(self.text(name), self.editor.encoding)
        return content.text[content.offset(at.start) : content.offset(at.end)]

    async def ask(self, question: str, params: object) -> Any:
        """The answer to one of the client's requests, by its name."""
        return await getattr(self.client, f"text_document_{question}_async")(params)

    async def until(self, ask: Callable[[], Awaitable[T]], done: Callable[[T], object]) -> T:
        """Ask again until the answer is ``done``: the site is read meanwhile."""
        async with asyncio.timeout(_PATIENCE):
            while not done(answer := await ask()):
                await asyncio.sleep(0.05)
        return answer


@asynccontextmanager
async def desk(
    folder: Path, can: types.TextDocumentClientCapabilities, *, lang: str = "ja", encoding: str = "utf-16", workspace: bool = True
) -> AsyncGenerator[Desk]:
    """An editor that can these things, with ``folder`` as its workspace."""
    encodings = [types.PositionEncodingKind(encoding)]
    general = types.GeneralClientCapabilities(position_encodings=encodings)
    capabilities = types.ClientCapabilities(text_document=can, general=general)
    async with editor(*([folder] if workspace else []), can=capabilities, options={"lang": lang}) as one:
        yield Desk(one, folder)


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
