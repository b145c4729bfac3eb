"""What the worker has before it: the open documents, and the sites of the workspace."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

from msgspec import Raw, Struct

from seolint.config.settings import ConfigError
from seolint.diagnostic import Diagnostic, Text
from seolint.engine.files import tidy
from seolint.engine.lint import decoded, lost
from seolint.engine.live.live import Live
from seolint.engine.live.messages import (
    Ask,
    Changed,
    Everything,
    Moved,
    Notice,
    Page,
    Progress,
    Put,
    Report,
    Reports,
    Setup,
    Told,
    digest_of,
)
from seolint.engine.live.single import Settled, working_in
from seolint.engine.page import digest, encode
from seolint.engine.read import on_disk, printable, read_text
from seolint.engine.refused import RefusedError

_CONTENT = (".md", ".markdown", ".mdx", ".html", ".htm")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".pdf", ".mp4", ".webm", ".mp3", ".zip")
_ASIDE = (".git", "node_modules", "_site", ".seolint_cache", ".venv", "venv", "__pycache__", ".jekyll-cache", ".idea", ".vscode")
_EVERY, _PART = 0.1, 200
"""Seconds between two reports of progress; how many posts are told at once."""


class Open(Struct):
    """An open document: its newest text (None where it is left alone), its page, and what was told of it last.

    ``path`` is absolute, or a name; ``name`` is what the page is called in its folder.
    """

    uri: str
    path: str
    name: str
    text: str | None
    version: int
    told: bytes = b""


class Place:
    """A folder of the workspace: its site as it is known, and the one that is being read to take its place."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.live: Live | None = None
        self.coming: Live | None = None
        self.reading: Iterator[tuple[int, int]] | None = None
        self.settling: Iterator[None] | None = None
        self.again, self.failed = True, ""
        self.named: dict[str, bytes] = {}


