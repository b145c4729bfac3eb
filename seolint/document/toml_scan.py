"""Where everything stands in a TOML document. What is wrong ends the scan; whether anything is, tomllib says."""

from __future__ import annotations

import re

from msgspec import Struct

from seolint.document.pieces import escaped
from seolint.document.tree import Array, Kind, Member, Node, Object, Problem, Scalar
from seolint.text import Location, Placed

_DEPTH, _NODES = 64, 50_000
_SPACE = re.compile(r"[ \t]*+")
_LINES = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_REST = re.compile(r"[ \t]*+(?:#[^\r\n]*+)?(?:\r\n|\n|\r|\Z)")
_KEY = re.compile(r"""([A-Za-z0-9_-]++)|"((?:[^"\\\r\n]++|\\.)*+)"|'([^'\r\n]*+)'""")
_DOT = re.compile(r"[ \t]*+\.[ \t]*+")
_EQUALS = re.compile(r"[ \t]*+=[ \t]*+")
_STRING = re.compile(
    r'"""(?P<lines>(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{0,2})"""(?!")'
    r"|'''(?P<literal_lines>(?:[^']++|'{1,2}(?!'))*+'{0,2})'''(?!')"
    r'|(?!""")"(?P<basic>(?:[^"\\\r\n]++|\\.)*+)"'
    r"|(?!''')'(?P<literal>[^'\r\n]*+)'",
    re.DOTALL,
)
_FIRST_LINE_END = re.compile(r"\r\n|\n|\r")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[^ \t\r\n])")
_LINES_ESCAPE = re.compile(rf"\\[ \t]*+(?:\r\n|\n|\r)[ \t\r\n]*+|{_ESCAPE.pattern}|\r")
_LINES_END = re.compile(r"\r")
_FORMS = {"lines": _LINES_ESCAPE, "literal_lines": _LINES_END, "basic": _ESCAPE, "literal": None}
_ESCAPES = dict(zip('btnfre"\\', '\b\t\n\f\r\x1b"\\', strict=True))
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?|\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
)
_BARE = re.compile(r"[^ \t\r\n,\]}#]++")
_NUMBER = re.compile(r"[+-]?(?:\d|inf|nan)")


class Refused(Struct, frozen=True):
    """``code`` is depth or size, or for what nothing closes tomllib's word of it; ``at`` is where it begins."""

    code: str
    at: int


class Scan(Struct, frozen=True):
    """``refused`` is what is too much to be read, ``open`` a string or bracket that was not closed where the scan ended,
    ``twice`` the first key that is there again."""

    root: Object
    refused: Refused | None
    open: Refused | None
    twice: Problem | None


def scan(path: str, text: str, start: int, end: int) -> Scan:
    """What stands in ``text[start:end]`` before the first thing that cannot be TOML."""
    scanner, refused = _Scanner(path, text, start, end), None
    try:
        scanner.statements()
    except _StopError as stop:
        refused = stop.refused
    root = Object(scanner.root.node(path).members, Location(path, start, end))
    return Scan(root, refused, scanner.open, scanner.twice)


class _StopError(Exception):
    def __init__(self, refused: Refused | None) -> None:
        super().__init__()
        self.refused = refused


class _Table:
    """A table that still grows. ``header`` says that ``[…]`` named it."""

    def __init__(self, start: int) -> None:
        self.start = self.stop = start
        self.members: list[tuple[Placed[str], Node | _Table | list[_Table]]] = []
        self.index: dict[str, int] = {}
        self.header = False

    def node(self, path: str) -> Object:
        """The table as it stands: from its first sign to the end of the last value in it."""
        members = tuple(Member(key, _node(path, value)) for key, value in self.members)
        stop = max((member.value.at.end for member in members), default=self.start)
        return Object(members, Location(path, self.start, max(stop, self.stop)))


def _node(path: str, value: Node | _Table | list[_Table]) -> Node:
    if isinstance(value, _Table):
        return value.node(path)
    if isinstance(value, list):
        items = tuple(table.node(path) for table in value)
        return Array(items, Location(path, items[0].at.start, items[-1].at.end))
    return value


