"""What of ``initialize`` is read: the client's folders and options, and what it can."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct


class _Part(Struct, frozen=True, rename="camel", omit_defaults=True):
    """A part of what a client says. What is not named here is left alone; None is what was not said."""


class ResolveSupport(_Part, frozen=True):
    properties: Sequence[str]


class CodeAction(_Part, frozen=True):
    data_support: bool | None = None
    resolve_support: ResolveSupport | None = None


class CompletionItem(_Part, frozen=True):
    label_details_support: bool | None = None


class Completion(_Part, frozen=True):
    completion_item: CompletionItem | None = None


class Diagnostics(_Part, frozen=True):
    """Of those that are pushed, and of those that are pulled."""

    related_information: bool | None = None


class DocumentSymbol(_Part, frozen=True):
    hierarchical_document_symbol_support: bool | None = None


class Told(_Part, frozen=True):
    """What is there or not, and has nothing to read."""


class TextDocument(_Part, frozen=True):
    publish_diagnostics: Diagnostics | None = None
    diagnostic: Diagnostics | None = None
    code_action: CodeAction | None = None
    completion: Completion | None = None
    document_symbol: DocumentSymbol | None = None
    inlay_hint: Told | None = None
    code_lens: Told | None = None


class Refresh(_Part, frozen=True):
    refresh_support: bool | None = None


class WatchedFiles(_Part, frozen=True):
    dynamic_registration: bool | None = None


class WorkspaceEdit(_Part, frozen=True):
    document_changes: bool | None = None


class Workspace(_Part, frozen=True):
    diagnostics: Refresh | None = None
    inlay_hint: Refresh | None = None
    code_lens: Refresh | None = None
    did_change_watched_files: WatchedFiles | None = None
    workspace_edit: WorkspaceEdit | None = None


class Window(_Part, frozen=True):
    work_done_progress: bool | None = None


class General(_Part, frozen=True):
    position_encodings: Sequence[str] | None = None


class Capabilities(_Part, frozen=True):
    text_document: TextDocument | None = None
    workspace: Workspace | None = None
    window: Window | None = None
    general: General | None = None


class Folder(_Part, frozen=True):
    uri: str
    name: str


class Client(_Part, frozen=True):
    """The parameters of ``initialize``."""

    capabilities: Capabilities
    process_id: int | None = None
    root_uri: str | None = None
    root_path: str | None = None
    workspace_folders: Sequence[Folder] | None = None
    initialization_options: Any = None
    locale: str | None = None


def complete(message: dict[str, Any]) -> None:
    """Take null for the capabilities of a client that has none, as some say it."""
    params = message.get("params")
    if message.get("method") == "initialize" and isinstance(params, dict) and params.get("capabilities", 0) is None:  # pyright: ignore
        params["capabilities"] = {}
