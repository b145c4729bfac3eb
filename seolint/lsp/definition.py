"""Go to definition: from an internal link to the post, and to its heading."""

from __future__ import annotations

from lsprotocol import types

from seolint.assist.definition import Definition
from seolint.lsp.questions import ask
from seolint.lsp.server import Server


def register(server: Server) -> None:
    said = server.capabilities.text_document
    can = said.definition if said is not None else None
    links = can is not None and bool(can.link_support)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> types.Location | list[types.LocationLink] | None:
        answered = await ask(server, "definition", tuple[Definition, ...], params.text_document.uri, params.position)
        if answered is None or not answered.found:
            return None
        found, convert = answered.found[0], answered.convert
        if not links:
            return convert.location(found.name_at)
        there = convert.uri(found.at.path), convert.range(found.at), convert.range(found.name_at)
        return [types.LocationLink(*there, convert.range(found.origin))]
