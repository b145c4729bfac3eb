"""Code actions: the fix of a finding, all safe fixes, "ignore here", "add to the baseline"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from lsprotocol import types
from msgspec import Struct
from msgspec.msgpack import decode
from pygls.exceptions import JsonRpcException

from seolint.diagnostic import Diagnostic, Text
from seolint.engine.live.messages import Mended, Told, identity
from seolint.lsp.backend import WorkerError
from seolint.lsp.convert import Converter
from seolint.lsp.documents import OpenDocument
from seolint.lsp.greeting import BASELINE, FIX_ALL
from seolint.lsp.params import read
from seolint.lsp.server import Server
from seolint.notices import NOTICES

_CONTENT_MODIFIED = -32801
_MANY = 10
"""Of so many findings at one place fixes are offered."""

_ARGUMENTS = f"{BASELINE} takes the URI of a document, its version and the name of a finding (data.name of its diagnostic)"
_DATA = "data must be what the code action was offered with"
_CHANGED = Text("The document has changed since this was offered.", "文書が変わったため、何もしませんでした。")
_GONE = Text(
    "This finding has changed or is gone since this was offered.", "指摘が変わったか、なくなったため、何もしませんでした。"
)
_ALL = Text("Fix all that is safe (seolint)", "安全に直せるところをすべて直す（seolint）")


def register(server: Server) -> None:
    actions = _Actions(server)
    options = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=actions.resolves)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def offer(params: types.CodeActionParams) -> list[types.CodeAction]:
        document = server.documents.get(params.text_document.uri)
        if document is None:
            return []
        await server.checks.fresh(document)
        return await actions.offer(document, params)

    if actions.resolves:

        @server.feature(types.CODE_ACTION_RESOLVE)
        async def resolve(action: types.CodeAction) -> types.CodeAction:
            return await actions.resolve(action)

    @server.command(BASELINE)
    async def add(*arguments: Any) -> None:
        uri, version, name = read(arguments, tuple[str, int, str], _ARGUMENTS)
        said: Text | None = None
        try:
            document, found = actions.finding(uri, version, name)
            if not decode(await server.backend.ask("add_to_baseline", document.uri, found), type=str):
                said = _GONE
        except _StaleError as error:
            said = error.text
        except WorkerError as error:
            said = Text(f"The baseline was not written: {error}", f"基準に書き込めませんでした：{error}")
        if said is not None:
            server.window_show_message(types.ShowMessageParams(types.MessageType.Error, said.get(server.language)))


class _StaleError(JsonRpcException):
    """What is asked for is not so any more."""

    def __init__(self, text: Text, language: str) -> None:
        super().__init__(text.get(language), code=_CONTENT_MODIFIED)
        self.text = text


class _Data(Struct, frozen=True):
    """What an action has with it until it is resolved: ``name`` is the ``identity`` of a finding."""

    uri: str
    version: int
    what: Literal["mend_one", "mend_all", "ignore"]
    name: str = ""


class _Actions:
    def __init__(self, server: Server) -> None:
        self._server = server
        said = server.capabilities.text_document
        can = said.code_action if said is not None else None
        lazily = can.resolve_support if can is not None else None
        self.resolves = can is not None and bool(can.data_support) and lazily is not None and "edit" in lazily.properties
        workspace = server.capabilities.workspace
        edits = workspace.workspace_edit if workspace is not None else None
        self._versioned = edits is not None and bool(edits.document_changes)

    async def offer(self, document: OpenDocument, params: types.CodeActionParams) -> list[types.CodeAction]:
        told, only = document.told, params.context.only
        if told is None:
            return []
        actions: list[types.CodeAction] = []
        if _wanted(types.CodeActionKind.QuickFix, only):
            convert = Converter.of(self._server, told, document.told_content)
            start, end = document.content.offset(params.range.start), document.content.offset(params.range.end)
            own = (found for found in told.findings if found.at.path == told.path)
            here = [found for found in own if found.at.start <= end and found.at.end >= start][:_MANY]
            whole = await self._whole(document, here)
            for found, for_page in zip(here, whole, strict=True):
                actions += self._about(document, told, found, [convert.diagnostic(found)], for_page=for_page)
        if _wanted(FIX_ALL, only) and any(found.fix is not None and found.fix.safe for found in told.findings):
            data = _data(document, "mend_all")
            actions.append(types.CodeAction(_ALL.get(self._server.language), FIX_ALL, data=data))
        if self.resolves:
            return actions
        return [action for each in actions if (action := await self._now(each)) is not None]

    async def _now(self, action: types.CodeAction) -> types.CodeAction | None:
        """The action with its edit or command; None where it is nothing to be done any more."""
        try:
            resolved = await self.resolve(action)
        except _StaleError:
            return None
        return resolved if resolved.edit or resolved.command else None

    async def _whole(self, document: OpenDocument, findings: list[Diagnostic]) -> Sequence[bool]:
        """Of each finding, whether it can be ignored for the whole page only."""
        if not findings:
            return ()
        try:
            return decode(await self._server.backend.ask("ignores_page", document.uri, findings), type=tuple[bool, ...])
        except WorkerError:
            return [False] * len(findings)

    def _about(
        self, document: OpenDocument, told: Told, found: Diagnostic, said: list[types.Diagnostic], *, for_page: bool
    ) -> list[types.CodeAction]:
        """What can be done about one finding; ``for_page`` where it can be ignored for the whole page only."""
        language, kind, name = self._server.language, types.CodeActionKind.QuickFix, identity(found)
        actions: list[types.CodeAction] = []
        if found.fix is not None and all(edit.at.path == told.path for edit in found.fix.edits):
            title, data = found.fix.title.get(language), _data(document, "mend_one", name)
            actions.append(types.CodeAction(title[:1].upper() + title[1:], kind, said, is_preferred=found.fix.safe, data=data))
        if found.rule in NOTICES:
            return actions
        here = Text(f"Ignore {found.rule} here", f"ここの {found.rule} を見送る")
        page = Text(f"Ignore {found.rule} for the whole page", f"{found.rule} をページ全体で見送る")
        title = (page if for_page else here).get(language)
        actions.append(types.CodeAction(title, kind, said, data=_data(document, "ignore", name)))
        if told.whole:
            title = Text(f"Add this {found.rule} to the baseline", f"この {found.rule} を基準（既知の指摘）に加える").get(language)
            command = types.Command(title, BASELINE, arguments=[document.uri, document.version, name])
            actions.append(types.CodeAction(title, kind, said, command=command))
        return actions

    async def resolve(self, action: types.CodeAction) -> types.CodeAction:
        """The action with its edit; without one where it is refused."""
        if action.data is None or action.edit is not None:
            return action
        data = read(action.data, _Data, _DATA)
        if data.what == "mend_all":
            document, found = self.document(data.uri, data.version), None
        else:
            document, found = self.finding(data.uri, data.version, data.name)
        told, content = document.told, document.content
        try:
            mended = decode(await self._server.backend.ask(data.what, document.uri, found), type=Mended)
        except WorkerError:
            return action
        if mended.edits and told is not None:
            convert = Converter.of(self._server, told, content)
            edits = [convert.text_edit(edit) for edit in mended.edits]
            action.edit = self._edit(document, data.version, edits)
        elif mended.why is not None:
            action.disabled = types.CodeActionDisabled(mended.why.get(self._server.language))
        return action

    def _edit(self, document: OpenDocument, version: int, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
        if not self._versioned:
            return types.WorkspaceEdit({document.uri: edits})
        place = types.OptionalVersionedTextDocumentIdentifier(document.uri, version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(place, [*edits])])

    def document(self, uri: str, version: int) -> OpenDocument:
        """The document where it still is of this version."""
        document = self._server.documents.get(uri)
        if document is None or document.version != version or not document.is_told:
            raise _StaleError(_CHANGED, self._server.language)
        return document

    def finding(self, uri: str, version: int, name: str) -> tuple[OpenDocument, Diagnostic]:
        """The finding of that ``identity`` where it is still said of a document of this version."""
        document = self.document(uri, version)
        findings = document.told.findings if document.told is not None else ()
        found = next((each for each in findings if identity(each) == name), None)
        if found is None:
            raise _StaleError(_GONE, self._server.language)
        return document, found


def _data(document: OpenDocument, what: str, name: str = "") -> dict[str, Any]:
    return {"uri": document.uri, "version": document.version, "what": what, "name": name}


def _wanted(kind: str, only: Any) -> bool:
    """Whether a client that asks for some kinds only asks for this one."""
    kind = str(getattr(kind, "value", kind))
    asked = None if only is None else [str(getattr(each, "value", each)) for each in only]
    return asked is None or any(kind == each or kind.startswith(f"{each}.") or each == "" for each in asked)
