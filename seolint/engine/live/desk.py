"""What the worker has before it: the open documents, and the folders of the workspace."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from msgspec import Raw

from seolint.config.settings import ConfigError
from seolint.diagnostic import Diagnostic, Text
from seolint.engine.files import would_find
from seolint.engine.lint import decoded, lost
from seolint.engine.live.glance import ASIDE, Glance
from seolint.engine.live.live import Live
from seolint.engine.live.messages import Ask, Changed, Everything, Moved, Notice, Put, Report, Reports, Setup, Told
from seolint.engine.live.place import CONTENT, PICTURES, Open, Place
from seolint.engine.live.single import Settled, name_of, working_in
from seolint.engine.page import encode
from seolint.registry import use_own_rules_only

_FIRST = 1.0
"""Seconds in which an editor may open a document before the site is read."""


class Desk:
    """``send`` reports to the server; ``waits`` says whether a request waits."""

    def __init__(self, send: Callable[[Report], None], waits: Callable[[], bool]) -> None:
        self._send, self._waits = send, waits
        self._documents: dict[str, Open] = {}
        self._places: dict[str, Place] = {}
        self._home = os.getcwd()
        self._asked: list[Everything] = []
        self._noticed: Text | None = None
        self._begun, self._alone = 0.0, False
        self._glances: dict[str, Glance] = {}

    def set_up(self, setup: Setup) -> None:
        """Have these folders from now on; what is known of those that stay is kept."""
        self._begun, self._alone = time.monotonic(), setup.alone
        if not setup.trusted:
            use_own_rules_only()
        self._places = {
            folder: self._places.get(folder) or Place(folder, self._send, self._waits, self._notice, cached=setup.trusted)
            for folder in setup.folders if os.path.isdir(folder)
        }  # fmt: skip
        self._glances = {} if setup.watched else {folder: self._glances.get(folder) or Glance(folder) for folder in self._places}

    def look(self) -> None:
        """See whether files have changed, as soon as nobody waits for anything else."""
        for glance in self._glances.values():
            glance.begin()

    def note_baselines(self) -> None:
        """Remember baselines as they have just been written, so that the next look sees what becomes of them."""
        for folder, place in self._places.items():
            live, glance = place.live, self._glances.get(folder)
            if live is not None and glance is not None and live.baseline.startswith(os.path.join(folder, "")):
                glance.note(live.baseline)

    def place_of(self, path: str) -> Place | None:
        """The innermost folder of the workspace around an absolute path."""
        around = [place for place in self._places.values() if path.startswith(os.path.join(place.folder, ""))]
        return max(around, key=lambda place: len(place.folder), default=None)

    def folder_of(self, document: Open) -> str:
        """The folder that a document's paths are from: of the workspace, else its own, else where the worker was started."""
        place, own = self.place_of(document.path), os.path.dirname(document.path)
        if place is not None:
            return place.folder
        return own if os.path.isabs(document.path) and os.path.isdir(own) else self._home

    def live_of(self, document: Open) -> Live | None:
        """The site that a document is a page of, when it is read."""
        place = self.place_of(document.path)
        return place.live if place is not None and place.live is not None and place.live.holds(document.name) else None

    def put(self, request: Put) -> Told:
        """Take a document as it is now; what is said of it."""
        before = self._documents.get(request.uri)
        document = Open(request.uri, request.path, "", request.text, request.version)
        self._documents[request.uri] = document
        with working_in(self.folder_of(document)):
            place = self.place_of(document.path)
            document.name = place.name(document.path) if place is not None else name_of(document.path)
            if place is not None:
                place.put(document, before.text if before is not None else None)
            return self._tell(document, request.number)

    def _tell(self, document: Open, number: int) -> Told:
        """What is said of a document, in its folder."""
        live, folder = self.live_of(document), self.folder_of(document)
        found: tuple[Diagnostic, ...] = ()
        lang: str | None = None
        try:
            if live is not None:
                found, lang = live.findings(document.name, document.text), live.config.lang
            else:
                found, lang = self._by_itself(document)
        except ConfigError as error:
            self._notice(error.text)
        document.told = encode((found, live is not None))
        return Told(number, document.uri, document.version, folder, document.name, found, live is not None, lang or "")

    def _notice(self, text: Text) -> None:
        """Tell the user something, once until something changes."""
        if text != self._noticed:
            self._send(Notice(text))
        self._noticed = text

    def _by_itself(self, document: Open) -> tuple[tuple[Diagnostic, ...], str | None]:
        """What is said of a document without a site: nothing where it is none of the pages of the one around it."""
        place = self.place_of(document.path)
        settled = Settled(document.path, ("",) if place is not None else ())
        if place is not None and not would_find(document.name, settled.excludes):
            return (), settled.config.lang
        page = settled.read(document.text) if document.text is not None else decoded(lost(settled.path))
        return settled.say(page) if page is not None else (), settled.config.lang

    def tell_others(self, uri: str = "", *, alone: bool = False) -> None:
        """Tell what is said of documents, but for the one that has been told, where that has changed.

        ``alone``: of those without a site too.
        """
        for document in self._documents.values():
            place = self.place_of(document.path)
            if document.uri == uri or place is None or (place.live is None and not alone):
                continue
            before = document.told
            with working_in(place.folder):
                told = self._tell(document, 0)
            if document.told != before:
                self._send(told)
        lives = [place.live for place in self._places.values() if place.live is not None and place.live.news]
        for live in lives:
            live.news = False
        if lives:
            self._send(Moved())

    def drop(self, uri: str) -> None:
        """A document was closed: what its file says counts."""
        document = self._documents.pop(uri, None)
        place = self.place_of(document.path) if document is not None else None
        if document is not None and place is not None:
            with working_in(place.folder):
                place.reread(document.name, document.text)
            self.tell_others()

    def changed(self, request: Changed) -> None:
        """Files have changed on the disk; what is open counts as it is open."""
        self._noticed = None
        is_other = any(not path.lower().endswith((*CONTENT, *PICTURES)) for path in request.paths)
        opened = {document.path for document in self._documents.values() if document.path.lower().endswith(CONTENT)}
        for path in request.paths:
            place = self.place_of(path)
            if place is None or not ASIDE.isdisjoint(path.replace(os.sep, "/").split("/")):
                continue
            with working_in(place.folder):
                if path in opened:
                    place.saved()
                else:
                    place.changed(path)
        for place in self._places.values() if request.anew else ():
            place.anew()
        self.tell_others(alone=self._alone and is_other)
        if self._alone and is_other:
            self._send(Moved(anew=True))

    def everything(self, request: Everything) -> None:
        """Answer when all sites are read."""
        self._asked.append(request)

    def patience(self, idle: float) -> float | None:
        """How many seconds to wait for a request before ``work`` is called; None where there is nothing to do."""
        places = self._places.values()
        if any(glance.is_due for glance in self._glances.values()):
            return 0.0
        if self._alone:
            return 0.0 if self._asked else None
        if not all(place.is_read for place in places):
            return 0.0 if self._asked or self._documents else max(0.0, self._begun + _FIRST - time.monotonic())
        if self._asked:
            return 0.0
        waiting = [place.edited for place in places if not place.is_settled]
        if waiting:
            return max(0.0, max(waiting) + idle - time.monotonic())
        return 3_600.0 if places else None

    def work(self) -> None:
        """Do something for which no one waits, and stop soon when a request comes."""
        self._places = {folder: place for folder, place in self._places.items() if os.path.isdir(folder)}
        for glance in self._glances.values():
            if glance.is_due:
                if changed := glance.go_on(self._waits):
                    self.changed(Changed(changed))
                return
        for place in self._places.values() if not self._alone else ():
            place.again = place.again or (place.live is not None and place.live.is_over)
            if not place.is_read:
                with working_in(place.folder):
                    read = place.read(self._of(place))
                if read:
                    self.tell_others()
                return
        if self._asked:
            self._answer_everything(self._asked.pop(0))
            return
        for place in self._places.values():
            if not place.is_settled:
                with working_in(place.folder):
                    place.settle()
                self.tell_others()
                return

    def _of(self, place: Place) -> list[Open]:
        return [document for document in self._documents.values() if self.place_of(document.path) is place]

    def _answer_everything(self, request: Everything) -> None:
        for place in self._places.values():
            with working_in(place.folder):
                for part in place.reports(request.number, request.known, self._of(place)):
                    self._send(part)
        self._send(Reports(request.number, self._home, (), last=True))

    def answer(self, request: Ask) -> Raw:
        """The encoded answer to a question; raises whatever goes wrong."""
        from seolint.engine.live.answers import answer

        document = self._documents[request.uri]
        with working_in(self.folder_of(document)):
            place, live = self.place_of(document.path), self.live_of(document)
            opened = {each.name: each.text for each in self._of(place) if each.text is not None} if place is not None else {}
            return answer(request, document.name, document.text or "", document.path, live, opened)
