"""What a schema finds wrong."""

from __future__ import annotations

from msgspec import Struct

from seolint.document.json_schema.schema import Json
from seolint.text import Location


class Fault(Struct, frozen=True):
    """What is wrong, by the ``keyword`` that says so, at ``at``.

    ``key`` is the way to the value from the top, ``head.0.tag``, "" for all of it; ``given`` what stands there, or its type;
    ``wanted`` what might, what is missing, or the limit; ``number`` what there is of what has a limit. ``part`` is the schema
    that says so, ``text`` what is written there.
    """

    keyword: str
    at: Location
    key: str
    given: str
    wanted: tuple[str, ...]
    number: float = 0
    part: dict[str, Json] = {}
    text: str = ""
