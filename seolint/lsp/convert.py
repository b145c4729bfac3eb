"""What features say of places, as pygls takes it."""

from __future__ import annotations

from typing import cast

from lsprotocol import types

from seolint.diagnostic import Diagnostic, Edit
from seolint.engine.live.messages import Told
from seolint.lsp.documents import Content
from seolint.lsp.said import Json, Said
from seolint.lsp.server import Server
from seolint.text import Location


class Converter(Said):
    """Places of one folder's posts; ``own`` is the content of the document at ``path``, by the version that the places are of."""

    def __init__(self, server: Server, folder: str, path: str = "", uri: str = "", own: Content | None = None) -> None:
        self._server = server
        super().__init__(server.documents, server.encoding, folder, path, uri, own)

    @classmethod
    def of(cls, server: Server, told: Told, content: Content) -> Converter:
        return cls(server, told.folder, told.path, told.uri, content)

    def diagnostic(self, found: Diagnostic) -> types.Diagnostic:
        server = self._server
        said = self.finding(found, server.language, related=server.relates)
        return cast("types.Diagnostic", server.converter.structure(said, types.Diagnostic))

    def diagnostics(self, found: tuple[Diagnostic, ...]) -> list[Json]:
        return self.findings(found, self._server.language, related=self._server.relates)

    def range(self, at: Location) -> types.Range:
        content = self.content(at.path)
        most = len(content.text)
        return content.range(min(at.start, most), min(at.end, most))

    def location(self, at: Location) -> types.Location:
        return types.Location(self.uri(at.path), self.range(at))

    def text_edit(self, edit: Edit) -> types.TextEdit:
        return types.TextEdit(self.range(edit.at), edit.text)
