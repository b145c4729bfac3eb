"""A folder of the workspace: its site as it is known, and the one that is being read to take its place."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct

from seolint.config.settings import ConfigError
from seolint.diagnostic import Text
from seolint.engine.files import tidy
from seolint.engine.lint import decoded, lost
from seolint.engine.live.live import Live
from seolint.engine.live.messages import Moved, Page, Progress, Report, Reports, digest_of
from seolint.engine.page import digest, failed
from seolint.engine.read import on_disk, printable, read_text
from seolint.engine.refused import RefusedError

CONTENT = (".md", ".markdown", ".mdx", ".html", ".htm")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".pdf", ".mp4", ".webm", ".mp3", ".zip")
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
    """To be used in ``folder`` as the working directory. ``again`` says that the site is to be read anew."""

    def __init__(
        self, folder: str, send: Callable[[Report], None], waits: Callable[[], bool], notice: Callable[[Text], None],
        *, cached: bool,
    ) -> None:  # fmt: skip
        self.folder, self._send, self._waits, self._notice, self._cached = folder, send, waits, notice, cached
        self.live: Live | None = None
        self.again = True
        self.edited = 0.0
        self._coming: Live | None = None
        self._reading: Iterator[tuple[int, int]] | None = None
        self._settling: Iterator[None] | None = None
        self._shown = 0.0
        self._named: dict[str, bytes] = {}

    @property
    def is_read(self) -> bool:
        """Whether the site is known, and nothing else is on its way."""
        return not self.again and self._reading is None

    @property
    def is_settled(self) -> bool:
        return self.live is None or (self.live.is_settled and self.live.is_shelved)

    def name(self, path: str) -> str:
        """What a run calls an absolute path: its real one where that is the one that is known."""
        name = printable(tidy(path))
        if self.live is not None and not self.live.holds(name):
            real = printable(tidy(os.path.realpath(path)))
            return real if self.live.holds(real) else name
        return name

    def put(self, document: Open, old: str | None) -> None:
        """Take a document's text, which was ``old``, None for what is on the disk."""
        live = self.live
        if live is None or not live.holds(document.name):
            self.again = self.again or (live is not None and live.wants(document.name))
            return
        if document.text is not None and live.results.heads[document.name].digest == digest(document.text):
            return
        if old is None:
            saved = read_text(document.name, live.config.max_size)
            old = saved if isinstance(saved, str) else ""
        page = live.read(document.name, document.text) if document.text is not None else decoded(lost(document.name))
        self._unsettle()
        live.edit(page, old, document.text or "")

    def reread(self, name: str, old: str | None) -> None:
        """Take what a page's file says now; ``old`` is what was known of it, where that is at hand."""
        live = self.live
        if live is None or not live.holds(name):
            return
        text = read_text(name, live.config.max_size)
        if not os.path.exists(on_disk(name)):
            self.again = True
        elif not isinstance(text, str):
            self._unsettle()
            live.edit(failed(name, text), old or "", "")
        elif live.results.heads[name].digest != digest(text):
            self._unsettle()
            live.edit(live.read(name, text), old or text, text)

    def changed(self, path: str) -> None:
        """A file, at an absolute path, has changed on the disk: a post, a picture, or what may be a part of the configuration."""
        live, name = self.live, printable(tidy(path))
        if live is not None and path == live.baseline:
            self._renew(live)
        elif os.path.basename(path).startswith(".seolint-"):
            return
        elif live is not None and live.holds(name):
            self.reread(name, None)
            self.saved()
        elif live is not None and name.lower().endswith(CONTENT) and not live.wants(name):
            return
        elif live is not None and name.lower().endswith(PICTURES):
            self._unsettle()
            live.look_again()
        elif not os.path.isdir(path):
            self.anew()

    def saved(self) -> None:
        """A post was written to the disk."""
        if self.live is not None and self.live.is_misguessed:
            self.anew()

    def anew(self) -> None:
        """Read everything again; what is known of the site stays until that is done."""
        self.again, self._reading, self._coming = True, None, None

    def _renew(self, live: Live) -> None:
        try:
            live.renew()
        except RefusedError as error:
            self._notice(error.text)

    def _unsettle(self) -> None:
        self._settling, self.edited = None, time.monotonic()

    def read(self, documents: Sequence[Open]) -> bool:
        """Go on reading the site until a request waits; whether it is read, and has taken the place of the one before."""
        try:
            if self._reading is None:
                self.again = False
                self._coming = Live(cached=self._cached)
                self._reading = self._coming.open([self.name(each.path) for each in documents])
            for done, total in self._reading:
                if time.monotonic() > self._shown + _EVERY:
                    self._shown = time.monotonic()
                    self._send(Progress(self.folder, done, total))
                if self._waits():
                    return False
        except Exception as error:
            self._reading = self._coming = None
            self._notice(_why(error, self.folder))
            self._send(Progress(self.folder, 1, 1))
            return False
        anew = self.live is not None
        if self.live is not None:
            self.live.close()
        self.live, self._reading, self._coming = self._coming, None, None
        self._settling, self._named = None, {}
        for document in documents:
            document.name = self.name(document.path)
            self.put(document, None)
        count = len(self.live.files) if self.live is not None else 0
        self._send(Progress(self.folder, count, count))
        self._send(Moved(anew))
        return True

    def settle(self) -> None:
        """Judge what waits for time, and then read what somebody asked about, until a request waits."""
        if self.live is None:
            return
        if self.live.is_settled:
            self.live.read_shelves(lambda: not self._waits())
            return
        self._settling = self._settling or self.live.settle()
        for _ in self._settling:
            if self._waits():
                return
        self._settling = None
        _give_back()

    def reports(self, number: int, known: Mapping[str, bytes], documents: Sequence[Open]) -> Iterator[Reports]:
        """What is said of all posts, part by part; of those that are ``known`` as they are only that."""
        live = self.live
        if live is None:
            return
        texts = {document.name: document.text for document in documents}
        for path in live.changed:
            self._named.pop(path, None)
        live.changed = set()
        pages: list[Page] = []
        same: list[str] = []
        for path in sorted(live.results.heads):
            at = known.get(os.path.normpath(os.path.join(self.folder, on_disk(path))))
            if at is None or self._named.get(path) != at:
                found = live.findings(path, texts.get(path))
                self._named[path] = digest_of(found)
                if (at is not None or found) and at != self._named[path]:
                    pages.append(Page(path, self._named[path], found))
            if at == self._named[path]:
                same.append(path)
            if len(pages) == _PART:
                yield Reports(number, self.folder, tuple(pages))
                pages = []
        yield Reports(number, self.folder, tuple(pages), tuple(same))


def _give_back() -> None:
    """Give memory that is free back to the system, where that can be asked for: judging takes much for a short time."""
    gc.collect()
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def _why(error: Exception, folder: str) -> Text:
    """Why the site in a folder cannot be read."""
    if isinstance(error, ConfigError | RefusedError):
        return error.text
    what = f"{type(error).__name__}: {error}"[:200]
    return Text(f"The site in {folder} cannot be read ({what})", f"{folder} のサイトを読めません（{what}）")
