"""How many cells of a terminal text takes, and lines broken where Japanese may be broken."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_TONES = range(0x1F3FB, 0x1F400)
_KEYCAPS = frozenset("#*0123456789©®‼⁉™ℹ")


class _Cells(dict[str, int]):
    """Cells of one character by itself; ambiguous ones (①, …, ━) take one, as terminals have it by default."""

    def __missing__(self, char: str) -> int:
        if char == "\u00ad":
            size = 1
        elif unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"} or "\u1160" <= char <= "\u11ff":
            size = 0
        else:
            size = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        self[char] = size
        return size


_CELLS = _Cells()


def measure(text: str) -> list[int]:
    """The cells of each code point of ``text``: what joins the character before it takes none."""
    if text.isascii():
        return [0 if char < " " or char == "\x7f" else 1 for char in text]
    sizes = [_CELLS[char] for char in text]
    emoji = False
    for i, (char, size) in enumerate(zip(text, sizes, strict=True)):
        if char == _EMOJI_STYLE and i and sizes[i - 1] == 1:
            sizes[i] = int(text[i - 1] in _KEYCAPS or unicodedata.category(text[i - 1]) == "So")
        elif emoji and (ord(char) in _TONES or (text[i - 1] == _JOINER and unicodedata.category(char) == "So")):
            sizes[i] = 0
        elif size:
            emoji = unicodedata.category(char) == "So"
    return sizes


def cells(text: str) -> int:
    """The cells that ``text`` takes."""
    return len(text) if text.isascii() and text.isprintable() else sum(measure(text))


def pad(text: str, size: int, *, right: bool = False) -> str:
    """``text`` filled up with spaces to ``size`` cells, on its left when it shall stand ``right``."""
    space = " " * max(size - cells(text), 0)
    return space + text if right else text + space


def shorten(text: str, size: int, ellipsis: str = "…") -> str:
    """The end of ``text``, as much as ``size`` cells hold: of a path, the file's name matters most."""
    if cells(text) <= size:
        return text
    room, sizes = size - cells(ellipsis), measure(text)
    start = len(text)
    while start and sizes[start - 1] <= room:
        start -= 1
        room -= sizes[start]
    while start < len(text) and sizes[start] == 0:
        start += 1
    return ellipsis + text[start:]


def fitting(text: str, size: int) -> int:
    """How many code points of ``text``, at least one, ``size`` cells hold."""
    room = size
    for count, need in enumerate(measure(text)):
        room -= need
        if room < 0:
            return max(count, 1)
    return len(text)


_NO_START = frozenset("、。，．・：；？！）」』】〉》〕］｝ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ…‥%％〜～”’")
_NO_END = frozenset("（「『【〈《〔［｛“‘")
_PAUSES = frozenset("、。，．」）：；！？")
_LOOK_BACK = 14


def _atoms(text: str) -> Iterator[str]:
    """The pieces between which a line may end; spaces are pieces of their own."""
    atom = ""
    for char, size in zip(text, measure(text), strict=True):
        narrow = size < 2 and char != " "
        glued = size == 0 or char in _NO_START or (atom and atom[-1] in _NO_END)
        if atom and not glued and not (narrow and _CELLS[atom[-1]] < 2 and atom[-1] != " "):
            yield atom
            atom = ""
        atom += char
    if atom:
        yield atom


def wrap(text: str, size: int) -> list[str]:
    """``text`` in lines of at most ``size`` cells: words stay whole, 「、」 starts no line and 「（」 ends none."""
    lines: list[str] = []
    line: list[str] = []
    room = size
    for atom in _atoms(text):
        need = cells(atom)
        if need > room and line:
            rest = _after_pause(line)
            lines.append("".join(line[: len(line) - len(rest)]).rstrip())
            line = rest if sum(map(cells, rest)) + need <= size else []
            lines += ["".join(rest)] if rest and not line else []
            room = size - sum(map(cells, line))
            if atom == " " and not line:
                continue
        while need > size:
            kept = fitting(atom, size)
            lines.append(atom[:kept])
            atom = atom[kept:]
            need = cells(atom)
        line.append(atom)
        room -= need
    last = "".join(line).rstrip()
    return [*lines, last] if last or not lines else lines


def _after_pause(line: Sequence[str]) -> list[str]:
    """What stands behind the last pause of ``line``, when little does: it reads better on the next line."""
    size = 0
    for number in range(len(line) - 1, 0, -1):
        if line[number][-1] in _PAUSES:
            return list(line[number + 1 :])
        size += cells(line[number])
        if size > _LOOK_BACK or line[number] == " ":
            break
    return []
