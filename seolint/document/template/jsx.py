"""The parts of JavaScript that stand in MDX and Astro: braces, modules and tags, each found in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from seolint.document.template.core import Next, opens_line

_SCRIPT = re.compile(
    r"\\.|(?P<blank>\n[ \t]*\r?(?=\n))|(?P<bracket>[{(\[})\]])"
    r"|(?<!\w)(?:\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|`(?:[^`\\]|\\.)*`|(?<![:\w])//[^\n]*|(?P<comment>/\*)",
    re.DOTALL,
)
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w.:-]*)?")
_HEAD = re.compile(r"[ \t>]*")
_SPECIAL = re.compile(r"[\"'{<>]")


class Braces:
    """Which brace closes which. Each stretch of text is read once, and what is found in it is kept."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[int, int] = {}
        self._read = 0
        self._comment_end, self._closing = Next(text, r"\*/"), Next(text, r"\}")
        self._endless = False

    def end(self, start: int, limit: int) -> int:
        """Behind the brace that closes the one at ``start``; -1 when none before ``limit`` does."""
        if start < self._read:
            return self._ends.get(start, -1)
        opened: list[int] = []
        here = start if 0 <= self._closing.after(start) < limit else limit
        while found := _SCRIPT.search(self._text, here, limit):
            here = found.end()
            kind = found.lastgroup
            if kind == "comment":
                here = self._past_comment(here)
            elif kind == "bracket" and (sign := found[0]) in "{}":
                if sign == "{":
                    opened.append(here - 1)
                    continue
                self._ends[opened.pop()] = here
                if not opened:
                    self._read = here
                    return here
        self._read = limit
        return -1

    def module_end(self, start: int) -> int:
        """Where the blank line behind the imports and exports at ``start`` begins: brackets are closed there."""
        depth, first = 0, -1
        for kind, at in self._tokens(start, len(self._text)):
            if kind in "{([":
                depth += 1
            elif kind in "})]":
                depth -= 1
            elif kind == "\n":
                first = at if first < 0 else first
                if depth <= 0 or self._endless:
                    return at
        self._endless = self._endless or depth > 0
        return first if depth > 0 and first >= 0 else len(self._text)

    def _tokens(self, start: int, limit: int) -> Iterator[tuple[str, int]]:
        """Brackets and blank lines outside strings and comments: the sign, and where it stands."""
        here = start
        while found := _SCRIPT.search(self._text, here, limit):
            here = found.end()
            kind = found.lastgroup
            if kind == "bracket":
                yield found[0], here - 1
            elif kind == "blank":
                yield "\n", found.start()
            elif kind == "comment":
                here = self._past_comment(here)

    def _past_comment(self, here: int) -> int:
        closing = self._comment_end.after(here)
        return closing + 2 if closing >= 0 else here


class Element(Struct, frozen=True):
    """A tag from ``start`` to ``end``; ``braces`` are its expressions, each with whether it is an attribute's value.

    The signs of a quotation around it are among them.
    """

    name: str
    start: int
    end: int
    closing: bool
    empty: bool
    braces: tuple[tuple[int, int, bool], ...]

    @property
    def is_component(self) -> bool:
        return self.name[:1].isupper() or "." in self.name


class Elements:
    """The tags of a text, asked for with rising positions."""

    def __init__(self, text: str, braces: Braces) -> None:
        self._text, self._braces = text, braces
        self._quotes = {'"': Next(text, '"'), "'": Next(text, "'")}

    def at(self, start: int) -> Element | None:
        """The tag that begins at ``start``; its name is "" for a fragment. None when it is none, or never ends."""
        found = _TAG.match(self._text, start)
        if found is None:
            return None
        here = found.end()
        braces: list[tuple[int, int, bool]] = []
        if not found["name"]:
            whole = self._text.startswith(">", here)
            return Element("", start, here + 1, bool(found["closing"]), False, ()) if whole else None
        while special := _SPECIAL.search(self._text, here):
            at, sign = special.start(), special[0]
            if sign == ">" and (quoted := self._quoted(start, at)):
                here = quoted
                braces.append((at, here, False))
            elif sign == ">":
                empty = self._text[at - 1] == "/"
                return Element(found["name"], start, at + 1, bool(found["closing"]), empty, tuple(braces))
            elif sign == "<":
                return None
            elif sign == "{":
                here = self._braces.end(at, len(self._text))
                if here < 0:
                    return None
                braces.append((at, here, self._text[at - 1] == "="))
            else:
                here = self._quotes[sign].after(at + 1) + 1
                if not here:
                    return None
        return None

    def _quoted(self, start: int, at: int) -> int:
        """Where the signs of the quotation end that stand at ``at``, in which the tag at ``start`` begins; 0 for none."""
        if not opens_line(self._text, at):
            return 0
        head = _HEAD.match(self._text, self._text.rfind("\n", 0, start) + 1, start)
        depth, end = head[0].count(">") if head else 0, 0
        while depth and self._text[at : at + 1] == ">":
            end, depth = at + 1, depth - 1
            at = end + (self._text[end : end + 1] == " ")
        return end
