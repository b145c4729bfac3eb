"""Reads on where JSON has mistakes: each with its place and its mend, and the tree of what was meant."""

from __future__ import annotations

import re

from msgspec import Struct

from seolint.document.json_escaped import unescape
from seolint.document.json_marks import NUMBER, EnoughError, Marks
from seolint.document.json_signs import BLANK, DOUBLE, KEY, NAME, OPEN_KEY, QUOTES, SINGLE, SPACE
from seolint.document.json_slips import Slip
from seolint.document.json_tree import JsonError
from seolint.document.tree import Array, Member, Node, Object, Scalar
from seolint.text import UNKNOWN, Location, Placed

_DEPTH = 256
_MASKED = re.compile(f"{UNKNOWN}[^\\s,\\]}}\"]*")
_JUNK = re.compile(r"[^,}\]\n\r\"]+|.", re.DOTALL)
_BRACE = re.compile(r"[{\[]")
_LINE = re.compile(r"[^\n\r]+")
_OPENED_BY = {"}": "{", "]": "["}
_CLOSED_BY = {"{": "}", "[": "]"}


class Recovered(Struct, frozen=True):
    """``root`` is what was meant, None where that cannot be told; ``lost`` are places of what could not be read."""

    root: Node | None
    slips: tuple[Slip, ...]
    lost: tuple[int, ...]


def recover(path: str, text: str, start: int, end: int, error: JsonError) -> Recovered:
    """What ``text[start:end]`` was meant to be, which ``read_json`` refused with ``error``."""
    escaped = unescape(text, start, end)
    reader = _Reader(path, text[:end] if escaped is None else escaped.text, escaped.source if escaped else None)
    if escaped is not None:
        at = Location(path, *escaped.edits[0][:2])
        reader.slips["escaped", -1] = Slip("escaped", at, escaped.edits)
    try:
        root = reader.all(0 if escaped else start)
    except EnoughError:
        root = None
    slips = tuple(sorted(reader.slips.values(), key=lambda slip: (slip.at, slip.code)))
    if not slips and UNKNOWN not in text[start:end]:
        return Recovered(None, (Slip(error.code, Location(path, error.start, error.end)),), ())
    return Recovered(root, slips, tuple(reader.lost))


