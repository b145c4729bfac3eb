"""The posts of a site as those need them who write another one: their addresses, titles and tags, read bit by bit."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from seolint.assist import Around
from seolint.assist.told import Told, counted, tell
from seolint.document import Document
from seolint.engine.files import ENDINGS
from seolint.engine.live.alts import Alts
from seolint.engine.read import read_text
from seolint.engine.surroundings import DiskSurroundings
from seolint.index import Index, Page
from seolint.site import Site
from seolint.site.routes import Routes

_AT_ONCE, _MOST = 300, 20_000
"""How many posts are read while somebody waits, and in all."""


class Card(Struct, frozen=True):
    """What the front matter of a post says."""

    page: Page
    told: Told


class Library:
    """One site. ``opened`` gives the texts of open documents by path, which count instead of their files."""

    def __init__(self, site: Site, most: int, opened: Callable[[], Mapping[str, str]]) -> None:
        """A file larger than ``most`` bytes is known by its path alone."""
        self._site, self._most, self._opened = site, most, opened
        self._cards: dict[str, Card] = {}
        self._stamps: dict[str, tuple[int, int]] = {}
        self._waiting: list[str] = []
        self._open_cards: dict[str, Card] = {}
        self._around: Around | None = None
        self.look_again()

    def look_again(self) -> None:
        """Files may have changed: those that have are to be read again."""
        self._disk, self._around = DiskSurroundings(self._most), None
        stamps = {path: _stamp(path) for path in self._paths()}
        self._cards = {path: card for path, card in self._cards.items() if stamps.get(path) == self._stamps.get(path)}
        self._stamps = stamps
        self._waiting = [path for path in reversed(stamps) if path not in self._cards]

    def _paths(self) -> Iterator[str]:
        """The pages of the site."""
        root = f"{self._site.root}/" if self._site.root else ""
        pages = (root + path for path in self._disk.inside(self._site) if path.lower().endswith(ENDINGS))
        yield from (path for path, _ in zip(pages, range(_MOST), strict=False))

    @property
    def is_whole(self) -> bool:
        return not self._waiting

    def read(self, goes_on: Callable[[], bool]) -> None:
        """Read while ``goes_on`` and anything is left."""
        while self._waiting and goes_on():
            path = self._waiting.pop()
            text = read_text(path, self._most)
            self._cards[path] = self._card(path, text if isinstance(text, str) else "")
            self._around = None

    def _card(self, path: str, text: str) -> Card:
        doc = Document(path, text, self._site)
        title = doc.front_matter.first(self._site.title_keys)
        name = path.rpartition("/")[2].rpartition(".")[0]
        page = Page(path, name, title.value if title is not None else "", doc.published, doc.place, placed=True)
        return Card(page, tell(doc))

    def document(self, path: str) -> Document | None:
        """A post of the site as it is now; None for what is none and what cannot be read."""
        if path not in self._stamps:
            return None
        text = self._opened().get(path)
        found = read_text(path, self._most) if text is None else text
        return Document(path, found, self._site) if isinstance(found, str) else None

    def around(self) -> Around:
        """The site as far as it is read; at first some of it is read now."""
        if not self._cards and self._waiting:
            left = iter(range(_AT_ONCE))
            self.read(lambda: next(left, None) is not None)
        opened = {path: self._card(path, text) for path, text in self._opened().items() if path in self._stamps}
        if self._around is None or opened != self._open_cards:
            self._open_cards = opened
            self._around = self._gather({**self._cards, **opened})
        return self._around

    def _gather(self, cards: Mapping[str, Card]) -> Around:
        site = self._site
        found = [cards[path] for path in sorted(cards)]
        places = {site.inside(card.page.path): card.page.place for card in found}
        if self.is_whole:
            routes = self._disk.routes(site, places)
        else:
            routes = Routes(site, places, [path for path in self._disk.inside(site) if not path.lower().endswith(ENDINGS)])
        return Around(
            Index(tuple(card.page for card in found), whole=self.is_whole, site=site, routes=routes),
            counted(tag for card in found for tag in card.told.tags),
            counted(name for card in found for name in card.told.categories),
            Alts(sorted(self._stamps), self._opened(), self.document, self._most),
        )


def _stamp(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return (-1, -1)
    return (status.st_size, status.st_mtime_ns)
