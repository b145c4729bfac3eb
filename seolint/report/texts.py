"""The texts of the posts of an outcome, read again where a report shows or hashes them."""

from __future__ import annotations

import os
import re

from seolint.outcome import Outcome

_NAME_BYTE = re.compile(rb"\\x([89a-f][0-9a-f])")

_MOST = 50_000_000
"""How many bytes of a post are read again to show its lines."""


class Texts:
    """Reads one post at a time and remembers the last one."""

    def __init__(self, outcome: Outcome) -> None:
        self._sources = outcome.sources
        self._last = ("", "")

    def of(self, path: str) -> str:
        """The text of a post as it was linted, or as it is now on the disk; "" when it is gone."""
        if self._last[0] != path:
            self._last = (path, self._read(path))
        return self._last[1]

    def _read(self, path: str) -> str:
        source = self._sources.get(path)
        name = path if os.path.isfile(path) else on_disk(path)
        if source is None or source.text or not os.path.isfile(name):  # a pipe would wait for its writer
            return source.text if source else ""
        try:
            with open(name, "rb") as file:
                return file.read(_MOST).decode("utf-8")
        except (OSError, ValueError):
            return ""


def on_disk(path: str) -> bytes:
    """The name of a file whose name is not UTF-8, which findings write with ``\\x82`` for such bytes."""
    return _NAME_BYTE.sub(lambda found: bytes.fromhex(found[1].decode()), path.encode("utf-8", "surrogateescape"))
