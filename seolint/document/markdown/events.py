"""What pyromark finds in Markdown, with UTF-8 offsets turned into code points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

_NOTHING: Mapping[str, Any] = {}


class Event(NamedTuple):
    """``kind`` is Start, End, Text, Code, Html, InlineHtml, FootnoteReference, SoftBreak, HardBreak or another.

    ``name`` is the element that starts or ends, ``value`` the text, ``data`` what else there is to say.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    value: str = ""
    data: Mapping[str, Any] = _NOTHING


@cache
def parser(dialect: str) -> Any:
    import pyromark

    o = pyromark.Options
    extensions = o.ENABLE_TABLES | o.ENABLE_FOOTNOTES | o.ENABLE_STRIKETHROUGH | o.ENABLE_TASKLISTS
    return pyromark.Markdown(options=o(0) if dialect == "commonmark" else extensions)


def read_events(body: str, start: int, dialect: str) -> list[Event]:
    """The events of ``body``, which stands at ``start``."""
    found: list[Any] = list(parser(dialect).events_with_range(body))
    if body.isascii():
        return [_event(event, place["start"] + start, place["end"] + start) for event, place in found]
    points = code_points(body, start, (number for _, place in found for number in (place["start"], place["end"])))
    return [_event(event, points[place["start"]], points[place["end"]]) for event, place in found]


def code_points(body: str, start: int, numbers: Iterable[int]) -> Mapping[int, int]:
    """UTF-8 offsets in ``body``, which stands at ``start``, to code points of the text."""
    data, points = body.encode(), dict[int, int]()
    before, point = 0, start
    for number in sorted(set(numbers)):
        point += len(data[before:number].decode("utf-8", "replace"))
        points[number] = point
        before = number
    return points


def _event(event: Any, start: int, end: int) -> Event:
    if isinstance(event, str):
        return Event(event, start, end)
    ((kind, value),) = event.items()
    if kind in {"Start", "End"}:
        if isinstance(value, str):
            return Event(kind, start, end, value)
        ((name, data),) = value.items()
        return Event(kind, start, end, name, "", data if isinstance(data, dict) else {"value": data})
    return Event(kind, start, end, "", value if isinstance(value, str) else "")


def matching(events: Sequence[Event]) -> dict[int, int]:
    """The number of the end of each element, by the number of its start."""
    ends: dict[int, int] = {}
    stack: list[int] = []
    for index, event in enumerate(events):
        if event.kind == "Start":
            stack.append(index)
        elif event.kind == "End":
            ends[stack.pop()] = index
    return ends
