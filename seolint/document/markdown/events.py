"""What pyromark finds in Markdown, with UTF-8 offsets turned into code points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, islice
from typing import Any, cast

from seolint.document.tokens import MOST, TooManyError
from seolint.text import UNKNOWN

Event = tuple[str, int, int, str, Mapping[str, Any]]
"""Kind, start, end, name or value, and what else there is to say.

The kind is Start, End, Text, Code, Html, InlineHtml, FootnoteReference, SoftBreak, HardBreak or another; a start or end has
the name of its element, what else there is has its text.
"""

_NOTHING: Mapping[str, Any] = {}
_STEP = 512
_CONTINUATION = bytes(range(0x80, 0xC0))


@cache
def parser(dialect: str) -> Any:
    import pyromark

    o = pyromark.Options
    extensions = o.ENABLE_TABLES | o.ENABLE_FOOTNOTES | o.ENABLE_STRIKETHROUGH | o.ENABLE_TASKLISTS
    return pyromark.Markdown(options=o(0) if dialect == "commonmark" else extensions)


class Body:
    """What the parser reads of a post: ``text``, each character of which stands for one of the post's from ``start`` on."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start

    def points(self) -> tuple[Callable[[int], int], Callable[[int], int]]:
        """What turns UTF-8 offsets into code points of the post: of what begins there, and of what ends there."""
        point = code_points(self.text, self.start)
        return point, point

    def without(self, places: Iterable[tuple[int, int]]) -> Body:
        """The same, with what stands at ``places`` of the post unknown; they are in order."""
        parts, here = list[str](), 0
        for start, end in places:
            parts += self.text[here : start - self.start], UNKNOWN * (end - start)
            here = end - self.start
        return Body("".join((*parts, self.text[here:])), self.start)


def read_events(body: Body, dialect: str) -> list[Event]:
    """The events of ``body``; text next to text is one. Raises TooManyError."""
    found: list[Any] = list(islice(parser(dialect).events_with_range(body.text, merge_text=True), MOST + 1))
    if len(found) > MOST:
        raise TooManyError
    return list(_events(found, *body.points()))


def code_points(body: str, start: int) -> Callable[[int], int]:
    """What turns a UTF-8 offset in ``body``, which stands at ``start``, into a code point of the text."""
    if body.isascii():
        return start.__add__
    data = body.encode("utf-8", "replace")
    chunks = (data[here : here + _STEP] for here in range(0, len(data), _STEP))
    points = list(accumulate((len(chunk.translate(None, _CONTINUATION)) for chunk in chunks), initial=start))

    def point(number: int) -> int:
        chunk = number // _STEP
        return points[chunk] + len(data[chunk * _STEP : number].translate(None, _CONTINUATION))

    return point


def _events(found: list[Any], first: Callable[[int], int], last: Callable[[int], int]) -> Iterator[Event]:
    for event, place in found:
        start, end = first(place["start"]), last(place["end"])
        if isinstance(event, str):
            yield event, start, end, "", _NOTHING
            continue
        ((kind, value),) = event.items()
        if isinstance(value, str):
            yield kind, start, end, value, _NOTHING
        elif isinstance(value, dict):
            ((name, data),) = cast(dict[str, Any], value).items()
            yield kind, start, end, name, data if isinstance(data, dict) else {"value": data} if isinstance(data, str) else _NOTHING
        else:
            yield kind, start, end, "", _NOTHING


def matching(events: Sequence[Event]) -> dict[int, int]:
    """The number of the end of each element, by the number of its start."""
    ends: dict[int, int] = {}
    stack: list[int] = []
    for index, event in enumerate(events):
        if event[0] == "Start":
            stack.append(index)
        elif event[0] == "End":
            ends[stack.pop()] = index
    return ends
