"""The texts that a picture has in other posts, looked for when somebody asks: few ever do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from seolint.assist.told import alts_in, alts_of
from seolint.document import Document
from seolint.engine.read import NotRegularError, read_bytes

_MOST_READ = 50
"""Posts that name the file of a picture, and are read for what they say of it."""


class Alts(Mapping[str, Sequence[str]]):
    """By picture, as ``Document.image_identity`` names it; only ``get`` and ``[]`` find any."""

    def __init__(self, paths: Iterable[str], document: Callable[[str], Document | None], most: int) -> None:
        """``document`` reads one of the posts at ``paths``; files over ``most`` bytes are left."""
        self._paths, self._document, self._most = paths, document, most

    def __getitem__(self, identity: str) -> Sequence[str]:
        pairs: list[tuple[str, str]] = []
        for _, path in zip(range(_MOST_READ), self._naming(identity), strict=False):
            doc = self._document(path)
            pairs += [pair for pair in (alts_in(doc) if doc is not None else ()) if pair[0] == identity]
        return alts_of(pairs)[identity]

    def _naming(self, identity: str) -> Iterator[str]:
        """The posts whose text has the name of the picture's file."""
        stem = identity.rpartition("/")[2].rpartition(".")[0] or identity.rpartition("/")[2]
        names = [name.encode("utf-8", "surrogatepass") for name in dict.fromkeys((stem, quote(stem, errors="replace")))]
        for path in self._paths if stem else ():
            try:
                data = read_bytes(path, self._most)
            except (OSError, ValueError, NotRegularError):
                continue
            if any(name in data for name in names):
                yield path

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
