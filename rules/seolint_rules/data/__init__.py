"""Tables that rules read: JSON files beside this module, each with a typed reader, loaded when first asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def table(name: str, shape: type[T]) -> T:
    """The table `name` (`name.json` beside this module), read into `shape`; readers cache what they build of it."""
    import msgspec

    return msgspec.json.decode(Path(__file__).with_name(f"{name}.json").read_bytes(), type=shape)
