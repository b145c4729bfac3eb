"""Tables that rules read: JSON files beside this module, each with a typed reader, loaded when first asked for."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

T = TypeVar("T")


def table(name: str, shape: type[T]) -> T:
    """The table `name` (`name.json` beside this module), read into `shape` once."""
    return cast(T, _read(name, cast(Hashable, shape)))


@cache
def _read(name: str, shape: Hashable) -> object:
    import msgspec

    return msgspec.json.decode(Path(__file__).parent.joinpath(f"{name}.json").read_bytes(), type=cast(Any, shape))
