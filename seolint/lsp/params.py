"""Parameters of requests that pygls does not know the shape of."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from pygls.exceptions import JsonRpcInvalidParams

T = TypeVar("T")


def read(params: object, type_: type[T], wanted: str) -> T:
    """``params`` as ``type_``; else the request is refused by a sentence that says what is ``wanted``."""
    try:
        return msgspec.convert(params, type_)
    except msgspec.ValidationError as error:
        raise JsonRpcInvalidParams(f"{wanted}: {error}") from None
