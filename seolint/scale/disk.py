"""Posts of the disk, or of a file system that all workers have mounted at the same place."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from seolint.diagnostic import Diagnostic
from seolint.engine.read import read_text
from seolint.engine.surroundings import DiskSurroundings, Surroundings


class DiskSource(Struct, frozen=True):
    ahead: int = 64

    def prepare(self, paths: Sequence[str], most: int) -> None:
        return

    def text(self, path: str, most: int) -> str | Diagnostic:
        return read_text(path, most)

    def around(self, most: int) -> Surroundings:
        return DiskSurroundings(most)
