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
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from seolint.document.pieces import align as align
from seolint.document.tree import Array, Kind, Member, Node, Object, Problem, Scalar
from seolint.document.yaml_scalars import BREAKS, BREAKS_1_2, block_pieces, flow_pieces
from seolint.text import Location, Placed

_BEGUN = {
    "found unexpected end of stream", "found unexpected document indicator", "could not find expected ':'",
    "did not find expected ',' or ']'", "did not find expected ',' or '}'",
    "did not find expected alphabetic or numeric character", "did not find expected whitespace or line break",
}  # fmt: skip
"""What is wrong with these stands where they begin."""
_DEPTH, _NODES, _ALIASES, _KEY = 64, 50_000, 200, 200
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_TAG = re.compile(r"!\S*")
_PLAIN_TAGS = re.compile(r"tag:yaml\.org,2002:(str|int|float|bool|null|timestamp|seq|map)$|!$")
_SECOND_COLON = "mapping values are not allowed in this context"
_LINE = re.compile(r"[^\r\n]*")
_UNREADABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
_STAND_INS = str.maketrans("\x85\u2028\u2029", "\ufdd0\ufdd1\ufdd2")
_STOOD_FOR = str.maketrans("\ufdd0\ufdd1\ufdd2", "\x85\u2028\u2029")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_COLLECTIONS = frozenset((MappingStartEvent, SequenceStartEvent))
_ENDS = frozenset((MappingEndEvent, SequenceEndEvent))


class YamlTree(Struct, frozen=True):
    """A problem's ``detail`` is libyaml's own word, the tag or the name. Its ``code`` is one of syntax, tab, control,
    separator, tag, alias, undefined-alias, recursive-alias, merge, depth, size."""

    root: Node | None
    problems: tuple[Problem, ...]


def read_yaml(path: str, text: str, start: int, end: int, *, separators: bool = True) -> YamlTree:
    """The first document of ``text[start:end]``; what was read before a syntax error is kept.

    The line breaks that end a block scalar are no part of its value. ``separators`` says whether U+0085, U+2028 and U+2029
    end a line, as in YAML 1.1.
    """
    separators = separators or _SEPARATOR.search(text, start, end) is None
    reader = _Reader(path, text, start, end, separators)
    root = reader.read()
    if reader.unreadable is None:
        return YamlTree(root, tuple(reader.problems))
    again = _Reader(path, text, start, reader.unreadable.at.start, separators)
    root = again.read()
    problems = (problem for problem in again.problems if problem.code not in {"syntax", "tab", "separator"})
    return YamlTree(root, (*problems, reader.unreadable))


class _Open:
    """A collection whose end has not come yet."""

    __slots__ = ("anchor", "items", "key", "mapping", "members", "merges", "start")

    def __init__(self, start: int, mapping: bool, anchor: str | None) -> None:
        self.start, self.mapping, self.anchor = start, mapping, anchor
        self.key: Placed[str] | None = None
        self.members: list[Member] = []
        self.items: list[Node] = []
        self.merges = False


