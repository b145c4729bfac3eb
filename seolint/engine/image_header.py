"""What the first bytes of a file tell of an image: its kind and its size in pixels."""

from __future__ import annotations

from seolint.index import File


def read_header(data: bytes, size: int) -> File:
    """What a file of ``size`` bytes is that begins with ``data``."""
    return File(size)
