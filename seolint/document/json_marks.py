"""The signs of a JSON text that may have mistakes: white space, numbers, words and quoted text, each mistake noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from seolint.document.json_quotes import Quotes
from seolint.document.json_signs import COMMENT, INVISIBLE, MOST, SPACE, TAG, WIDE
from seolint.document.json_slips import Edit, Slip
from seolint.document.tree import Node, Scalar
from seolint.text import UNKNOWN, Location, Piece, Placed

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?=[\s,}\]:;，、｝］/#<]|\Z)")
_LIKE_NUMBER = re.compile(r"([-+]?)([0-9]*)(\.?)([0-9]*)(?=[\s,}\];]|\Z)")
_PARTED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?(?=[ \t]*(?:[,}\]\r\n]|\Z))")
_AMOUNT = re.compile(r"[^\s,\"\[\]{}:0-9]{0,4}[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])[^,\"\[\]{}\r\n]*")
_REMARK = re.compile(r"\s(?://|/\*|#\s)")
_BARE = re.compile(f"[^,{{}}\\[\\]\"\\n\\r<>“”，｝；;{UNKNOWN}]+")
_WORDS = {"true": "true", "false": "false", "null": "null", "none": "null", "nil": "null"}
_NO_NUMBER = frozenset({"nan", "-nan", "infinity", "-infinity", "undefined", "inf", "-inf"})
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\x0b\x0c\x85]+")


class EnoughError(Exception):
    """Too many mistakes, or too deep: nobody reads on."""


class Marks:
    """``slips`` are what was found so far, ``lost`` where something could not be read, ``open`` the brackets around it."""

    def __init__(self, path: str, text: str, source: Callable[[int], int] | None = None) -> None:
        self.path, self.text, self.end, self.source = path, text, len(text), source
        self.quotes = Quotes(text)
        self.slips: dict[tuple[str, int], Slip] = {}
        self.lost: list[int] = []
        self.open: list[int] = []
        self.suspect = -1
        self.started = self.swallowed = False

    def at(self, start: int, end: int) -> Location:
        """The place in the source of ``text[start:end]``."""
        if self.source is None:
            return Location(self.path, start, end)
        first = self.source(start)
        return Location(self.path, first, max(first, self.source(end)))

    def slip(self, code: str, start: int, end: int, *edits: Edit, certain: bool = False, other: int = -1) -> None:
        if len(self.slips) >= MOST:
            raise EnoughError
        related = self.at(other, other + 1) if other >= 0 else None
        mends = tuple((at.start, at.end, new) for at, new in ((self.at(*each[:2]), each[2]) for each in edits))
        self.slips.setdefault((code, start), Slip(code, self.at(start, end), mends, certain, related))

    def lose(self, here: int) -> None:
        self.lost.append(self.at(here, here).start)

    def space(self, here: int, pattern: re.Pattern[str] = SPACE) -> int:
        """Past white space and what only people read."""
        while True:
            here = pattern.match(self.text, here).end()  # type: ignore[union-attr]
            char = self.text[here : here + 1]
            if char == "\ufeff":
                self.slip("bom", here, here + 1, (here, here + 1, ""), certain=True)
                here += 1
            elif found := INVISIBLE.match(self.text, here):
                self.slip("invisible", here, found.end(), (here, found.end(), ""), certain=True)
                here = found.end()
            elif found := _ODD_SPACE.match(self.text, here):
                self.slip("space", here, found.end(), (here, found.end(), " "), certain=True)
                here = found.end()
            elif char and char in "/#<-]" and (found := COMMENT.match(self.text, here)):
                shell = found[0].startswith("<!--") and not self.started
                stop = here + (4 if shell else len(found[0].rstrip()))
                ends = stop < self.end or not self.open or found[0].endswith(("*/", "-->"))
                self.slip("comment", here, stop, *(((here, stop, ""),) if ends else ()), certain=ends)
                self.swallowed |= not ends
                here = stop
            elif char == "<" and (found := TAG.match(self.text, here)):
                self.slip("html", here, found.end(), (here, found.end(), ""))
                here = found.end()
            else:
                return here

    def sign(self, here: int) -> str:
        """The character at ``here``, or the one that a full-width sign stands for."""
        char = self.text[here : here + 1]
        if char in WIDE:
            self.slip("wide", here, here + 1, (here, here + 1, WIDE[char]))
        return WIDE.get(char, char)

    def unknown(self, start: int, end: int) -> Scalar:
        return Scalar(Placed(UNKNOWN, self.at(start, end)), "unknown")

    def literal(self, here: int, within: str) -> tuple[Node, int]:
        parted = _PARTED.match(self.text, here) if within == "{" else None
        if parted:
            number = parted[0].replace(",", "")
            self.slip("digits", here, parted.end(), (here, parted.end(), number))
            return Scalar(Placed(number, self.at(here, parted.end())), "number"), parted.end()
        amount = _AMOUNT.match(self.text, here) if within == "{" else None
        found = NUMBER.match(self.text, here)
        if found and amount is None:
            return Scalar(Placed(found[0], self.at(*found.span())), "number"), found.end()
        bare = amount or _BARE.match(self.text, here)
        word = _REMARK.split(bare[0], maxsplit=1)[0].rstrip() if bare else ""
        if not word:
            if here < self.end:
                self.slip("no-value", here, here + 1)
            return self.unknown(here, here), here
        stop = here + len(word)
        meant = _WORDS.get(word.lower())
        if meant:
            if meant != word:
                self.slip("word", here, stop, (here, stop, meant))
            return Scalar(self.mended(meant, here, stop), "null" if meant == "null" else "boolean"), stop
        if word.lower() in _NO_NUMBER:
            self.slip("nan", here, stop, (here, stop, "null"))
            return self.unknown(here, stop), stop
        parts = _LIKE_NUMBER.fullmatch(self.text, here, stop)
        if parts and (parts[2] or parts[4]):
            mended = f"{parts[1].lstrip('+')}{parts[2] or 0}" + (f".{parts[4] or 0}" if parts[3] else "")
            keep = len(parts[2]) > 1 and parts[2][0] == "0"
            self.slip("number", here, stop, *(((here, here, '"'), (stop, stop, '"')) if keep else ((here, stop, mended),)))
            return Scalar(self.mended(mended, here, stop), "number"), stop
        quoted = word.replace("\\", "\\\\")
        self.slip("value", here, stop, (here, stop, f'"{quoted}"'))
        return Scalar(Placed(word, self.at(here, stop)), "unknown"), stop

    def string(self, here: int, key: bool, within: str) -> tuple[Placed[str], int]:
        found = self.quotes.read(here, key, within)
        for code, start, end, edits in found.slips:
            self.slip(code, start, end, *edits)
        return self.mended(found.value, found.start, found.end), found.after

    def mended(self, value: str, start: int, end: int) -> Placed[str]:
        """What ``text[start:end]`` was meant to be; of a value as long as that, the parts that are the same know their places."""
        at, written = self.at(start, end), self.text[start:end]
        if value == written or len(value) != at.end - at.start:
            return Placed(value, at)
        pieces = list[Piece]()
        for same, run in groupby(range(len(value)), lambda number: value[number] == written[number]):
            numbers = list(run) if same and self.source is None else []
            pieces += [(numbers[0], at.start + numbers[0], len(numbers))] if numbers else []
        return Placed(value, at, tuple(pieces) or ((0, at.start, 0),))
