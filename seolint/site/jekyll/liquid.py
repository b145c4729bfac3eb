"""The little of Liquid that titles need: output with filters, conditions, assignments. What it cannot tell is U+E000."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Self

from seolint.text import UNKNOWN

Value = str | bool | None


class Listed(str):
    """A list as Ruby inspects it, which is what filters see; ``joined`` is what an output prints."""

    joined: str

    def __new__(cls, inspected: str, joined: str) -> Self:
        made = super().__new__(cls, inspected)
        made.joined = joined
        return made


Lookup = Callable[[str], Value]

_TOKEN = re.compile(r"\{%(-?)\s*+(\w*+)([^{}]*?)(-?)%\}|\{\{(-?)([^{}]*?)(-?)\}\}")
_QUOTED = r""""[^"]*"|'[^']*'"""
_PIPE = re.compile(rf"\|((?:{_QUOTED}|[^|\"'])*)")
_FIRST = re.compile(rf"(?:{_QUOTED}|[^|\"'])*")
_FILTER = re.compile(r"\s*(\w+)\s*(?::(.*))?", re.DOTALL)
_ARGUMENT = re.compile(rf"{_QUOTED}|[^,\"'\s]+")
_CONDITION = re.compile(rf"\s*({_QUOTED}|[^\s=!<>]+)\s*(?:(==|!=|<>|<=|>=|<|>|contains\b)\s*({_QUOTED}|[^\s=!<>]+))?\s*")
_JOINED = re.compile(r"\s+(and|or)\s+")
_ASSIGN = re.compile(r"\s*([\w-]+)\s*=(.*)", re.DOTALL)
_TAGS = re.compile(r"<script.*?</script>|<!--.*?-->|<style.*?</style>|<.*?>", re.DOTALL)
_ONCE = re.compile(r"""["'<>]|&(?!(?:[a-zA-Z]+|#\d+);)""")
_ENDS = {"if": "endif", "unless": "endunless", "for": "endfor", "tablerow": "endtablerow", "case": "endcase",
         "capture": "endcapture", "comment": "endcomment", "raw": "endraw"}  # fmt: skip
_TITLE = f"<title>{UNKNOWN}</title>"
_DEPTH, _MOST = 100, 10_000
"""How deep Liquid itself lets tags stand in each other, and how many pieces of a template are looked at."""

_TEXT: dict[str, Callable[[str], str]] = {
    "escape": lambda text: html.escape(text).replace("&#x27;", "&#39;"),
    "xml_escape": lambda text: html.escape(text).replace("&#x27;", "&#39;"),
    "escape_once": lambda text: _ONCE.sub(lambda found: html.escape(found[0]), text),
    "strip_html": lambda text: _TAGS.sub("", text),
    "strip_newlines": lambda text: re.sub(r"\r?\n", "", text),
    "normalize_whitespace": lambda text: " ".join(text.split()),
    "strip": str.strip,
    "lstrip": str.lstrip,
    "rstrip": str.rstrip,
    "upcase": str.upper,
    "downcase": str.lower,
    "capitalize": lambda text: text[:1].upper() + text[1:].lower(),
}


def render(template: str, lookup: Lookup, tag: Callable[[str, str], str]) -> str:
    """``template`` with the values that ``lookup`` gives to variables and the output that ``tag`` gives to other tags.

    It is unknown as a whole where tags stand in each other deeper than Liquid allows, and where it is very long.
    """
    try:
        return _Renderer(template, lookup, tag).block(())[0]
    except _UnknownError:
        return UNKNOWN


class _UnknownError(Exception):
    """A template that is not worth reading."""


