"""The outline of a post: as a tree where the client can show one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from seolint.assist.symbols import Symbol
from seolint.lsp.convert import Converter
from seolint.lsp.questions import ask
from seolint.lsp.server import Server

_KINDS = {
    "front-matter": types.SymbolKind.Namespace, "key": types.SymbolKind.Key, "heading": types.SymbolKind.String,
}  # fmt: skip


def register(server: Server) -> None:
    said = server.capabilities.text_document
    can = said.document_symbol if said is not None else None
    is_tree = can is not None and bool(can.hierarchical_document_symbol_support)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(
        params: types.DocumentSymbolParams,
    ) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
        answered = await ask(server, "symbols", tuple[Symbol, ...], params.text_document.uri)
        if answered is None:
            return None
        if is_tree:
            return _tree(answered.found, answered.convert, server.language)
        return list(_flat(answered.found, answered.convert, server.language, None))


def _tree(found: Iterable[Symbol], convert: Converter, language: str) -> list[types.DocumentSymbol]:
    return [
        types.DocumentSymbol(
            each.name.get(language), _KINDS[each.kind], convert.range(each.at), convert.range(each.name_at), each.detail or None,
            children=_tree(each.children, convert, language),
        )
        for each in found
    ]  # fmt: skip


def _flat(found: Iterable[Symbol], convert: Converter, language: str, holder: str | None) -> Iterator[types.SymbolInformation]:
    for each in found:
        name = each.name.get(language)
        yield types.SymbolInformation(convert.location(each.at), name, _KINDS[each.kind], container_name=holder)
        yield from _flat(each.children, convert, language, name)
