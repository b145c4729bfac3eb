"""As much of Go's template language as the titles of layouts need; everything else is unknown, never wrong."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from seolint.site.hugo.functions import UnknownError, Value, call, printed

_TOKEN = re.compile(
    r'\s+|"(?:[^"\\]|\\.)*"|`[^`]*`|[()|,]|:=|=|-?\d+(?:\.\d+)?|\$\w*(?:\.\w+)*|\.\w+(?:\.\w+)*|\.|[A-Za-z_]\w*(?:\.\w+)*'
)
_CALLED = re.compile(r'(partial|partialCached|template)\s+["`](?:_?partials/)?([^"`]+)["`](\s+[.$](?:\s|$))?')
_VARIABLE = re.compile(r"(\$\w+)\s*:?=(?!=)")
_FUNCTION = re.compile(r"(?!(?:site|true|false)\b)[A-Za-z_]")
_OPENING = ("if", "with", "range", "block", "define")
_SPACE = " \t\r\n"
_DEPTH = 40
_MOST_NODES = 5_000

Look = Callable[[str], Value]
"""What a name such as ``.Title`` or ``site.Params.author`` stands for; raises ``UnknownError``."""


class Node(Struct, frozen=True):
    """``kind`` is text, action, or what opens a body; ``other`` is what stands behind ``else``."""

    kind: str
    code: str
    body: tuple[Node, ...] = ()
    other: tuple[Node, ...] = ()

    @property
    def name(self) -> str:
        """What a block or its definition is called."""
        return next(iter(self.code.split()), "").strip('"`')


@lru_cache(64)
def parse(source: str) -> tuple[Node, ...]:
    """The nodes of a template; what is never closed ends with it."""
    pieces = list(_pieces(source))
    nodes, _ = _sequence(pieces, 0, 0)
    return nodes


def _pieces(source: str) -> Sequence[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    here = 0
    trims = False
    while True:
        start = source.find("{{", here)
        end = source.find("}}", start) if start >= 0 else -1
        text = source[here : start if end >= 0 else len(source)]
        text = text.lstrip(_SPACE) if trims else text
        if end < 0:
            found.append(("text", text))
            return found
        code = source[start + 2 : end]
        if code.startswith("-") and code[1:2].isspace():
            text, code = text.rstrip(_SPACE), code[1:]
        trims = code.endswith("-") and code[-2:-1].isspace()
        code = (code[:-1] if trims else code).strip()
        found.append(("text", text))
        if not code.startswith("/*"):
            found.append(("action", code))
        here = end + 2


def _sequence(pieces: Sequence[tuple[str, str]], at: int, depth: int) -> tuple[tuple[Node, ...], int]:
    """The nodes from ``at`` to the ``end`` or ``else`` that closes them, and where that stands."""
    nodes: list[Node] = []
    while at < len(pieces):
        kind, code = pieces[at]
        word = code.split(None, 1)[0] if kind == "action" and code else ""
        if word in {"end", "else"}:
            return tuple(nodes), at
        if word in _OPENING and depth < _DEPTH:
            node, at = _opened(word, code[len(word) :].strip(), pieces, at + 1, depth + 1)
            nodes.append(node)
        else:
            nodes.append(Node(kind, code))
        at += 1
    return tuple(nodes), at


def _opened(word: str, code: str, pieces: Sequence[tuple[str, str]], at: int, depth: int) -> tuple[Node, int]:
    body, at = _sequence(pieces, at, depth)
    other: tuple[Node, ...] = ()
    if at < len(pieces) and pieces[at][1].startswith("else"):
        rest = pieces[at][1][4:].strip()
        if rest and depth < _DEPTH:
            again = rest.split(None, 1)[0]
            node, at = _opened(again, rest[len(again) :].strip(), pieces, at + 1, depth + 1)
            return Node(word, code, body, (node,)), at
        other, at = _sequence(pieces, at + 1, depth)
    return Node(word, code, body, other), at


def pruned(nodes: Sequence[Node], opening: Callable[[Node], bool], closing: Callable[[Node], bool]) -> tuple[Node, ...]:
    """What is needed to render the text between two marks: the nodes from one to the other, and the variables before."""
    found = next((index for index, node in enumerate(nodes) if opening(node)), None)
    if found is None:
        return ()
    last = next((index for index in range(found, len(nodes)) if closing(nodes[index])), found)
    before = [Node("before", "", (node,)) for node in nodes[:found] if _assigned((node,))]
    first = nodes[found]
    if first.body or first.other:
        first = Node(first.kind, first.code, pruned(first.body, opening, closing), pruned(first.other, opening, closing))
    return (*before, first, *nodes[found + 1 : last + 1])


def _assigned(nodes: Sequence[Node]) -> set[str]:
    """The variables that the nodes set."""
    found: set[str] = set()
    for node in nodes:
        variable = _VARIABLE.match(node.code) if node.kind in {"action", "with", "range"} else None
        found |= {variable[1]} if variable else set()
        found |= _assigned(node.body) | _assigned(node.other)
    return found


def holding(mark: str, parts: Mapping[str, Sequence[Node]]) -> Callable[[Node], bool]:
    """Whether a node has ``mark``, itself or in the parts that it calls."""
    marked: set[str] = set()

    def holds(node: Node) -> bool:
        if node.kind == "text":
            return mark in node.code.lower()
        called = _CALLED.match(node.code) if node.kind == "action" else None
        return called[2] in marked if called else any(map(holds, (*node.body, *node.other)))

    for _ in parts:
        found = {name for name, nodes in parts.items() if name not in marked and any(map(holds, nodes))}
        if not found:
            break
        marked |= found
    return holds


class Renderer:
    """Renders the part of a template that has a mark; ``parts`` are the nodes of blocks and partials by name."""

    def __init__(self, look: Look, parts: Mapping[str, tuple[Node, ...]]) -> None:
        self._look, self._parts = look, parts
        self._variables: dict[str, Value | None] = {}
        self._called = 0
        self._left = _MOST_NODES
        self._depth = 0

    def render(self, nodes: Sequence[Node], dot: str = "") -> str:
        """The text of ``nodes``; ``dot`` is what ``.`` stands for below ``with``, "" for the page."""
        self._depth += 1
        text = "".join(self._node(node, dot) for node in nodes)
        self._depth -= 1
        return text

    def _node(self, node: Node, dot: str) -> str:
        self._left -= 1
        if self._left < 0 or self._depth > _DEPTH:
            raise UnknownError
        if node.kind == "text":
            return html.unescape(node.code)
        if node.kind == "action":
            return self._action(node.code, dot)
        if node.kind == "before":
            return self._before(node, dot)
        if node.kind == "block":
            return self.render(node.body if self._called else self._parts.get(node.name, node.body), dot)
        if node.kind == "if":
            return self.render(node.body if self._value(node.code, dot) else node.other, dot)
        if node.kind == "with":
            name, assigned, code = node.code.partition(":=")
            code = code if assigned else name
            value = self._value(code, dot)
            if assigned:
                self._variables[name.strip()] = value
            self._variables["."] = value
            return self.render(node.body, ".") if value else self.render(node.other, dot)
        if node.kind == "define":
            return ""
        raise UnknownError

    def _before(self, node: Node, dot: str) -> str:
        """Set the variables of ``node``; where that is not known, they are not either."""
        depth, called = self._depth, self._called
        try:
            self.render(node.body, dot)
        except UnknownError:
            self._depth, self._called = depth, called
            self._variables |= dict.fromkeys(_assigned(node.body))
        return ""

    def _action(self, code: str, dot: str) -> str:
        called = _CALLED.match(code)
        if called:
            if called[2] not in self._parts or not called[3]:
                raise UnknownError
            self._called += 1
            written = self.render(self._parts[called[2]], dot)
            self._called -= 1
            return written
        variable = _VARIABLE.match(code)
        if variable:
            self._variables[variable[1]] = self._value(code[variable.end() :], dot)
            return ""
        return printed(self._value(code, dot))

    def _value(self, code: str, dot: str) -> Value:
        tokens = [token for token in _TOKEN.findall(code) if not token.isspace()]
        if sum(map(len, tokens)) != len("".join(code.split())) and '"' not in code and "`" not in code:
            raise UnknownError
        value, at = self._pipeline(tokens, 0, dot, 0)
        if at != len(tokens):
            raise UnknownError
        return value

    def _pipeline(self, tokens: list[str], at: int, dot: str, depth: int) -> tuple[Value, int]:
        if depth > _DEPTH:
            raise UnknownError
        value: Value | None = None
        while True:
            arguments: list[Value] = []
            name = ""
            if at < len(tokens) and _FUNCTION.match(tokens[at]):
                name, at = tokens[at], at + 1
            if at + 1 < len(tokens) and tokens[at] in {".Param", "$.Param"} and tokens[at + 1][0] in "\"`":
                arguments, at = [self._look("Param." + tokens[at + 1][1:-1])], at + 2
            while at < len(tokens) and tokens[at] not in {"|", ")"}:
                if tokens[at] == "(":
                    argument, at = self._pipeline(tokens, at + 1, dot, depth + 1)
                    if at >= len(tokens) or tokens[at] != ")":
                        raise UnknownError
                else:
                    argument = self._operand(tokens[at], dot)
                arguments.append(argument)
                at += 1
            if value is not None:
                arguments.append(value)
            if not name and len(arguments) != 1:
                raise UnknownError
            value = call(name, arguments) if name else arguments[0]
            if at >= len(tokens) or tokens[at] == ")":
                return value, at
            at += 1

    def _operand(self, token: str, dot: str) -> Value:
        if token[0] in "\"`":
            return token[1:-1].replace('\\"', '"') if token[0] == '"' else token[1:-1]
        if token in {"true", "false"}:
            return token == "true"
        if token[0].isdigit() or token[0] == "-":
            return token
        if token[0] == "$" and token.partition(".")[0] != "$":
            value = self._variables.get(token)
            if value is None:
                raise UnknownError
            return value
        if token == ".":
            value = self._variables.get(".") if dot else None
            if value is None:
                raise UnknownError
            return value
        if token.startswith("."):
            if dot:
                raise UnknownError
            return self._look(token[1:])
        if token.startswith("$."):
            return self._look(token[2:])
        return self._look(token)
