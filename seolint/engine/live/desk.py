"""What the worker has before it: the open documents, and the sites of the workspace."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from msgspec import Raw, Struct

from seolint.config.settings import ConfigError
from seolint.diagnostic import Diagnostic
from seolint.engine.lint import decoded, lost
from seolint.engine.live.messages import Ask, Changed, Everything, Notice, Put, Report, Reports, Setup, Told
from seolint.engine.live.single import Settled, working_in
from seolint.engine.page import encode


class Open(Struct):
    """An open document: its newest text (None where it is left alone), and what was told of it last."""

    uri: str
    path: str
    text: str | None
    version: int
    told: bytes = b""


class Desk:
    """``send`` reports to the server; ``waits`` says whether a request waits."""

    def __init__(self, send: Callable[[Report], None], waits: Callable[[], bool]) -> None:
        self._send, self._waits = send, waits
        self._documents: dict[str, Open] = {}
        self._folders: tuple[str, ...] = ()
        self._trusted = True
        self._home = os.getcwd()

    def set_up(self, setup: Setup) -> None:
        self._folders, self._trusted = setup.folders, setup.trusted

    def put(self, request: Put) -> Told:
        """Take a document as it is now; what is said of it."""
        document = Open(request.uri, request.path, request.text, request.version)
        self._documents[request.uri] = document
        return self._tell(document, request.number)

    def _tell(self, document: Open, number: int) -> Told:
        folder = self._folder_of(document.path)
        told = partial(Told, number, document.uri, document.version, folder)
        with working_in(folder):
            try:
                settled = Settled(document.path, ("",) if folder in self._folders else ())
            except ConfigError as error:
                self._send(Notice(error.text))
                return told(document.path)
            page = settled.read(document.text) if document.text is not None else decoded(lost(settled.path))
            found: tuple[Diagnostic, ...] = settled.say(page) if page is not None else ()
        document.told = encode(found)
        return told(settled.path, found, False, settled.config.lang or "")

    def _folder_of(self, path: str) -> str:
        """The innermost folder of the workspace around a document; else its own, or where the worker was started."""
        around = [folder for folder in self._folders if path.startswith(os.path.join(folder, ""))]
        if around:
            return max(around, key=len)
        own = os.path.dirname(path)
        return own if os.path.isabs(path) and os.path.isdir(own) else self._home

    def tell_others(self, uri: str) -> None:
        """Tell what is said of other documents than this one, where that has changed."""

    def drop(self, uri: str) -> None:
        self._documents.pop(uri, None)

    def changed(self, request: Changed) -> None:
        """Files have changed on the disk."""

    def everything(self, request: Everything) -> None:
        self._send(Reports(request.number, self._home, (), last=True))

    def answer(self, request: Ask) -> Raw:
        """The encoded answer to a question; raises whatever goes wrong."""
        raise LookupError(request.what)

    def patience(self, idle: float) -> float | None:
        """How many seconds to wait for a request before ``work`` is called; None where there is none."""
        return None

    def work(self) -> None:
        """Do something for which no one waits, and stop soon when a request comes."""
