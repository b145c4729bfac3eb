"""Findings, pushed or pulled: by what the client can, and never both."""

from __future__ import annotations

import asyncio
import os

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from seolint.engine.live.messages import Moved, Report, Reports, Told
from seolint.engine.read import on_disk
from seolint.lsp.backend import WorkerError
from seolint.lsp.convert import Converter
from seolint.lsp.said import Json, full, name_of, named, published, unchanged
from seolint.lsp.server import Server

_REFRESH = 0.2
"""Seconds in which changes are gathered before the client is told that it should pull again."""
_PART = 50
"""How many reports of posts go out before other messages are looked at."""


def register(server: Server) -> None:
    said = server.capabilities.text_document
    if said is not None and said.diagnostic is not None:
        _pull(server)
    else:
        _push(server)


def _note(server: Server, told: Told) -> None:
    if told.lang and not server.session.configured_language:
        server.session.configured_language = told.lang


def _push(server: Server) -> None:
    def publish(report: Report) -> None:
        if not isinstance(report, Told):
            return
        _note(server, report)
        document = server.documents.get(report.uri)
        if document is not None and document.is_told and document.told is report:
            found = Converter.of(server, report, document.told_content).diagnostics(report.findings)
            server.writer.send(method=types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params=published(report, found))

    def clear(uri: str) -> None:
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    server.listeners.append(publish)
    server.closed.append(clear)


def _pull(server: Server) -> None:
    options = types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True, identifier="seolint")
    refreshing = _Refreshing(server)

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def document(params: types.DocumentDiagnosticParams) -> Json:
        found = server.documents.get(params.text_document.uri)
        if found is None:
            return full([])
        await server.checks.fresh(found)
        told = found.told
        if told is None:  # it was closed meanwhile
            return full([])
        name = named(told, server.language)
        if name == params.previous_result_id:
            return unchanged(name)
        return full(Converter.of(server, told, found.told_content).diagnostics(told.findings), name)

    @server.feature(types.WORKSPACE_DIAGNOSTIC)
    async def workspace(params: types.WorkspaceDiagnosticParams) -> Json:
        known = {each.uri: each.value for each in params.previous_result_ids}
        paths = {path: bytes.fromhex(name.partition("-")[0]) for uri, name in known.items() if (path := to_fs_path(uri))}
        try:
            parts = await server.backend.everything(paths)
        except WorkerError:
            return {"items": list[Json]()}
        items: list[Json] = []
        for part in parts:
            items += await _reports(server, part, known)
        return {"items": items}

    def told(report: Report) -> None:
        if isinstance(report, Told):
            _note(server, report)
        if isinstance(report, Moved) or (isinstance(report, Told) and report.number == 0):
            refreshing.soon()

    server.listeners.append(told)


async def _reports(server: Server, part: Reports, known: dict[str, str]) -> list[Json]:
    """One part of what is said of all posts; the open ones as they are open."""
    convert = Converter(server, part.folder)
    items: list[Json] = []
    for number, page in enumerate(part.pages):
        if number % _PART == 0:
            await asyncio.sleep(0)
        absolute = os.path.normpath(os.path.join(part.folder, on_disk(page.path)))
        found = next((one for one in server.documents.values() if one.path == absolute), None)
        if found is not None and server.backend.is_large(found.uri):
            continue  # what is said here is about the file, not about what is open
        uri, version = (found.uri, found.version) if found is not None else (from_fs_path(absolute) or "", None)
        name, where = name_of(page.digest, server.language), {"uri": uri, "version": version}
        if known.get(uri) == name:
            items.append({**where, **unchanged(name)})
        else:
            items.append({**where, **full(convert.diagnostics(page.findings), name)})
    for path in part.same:
        uri = from_fs_path(os.path.normpath(os.path.join(part.folder, on_disk(path)))) or ""
        items.append({"uri": uri, "version": None, **unchanged(known.get(uri, ""))})
    return items


class _Refreshing:
    """Asks the client to pull again, once for what changes together."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._timer: asyncio.TimerHandle | None = None
        said = server.capabilities.workspace
        self._can = said is not None and said.diagnostics is not None and bool(said.diagnostics.refresh_support)

    def soon(self) -> None:
        if self._can and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_REFRESH, self._refresh)

    def _refresh(self) -> None:
        self._timer = None
        self._server.go(self._server.workspace_diagnostic_refresh_async(None))
