"""Questions that features ask the worker about an open document, as it is now."""

from __future__ import annotations

from typing import Generic, TypeVar

from lsprotocol import types
from msgspec import Struct
from msgspec.msgpack import decode

from seolint.diagnostic import Diagnostic
from seolint.engine.live.asked import About, Found
from seolint.engine.live.messages import Told
from seolint.lsp.backend import WorkerError
from seolint.lsp.convert import Converter
from seolint.lsp.documents import MOST
from seolint.lsp.server import Server

T = TypeVar("T")


class Answered(Struct, Generic[T], frozen=True):
    """What the worker found, and what makes places of it."""

    found: T
    convert: Converter


async def ask(
    server: Server, what: str, type_: type[T], uri: str, position: types.Position | None = None
) -> Answered[T] | None:  # fmt: skip
    """The answer about the document at ``uri`` and the cursor's ``position`` there; None where nobody knows."""
    document = server.documents.get(uri)
    if document is None or len(document.content.text) > MOST:
        return None
    content = document.content
    offset = content.offset(position) if position is not None else 0
    told = document.told if document.is_told else None
    findings = _touched(told, offset) if told is not None and position is not None else ()
    about = About(offset, None if document.is_told else content.text, findings)
    try:
        found = decode(await server.backend.ask(what, uri, about), type=Found)
        answer = decode(found.data, type=type_)
    except WorkerError:
        return None
    return Answered(answer, Converter(server, found.folder, found.path, uri, content))


def _touched(told: Told, offset: int) -> tuple[Diagnostic, ...]:
    """The findings of a document at ``offset``; an empty place is as wide as what stands behind it."""
    own = (each for each in told.findings if each.at.path == told.path)
    return tuple(each for each in own if each.at.start <= offset <= max(each.at.end, each.at.start + 1))
