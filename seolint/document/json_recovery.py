"""Reads on where JSON has mistakes: each with its place and its mend, and the tree of what was meant."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from seolint.document.json_escaped import Unescaped, unescape
from seolint.document.json_marks import EnoughError
from seolint.document.json_near import is_clear, is_odd, near, odd_key
from seolint.document.json_signs import BLANK, KEY, QUOTES
from seolint.document.json_slips import Slip
from seolint.document.json_structure import Structure
from seolint.document.json_tree import JsonError
from seolint.document.tree import Array, Node, Object
from seolint.text import UNKNOWN, Location

_BRACE = re.compile(r"[{\[]")
_LINE = re.compile(r"[^\n\r]+")


class Recovered(Struct, frozen=True):
    """``root`` is what was meant, None where that cannot be told; ``lost`` are places of what could not be read."""

    root: Node | None
    slips: tuple[Slip, ...]
    lost: tuple[int, ...]


def recover(path: str, text: str, start: int, end: int, error: JsonError) -> Recovered:
    """What ``text[start:end]`` was meant to be, which ``read_json`` refused with ``error``."""
    escaped = unescape(text, start, end)
    mended = near(text, start, end, error) if escaped is None else None
    other = escaped or (mended.text if mended else None)
    reader = _Reader(path, text[:end] if other is None else other.text, other.source if other else None)
    if escaped is not None:
        at = Location(path, *escaped.edits[0][:2])
        reader.slips["escaped", -1] = Slip("escaped", at, escaped.edits)
    for number, (code, first, last, edits) in enumerate(mended.slips if mended else ()):
        reader.slips[code, -number - 2] = Slip(code, Location(path, first, last), edits, code == "invisible")
    try:
        root = reader.all(0 if other else start)
    except EnoughError:
        root = None
    slips = tuple(sorted(reader.slips.values(), key=lambda slip: (slip.at, slip.code)))
    if not slips and UNKNOWN not in text[start:end]:
        return Recovered(None, (Slip(error.code, Location(path, error.start, error.end)),), ())
    blurs = [slip.at for slip in slips if not is_clear(text, slip)]
    if key := odd_key(root):
        blurs.append(key)
    if blurs:
        told = (slip if slip.certain else replace(slip, edits=()) for slip in slips if slip.at.start < min(blurs).start)
        return Recovered(None, (*told, Slip("unclear", min(blurs))), ())
    slips = tuple(replace(slip, edits=()) if is_odd(text, slip) else slip for slip in slips)
    return Recovered(root, slips, tuple(reader.lost))


def read_mended(path: str, meant: Unescaped) -> Node | None:
    """The tree of a text that has its mends in it, in the places of its source."""
    return _Reader(path, meant.text, meant.source).all(0)


class _Reader(Structure):
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
