"""Findings as JSON: the one place where locations become ranges."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pygls.uris import from_fs_path

from seolint.diagnostic import Diagnostic, Severity
from seolint.engine.live.messages import Told, digest_of, identity
from seolint.engine.read import on_disk, read_text
from seolint.lsp.documents import Content, OpenDocument
from seolint.text import Location

_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}
_MOST = 50_000_000
Json = dict[str, Any]


class Said:
    """Places of one folder's posts; ``own`` is the content of the document at ``path``, by the version that the places are of."""

    def __init__(
        self, documents: Mapping[str, OpenDocument], encoding: str, folder: str, path: str = "", uri: str = "",
        own: Content | None = None,
    ) -> None:  # fmt: skip
        """``documents`` are the open ones by URI."""
        self._documents, self._encoding, self._folder = documents, encoding, folder
        self._path, self._uri, self._own = path, uri, own

    def uri(self, path: str) -> str:
        if path == self._path and self._uri:
            return self._uri
        absolute = os.path.normpath(os.path.join(self._folder, on_disk(path)))
        return next((d.uri for d in self._documents.values() if d.path == absolute), from_fs_path(absolute) or "")

    def content(self, path: str) -> Content:
        """The text of a post: as it is open, else as it is on the disk."""
        if path == self._path and self._own is not None:
            return self._own
        absolute = os.path.normpath(os.path.join(self._folder, on_disk(path)))
        for document in self._documents.values():
            if document.path == absolute:
                return document.told_content
        try:
            status = os.stat(absolute)
        except (OSError, ValueError):
            return Content("", self._encoding)
        return _saved(absolute, status.st_size, status.st_mtime_ns, self._encoding)

    def stretch(self, at: Location) -> Json:
        """A ``Range``."""
        content = self.content(at.path)
        most = len(content.text)
        start, end = content.place(min(at.start, most)), content.place(min(at.end, most))
        return {"start": {"line": start[0], "character": start[1]}, "end": {"line": end[0], "character": end[1]}}

    def finding(self, found: Diagnostic, language: str, *, related: bool) -> Json:
        """A ``Diagnostic``; ``related``: with the places that are."""
        message = found.message.get(language)
        if found.advice is not None:
            message += f"\n{found.advice.get(language)}"
        said: Json = {
            "range": self.stretch(found.at), "message": message, "severity": _SEVERITIES[found.severity], "code": found.rule,
            "source": "seolint", "data": {"name": identity(found)},
        }  # fmt: skip
        if found.related and related:
            said["relatedInformation"] = [
                {"location": {"uri": self.uri(each.at.path), "range": self.stretch(each.at)}, "message": each.message.get(language)}
                for each in found.related
            ]
        return said

    def findings(self, found: Sequence[Diagnostic], language: str, *, related: bool) -> list[Json]:
        return [self.finding(each, language, related=related) for each in found]


def published(told: Told, found: list[Json]) -> Json:
    """The parameters of ``textDocument/publishDiagnostics``."""
    return {"uri": told.uri, "version": told.version, "diagnostics": found}


def full(found: list[Json], name: str | None = None) -> Json:
    """A report of findings to those who pull them; ``name`` tells them from others."""
    return {"kind": "full", "items": found} | ({"resultId": name} if name is not None else {})


def unchanged(name: str) -> Json:
    """A report that all is as it was."""
    return {"kind": "unchanged", "resultId": name}


def name_of(digest: bytes, language: str) -> str:
    """What tells these findings, in this language, from others: a ``resultId``."""
    return f"{digest.hex()}-{language}"


def named(told: Told, language: str) -> str:
    return name_of(digest_of(told.findings), language)


@lru_cache(64)
def _saved(path: str, size: int, modified: int, encoding: str) -> Content:
    text = read_text(path, _MOST)
    return Content(text if isinstance(text, str) else "", encoding)
