"""The long paragraphs of posts, packed: what a site of many posts has in memory; and which posts have one together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from struct import Struct
from typing import NamedTuple

_ROW = Struct("<8sIII")


class Paragraph(NamedTuple):
    """What it says as eight bytes, where it is in the post, its characters without white space."""

    name: bytes
    start: int
    end: int
    characters: int


def pack(paragraph: Paragraph) -> bytes:
    return _ROW.pack(*paragraph)


def unpack(packed: bytes) -> Iterator[Paragraph]:
    return map(Paragraph._make, _ROW.iter_unpack(packed))


def holders(posts: Sequence[bytes], most: int) -> dict[bytes, list[int]]:
    """The names of paragraphs that more than ``most`` of ``posts`` have, with those posts by number; each post has a name once."""
    once, again = set[bytes](), set[bytes]()
    for packed in posts:
        names = [name for name, *_ in _ROW.iter_unpack(packed)]
        again.update(once.intersection(names))
        once.update(names)
    often = again if most > 0 else once
    found: dict[bytes, list[int]] = {}
    for number, packed in enumerate(posts if often else ()):
        for name, *_ in _ROW.iter_unpack(packed):
            if name in often:
                found.setdefault(name, []).append(number)
    return {name: numbers for name, numbers in found.items() if len(numbers) > most}
