"""A file of named sections, any of which can be read alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from zlib import crc32

from msgspec import MsgspecError
from msgspec.msgpack import Decoder, Encoder

_MARK, _SIZE, _SUM = b"seolint2", 8, 4
_FIRST = 32_768
"""Bytes that hold the names of most files."""
_encode, _DECODER = Encoder().encode, Decoder(dict[str, tuple[int, int]])

Read = Callable[[int, int], bytes]
"""The bytes of a file from a place to another one, fewer at its end."""


class BrokenFileError(ValueError):
    """A file that is not of ours, or not whole."""


class Rows:
    """Encoded values one behind the other, which together are an encoded array of them, in no more room than they take."""

    def __init__(self) -> None:
        self._body, self._count = bytearray(), 0

    def add(self, value: bytes) -> None:
        self._body += value
        self._count += 1

    def __bool__(self) -> bool:
        return self._count > 0

    def chunks(self) -> tuple[bytes, bytearray]:
        """The head of the array, and what is in it."""
        return b"\xdd" + self._count.to_bytes(4), self._body


Data = bytes | Rows


def _chunks(data: Data) -> Sequence[bytes | bytearray]:
    return data.chunks() if isinstance(data, Rows) else (data,)


def size_of(data: Data) -> int:
    return sum(map(len, _chunks(data)))


def packed(sections: Mapping[str, Data]) -> Iterator[bytes | bytearray]:
    """The file of these sections, piece by piece."""
    head = _encode({name: (size_of(data), _checksum(_chunks(data))) for name, data in sections.items()})
    yield b"".join((_MARK, len(head).to_bytes(_SIZE), crc32(head).to_bytes(_SUM), head))
    for data in sections.values():
        yield from _chunks(data)


def _checksum(chunks: Sequence[bytes | bytearray]) -> int:
    total = 0
    for chunk in chunks:
        total = crc32(chunk, total)
    return total


class Sections:
    """Where the sections of a file lie, and the checksum of each."""

    def __init__(self, read: Read) -> None:
        """Raises BrokenFileError."""
        self._read = read
        first = read(0, _FIRST)
        start = len(_MARK) + _SIZE + _SUM
        if first[: len(_MARK)] != _MARK:
            raise BrokenFileError("no sections")
        size, checksum = int.from_bytes(first[len(_MARK) : len(_MARK) + _SIZE]), int.from_bytes(first[start - _SUM : start])
        head = first[start : start + size] if start + size <= len(first) else read(start, start + size)
        if crc32(head) != checksum:
            raise BrokenFileError("no names")
        try:
            sizes = _DECODER.decode(head)
        except MsgspecError:
            raise BrokenFileError("no names") from None
        self._places: dict[str, tuple[int, int, int]] = {}
        at = start + size
        for name, (length, checksum) in sizes.items():
            self._places[name] = at, at + length, checksum
            at += length
        self.size = at

    def of(self, names: Sequence[str]) -> dict[str, bytes]:
        """Some sections, read at once: they lie close together. Those that are not there are left out. Raises BrokenFileError."""
        places = {name: self._places[name] for name in names if name in self._places}
        if not places:
            return {}
        first, last = min(start for start, _, _ in places.values()), max(end for _, end, _ in places.values())
        data = self._read(first, last) if last > first else b""
        if len(data) != last - first:
            raise BrokenFileError("not whole")
        found = {name: data[start - first : end - first] for name, (start, end, _) in places.items()}
        if any(crc32(found[name]) != checksum for name, (_, _, checksum) in places.items()):
            raise BrokenFileError("changed")
        return found
