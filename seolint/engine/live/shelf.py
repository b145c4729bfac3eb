"""What is kept between questions about open posts: their documents, their settings and the libraries of their sites."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec import Raw

from seolint.document import Document
from seolint.engine.files import ENDINGS
from seolint.engine.live.answers import Known, answer, read_about
from seolint.engine.live.library import Library
from seolint.engine.live.messages import Ask
from seolint.engine.live.single import Settled, working_in
from seolint.site.addresses import PICTURES

_MOST = 64
_PLAIN = (*ENDINGS, *(f".{ending}" for ending in sorted(PICTURES)))
"""Files that say nothing of how others are read."""


class Shelf:
    """Paths belong to a folder, which is the working directory while anything is asked."""

    def __init__(self, opened: Callable[[], Mapping[str, str]]) -> None:
        """``opened`` gives the newest known texts of the open documents by path, from the working directory."""
        self._opened = opened
        self._settled: dict[tuple[str, str], Settled] = {}
        self._libraries: dict[tuple[str, str], Library] = {}
        self._docs: dict[str, Document] = {}
        self._old: set[tuple[str, str]] = set()

    def look_again(self, paths: Sequence[str], *, anew: bool = False) -> None:
        """Files have changed; where one may be a configuration, or ``anew``, everything is read again."""
        if anew or not all(path.lower().endswith(_PLAIN) for path in paths):
            self._libraries, self._settled = {}, {}
        self._docs, self._old = {}, {*self._libraries}

    @property
    def is_read(self) -> bool:
        """Whether there is nothing left to read while nobody waits."""
        return all(library.is_whole for library in self._libraries.values())

    def read_on(self, waits: Callable[[], bool]) -> None:
        """Read the sites that somebody asked about, until someone ``waits``."""
        for (folder, _), library in self._libraries.items():
            with working_in(folder):
                library.read(lambda: not waits())

    def answer(self, request: Ask, path: str, text: str | None, folder: str, folders: tuple[str, ...]) -> Raw:
        """The encoded answer; raises ConfigError, and KeyError for a question that nobody knows."""
        about = read_about(request.about)
        key = folder, path
        if key not in self._settled:
            self._settled = dict(list(self._settled.items())[-_MOST:])
            self._settled[key] = Settled(path, folders)
        settled = self._settled[key]
        site = settled.plan.sites[settled.path]
        newest = about.text if about.text is not None else text or ""
        doc = self._docs.get(request.uri)
        if doc is None or doc.text != newest or doc.site is not site:
            self._docs = dict(list(self._docs.items())[-_MOST:])
            doc = self._docs[request.uri] = Document(settled.path, newest, site)
        library = partial(self._library, folder, settled)
        known = Known(
            doc, settled.plan.rules[settled.path], lambda: library().around(), lambda: library().is_whole,
            lambda other: library().document(other),
        )  # fmt: skip
        return answer(request.what, known, about, folder)

    def _library(self, folder: str, settled: Settled) -> Library:
        """The library of a post's site, with what has changed in it."""
        site = settled.plan.sites[settled.path]
        key = folder, site.root
        if key not in self._libraries:
            self._libraries[key] = Library(site, settled.config.max_size, self._opened)
        elif key in self._old:
            self._libraries[key].look_again()
        self._old.discard(key)
        return self._libraries[key]