class _Renderer:
    def __init__(self, template: str, lookup: Lookup, tag: Callable[[str, str], str]) -> None:
        self.lookup, self.tag = lookup, tag
        self.assigned: dict[str, Value] = {}
        self.tokens = list(islice(_tokens(template), _MOST))
        self.here = self.depth = 0

    def block(self, ends: tuple[str, ...]) -> tuple[str, str, str]:
        """The output up to one of the tags ``ends``, that tag and what it says; it is passed."""
        parts: list[str] = []
        if self.depth > _DEPTH or len(self.tokens) == _MOST:
            raise _UnknownError
        self.depth += 1
        stop = said = ""
        while self.here < len(self.tokens):
            kind, name, rest = self.tokens[self.here]
            self.here += 1
            if kind == "text":
                parts.append(name)
            elif kind == "output":
                value = self.value(rest)
                parts.append(value.joined if isinstance(value, Listed) else written(value))
            elif name in ends:
                stop, said = name, rest
                break
            else:
                parts.append(self.one(name, rest))
        self.depth -= 1
        return "".join(parts), stop, said

    def one(self, name: str, rest: str) -> str:
        """The output of the tag ``name`` and all that belongs to it."""
        if name in {"if", "unless"}:
            return self.choice(name, rest)
        if name == "assign":
            found = _ASSIGN.match(rest)
            if found:
                self.assigned[found[1]] = self.value(found[2])
            return ""
        if name == "capture":
            self.assigned[rest.strip()] = self.block(("endcapture",))[0]
            return ""
        if name in {"comment", "raw"}:
            return self.block((_ENDS[name],))[0] if name == "raw" else self.block((_ENDS[name],))[0][:0]
        if name in {"for", "tablerow"}:
            return self.loop(name, rest)
        if name in _ENDS:
            return _unknown(self.block((_ENDS[name],))[0])
        return self.tag(name, rest)

    def loop(self, name: str, rest: str) -> str:
        """What stands in a loop is unknown, and so is what it assigns."""
        before = dict(self.assigned)
        self.assigned[rest.split()[0] if rest.split() else ""] = UNKNOWN
        text = self.block((_ENDS[name],))[0]
        self.assigned = {**before, **{key: UNKNOWN for key, value in self.assigned.items() if value != before.get(key)}}
        return _unknown(text)

    def choice(self, name: str, rest: str) -> str:
        """The output of the branch that is taken; unknown where a condition before it is."""
        end = _ENDS[name]
        sure, taken, branches = True, "", list[str]()
        done = False
        state = self.condition(rest)
        state = state if name == "if" or state is None else not state
        while True:
            before = dict(self.assigned)
            text, stop, rest = self.block(("elsif", "else", end))
            if done or state is False:
                self.assigned = before
            elif state is None:
                sure = False
                branches.append(text)
                changed = {key for key in self.assigned if self.assigned[key] != before.get(key)}
                self.assigned = {**before, **dict.fromkeys(changed, UNKNOWN)}
            else:
                done, taken = True, text
                branches.append(text)
            if stop in {end, ""}:
                break
            state = True if stop == "else" else self.condition(rest)
        return taken if sure else _unknown("".join(branches))

    def condition(self, text: str) -> bool | None:
        """Whether the condition holds; None when that is not known. Liquid reads ``and`` and ``or`` from the right."""
        parts = _JOINED.split(text.strip())
        result = self.comparison(parts[-1])
        for number in range(len(parts) - 2, 0, -2):
            left = self.comparison(parts[number - 1])
            decided = parts[number] == "or"
            result = decided if decided in {left, result} else None if None in {left, result} else not decided
        return result

    def comparison(self, text: str) -> bool | None:
        found = _CONDITION.fullmatch(text)
        if found is None:
            return None
        left = self.operand(found[1])
        if found[2] is None:
            return None if _is_unknown(left) else left not in {None, False}
        if found[3] in {"blank", "empty"}:
            empty = left == "" or (found[3] == "blank" and (left in {None, False} or (isinstance(left, str) and not left.strip())))
            return None if _is_unknown(left) else empty == (found[2] == "==")
        right = self.operand(found[3])
        if _is_unknown(left) or _is_unknown(right):
            return None
        return _compare(left, found[2], right)

    def operand(self, text: str) -> Value:
        text = text.strip()
        if text[:1] in {'"', "'"}:
            return text[1:-1]
        if text in {"true", "false"}:
            return text == "true"
        if text in {"nil", "null", ""}:
            return None
        if re.fullmatch(r"-?\d+(?:\.\d+)?", text):
            return text
        if text in self.assigned:
            return self.assigned[text]
        if not re.fullmatch(r"[\w.-]+", text):
            return UNKNOWN
        return UNKNOWN if text.partition(".")[0] in self.assigned else self.lookup(text)

    def value(self, text: str) -> Value:
        """What an output says: an operand and its filters."""
        first = _FIRST.match(text)
        value = self.operand(first[0] if first else text)
        for found in _PIPE.finditer(text, first.end() if first else 0):
            value = self.filtered(value, found[1])
        return value

    def filtered(self, value: Value, text: str) -> Value:
        named = _FILTER.fullmatch(text)
        if named is None:
            return UNKNOWN
        name, arguments = named[1], [self.operand(each) for each in _ARGUMENT.findall(named[2] or "")]
        if name == "default":
            is_empty = value in {None, False, ""} or (isinstance(value, Listed) and value == "[]")
            return value if _is_unknown(value) or not is_empty else arguments[0] if arguments else None
        if name in {"append", "prepend", "remove"} and len(arguments) == 1:
            more, said = written(arguments[0]), written(value)
            return said + more if name == "append" else more + said if name == "prepend" else said.replace(more, "")
        if name == "replace" and len(arguments) == 2:
            return written(value).replace(written(arguments[0]), written(arguments[1]))
        if name in _TEXT:
            return _TEXT[name](written(value))
        return UNKNOWN


def _tokens(template: str) -> Iterator[tuple[str, str, str]]:
    here, trim = 0, False
    for found in _TOKEN.finditer(template):
        text = template[here : found.start()]
        text = text.lstrip() if trim else text
        yield "text", text.rstrip() if found[1] or found[5] else text, ""
        here, trim = found.end(), bool(found[4] or found[7])
        if found[6] is not None:
            yield "output", "", found[6]
        else:
            yield "tag", found[2], found[3]
    text = template[here:]
    yield "text", text.lstrip() if trim else text, ""


def _unknown(text: str) -> str:
    return _TITLE if "<title" in text else UNKNOWN if text.strip() else ""


def _is_unknown(value: Value) -> bool:
    return isinstance(value, str) and UNKNOWN in value


def written(value: Value) -> str:
    """``value`` as filters see it."""
    return value if isinstance(value, str) else "" if value is None else str(value).lower()


def _compare(left: Value, operator: str, right: Value) -> bool | None:
    if operator in {"==", "!=", "<>"}:
        return (left == right) == (operator == "==")
    if operator == "contains":
        return isinstance(left, str) and isinstance(right, str) and right in left
    if left is None or right is None:
        return False
    try:
        one, other = float(left), float(right)
    except ValueError:
        return None
    return {"<": one < other, ">": one > other, "<=": one <= other, ">=": one >= other}[operator]