class _Scanner:
    def __init__(self, path: str, text: str, start: int, end: int) -> None:
        self.path, self.text, self.here, self.end = path, text, start, end
        self.root = self.table = _Table(start)
        self.open: Refused | None = None
        self.twice: Problem | None = None
        self.nodes = 0

    def statements(self) -> None:
        while True:
            self.match(_LINES)
            if self.here >= self.end:
                return
            if self.text[self.here] == "[":
                self.table = self.header()
            else:
                self.pair(self.table)
            self.match(_REST)

    def match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self.text, self.here, self.end)
        if found is None:
            raise _StopError(None)
        self.here = found.end()
        return found

    def at(self, start: int, end: int) -> Location:
        return Location(self.path, start, end)

    def header(self) -> _Table:
        """The table that ``[a.b]`` or the new one that ``[[a.b]]`` names."""
        start = self.here
        brackets = 2 if self.text.startswith("[[", start, self.end) else 1
        self.here += brackets
        self.match(_SPACE)
        keys = self.keys()
        self.match(_SPACE)
        if not self.text.startswith("]" * brackets, self.here, self.end):
            raise _StopError(None)
        self.here += brackets
        table = self.within(self.root, keys[:-1], start)
        known = self.known(table, keys[-1])
        new = _Table(start)
        new.header, new.stop = True, self.here
        if brackets == 2:
            if isinstance(known, list):
                known.append(new)
            else:
                self.add(table, keys[-1], [new])
        elif isinstance(known, _Table) and not known.header:
            known.header = True
            return known
        else:
            self.add(table, keys[-1], new)
        return new

    def pair(self, table: _Table) -> None:
        keys = self.keys()
        self.match(_EQUALS)
        value = self.value(0)
        self.add(self.within(table, keys[:-1], keys[0].at.start), keys[-1], value)

    def keys(self) -> list[Placed[str]]:
        found = [self.key()]
        while dot := _DOT.match(self.text, self.here, self.end):
            if len(found) >= _DEPTH:
                raise _StopError(Refused("depth", self.here))
            self.here = dot.end()
            found.append(self.key())
        return found

    def key(self) -> Placed[str]:
        self.count()
        found = self.match(_KEY)
        number = found.lastindex or 1
        return self.placed(*found.span(number), _ESCAPE if number == 2 else None)

    def count(self) -> None:
        self.nodes += 1
        if self.nodes > _NODES:
            raise _StopError(Refused("size", self.here))

    def known(self, table: _Table, key: Placed[str]) -> Node | _Table | list[_Table] | None:
        number = table.index.get(key.value)
        return table.members[number][1] if number is not None else None

    def within(self, table: _Table, keys: list[Placed[str]], start: int) -> _Table:
        """The table that ``keys`` lead to from ``table``; those that are not there yet begin at ``start``."""
        for key in keys:
            known = self.known(table, key)
            if isinstance(known, list):
                table = known[-1]
            elif isinstance(known, _Table):
                table = known
            else:
                new = _Table(start)
                self.add(table, key, new)
                table = new
        return table

    def add(self, table: _Table, key: Placed[str], value: Node | _Table | list[_Table]) -> None:
        first = table.index.get(key.value)
        if first is not None and self.twice is None:
            self.twice = Problem("duplicate", key.at, key.value, table.members[first][0].at)
        table.index[key.value] = len(table.members)
        table.members.append((key, value))

    def value(self, depth: int) -> Node:
        self.count()
        if depth > _DEPTH:
            raise _StopError(Refused("depth", self.here))
        start, sign = self.here, self.text[self.here : min(self.here + 1, self.end)]
        if sign in {'"', "'"}:
            return self.string()
        if sign == "[":
            return self.array(depth)
        if sign == "{":
            return self.inline(depth)
        date = _DATE.match(self.text, start, self.end)
        self.here = date.end() if date else self.match(_BARE).end()
        if date and (rest := _BARE.match(self.text, self.here, self.end)):
            self.here = rest.end()
        word = self.text[start : self.here]
        kind: Kind = "boolean" if word in {"true", "false"} else "plain"
        if date is None and _NUMBER.match(word):
            kind = "number"
        return Scalar(Placed(word, self.at(start, self.here)), kind)

    def string(self) -> Scalar:
        found = _STRING.match(self.text, self.here, self.end)
        if found is None:
            self.open = Refused("Unterminated string", self.here)
            raise _StopError(None)
        self.here = found.end()
        form = found.lastgroup or ""
        start, stop = found.span(form)
        if form.endswith("lines") and (line_end := _FIRST_LINE_END.match(self.text, start, stop)):
            start = line_end.end()
        return Scalar(self.placed(start, stop, _FORMS[form]), "string")

    def placed(self, start: int, stop: int, escape: re.Pattern[str] | None) -> Placed[str]:
        raw = self.text[start:stop]
        if escape is None or ("\\" not in raw and "\r" not in raw):
            return Placed(raw, self.at(start, stop))
        value, pieces = escaped(self.text, start, stop, escape, _meaning)
        return Placed(value, self.at(start, stop), pieces if value != raw else ())

    def array(self, depth: int) -> Array:
        start, before, items = self.here, self.open, list[Node]()
        self.open = Refused("Unclosed array", start)
        self.here += 1
        self.match(_LINES)
        while not self.closes("]"):
            items.append(self.value(depth + 1))
            self.separator("]")
        self.open = before
        return Array(tuple(items), self.at(start, self.here))

    def inline(self, depth: int) -> Object:
        start, before, table = self.here, self.open, _Table(self.here)
        self.open = Refused("Unclosed inline table", start)
        self.here += 1
        self.match(_LINES)
        while not self.closes("}"):
            keys = self.keys()
            self.match(_EQUALS)
            value = self.value(depth + 1)
            self.add(self.within(table, keys[:-1], keys[0].at.start), keys[-1], value)
            self.separator("}")
        self.open, table.stop = before, self.here
        return table.node(self.path)

    def closes(self, bracket: str) -> bool:
        closed = self.text.startswith(bracket, self.here, self.end)
        self.here += closed
        return closed

    def separator(self, bracket: str) -> None:
        """Past a comma to the next element, or at ``bracket``."""
        self.match(_LINES)
        if self.text.startswith(",", self.here, self.end):
            self.here += 1
            self.match(_LINES)
        elif not self.text.startswith(bracket, self.here, self.end):
            raise _StopError(None)


def _meaning(found: re.Match[str]) -> str:
    """What an escape or a line end of a string stands for."""
    escape = found[0]
    sign = escape[1:2]
    if not sign:  # a carriage return: of CRLF, LF is what counts
        return "" if found.string.startswith("\n", found.end()) else "\n"
    if sign in " \t\r\n":
        return ""
    if len(escape) > 2:
        code = int(escape[2:], 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    return _ESCAPES.get(sign, sign)