class Desk:
    """``send`` reports to the server; ``waits`` says whether a request waits."""

    def __init__(self, send: Callable[[Report], None], waits: Callable[[], bool]) -> None:
        self._send, self._waits = send, waits
        self._documents: dict[str, Open] = {}
        self._places: dict[str, Place] = {}
        self._trusted, self._home = True, os.getcwd()
        self._asked: list[Everything] = []
        self._edited = self._shown = 0.0

    def set_up(self, setup: Setup) -> None:
        """Have these folders from now on; what is known of those that stay is kept."""
        self._trusted = setup.trusted
        self._places = {folder: self._places.get(folder) or Place(folder) for folder in setup.folders if os.path.isdir(folder)}

    def place_of(self, path: str) -> Place | None:
        """The innermost folder of the workspace around an absolute path."""
        around = [place for place in self._places.values() if path.startswith(os.path.join(place.folder, ""))]
        return max(around, key=lambda place: len(place.folder), default=None)

    def document(self, uri: str) -> Open:
        """An open document; raises LookupError."""
        return self._documents[uri]

    def folder_of(self, document: Open) -> str:
        """The folder that a document's paths are from."""
        place = self.place_of(document.path)
        own = os.path.dirname(document.path)
        if place is not None:
            return place.folder
        return own if os.path.isabs(document.path) and os.path.isdir(own) else self._home

    def live_of(self, document: Open) -> Live | None:
        """The site that a document is a page of, when it is read."""
        place = self.place_of(document.path)
        return place.live if place is not None and place.live is not None and place.live.holds(document.name) else None

    def put(self, request: Put) -> Told:
        """Take a document as it is now; what is said of it."""
        self._edited = time.monotonic()
        before = self._documents.get(request.uri)
        document = Open(request.uri, request.path, "", request.text, request.version)
        self._documents[request.uri] = document
        with working_in(self.folder_of(document)):
            document.name = self._name(document)
            place = self.place_of(document.path)
            live = self.live_of(document)
            if place is not None and live is not None:
                self._unsettle(place)
                old = before.text if before is not None else self._saved(document, live)
                self._edit(place, live, document, old)
            elif place is not None and place.live is not None and place.live.wants(document.name):
                place.again = True
            return self._tell(document, request.number)

    def _name(self, document: Open) -> str:
        """What a run in the working directory calls a document: by its real path where that is the one that is known."""
        name = printable(tidy(document.path))
        place = self.place_of(document.path)
        if place is not None and place.live is not None and not place.live.holds(name):
            real = printable(tidy(os.path.realpath(document.path)))
            return real if place.live.holds(real) else name
        return name

    def _saved(self, document: Open, live: Live) -> str | None:
        text = read_text(document.name, live.config.max_size)
        return text if isinstance(text, str) else None

    def _edit(self, place: Place, live: Live, document: Open, old: str | None) -> None:
        """Let the site know a document's text."""
        if document.text is not None:
            if live.results.heads[document.name].digest == digest(document.text):
                return
            page = live.read(document.name, document.text)
        else:
            page = decoded(lost(document.name))
        live.edit(page, old or "", document.text or "")

    def _tell(self, document: Open, number: int) -> Told:
        """What is said of a document, in its folder."""
        live, folder = self.live_of(document), self.folder_of(document)
        found: tuple[Diagnostic, ...] = ()
        lang: str | None = None
        place = self.place_of(document.path)
        try:
            if live is not None:
                found, lang = live.findings(document.name, document.text), live.config.lang
            elif place is None or place.live is None or place.again or place.coming is not None:
                settled = Settled(document.path, ("",) if place is not None else ())
                lang = settled.config.lang
                if place is None or self._would_be_read(settled, document):
                    page = settled.read(document.text) if document.text is not None else decoded(lost(settled.path))
                    found = settled.say(page) if page is not None else ()
        except ConfigError as error:
            self._notice(error.text)
        document.told = encode((found, live is not None))
        return Told(number, document.uri, document.version, folder, document.name, found, live is not None, lang or "")

    def _would_be_read(self, settled: Settled, document: Open) -> bool:
        from seolint.engine.files import would_find

        return would_find(document.name, settled.excludes)

    def _notice(self, text: Text) -> None:
        self._send(Notice(text))

    def tell_others(self, uri: str = "") -> None:
        """Tell what is said of documents, but for the one that has been told, where that has changed."""
        for document in self._documents.values():
            place = self.place_of(document.path)
            if document.uri == uri or place is None or place.live is None:
                continue
            with working_in(place.folder):
                before = document.told
                told = self._tell(document, 0)
            if document.told != before:
                self._send(told)
        if any(place.live is not None and place.live.changed for place in self._places.values()):
            self._send(Moved())

    def drop(self, uri: str) -> None:
        """A document was closed: what its file says counts."""
        document = self._documents.pop(uri, None)
        if document is None or (place := self.place_of(document.path)) is None or (live := self.live_of(document)) is None:
            return
        with working_in(place.folder):
            self._reread(place, live, document.name, document.text)
        self.tell_others()

    def _reread(self, place: Place, live: Live, name: str, old: str | None) -> None:
        """Let the site know what a file says now."""
        self._unsettle(place)
        text = read_text(name, live.config.max_size)
        if not os.path.exists(on_disk(name)):
            place.again = True
        elif isinstance(text, str):
            if live.results.heads[name].digest != digest(text):
                live.edit(live.read(name, text), old or text, text)
        else:
            from seolint.engine.page import failed

            live.edit(failed(name, text), old or "", "")

    def _unsettle(self, place: Place) -> None:
        place.settling = None
        self._edited = time.monotonic()

    def changed(self, request: Changed) -> None:
        """Files have changed on the disk: posts are read again, and where it may be a site's configuration, all is."""
        opened = {document.path for document in self._documents.values()}
        for path in request.paths:
            place = self.place_of(path)
            parts = path.replace(os.sep, "/").split("/")
            if place is None or path in opened or any(part in _ASIDE for part in parts):
                continue
            if place.live is not None and path == place.live.baseline:
                self._renew(place, place.live)
            if parts[-1].startswith(".seolint-"):
                continue
            with working_in(place.folder):
                name = printable(tidy(path))
                live = place.live
                if live is not None and live.holds(name):
                    self._reread(place, live, name, None)
                elif live is not None and name.lower().endswith(_CONTENT) and not live.wants(name):
                    continue
                elif live is not None and name.lower().endswith(_PICTURES):
                    self._unsettle(place)
                    live.look_again()
                elif not os.path.isdir(path):
                    place.again = True
                    place.reading = place.coming = None
        if request.anew:
            for place in self._places.values():
                place.again, place.reading, place.coming = True, None, None
        self.tell_others()

    def _renew(self, place: Place, live: Live) -> None:
        with working_in(place.folder):
            try:
                live.renew()
            except RefusedError as error:
                self._notice(error.text)

    def everything(self, request: Everything) -> None:
        """Answer when all sites are read."""
        self._asked.append(request)

    def patience(self, idle: float) -> float | None:
        """How many seconds to wait for a request before ``work`` is called; None where there is nothing to do."""
        places = self._places.values()
        if any(place.again or place.reading is not None for place in places) or self._asked:
            return 0.0
        if any(place.live is not None and not place.live.is_settled for place in places):
            return max(0.0, self._edited + idle - time.monotonic())
        if any(place.live is not None and not place.live.is_shelved for place in places):
            return max(0.0, self._edited + idle - time.monotonic())
        return 3_600.0 if self._places else None

    def work(self) -> None:
        """Do something for which no one waits, and stop soon when a request comes."""
        for place in self._places.values():
            if place.live is not None and place.live.is_over:
                place.again = True
            if place.again or place.reading is not None:
                with working_in(place.folder):
                    self._read(place)
                return
        if self._asked:
            self._answer_everything(self._asked.pop(0))
            return
        for place in self._places.values():
            if place.live is not None and not place.live.is_settled:
                with working_in(place.folder):
                    self._settle(place, place.live)
                return
        for place in self._places.values():
            if place.live is not None and not place.live.is_shelved:
                with working_in(place.folder):
                    place.live.read_shelves(lambda: not self._waits())
                return

    def _read(self, place: Place) -> None:
        """Go on reading a site; when it is read it takes the place of the one before."""
        try:
            if place.reading is None:
                place.again = False
                place.coming = Live(cached=self._trusted)
                place.reading = place.coming.open([self._name(each) for each in self._of(place)])
            for done, total in place.reading:
                if time.monotonic() > self._shown + _EVERY:
                    self._shown = time.monotonic()
                    self._send(Progress(place.folder, done, total))
                if self._waits():
                    return
        except (ConfigError, RefusedError) as error:
            if place.failed != error.text.en:
                self._notice(error.text)
            place.failed, place.reading, place.coming = error.text.en, None, None
            self._send(Progress(place.folder, 1, 1))
            return
        assert place.coming is not None
        if place.live is not None:
            place.live.close()
        place.live, place.reading, place.coming, place.failed = place.coming, None, None, ""
        place.settling, place.named = None, {}
        for document in self._of(place):
            document.name = self._name(document)
            if place.live.holds(document.name):
                self._edit(place, place.live, document, self._saved(document, place.live))
        self._send(Progress(place.folder, len(place.live.files), len(place.live.files)))
        self._send(Moved())
        self.tell_others()

    def _of(self, place: Place) -> list[Open]:
        return [document for document in self._documents.values() if self.place_of(document.path) is place]

    def _settle(self, place: Place, live: Live) -> None:
        place.settling = place.settling or live.settle()
        for _ in place.settling:
            if self._waits():
                break
        else:
            place.settling = None
        if live.changed:
            self.tell_others()

    def _answer_everything(self, request: Everything) -> None:
        """What is said of all posts, part by part; those that are known as they are by name only."""
        for place in self._places.values():
            if (live := place.live) is None:
                continue
            with working_in(place.folder):
                texts = {document.name: document.text for document in self._of(place)}
                for path in live.changed:
                    place.named.pop(path, None)
                live.changed = set()
                pages: list[Page] = []
                same: list[str] = []
                for path in sorted(live.results.heads):
                    known = request.known.get(os.path.normpath(os.path.join(place.folder, on_disk(path))))
                    if known is None or place.named.get(path) != known:
                        found = live.findings(path, texts.get(path))
                        place.named[path] = digest_of(found)
                        if (known is not None or found) and known != place.named[path]:
                            pages.append(Page(path, place.named[path], found))
                    if known == place.named[path]:
                        same.append(path)
                    if len(pages) == _PART:
                        self._send(Reports(request.number, place.folder, tuple(pages)))
                        pages = []
                self._send(Reports(request.number, place.folder, tuple(pages), tuple(same)))
        self._send(Reports(request.number, self._home, (), last=True))

    def answer(self, request: Ask) -> Raw:
        """The encoded answer to a question; raises whatever goes wrong."""
        from seolint.engine.live.answers import answer

        document = self.document(request.uri)
        with working_in(self.folder_of(document)):
            place, live = self.place_of(document.path), self.live_of(document)
            opened = {each.name: each.text for each in self._of(place) if each.text is not None} if place is not None else {}
            return answer(request, document.name, document.text or "", document.path, live, opened)
