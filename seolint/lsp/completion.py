"""Completion: what the worker proposes, as much of it as the client can show."""

from __future__ import annotations

from lsprotocol import types

from seolint.assist.completion import Completions, Proposal
from seolint.lsp.convert import Converter
from seolint.lsp.greeting import TRIGGERS
from seolint.lsp.questions import ask
from seolint.lsp.server import Server

_KINDS = {
    "key": types.CompletionItemKind.Property, "value": types.CompletionItemKind.EnumMember, "tag": types.CompletionItemKind.Value,
    "post": types.CompletionItemKind.Reference, "file": types.CompletionItemKind.File,
    "heading": types.CompletionItemKind.Reference, "alt": types.CompletionItemKind.Text, "type": types.CompletionItemKind.Class,
    "property": types.CompletionItemKind.Field,
}  # fmt: skip


def register(server: Server) -> None:
    said = server.capabilities.text_document
    can = said.completion.completion_item if said is not None and said.completion is not None else None
    beside = can is not None and bool(can.label_details_support)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    async def completion(params: types.CompletionParams) -> types.CompletionList | None:
        answered = await ask(server, "completion", Completions, params.text_document.uri, params.position)
        if answered is None:
            return None
        language, found = server.language, answered.found
        items = [_item(each, number, answered.convert, language, beside) for number, each in enumerate(found.items)]
        return types.CompletionList(is_incomplete=not found.whole, items=items)


def _item(each: Proposal, number: int, convert: Converter, language: str, beside: bool) -> types.CompletionItem:
    """One proposal; its place among the others is kept where clients sort them."""
    detail = each.detail.get(language) or None
    return types.CompletionItem(
        each.label, label_details=types.CompletionItemLabelDetails(description=detail) if beside and detail else None,
        kind=_KINDS[each.kind], detail=detail, sort_text=f"{number:04}", filter_text=each.sought or each.label,
        text_edit=types.TextEdit(convert.range(each.at), each.text),
    )  # fmt: skip
