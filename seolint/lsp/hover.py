"""Hover: the pages of the rules that found something, and how the post uses a keyword."""

from __future__ import annotations

import re

from lsprotocol import types

from seolint.assist.hover import Hover
from seolint.lsp.questions import ask
from seolint.lsp.server import Server

_MARKS = re.compile(r"\*\*|^`{3,}.*\n?|`|\\(?=[!-/:-@\[-`{-~])", re.MULTILINE)


def register(server: Server) -> None:
    said = server.capabilities.text_document
    can = said.hover if said is not None else None
    formats = can.content_format if can is not None and can.content_format else [types.MarkupKind.PlainText]
    kind = types.MarkupKind.Markdown if types.MarkupKind.Markdown in formats else types.MarkupKind.PlainText

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        document = server.documents.get(params.text_document.uri)
        if document is not None and not document.is_told:
            await server.checks.fresh(document)
        answered = await ask(server, "hover", tuple[Hover, ...], params.text_document.uri, params.position)
        if answered is None or not answered.found:
            return None
        found = answered.found[0]
        text = found.says.get(server.language)
        shown = text if kind is types.MarkupKind.Markdown else _MARKS.sub("", text)
        return types.Hover(types.MarkupContent(kind, shown), answered.convert.range(found.at))
