"""The answer to ``initialize``, said before pygls is there to say it: a test holds it to what pygls would say."""

from __future__ import annotations

from typing import Any

from seolint.lsp.client import Client, TextDocument
from seolint.version import VERSION

FIX_ALL = "source.fixAll.seolint"
"""The kind of the action that mends all that is safe."""
BASELINE = "seolint.addToBaseline"
"""A command: a document's URI, its version, the ``identity`` of a finding."""
TRIGGERS = ('"', "'", "#", "/", "(", "[", " ", "@")
"""What asks for completion where it is typed."""
_ENCODINGS = ("utf-8", "utf-16", "utf-32")


def greet(client: Client) -> dict[str, Any]:
    """The result of ``initialize``."""
    said = client.capabilities.text_document or TextDocument()
    can = said.code_action
    resolves = bool(
        can is not None and can.data_support and can.resolve_support is not None and "edit" in can.resolve_support.properties
    )
    capabilities: dict[str, Any] = {
        "positionEncoding": encoding_of(client),
        "textDocumentSync": {"openClose": True, "change": 2, "save": True},
        "completionProvider": {"triggerCharacters": list(TRIGGERS)},
        "hoverProvider": True,
        "definitionProvider": True,
        "documentSymbolProvider": True,
        "codeActionProvider": {"codeActionKinds": ["quickfix", FIX_ALL], "resolveProvider": resolves},
        "documentLinkProvider": {"resolveProvider": True},
        "executeCommandProvider": {"commands": [BASELINE]},
        "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}, "fileOperations": {}},
    }
    if said.inlay_hint is not None:
        capabilities["inlayHintProvider"] = {"resolveProvider": False}
    elif said.code_lens is not None:
        capabilities["codeLensProvider"] = {"resolveProvider": False}
    if pulls(client):
        capabilities["diagnosticProvider"] = {
            "interFileDependencies": True, "workspaceDiagnostics": True, "identifier": "seolint"
        }  # fmt: skip
    return {"capabilities": capabilities, "serverInfo": {"name": "seolint", "version": VERSION}}


def encoding_of(client: Client) -> str:
    """The unit of columns: the first one of the client's that is known."""
    general = client.capabilities.general
    asked = (general.position_encodings or ()) if general is not None else ()
    return next((encoding for encoding in asked if encoding in _ENCODINGS), "utf-16")


def pulls(client: Client) -> bool:
    """Whether the client asks for findings, and is not to be told them unasked."""
    said = client.capabilities.text_document
    return said is not None and said.diagnostic is not None


def watches(client: Client) -> bool:
    """Whether the client can be asked to tell what changes on the disk."""
    said = client.capabilities.workspace
    can = said.did_change_watched_files if said is not None else None
    return can is not None and bool(can.dynamic_registration)


def relates(client: Client) -> bool:
    """Whether the client shows places that are related to a finding."""
    said = client.capabilities.text_document
    can = said.publish_diagnostics or said.diagnostic if said is not None else None
    return can is not None and bool(can.related_information)
