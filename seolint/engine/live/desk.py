"""What the worker has before it: the open documents, and the sites of the workspace."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Raw, Struct

from seolint.config.settings import ConfigError
from seolint.diagnostic import Diagnostic
from seolint.engine.files import tidy
from seolint.engine.lint import decoded, lost
from seolint.engine.live.messages import Ask, Changed, Everything, Notice, Put, Report, Reports, Setup, Told
from seolint.engine.live.single import Settled, working_in
from seolint.engine.page import encode

if TYPE_CHECKING:
    from seolint.engine.live.shelf import Shelf


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
        self._shelf: Shelf | None = None

    def set_up(self, setup: Setup) -> None:
        self._folders, self._trusted = setup.folders, setup.trusted
        self.changed(Changed(anew=True))

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
        if self._shelf is not None:
            self._shelf.look_again(request.paths, anew=request.anew)

    def everything(self, request: Everything) -> None:
        self._send(Reports(request.number, self._home, (), last=True))

    def answer(self, request: Ask) -> Raw:
        """The encoded answer to a question; raises whatever goes wrong."""
        document = self._documents[request.uri]
        folder = self._folder_of(document.path)
        with working_in(folder):
            folders = ("",) if folder in self._folders else ()
            return self._shelved().answer(request, document.path, document.text, folder, folders)

    def _shelved(self) -> Shelf:
        if self._shelf is None:
            from seolint.engine.live.shelf import Shelf

            self._shelf = Shelf(self._texts)
        return self._shelf

    def _texts(self) -> Mapping[str, str]:
        """The texts of the open documents, by path from the working directory."""
        return {tidy(each.path): each.text for each in self._documents.values() if each.text is not None}

    def patience(self, idle: float) -> float | None:
        """How many seconds to wait for a request before ``work`` is called; None where there is none."""
        return idle if self._shelf is not None and not self._shelf.is_read else None

    def work(self) -> None:
        """Do something for which no one waits, and stop soon when a request comes."""
        if self._shelf is not None:
            self._shelf.read_on(self._waits)
