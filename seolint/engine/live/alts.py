"""The texts that a picture has in other posts, looked for when somebody asks: few ever do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from seolint.assist.told import alts_in, alts_of
from seolint.document import Document

_MOST_READ = 50
"""Posts that name the file of a picture, and are read for what they say of it."""


class Alts(Mapping[str, Sequence[str]]):
    """By picture, as ``Document.image_identity`` names it; only ``get`` and ``[]`` find any."""

    def __init__(self, naming: Callable[[str], Iterable[str]], document: Callable[[str], Document | None]) -> None:
        """``naming`` gives the posts that may show a picture, ``document`` reads one of them."""
        self._naming, self._document = naming, document

    def __getitem__(self, identity: str) -> Sequence[str]:
        pairs: list[tuple[str, str]] = []
        for _, path in zip(range(_MOST_READ), self._naming(identity), strict=False):
            doc = self._document(path)
            pairs += [pair for pair in (alts_in(doc) if doc is not None else ()) if pair[0] == identity]
        return alts_of(pairs)[identity]

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
