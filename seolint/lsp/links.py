"""The links of a post, with the files of the site that answer them."""

from __future__ import annotations

from lsprotocol import types

from seolint.assist.links import Lead
from seolint.lsp.questions import ask
from seolint.lsp.server import Server


def register(server: Server) -> None:
    said = server.capabilities.text_document
    can = said.document_link if said is not None else None
    says = can is not None and bool(can.tooltip_support)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, types.DocumentLinkOptions(resolve_provider=False))
    async def links(params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
        answered = await ask(server, "links", tuple[Lead, ...], params.text_document.uri)
        if answered is None:
            return None
        convert, found = answered.convert, list[types.DocumentLink]()
        for lead in answered.found:
            target = convert.uri(lead.path) if lead.path else lead.url
            if target:
                tooltip = lead.says.get(server.language) if says else None
                found.append(types.DocumentLink(convert.range(lead.at), target, tooltip))
        return found
