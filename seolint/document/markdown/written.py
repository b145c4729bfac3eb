"""Where values stand that pyromark only says: URLs, code, and text that is put together."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from seolint.document.markdown.events import Body, Event, parser
from seolint.document.pieces import Assembly
from seolint.document.tokens import Run
from seolint.text import Location, Piece, Placed

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]*);")
_GAP = re.compile(r"[ \t]*(?:\r\n|[\r\n])?[ \t>]*")
_ANGLED = re.compile(r"<((?:[^\\<>\r\n]|\\.)*)>")
_BARE = re.compile(r"(?:[^\\() \t\r\n]|\\.)*")
_LINE_ENDS = {ord("\r"): " ", ord("\n"): " "}
_LABEL_END = re.compile(r"(?:[^\\\]]|\\.)*\]:", re.DOTALL)


class Written:
    """Finds the URLs of one text; those of reference links stand in their definitions."""

    def __init__(self, path: str, text: str, body: Body, dialect: str) -> None:
        self.path, self.text, self.body, self.dialect = path, text, body, dialect
        self.definitions: dict[str, tuple[int, int]] | None = None

    def url(self, event: Event, inner: int) -> Placed[str]:
        """The URL of a link or image whose text ends at ``inner``."""
        _, start, end, _, data = event
        url: str = data["dest_url"]
        kind: str = data["link_type"]
        if kind in {"Autolink", "Email"}:
            at = Location(self.path, start + 1, end - 1)
            if kind == "Email":
                return Placed("mailto:" + url, at, ((0, at.start, 0), (7, at.start, at.end - at.start)))
            return self.read(url, at.start, at.end) or Placed(url, at, ((0, at.start, 0),))
        if kind == "Inline":
            here = self.text.find("](", inner, end) + 2
            found = self.destination(url, here, end) if here > 1 else None
        else:
            found = self.destination(url, *self.definition(data["id"]))
        return found or Placed(url, Location(self.path, start, start), ((0, start, 0),))

    def destination(self, url: str, here: int, end: int) -> Placed[str] | None:
        """``url`` where it is written, which is soon after ``here``."""
        gap = _GAP.match(self.text, here, end)
        here = gap.end() if gap else here
        angled = _ANGLED.match(self.text, here, end)
        if angled:
            return self.read(url, *angled.span(1))
        first, depth = here, 0
        while here < end:
            bare = _BARE.match(self.text, here, end)
            here = bare.end() if bare else here
            sign = self.text[here : here + 1]
            if here >= end or sign not in "()" or (sign == ")" and depth == 0):
                break
            depth += 1 if sign == "(" else -1
            here += 1
        return self.read(url, first, here)

    def read(self, url: str, start: int, end: int) -> Placed[str] | None:
        """``text[start:end]`` with its escapes and character references read, if that is ``url``."""
        at = Location(self.path, start, end)
        if self.text[start:end] == url:
            return Placed(url, at)
        value, here = Assembly(self.text), start
        for found in _ESCAPE.finditer(self.text, start, end):
            value.copy(here, found.start())
            if found[1]:
                value.copy(found.start(1), found.end())
            else:
                value.put(html.unescape(found[0]), found.start())
            here = found.end()
        value.copy(here, end)
        made, pieces = value.end(end)
        return Placed(url, at, pieces or ((0, start, 0),)) if made == url else None

    def definition(self, label: str) -> tuple[int, int]:
        """Where the definition of ``label`` stands, behind its label."""
        if self.definitions is None:
            found = parser(self.dialect).reference_definitions(self.body.text)
            first, last = self.body.points()
            self.definitions = {}
            for name, entry in found.items():
                start, end = first(entry["span"]["start"]), last(entry["span"]["end"])
                opening = _LABEL_END.match(self.text, start, end)
                self.definitions[_folded(name)] = (opening.end() if opening else start, end)
        return self.definitions.get(_folded(label), (0, 0))


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def text_runs(text: str, value: str, start: int, end: int) -> Iterator[Run]:
    """Text with escapes and character references in it."""
    if len(value) == end - start:
        yield Run(text[start:end], start, end)
        return
    here = start
    for found in _ESCAPE.finditer(text, start, end):
        meaning = found[1] or html.unescape(found[0])
        if meaning == found[0]:
            continue
        if found.start() > here:
            yield Run(text[here : found.start()], here, found.start())
        here = found.end()
        yield Run(meaning, here - 1 if found[1] else found.start(), here)
    if here < end:
        yield Run(text[here:end], here, end)


def code_runs(text: str, value: str, start: int, end: int) -> Iterator[Run]:
    """The content of a code span, where it stands between its back quotes."""
    while start < end and text[start] == "`" == text[end - 1]:
        start, end = start + 1, end - 1
    if end - start == len(value) + 2 and text[start] == " " == text[end - 1]:
        start, end = start + 1, end - 1
    if text[start:end].translate(_LINE_ENDS) == value:
        yield Run(text[start:end], start, end)
        return
    offset = 0
    while start < end and offset < len(value):
        first = start
        while start < end and offset < len(value) and text[start] == value[offset]:
            start, offset = start + 1, offset + 1
        if start > first:
            yield Run(text[first:start], first, start)
        elif text[start] in "\r\n" and value[offset] == " ":
            start, offset = start + 1, offset + 1
            yield Run(text[first:start], first, start)
        else:
            start += 1
    if offset < len(value):
        yield Run(value[offset:], start, start)


def joined(path: str, runs: Iterable[Run], start: int) -> Placed[str]:
    """Runs as one value; it begins at ``start`` if there are none."""
    parts, pieces, size, first, end = list[str](), list[Piece](), 0, -1, start
    for run in runs:
        length = len(run.value) if len(run.value) == run.end - run.start else 0
        before = pieces[-1] if pieces else (0, 0, 0)
        if length and before[2] and before[0] + before[2] == size and before[1] + before[2] == run.start:
            pieces[-1] = (before[0], before[1], before[2] + length)
        else:
            pieces.append((size, run.start, length))
        first = run.start if first < 0 else first
        parts.append(run.value)
        size, end = size + len(run.value), run.end
    at = Location(path, start if first < 0 else first, end)
    if len(pieces) == 1 and pieces[0][2] == size:
        pieces = []
    elif pieces and not pieces[-1][2]:
        pieces.append((size, end, 0))
    return Placed("".join(parts), at, tuple(pieces))
