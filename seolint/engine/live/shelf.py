"""The tags, categories and pictures of a site's posts, for those who write another one: read bit by bit, as no rule keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from seolint.assist.told import Told, counted, stem_of, tell
from seolint.document import Document
from seolint.engine.read import read_text
from seolint.site import Site

_AT_ONCE, _AGAIN = 300, 5
"""How many posts are read while somebody waits, the first time and later."""


class Shelf:
    """One site. Files larger than ``most`` bytes are left out."""

    def __init__(self, site: Site, most: int) -> None:
        self._site, self._most = site, most
        self._told: dict[str, tuple[bytes, Told]] = {}
        self._waiting: list[tuple[str, bytes]] = []
        self._counts: tuple[Mapping[str, int], Mapping[str, int]] | None = None

    @property
    def is_read(self) -> bool:
        return not self._waiting

    def look_again(self, posts: Iterable[tuple[str, bytes]]) -> None:
        """These are the posts now, by path and with what tells their texts from others; what is new among them is to be read."""
        stamps = dict(posts)
        gone = [path for path, (stamp, _) in self._told.items() if stamps.get(path) != stamp]
        for path in gone:
            del self._told[path]
        left = iter(range(_AGAIN if self._told else _AT_ONCE))
        self._waiting = [(path, stamp) for path, stamp in stamps.items() if path not in self._told][::-1]
        self._counts = None if gone else self._counts
        self.read(lambda: next(left, None) is not None)

    def read(self, goes_on: Callable[[], bool]) -> None:
        """Read while ``goes_on`` and anything is left."""
        while self._waiting and goes_on():
            path, stamp = self._waiting.pop()
            text = read_text(path, self._most)
            self._told[path] = stamp, tell(Document(path, text, self._site)) if isinstance(text, str) else Told()
            self._counts = None

    def naming(self, identity: str) -> Iterator[str]:
        """The posts that may show the picture which ``Document.image_identity`` names so, of those that were read."""
        stem = stem_of(identity)
        for path, (_, told) in self._told.items():
            if stem and any(name.startswith(stem) for name in told.pictures):
                yield path

    def counts(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """How many posts have each tag and each category, of those that were read."""
        if self._counts is None:
            told = [each for _, each in self._told.values()]
            self._counts = (
                counted(tag for each in told for tag in each.tags), counted(name for each in told for name in each.categories),
            )  # fmt: skip
        return self._counts
