"""What of YAML or TOML the cursor is in, by lines: what is being written is seldom either yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

_SIGN = {"---": ":", "+++": "="}
_KEY = {
    sign: re.compile(
        rf"(?P<indent>[ \t]*)(?P<dash>(?:-[ \t]+)*)[\"']?(?P<key>[\w.@/-]+)[\"']?[ \t]*{sign}(?:[ \t]+|\Z)(?P<value>.*)", re.S
    )
    for sign in (":", "=")
}
_WORD = re.compile(r"(?P<indent>[ \t]*)(?P<dash>(?:-[ \t]+)*)(?P<word>.*)", re.S)
_TABLE = re.compile(r"\s*\[+\s*([\w.\"-]+)\s*\]+\s*\Z")
_NAME = re.compile(r"[\w.@/-]*")
_LINE_END = re.compile(r"\r\n|\n|\r")
_FAR = 400
"""Lines above and below the cursor that are looked at."""

Language = Literal["yaml", "toml", "json"]


class Spot(Struct, frozen=True):
    """The cursor is in a ``key``, in a ``value``, or in an ``item`` of a list, which may be the first key of an object.

    ``path`` are the keys from the top to the value, or to what holds the key. ``start`` and ``end`` are what to replace, quotes
    left out: one opens it where it is ``quoted``, another closes it where it is ``closed``, and a key is ``signed`` where the
    language's sign stands behind it. ``keys`` are those that the object has. ``flow`` says that it stands in a list in brackets.
    """

    role: Literal["key", "value", "item"]
    language: Language
    path: tuple[str, ...]
    start: int
    end: int
    quoted: bool = False
    closed: bool = False
    signed: bool = False
    flow: bool = False
    keys: frozenset[str] = frozenset()


class LineReader:
    """Front matter up to the cursor, and what stands behind it; ``mark`` is that which opens it."""

    def __init__(self, mark: str, before: str, rest: str, offset: int) -> None:
        self.sign = _SIGN[mark]
        self.language: Language = "yaml" if mark == "---" else "toml"
        above = _LINE_END.split(before)
        self.above, self.line = above[-_FAR:-1], above[-1]
        below = _LINE_END.split(rest[:20_000])
        self.tail, self.below = below[0], below[1:_FAR]
        self.offset = offset

    def spot(self) -> Spot | None:
        if self.line.lstrip().startswith("#"):
            return None
        pair, word = _KEY[self.sign].match(self.line), _WORD.match(self.line)
        if pair is not None:
            path = (*self.parents(len(pair["indent"]) + len(pair["dash"]), bool(pair["dash"])), pair["key"])
            return self.value(path, pair["value"])
        if word is None or (self.language == "toml" and word["word"].startswith("[")):
            return None
        inside = self.listing()
        if inside is not None:
            return self.value(inside, "[" + self.line.lstrip())
        indent, text = len(word["indent"]) + len(word["dash"]), word["word"]
        parents = self.parents(indent, bool(word["dash"]))
        if word["dash"]:
            found = self.value(parents, text)
            return Spot("item", found.language, parents, found.start, found.end, found.quoted) if found is not None else None
        bare = text.lstrip("\"'")
        if _NAME.fullmatch(bare) is None or len(text) - len(bare) > 1:
            return None
        behind = _NAME.match(self.tail)
        end = self.offset + (len(behind[0]) if behind else 0)
        quoted, rest = len(bare) < len(text), self.tail[end - self.offset :]
        closed, signed = rest[:1] in {'"', "'"}, rest.lstrip("\"' \t").startswith(self.sign)
        return Spot("key", self.language, parents, self.offset - len(bare), end, quoted, closed, signed, keys=self.siblings(indent))

    def value(self, path: tuple[str, ...], text: str) -> Spot | None:
        """The word of a value that the cursor is in; ``text`` is what stands before it."""
        flow = text.startswith("[")
        if text.startswith(("{", "|", ">", "&", "*")):
            return None
        if flow and "]" in text[text.rfind("[") :]:
            return None
        word = text[max(text.rfind(","), text.rfind("[")) + 1 :].lstrip() if flow else text
        quote = word[:1] if word[:1] in {'"', "'"} else ""
        word = word[len(quote) :]
        if quote and quote in word:
            return None
        stop = re.search(r"[,\]\"']" if flow else rf"{quote}|\Z" if quote else r"\s+#|\s*\Z", self.tail)
        end = self.offset + (stop.start() if stop is not None else len(self.tail.rstrip()))
        role: Literal["value", "item"] = "item" if flow else "value"
        return Spot(role, self.language, path, self.offset - len(word), end, bool(quote), flow=flow)

    def listing(self) -> tuple[str, ...] | None:
        """The way to a list in brackets that is open since a line above."""
        for line in reversed(self.above):
            pair = _KEY[self.sign].match(line)
            if pair is not None:
                opened = pair["value"].startswith("[") and "]" not in pair["value"]
                return (*self.parents(len(pair["indent"]), False, line), pair["key"]) if opened else None
            if "]" in line:
                return None
        return None

    def parents(self, indent: int, dash: bool, until: str = "") -> tuple[str, ...]:
        """The keys that hold what is indented so: of YAML by the lines above, of TOML by its table."""
        above = self.above[: self.above.index(until)] if until in self.above else self.above
        if self.language == "toml":
            table = next(filter(None, map(_TABLE.match, reversed(above))), None)
            return tuple(part.strip('"') for part in table[1].split(".")) if table is not None else ()
        found: list[str] = []
        limit = indent - (2 if dash else 0)
        for line in reversed(above) if indent or dash else ():
            pair = _KEY[":"].match(line)
            here = len(pair["indent"]) if pair is not None else 0
            if pair is None or not (here < limit or (dash and here == limit and not pair["dash"])):
                continue
            found.insert(0, pair["key"])
            limit, dash = here, False
            if not here:
                break
        return tuple(found)

    def siblings(self, indent: int) -> frozenset[str]:
        """The keys of the same object: those of lines as far in, up to one that is less so."""
        return frozenset((*self._level(reversed(self.above), indent), *self._level(self.below, indent)))

    def _level(self, lines: Iterable[str], indent: int) -> Iterator[str]:
        for line in lines:
            if self.language == "toml" and line.lstrip().startswith("["):
                return
            pair = _KEY[self.sign].match(line)
            if pair is None:
                continue
            here = len(pair["indent"]) + len(pair["dash"])
            if here < indent:
                return
            if here == indent:
                yield pair["key"]
