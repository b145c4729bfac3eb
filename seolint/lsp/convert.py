"""Findings as the client takes them: the one place where locations become ranges."""

from __future__ import annotations

import os
from functools import lru_cache

from lsprotocol import types
from pygls.uris import from_fs_path

from seolint.diagnostic import Diagnostic, Edit, Severity
from seolint.engine.live.messages import Told
from seolint.engine.read import on_disk, read_text
from seolint.lsp.documents import Content
from seolint.lsp.server import Server
from seolint.text import Location

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_MOST = 50_000_000


class Converter:
    """Places of one folder's posts; ``own`` is the content of the document at ``path``, by the version that the places are of."""

    def __init__(self, server: Server, folder: str, path: str = "", uri: str = "", own: Content | None = None) -> None:
        self._server, self._folder = server, folder
        self._path, self._uri, self._own = path, uri, own

    @classmethod
    def of(cls, server: Server, told: Told, content: Content) -> Converter:
        return cls(server, told.folder, told.path, told.uri, content)

    def uri(self, path: str) -> str:
        if path == self._path and self._uri:
            return self._uri
        absolute = os.path.normpath(os.path.join(self._folder, on_disk(path)))
        return next((d.uri for d in self._server.documents.values() if d.path == absolute), from_fs_path(absolute) or "")

    def content(self, path: str) -> Content:
        """The text of a post: as it is open, else as it is on the disk."""
        if path == self._path and self._own is not None:
            return self._own
        absolute = os.path.normpath(os.path.join(self._folder, on_disk(path)))
        for document in self._server.documents.values():
            if document.path == absolute:
                return document.told_content
        try:
            status = os.stat(absolute)
        except (OSError, ValueError):
            return Content("", self._server.encoding)
        return _saved(absolute, status.st_size, status.st_mtime_ns, self._server.encoding)

    def range(self, at: Location) -> types.Range:
        content = self.content(at.path)
        most = len(content.text)
        return content.range(min(at.start, most), min(at.end, most))

    def location(self, at: Location) -> types.Location:
        return types.Location(self.uri(at.path), self.range(at))

    def text_edit(self, edit: Edit) -> types.TextEdit:
        return types.TextEdit(self.range(edit.at), edit.text)

    def diagnostic(self, found: Diagnostic, number: int) -> types.Diagnostic:
        """A finding, the ``number``-th of those that are said of its document."""
        language = self._server.language
        message = found.message.get(language)
        if found.advice is not None:
            message += f"\n{found.advice.get(language)}"
        said = self._server.capabilities.text_document
        can = said.publish_diagnostics or said.diagnostic if said is not None else None
        related = None
        if found.related and can is not None and can.related_information:
            related = [
                types.DiagnosticRelatedInformation(self.location(each.at), each.message.get(language)) for each in found.related
            ]
        return types.Diagnostic(
            self.range(found.at), message, _SEVERITIES[found.severity], found.rule, source="seolint",
            related_information=related, data={"number": number},
        )  # fmt: skip

    def diagnostics(self, found: tuple[Diagnostic, ...]) -> list[types.Diagnostic]:
        return [self.diagnostic(each, number) for number, each in enumerate(found)]


@lru_cache(64)
def _saved(path: str, size: int, modified: int, encoding: str) -> Content:
    text = read_text(path, _MOST)
    return Content(text if isinstance(text, str) else "", encoding)
