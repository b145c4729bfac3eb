"""YAML to a placed tree, from the event stream of libyaml: no tags, no numbers or dates, nothing expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from yaml import CSafeLoader
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from seolint.document.tree import Array, Kind, Member, Node, Object, Scalar
from seolint.text import Location, Piece, Placed

_BEGUN = {
    "found unexpected end of stream", "found unexpected document indicator", "could not find expected ':'",
    "did not find expected ',' or ']'", "did not find expected ',' or '}'",
}  # fmt: skip
"""What is wrong with these stands where they begin."""
_DEPTH, _NODES, _ALIASES = 64, 50_000, 200
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_PLAIN_TAGS = re.compile(r"tag:yaml\.org,2002:(str|int|float|bool|null|timestamp|seq|map)$|!$")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)", re.DOTALL)


class YamlProblem(Struct, frozen=True):
    """``code`` is one of syntax, tab, tag, alias, undefined-alias, depth, size; ``detail`` is libyaml's own word or the tag."""

    code: str
    at: Location
    detail: str = ""


class YamlTree(Struct, frozen=True):
    root: Node | None
    problems: tuple[YamlProblem, ...]


def read_yaml(path: str, text: str, start: int, end: int) -> YamlTree:
    """The first document of ``text[start:end]``; what was read before a syntax error is kept."""
    reader = _Reader(path, text, start, end)
    return YamlTree(reader.read(), tuple(reader.problems))


class _Open:
    """A collection whose end has not come yet."""

    def __init__(self, start: int, mapping: bool, anchor: str | None) -> None:
        self.start, self.mapping, self.anchor = start, mapping, anchor
        self.key: Placed[str] | None = None
        self.members: list[Member] = []
        self.items: list[Node] = []

    def add(self, node: Node) -> None:
        if not self.mapping:
            self.items.append(node)
        elif self.key is None:
            self.key = node.text if isinstance(node, Scalar) else Placed("", node.at)
        else:
            self.members.append(Member(self.key, node))
            self.key = None

    def close(self, at: Location) -> Node:
        return Object(tuple(_merged(self.members)), at) if self.mapping else Array(tuple(self.items), at)


class _Reader:
    def __init__(self, path: str, text: str, start: int, end: int) -> None:
        self.path, self.text, self.base, self.end = path, text, start, end
        self.problems: list[YamlProblem] = []
        self.anchors: dict[str, Node] = {}

    def at(self, start: int, end: int) -> Location:
        return Location(self.path, start, max(start, end))

    def read(self) -> Node | None:
        source = self.text[self.base : self.end]
        open_: list[_Open] = []
        root: Node | None = None
        try:
            for event in _events(source):
                node = self._node(event, open_)
                if node is None:
                    continue
                if open_:
                    open_[-1].add(node)
                else:
                    root = node
        except MarkedYAMLError as error:
            self._syntax(error)
        except (YAMLError, ValueError) as error:
            place = getattr(error, "position", 0) or 0
            self.problems.append(YamlProblem("syntax", self.at(self.base + place, self.base + place + 1), str(error)))
        except _RefusedError as refused:
            self.problems.append(refused.problem)
        while open_:
            last = open_.pop()
            root = last.close(self.at(last.start, self.end))
            if open_:
                open_[-1].add(root)
        return root

    def _node(self, event: Event, open_: list[_Open]) -> Node | None:
        start, stop = (self.base + offset for offset in _span(event))
        tag = getattr(event, "tag", None)
        if tag and not _PLAIN_TAGS.match(tag):
            self.problems.append(YamlProblem("tag", self.at(start, stop), tag))
        node: Node | None = None
        if isinstance(event, ScalarEvent):
            node = self._scalar(event, start, stop)
        elif isinstance(event, AliasEvent):
            node = self.anchors.get(event.anchor or "")
            if node is None:
                self.problems.append(YamlProblem("undefined-alias", self.at(start, stop), event.anchor or ""))
                node = Scalar(Placed("", self.at(start, stop)), "null")
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            properties = _PROPERTIES.match(self.text, start, stop)
            begin = properties.end() if properties else start
            open_.append(_Open(begin, isinstance(event, MappingStartEvent), event.anchor))
            if len(open_) > _DEPTH:
                raise _RefusedError(YamlProblem("depth", self.at(start, stop)))
            return None
        elif open_ and not isinstance(event, DocumentStartEvent):
            last = open_.pop()
            node = last.close(self.at(last.start, max(stop, last.start)))
            if last.anchor:
                self.anchors[last.anchor] = node
            return node
        if isinstance(event, ScalarEvent) and event.anchor and node is not None:
            self.anchors[event.anchor] = node
        return node

    def _scalar(self, event: ScalarEvent, start: int, stop: int) -> Scalar:
        properties = _PROPERTIES.match(self.text, start, stop)
        start = properties.end() if properties else start
        kind: Kind = "plain"
        value = event.value
        if event.style in {"'", '"'}:
            start, stop, kind = start + 1, max(start + 1, stop - 1), "string"
        elif event.style in {"|", ">"}:
            kind = "string"
            start = min(self.text.find("\n", start, stop) + 1 or stop, stop)
            value = value.rstrip("\n")
            while stop > start and self.text[stop - 1] in " \t\r\n":
                stop -= 1
            while start < stop and self.text[start] in " \t":
                start += 1
        elif value in {"", "~", "null", "Null", "NULL"}:
            return Scalar(Placed("", self.at(start, stop)), "null")
        raw = self.text[start:stop]
        pieces = () if raw == value else align(value, raw, start, escapes=event.style == '"')
        return Scalar(Placed(value, self.at(start, stop), pieces), kind)

    def _syntax(self, error: MarkedYAMLError) -> None:
        begun = error.context_mark if error.problem in _BEGUN else None
        mark = begun or error.problem_mark or error.context_mark
        place = min(self.base + (mark.index if mark else 0), self.end)
        line = self.text.rfind("\n", self.base, place) + 1 or self.base
        code = "tab" if "\t" in self.text[line : place + 1] and not self.text[line:place].strip() else "syntax"
        self.problems.append(YamlProblem(code, self.at(place, min(place + 1, self.end)), str(error.problem or "")))


