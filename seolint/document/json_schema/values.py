"""Values as a schema sees them: their types, sizes and formats, and which are equal."""

from __future__ import annotations

import json
import math
import operator
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

from msgspec import Struct

from seolint.document.json_schema.fault import Fault
from seolint.document.json_schema.schema import Json
from seolint.document.meanings import Meaning
from seolint.document.tree import Array, Node, Object, Scalar
from seolint.text import Location

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d{2}:\d{2})", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_LONGEST = 60


class Here(Struct, frozen=True):
    """A value: the node, its type, where to flag it and how to call it."""

    node: Node
    kind: str
    meaning: Meaning
    at: Location
    key: str

    @property
    def text(self) -> str:
        return self.node.text.value if isinstance(self.node, Scalar) else ""

    def fault(self, keyword: str, part: dict[str, Json], given: str = "", wanted: Iterable[str] = (), number: float = 0) -> Fault:
        return Fault(keyword, self.at, self.key, given or shown(self.text), tuple(wanted), number, part, self.text)

    def inner(self, name: str) -> str:
        return f"{self.key}.{name}" if self.key else name


Found: TypeAlias = "tuple[Fault, ...]"


def size(here: Here, keyword: str) -> float | None:
    """What a limit is held against; None where it says nothing of such a value."""
    if keyword.endswith("Items"):
        return len(here.node.items) if isinstance(here.node, Array) else None
    if keyword.endswith("Properties"):
        return len({member.key.value for member in here.node.members}) if isinstance(here.node, Object) else None
    if keyword.endswith("Length"):
        return len(here.text) if here.kind in {"string", "date"} else None
    return here.meaning.number if here.kind == "number" and not math.isnan(here.meaning.number) else None


def _is_no_multiple(number: float, step: float) -> bool:
    if not isinstance(step, float):
        return bool(number % step) if not math.isinf(number) else True
    quotient = number / step
    return math.isinf(quotient) or int(quotient) != quotient


LIMITS: dict[str, Callable[[float, float], bool]] = {
    **dict.fromkeys(("minItems", "minLength", "minProperties", "minimum"), operator.lt),
    **dict.fromkeys(("maxItems", "maxLength", "maxProperties", "maximum"), operator.gt),
    "exclusiveMinimum": operator.le, "exclusiveMaximum": operator.ge, "multipleOf": _is_no_multiple,
}  # fmt: skip


def is_type(here: Here, wanted: Json) -> bool:
    names = wanted if isinstance(wanted, list) else [wanted]
    kind = "string" if here.kind == "date" else here.kind
    return kind in names or (kind == "number" and "integer" in names and float(here.meaning.number).is_integer())


def plain(node: Scalar, meaning: Meaning) -> tuple[str, object]:
    if meaning.kind in {"string", "date"}:
        return "string", node.text.value
    return meaning.kind, None if meaning.kind == "null" else meaning.number


def plain_json(value: Json) -> tuple[str, object]:
    if isinstance(value, bool) or value is None:
        return ("null", None) if value is None else ("boolean", value)
    if isinstance(value, int | float):
        return "number", value
    return "string", value if isinstance(value, str) else None


def written(value: Json) -> str:
    """A value as one writes it in the front matter."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def shown(text: str) -> str:
    """The beginning of a text, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    found = _MOMENT.fullmatch(text)
    return found is not None and _is_day(found[1])


def _is_one_emoji(text: str) -> bool:
    return sum(1 for _ in _EMOJI.finditer(text)) == 1


_PICTURE = (
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030"
    "\u303d\u3297\u3299\u00a9\u00ae\u203c\u2049\u2122\u2139]"
)
_EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3"
    f"|{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*(?:\u200d{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)
FORMATS: dict[str, Callable[[str], bool]] = {
    "date": _is_day, "date-time": _is_moment, "uri": lambda text: _URI.fullmatch(text) is not None, "emoji": _is_one_emoji,
}  # fmt: skip
