"""Messages on standard input and output. What is none is answered by an error, and the next one is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, BinaryIO

_LONGEST_HEADER, _LONGEST = 4_096, 200_000_000
"""Bytes of a header line, and of a message."""
_LENGTH_BEHIND = re.compile(rb".*[^\w\- \t](content-length:[ \t]*\d{1,15})", re.IGNORECASE | re.DOTALL)
"""A header that follows, without the end of a line, what a wrong length has left of a body."""
PARSE_ERROR, INVALID_REQUEST, INVALID_PARAMS, INTERNAL_ERROR = -32700, -32600, -32602, -32603

Message = dict[str, Any]


def read_messages(stream: BinaryIO, handle: Callable[[Message], None], refuse: Callable[[int, str], None]) -> None:
    """Hand every message over to ``handle``, and what is wrong with others to ``refuse``, until the stream ends."""
    while (length := _length(stream, refuse)) is not None:
        if length > _LONGEST:
            refuse(INVALID_REQUEST, f"The message is longer than {_LONGEST:,} bytes")
            if not _skip(stream, length):
                return
            continue
        body = stream.read(length)
        if len(body) < length:
            return
        try:
            message = json.loads(body)
        except (ValueError, RecursionError):
            refuse(PARSE_ERROR, "The message is no JSON")
            continue
        if isinstance(message, dict) and message.get("jsonrpc") == "2.0":  # pyright: ignore[reportUnknownMemberType]
            handle(message)  # pyright: ignore[reportUnknownArgumentType]
        else:
            refuse(INVALID_REQUEST, "The message is no request of JSON-RPC 2.0")


def _length(stream: BinaryIO, refuse: Callable[[int, str], None]) -> int | None:
    """The length of the next message's body; None at the end. Headers without a length are refused, and read over, and so is what
    is left of a body whose length was wrong."""
    length, wrong, empty = -1, False, True
    while line := stream.readline(_LONGEST_HEADER):
        line = line.strip()
        if (behind := _LENGTH_BEHIND.fullmatch(line)) is not None:
            line = behind[1]
        name, colon, value = line.partition(b":")
        if line:
            empty = False
            if name.lower() == b"content-length":
                value = value.strip()
                length = int(value) if value.isdigit() and len(value) < 16 else -1
                wrong = wrong or length < 0
            wrong = wrong or not colon
        elif length >= 0:
            return length
        else:
            if not empty or wrong:
                refuse(PARSE_ERROR, "A message needs the header Content-Length")
            length, wrong, empty = -1, False, True
    return None


def _skip(stream: BinaryIO, length: int) -> bool:
    while length:
        read = len(stream.read(min(length, 1 << 20)))
        if not read:
            return False
        length -= read
    return True


class Writer:
    """Standard output, as pygls wants it, and for messages in JSON."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def refuse(self, number: int | str | None, code: int, why: str) -> None:
        """Answer a request, or what cannot be read as one, by an error."""
        self.send(id=number, error={"code": code, "message": why})

    def write(self, data: bytes) -> None:
        try:
            self._stream.write(data)
            self._stream.flush()
        except OSError:
            raise SystemExit(1) from None  # nobody listens any more

    def close(self) -> None:
        """The stream is not ours to close."""
