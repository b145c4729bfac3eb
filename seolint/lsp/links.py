"""The links of a post, with the files of the site that answer them.

Before the site is read, where an internal one leads is told when it is followed.
"""

from __future__ import annotations

from lsprotocol import types

from seolint.assist.links import Lead
from seolint.lsp.questions import Answered, ask
from seolint.lsp.server import Server

Leads = tuple[Lead, ...]


def register(server: Server) -> None:
    said = server.capabilities.text_document
    can = said.document_link if said is not None else None
    says = can is not None and bool(can.tooltip_support)

    def shown(answered: Answered[Leads], uri: str) -> list[types.DocumentLink]:
        found: list[types.DocumentLink] = []
        for lead in answered.found:
            target = (answered.convert.uri(lead.path) if lead.path else lead.url) or None
            tooltip = lead.says.get(server.language) if says and lead.path else None
            found.append(types.DocumentLink(answered.convert.range(lead.at), target, tooltip, None if target else uri))
        return found

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, types.DocumentLinkOptions(resolve_provider=True))
    async def links(params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
        uri = params.text_document.uri
        answered = await ask(server, "links", Leads, uri)
        return shown(answered, uri) if answered is not None else None

    @server.feature(types.DOCUMENT_LINK_RESOLVE)
    async def resolve(link: types.DocumentLink) -> types.DocumentLink:
        uri = link.data if isinstance(link.data, str) else ""
        answered = await ask(server, "links", Leads, uri)
        known = shown(answered, uri) if answered is not None else []
        return next((each for each in known if each.range == link.range), link)
