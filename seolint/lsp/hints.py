"""Inlay hints at the title and the keywords; code lenses where the client has no hints."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from lsprotocol import types

from seolint.assist.hints import Hint
from seolint.engine.live.messages import Moved, Report
from seolint.lsp.questions import Answered, ask
from seolint.lsp.server import Server

Hints = tuple[Hint, ...]


def register(server: Server) -> None:
    said, workspace = server.capabilities.text_document, server.capabilities.workspace
    if said is not None and said.inlay_hint is not None:
        _hints(server)
        if workspace is not None and workspace.inlay_hint is not None and workspace.inlay_hint.refresh_support:
            _refresh(server, server.workspace_inlay_hint_refresh_async)
    elif said is not None and said.code_lens is not None:
        _lenses(server)
        if workspace is not None and workspace.code_lens is not None and workspace.code_lens.refresh_support:
            _refresh(server, server.workspace_code_lens_refresh_async)


def _refresh(server: Server, ask: Callable[[None], Awaitable[None]]) -> None:
    """Have the client ask again when the site was read by other settings."""

    def refresh(report: Report) -> None:
        if isinstance(report, Moved) and report.anew:
            server.go(ask(None))

    server.listeners.append(refresh)


def _hints(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT, types.InlayHintOptions(resolve_provider=False))
    async def hints(params: types.InlayHintParams) -> list[types.InlayHint] | None:
        answered = await ask(server, "hints", Hints, params.text_document.uri)
        if answered is None:
            return None
        found: list[types.InlayHint] = []
        for each in answered.found:
            position = answered.convert.range(each.at).start
            if params.range.start.line <= position.line <= params.range.end.line:
                label, tooltip = each.says.get(server.language), each.more.get(server.language)
                found.append(types.InlayHint(position, label, tooltip=tooltip, padding_left=True))
        return found


def _lenses(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions(resolve_provider=False))
    async def lenses(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        answered = await ask(server, "hints", Hints, params.text_document.uri)
        return _lines(answered, server.language) if answered is not None else None


def _lines(answered: Answered[Hints], language: str) -> list[types.CodeLens]:
    """One lens for each line, since they stand above it: what of several keywords says which is which."""
    by_line: dict[int, list[Hint]] = {}
    for each in answered.found:
        by_line.setdefault(answered.convert.range(each.at).start.line, []).append(each)
    return [
        types.CodeLens(
            types.Range(types.Position(line, 0), types.Position(line, 0)), types.Command(_joined(hints, language), "")
        )
        for line, hints in sorted(by_line.items())
    ]  # fmt: skip


def _joined(hints: Sequence[Hint], language: str) -> str:
    colon, apart = ("：", "／") if language == "ja" else (": ", "; ")
    return apart.join(f"{each.about}{colon}{each.says.get(language)}" if each.about else each.says.get(language) for each in hints)