class _Reader:
    def __init__(self, path: str, text: str, start: int, end: int, separators: bool) -> None:
        self.path, self.text, self.base, self.end = path, text, start, end
        self.separators, self.breaks = separators, BREAKS if separators else BREAKS_1_2
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node] = {}
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.last = start
        self.merged = 0
        self.unreadable: Problem | None = None

    def at(self, start: int, end: int) -> Location:
        return Location(self.path, start, end if end > start else start)

    def problem(self, code: str, start: int, end: int, detail: str = "") -> None:
        self.problems.append(Problem(code, self.at(start, min(end, self.end)), detail))

    def read(self) -> Node | None:
        source = self.text[self.base : self.end]
        loader = None
        try:
            loader = CSafeLoader(source if self.separators else source.translate(_STAND_INS))
            self._events(loader)
        except MarkedYAMLError as error:
            self._syntax(error)
        except (YAMLError, ValueError):  # of a reader's error, the place is in bytes
            found = _UNREADABLE.search(self.text, self.base, self.end)
            self.unreadable = Problem("control", self.at(*(found.span() if found else (self.base, self.base))))
        finally:
            if loader is not None:
                loader.dispose()
        while self.open:
            self._add(self._close(self.open.pop(), self.last))
        return self.root

    def _events(self, loader: CSafeLoader) -> None:
        """Read the events of the first document, within the budgets of depth, nodes and aliases."""
        nodes = aliases = documents = 0
        while (event := loader.get_event()) is not None:
            kind = type(event)
            nodes += 1
            if kind is AliasEvent:
                aliases += 1
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    return
            node = self._node(event, kind)
            if node is not None:
                self._add(node)
            spent = self._spent(nodes, aliases)
            if spent:
                start, stop = self._span(event)
                self.problem(spent, start, max(stop, start + 1))
                return

    def _spent(self, nodes: int, aliases: int) -> str:
        """Which budget is spent; "" when none is."""
        if len(self.open) > _DEPTH:
            return "depth"
        if aliases > _ALIASES or self.merged > _NODES:
            return "alias"
        return "size" if nodes > _NODES else ""

    def _span(self, event: Event) -> tuple[int, int]:
        """The event's place; libyaml counts in code points of what it was given."""
        start, end = event.start_mark, event.end_mark
        return (self.base + start.index, self.base + end.index) if start is not None and end is not None else (0, 0)

    def _node(self, event: Event, kind: type[Event]) -> Node | None:
        """The value that ``event`` completes."""
        if isinstance(event, ScalarEvent):
            start, stop = self._span(event)
            if event.tag or event.anchor:
                self._tag(event.tag or "", start, stop)
                start = self._past_properties(start, stop)
            scalar = self._scalar(event, start, stop)
            self.last = scalar.text.at.end
            if event.anchor:
                self.anchors[event.anchor] = scalar
            return scalar
        if isinstance(event, AliasEvent):
            start, self.last = self._span(event)
            return self._alias(event.anchor or "", start, self.last)
        if kind in _COLLECTIONS:
            start, stop = self._span(event)
            if tag := getattr(event, "tag", None):
                self._tag(tag, start, stop)
            self.last = stop
            begin = self._past_properties(start, stop)
            self.open.append(_Open(begin, kind is MappingStartEvent, getattr(event, "anchor", None)))
        elif kind in _ENDS and self.open:
            start, stop = self._span(event)
            if stop > start:  # a bracket; the end of a block has no width, and stands after blank lines and comments
                self.last = stop
            last = self.open.pop()
            node = self._close(last, self.last)
            if last.anchor:
                self.anchors[last.anchor] = node
            return node
        return None

    def _add(self, node: Node) -> None:
        """Put ``node`` where it belongs."""
        if not self.open:
            self.root = node
            return
        last = self.open[-1]
        if not last.mapping:
            last.items.append(node)
        elif last.key is not None:
            last.members.append(Member(last.key, node))
            last.key = None
        elif isinstance(node, Scalar):
            last.key = node.text
            last.merges = last.merges or (node.text.value == "<<" and node.kind == "plain")
        else:
            raw = self.text[node.at.start : node.at.end] if node.at.end - node.at.start <= _KEY else ""
            last.key = Placed(raw, node.at)

    def _close(self, last: _Open, end: int) -> Node:
        at = self.at(last.start, end)
        if not last.mapping:
            return Array(tuple(last.items), at)
        return Object(tuple(self._merge(last.members) if last.merges else last.members), at)

    def _merge(self, members: list[Member]) -> Iterator[Member]:
        """The members, with those of ``<<`` that the mapping does not name itself."""
        own = {member.key.value for member in members}
        for member in members:
            if member.key.value != "<<":
                yield member
                continue
            sources = member.value.items if isinstance(member.value, Array) else (member.value,)
            for source in sources:
                if isinstance(source, Scalar) and source.text.value:
                    self.problem("merge", source.at.start, source.at.end, source.text.value)
                for inner in source.members if isinstance(source, Object) else ():
                    self.merged += 1
                    if self.merged > _NODES:
                        return
                    if inner.key.value not in own:
                        own.add(inner.key.value)
                        yield inner

    def _alias(self, name: str, start: int, stop: int) -> Node:
        node = self.anchors.get(name)
        if node is not None:
            return node
        within = any(collection.anchor == name for collection in self.open)
        self.problem("recursive-alias" if within else "undefined-alias", start, stop, name)
        return Scalar(Placed("", self.at(start, stop)), "null")

    def _tag(self, tag: str, start: int, stop: int) -> None:
        if tag and not _PLAIN_TAGS.match(tag):
            found = _TAG.search(self.text, start, stop)
            self.problem("tag", *(found.span() if found else (start, stop)), tag)

    def _past_properties(self, start: int, stop: int) -> int:
        if self.text[start : start + 1] not in {"&", "!"}:
            return start
        found = _PROPERTIES.match(self.text, start, stop)
        return found.end() if found else start

    def _scalar(self, event: ScalarEvent, start: int, stop: int) -> Scalar:
        kind: Kind = "string"
        plain: Kind = "string" if event.tag else "plain"
        value, style = event.value, event.style or ""
        if not self.separators:
            value = value.translate(_STOOD_FOR)
        if not style and value == self.text[start:stop] and value not in _NULLS:
            return Scalar(Placed(value, Location(self.path, start, stop)), plain)
        if style in {"|", ">"}:
            return self._block(value.rstrip("\n"), style, start, stop)
        if style in {"'", '"'}:
            start, stop = start + 1, max(start + 1, stop - 1)
        elif value in _NULLS:
            return Scalar(Placed("", self.at(start, stop)), "null")
        else:
            kind = plain
        if self.text[start:stop] == value:
            return Scalar(Placed(value, self.at(start, stop)), kind)
        pieces = flow_pieces(self.text, start, stop, value, style, self.breaks)
        return Scalar(Placed(value, self.at(start, stop), pieces or ((0, start, 0),)), kind)

    def _block(self, value: str, style: str, start: int, stop: int) -> Scalar:
        header = self.breaks.search(self.text, start, stop)
        start = header.end() if header else stop
        if not value:
            return Scalar(Placed("", self.at(start, start)), "string")
        pieces = block_pieces(self.text, start, stop, value, style, self.breaks) or ((0, start, 0),)
        start, stop = pieces[0][1], pieces[-1][1] + pieces[-1][2]
        same = self.text[start:stop] == value
        return Scalar(Placed(value, self.at(start, stop), () if same else pieces), "string")

    def _syntax(self, error: MarkedYAMLError) -> None:
        begun = error.context_mark if error.problem in _BEGUN else None
        mark = begun or error.problem_mark or error.context_mark
        place = min(self.base + (mark.index if mark else 0), self.end)
        line = max(self.text.rfind(sign, self.base, place) for sign in "\n\r") + 1 or self.base
        code, before = "syntax", self.text[line:place]
        if "\t" in self.text[line : place + 1] and not before.strip():
            code = "tab"
        elif self.separators and (found := _SEPARATOR.search(self.text, line, place + 1)):
            code, place = "separator", found.start()
        elif error.problem == _SECOND_COLON:
            self._whole_line(line, place)
        self.problem(code, place, place + 1, str(error.problem or ""))

    def _whole_line(self, line: int, place: int) -> None:
        """Make a value that nobody quoted, though it has a colon in it, what was meant: the rest of its line."""
        members = self.open[-1].members if self.open else []
        value = members[-1].value if members else None
        if not isinstance(value, Scalar) or value.kind != "plain" or value.at.start < line or value.at.end != place:
            return
        found = _LINE.match(self.text, value.at.start, self.end)
        said = found[0].partition(" #")[0].rstrip() if found else value.text.value
        whole = Placed(said, self.at(value.at.start, value.at.start + len(said)))
        members[-1] = Member(members[-1].key, Scalar(whole, "plain"))
        self.last = whole.at.end