class _RefusedError(Exception):
    def __init__(self, problem: YamlProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _span(event: Event) -> tuple[int, int]:
    """The event's place, in code points of the source."""
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start is not None and end is not None else (0, 0)


def _events(source: str) -> Iterator[Event]:
    """Events of the first document, within the budgets of nodes and aliases."""
    loader = CSafeLoader(source)
    nodes = aliases = documents = 0
    try:
        while loader.check_event():  # pyright: ignore[reportUnknownMemberType]
            event = loader.get_event()
            if event is None:
                return
            documents += isinstance(event, DocumentStartEvent)
            nodes += 1
            aliases += isinstance(event, AliasEvent)
            if documents > 1:
                return
            if nodes > _NODES or aliases > _ALIASES:
                place = Location("", *_span(event))
                raise _RefusedError(YamlProblem("alias" if aliases > _ALIASES else "size", place))
            yield event
    finally:
        loader.dispose()


def _merged(members: list[Member]) -> Iterator[Member]:
    """The members, with those of ``<<`` that the mapping does not name itself."""
    own = {member.key.value for member in members}
    for member in members:
        if member.key.value != "<<":
            yield member
            continue
        sources = member.value.items if isinstance(member.value, Array) else (member.value,)
        for source in sources:
            for inner in source.members if isinstance(source, Object) else ():
                if inner.key.value not in own:
                    own.add(inner.key.value)
                    yield inner


def align(value: str, raw: str, offset: int, *, escapes: bool = False) -> tuple[Piece, ...]:
    """Pieces of ``value`` as they stand in ``raw``, which is at ``offset``: folds, indents and escapes between."""
    pieces: list[Piece] = []
    v = r = 0
    while v < len(value) and r < len(raw):
        begin = v
        while v < len(value) and r < len(raw) and value[v] == raw[r] and not (escapes and raw[r] == "\\"):
            v, r = v + 1, r + 1
        if v > begin:
            pieces.append((begin, offset + r - (v - begin), v - begin))
        if v >= len(value) or r >= len(raw):
            break
        escape = _ESCAPE.match(raw, r) if escapes else None
        if escape:
            v, r = v + ("\n" not in escape[0]), escape.end()
        elif raw[r] in " \t\r\n":
            r += 1
            if value[v] in " \n" and (r >= len(raw) or raw[r] not in " \t\r\n"):
                v += 1
        elif raw[r : r + 2] == "''":
            r += 1
        elif value[v] in " \n":
            v += 1
        else:
            r += 1
    return tuple(pieces)