class _Reader(Marks):
    def all(self, start: int) -> Node | None:
        """Every value of the script: an array of them where several follow each other."""
        here = self.space(start, BLANK)
        if here == self.end:
            if UNKNOWN not in self.text[start:]:
                self.slip("empty", start, self.end)
            return None
        if self.text[here] not in "{[｛［" + QUOTES + UNKNOWN:
            brace = _BRACE.search(self.text, here, here + 200)
            if brace is not None:
                stop = here + len(self.text[here : brace.start()].rstrip())
                self.slip("extra", here, stop, (here, stop, ""))
                here = brace.start()
        self.started = True
        roots, starts, ends = list[Node](), list[int](), list[int]()
        while here < self.end:
            starts.append(here)
            root, here = self.value(here, 0, "")
            ends.append(here)
            here = self._behind(here)
            while isinstance(root, Object) and self.text[here : here + 1] == "," and KEY.match(self.text, self.space(here + 1)):
                self.slip("extra-bracket", ends[-1] - 1, ends[-1], (ends[-1] - 1, ends[-1], ""), other=starts[-1])
                rest, ends[-1] = self.inside(here, 1)
                root = Object((*root.members, *rest.members), self.at(starts[-1], ends[-1]))
                here = self._behind(ends[-1])
            roots.append(root)
            here += self.text[here : here + 1] == ","
            here = self.space(here)
        if len(roots) == 1:
            return roots[0]
        commas = [(end, end, ",") for end, start in zip(ends, starts[1:], strict=False) if "," not in self.text[end:start]]
        self.slip(
            "several", starts[1], starts[1] + 1, (starts[0], starts[0], "["), *commas, (ends[-1], ends[-1], "]"), other=starts[0]
        )
        return Array(tuple(roots), self.at(starts[0], ends[-1]))

    def _behind(self, here: int) -> int:
        """Where the next value of the script begins, a comma before it or before more members, or the end."""
        while (here := self.space(here)) < self.end:
            char = self.sign(here)
            after = self.space(here + 1) if char == "," else here
            if char in "{[" or (char == "," and (self.text[after : after + 1] in {"{", "["} or KEY.match(self.text, after))):
                return here
            if char in "}];,":
                self.slip("extra-bracket" if char in "}]" else "extra", here, here + 1, (here, here + 1, ""))
                here += 1
                continue
            line = _LINE.match(self.text, here)
            stop = here + len(line[0].rstrip()) if line else self.end
            self.slip("extra", here, stop)
            self.lose(here)
            break
        return self.end

    def value(self, here: int, depth: int, within: str) -> tuple[Node, int]:
        char = self.sign(here)
        if char and char in "{[":
            if depth >= _DEPTH:
                self.slip("depth", here, here + 1)
                raise EnoughError
            if char == "{":
                return self.inside(here, depth + 1)
            self.open.append(here)
            items, after = self.array(here, depth + 1)
            self.open.pop()
            return items, after
        if char and char in QUOTES:
            text, after = self.string(here, False, within)
            whole = self.text[after - 1] in QUOTES and after - 1 > here
            return Scalar(text, "string" if whole else "unknown"), after
        if char == UNKNOWN:
            after = self.space(here)
            if self.text[after : after + 1] not in {",", "]", "}", ":", ""}:
                follows = within == "{" and KEY.match(self.text, after) is not None
                if not follows and (self.text[after] in "{[" + QUOTES or NUMBER.match(self.text, after)):
                    return self.value(after, depth, within)
            stop = _MASKED.match(self.text, here).end()  # type: ignore[union-attr]
            return self.unknown(here, stop), stop
        return self.literal(here, within)

    def inside(self, here: int, depth: int) -> tuple[Object, int]:
        """The object whose members begin behind ``here``."""
        self.open.append(here)
        node, after = self.object(here, depth)
        self.open.pop()
        return node, after

    def object(self, here: int, depth: int) -> tuple[Object, int]:
        start, members = here, list[Member]()
        here = self.space(here + 1)
        while (stop := self.closed(here, "}")) is None:
            char = self.sign(here)
            if char == ",":
                self.slip("extra-comma", here, here + 1, (here, here + 1, ""))
                here = self.space(here + 1)
                continue
            begin = here
            key, here = self.key(here, char, depth)
            if key is None:
                here = self.separator(here, "}")
                continue
            after = here
            here = self.space(here)
            char = self.sign(here)
            if not char or char in ",}]":
                if char:
                    self.slip("no-value", begin, after)
                self.lose(begin)
                here = self.separator(after, "}")
                continue
            if char == "=":
                wide = 1 + (self.text[here + 1 : here + 2] == ">")
                self.slip("colon", here, here + wide, (here, here + wide, ":"))
                here += wide
            elif char == ":":
                here += 1
            else:
                self.slip("colon", here, here + 1, (after, after, ":"))
            here = self.space(here, BLANK)
            value, here = self.value(here, depth, "{")
            members.append(Member(key, value))
            here = self.separator(here, "}")
        return Object(tuple(members), self.at(start, stop)), stop

    def key(self, here: int, char: str, depth: int) -> tuple[Placed[str] | None, int]:
        """The key at ``here``; None for something else, which is passed over."""
        if char in QUOTES:
            open_key = OPEN_KEY.match(self.text, here)
            if open_key:
                stop = open_key.end()
                self.slip("open-quote", here, stop, (stop, stop, char))
                return Placed(open_key[1], self.at(here + 1, stop)), stop
            return self.string(here, True, "{")
        name = NAME.match(self.text, here)
        if name:
            stop = here + len(name[0].rstrip())
            self.slip("key", here, stop, (here, here, '"'), (stop, stop, '"'))
            return Placed(self.text[here:stop], self.at(here, stop)), name.end()
        self.lose(here)
        if char in "{[":
            self.slip("no-key", here, here + 1)
            _, here = self.value(here, depth, "{")
            return None, here
        junk = _JUNK.match(self.text, here)
        stop = junk.end() if junk else here + 1
        self.slip("no-key", here, here + max(len(self.text[here:stop].rstrip()), 1))
        return None, stop

    def array(self, here: int, depth: int) -> tuple[Node, int]:
        start, before, items = here, here, list[Node]()
        here = self.space(here + 1, BLANK)
        while (stop := self.closed(here, "]")) is None:
            if self.sign(here) == ",":
                self.slip("extra-comma", here, here + 1, (here, here + 1, ""))
                here = self.space(here + 1, BLANK)
                continue
            if KEY.match(self.text, here):
                if not items:
                    self.slip("bracket", start, start + 1, (start, start + 1, "{"))
                    return self.object(start, depth)
                self.slip("unclosed", here, here + 1, (before, before, "]"), other=start)
                return Array(tuple(items), self.at(start, before)), before
            item, before = self.value(here, depth, "[")
            items.append(item)
            here = self.separator(before, "]")
        return Array(tuple(items), self.at(start, stop)), stop

    def closed(self, here: int, close: str) -> int | None:
        """Where the object or array ends if ``here`` is its end: at its bracket, at another one's, or with the script."""
        char = self.sign(here)
        if char == close:
            self.indented(here)
            return here + 1
        if not char:
            last = len(self.text.rstrip())
            if not self.swallowed:
                closers = (_CLOSED_BY.get(self.sign(at), "}") for at in reversed(self.open))
                other = self.suspect if self.suspect >= 0 else self.open[-1]
                self.slip("unclosed", last - 1, last, (last, last, "".join(closers)), other=other)
            self.swallowed = True
            return self.end
        if char not in "}]":
            return None
        if self.sign(self.open[-1]) == _OPENED_BY[char]:
            self.slip("bracket", here, here + 1, (here, here + 1, close), other=self.open[-1])
            return here + 1
        outer = [at for at in self.open[:-1] if self.sign(at) == _OPENED_BY[char]]
        if outer:
            before = len(self.text[:here].rstrip())
            self.slip("unclosed", here, here + 1, (before, before, close), other=self.open[-1])
            return here
        self.slip("bracket", here, here + 1, (here, here + 1, close), other=self.open[-1])
        return here + 1

    def indented(self, here: int) -> None:
        """Remember the bracket of which another one's end, by its indentation, took the place."""
        start = self.open[-1]
        if self.suspect < 0 and "\n" in self.text[start:here]:
            lead = _lead(self.text, here)
            if lead is not None and lead < _indent(self.text, start):
                self.suspect = start

    def separator(self, here: int, close: str) -> int:
        """Past a comma to the next element, or at a closing bracket."""
        before = here
        while True:
            pattern = SPACE if close == "}" else BLANK
            here = self.space(here, SPACE)
            char = self.sign(here)
            if not char or char in "}]":
                return here
            if char in ",;":
                after = self.space(here + 1, BLANK)
                end = self.text[self.space(after) : self.space(after) + 1]
                if end and end in "}]" and UNKNOWN not in self.text[here : self.space(after)]:
                    self.slip("trailing-comma", here, here + 1, (here, here + 1, ""), certain=True)
                elif char == ";":
                    self.slip("comma", here, here + 1, (here, here + 1, ","))
                return self.space(after, pattern)
            if UNKNOWN in self.text[before:here]:
                return here
            starts = char in DOUBLE + SINGLE or (NAME.match(self.text, here) if close == "}" else char in "{[")
            if starts or (close == "]" and NUMBER.match(self.text, here)):
                self.slip("comma", here, here + 1, (before, before, ","), other=before - 1)
                return here
            junk = _JUNK.match(self.text, here)
            stop = junk.end() if junk else here + 1
            self.slip("extra", here, here + max(len(self.text[here:stop].rstrip()), 1))
            self.lose(here)
            here = stop


def _lead(text: str, here: int) -> int | None:
    """How far the sign at ``here`` is indented, None when it does not begin its line."""
    start = text.rfind("\n", 0, here) + 1
    return here - start if not text[start:here].strip() else None


def _indent(text: str, here: int) -> int:
    """How far the line of ``here`` is indented."""
    start = text.rfind("\n", 0, here) + 1
    return len(text[start:here]) - len(text[start:here].lstrip())
