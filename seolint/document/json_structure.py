"""Objects and arrays with mistakes in them, read as they were meant."""

from __future__ import annotations

import re

from seolint.document.json_marks import NUMBER, EnoughError, Marks
from seolint.document.json_signs import BLANK, DOUBLE, KEY, NAME, OPEN_KEY, QUOTES, SINGLE, SPACE
from seolint.document.tree import Array, Member, Node, Object, Scalar
from seolint.text import UNKNOWN, Placed

_DEPTH = 256
_MASKED = re.compile(f"{UNKNOWN}[^\\s,\\]}}\"]*")
_JUNK = re.compile(r"[^,}\]\n\r\"]+|.", re.DOTALL)
_OPENED_BY = {"}": "{", "]": "["}
_CLOSED_BY = {"{": "}", "[": "]"}


class Structure(Marks):
    """Reads values; those that brackets hold know which are ``open`` around them."""

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
        start, before, members = here, here, list[Member]()
        here = self.space(here + 1)
        while (stop := self.closed(here, "}")) is None:
            char = self.sign(here)
            if char == ",":
                self.slip("extra-comma", here, here + 1, (here, here + 1, ""))
                here = self.space(here + 1)
                continue
            if char == "{" and members and self.open[1:] and self.sign(self.open[-2]) == "[":
                self.slip("unclosed", here, here + 1, (before, before, "}"), other=self.open[-1])
                return Object(tuple(members), self.at(start, before)), before
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
            value, before = self.value(here, depth, "{")
            members.append(Member(key, value))
            here = self.separator(before, "}")
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
                last = items[-1] if items else None
                if last is None:
                    self.slip("bracket", start, start + 1, (start, start + 1, "{"))
                    return self.object(start, depth)
                if not isinstance(last, Object) or not self.too_early(start, before, here):
                    self.slip("unclosed", here, here + 1, (before, before, "]"), other=start)
                    return Array(tuple(items), self.at(start, before)), before
                self.slip("extra-bracket", before - 1, before, (before - 1, before, ""))
                comma = self.space(before)
                rest, before = self.inside(comma if self.sign(comma) == "," else before - 1, depth)
                items[-1] = Object((*last.members, *rest.members), last.at)
                here = self.separator(before, "]")
                continue
            item, before = self.value(here, depth, "[")
            items.append(item)
            here = self.separator(before, "]")
            while self.sign(here) == "}" and isinstance(item, Object) and self.is_item(here + 1):
                self.slip("extra-bracket", here, here + 1, (here, here + 1, ""))
                here = self.separator(here + 1, "]")
        return Array(tuple(items), self.at(start, stop)), stop

    def is_item(self, here: int) -> bool:
        """Whether an array ends or goes on behind ``here``."""
        after = self.space(here)
        if self.text[after : after + 1] != ",":
            return self.text[after : after + 1] == "]"
        after = self.space(after + 1)
        return self.text[after : after + 1] in {"{", "[", '"'} and not KEY.match(self.text, after)

    def too_early(self, start: int, before: int, here: int) -> bool:
        """Whether the property at ``here`` belongs to the object that ends at ``before``, and not behind the array of ``start``."""
        lead = _lead(self.text, here)
        if self.sign(before - 1) != "}":
            return False
        return self.text[: before - 1].rstrip().endswith("}") if lead is None else lead > _indent(self.text, start)

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
