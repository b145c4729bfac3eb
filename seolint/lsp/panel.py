"""Requests beyond the protocol, for editors with a panel: ``seolint/inspect``, ``seolint/status`` and ``seolint/explain``.

All take ``{"textDocument": {"uri": …}}``, the last one a ``"rule"`` too, and answer null where nothing is known.
"""

from __future__ import annotations

from typing import Any

import msgspec

from seolint.diagnostic import Severity, Text
from seolint.engine.live.panel import Inspected
from seolint.lsp.backend import WorkerError
from seolint.lsp.params import read
from seolint.lsp.server import Server
from seolint.outcome import score, tally

_ABOUT = '"textDocument" with its "uri" is needed'


class _Post(msgspec.Struct, frozen=True):
    uri: str


class _About(msgspec.Struct, frozen=True, rename="camel"):
    text_document: _Post


class _Rule(_About, frozen=True):
    rule: str


def register(server: Server) -> None:
    @server.feature("seolint/inspect")
    async def inspect(params: Any) -> dict[str, Any] | None:
        """What ``seolint inspect --format json`` tells, and the ``preview``; ``version`` is that of the text."""
        document = server.documents.get(read(params, _About, _ABOUT).text_document.uri)
        if document is None:
            return None
        version = document.version
        text = None if document.is_told else document.content.text
        try:
            found = await server.backend.ask("inspect", document.uri, text)
        except WorkerError:
            return None
        told = msgspec.msgpack.decode(found, type=Inspected | None)
        if told is None:
            return None
        inspection = msgspec.json.decode(told.inspection)
        return {"version": version, "inspection": inspection, "preview": msgspec.to_builtins(told.preview)}

    @server.feature("seolint/status")
    async def status(params: Any) -> dict[str, Any] | None:
        """The post's score, and how many findings of each severity; ``whole`` says that its site was judged too."""
        document = server.documents.get(read(params, _About, _ABOUT).text_document.uri)
        if document is None:
            return None
        await server.checks.fresh(document)
        if (told := document.told) is None:
            return None
        own = [found for found in told.findings if found.at.path == told.path]
        counts = {weight.name.lower(): sum(found.severity is weight for found in own) for weight in Severity}
        return {"version": document.version, "score": score(tally(own)), "whole": told.whole, **counts}

    @server.feature("seolint/explain")
    async def explain(params: Any) -> str | None:
        """A rule's page as Markdown, in the language of the messages."""
        about = read(params, _Rule, f'{_ABOUT}, and "rule"')
        try:
            found = await server.backend.ask("explain", about.text_document.uri, about.rule)
        except WorkerError:
            return None
        page = msgspec.msgpack.decode(found, type=Text | None)
        return page.get(server.language) if page is not None else None
