"""The items of a post's lists: which list each is of, and its number in one that is numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from seolint.document.content import Block

_MARKER = re.compile(r"([ \t>]*)(?:([-*+])|(\d{1,9})([.)]))[ \t]+(?:<[a-z][^<>]*>|[\W_])*", re.IGNORECASE)
_INDENT = re.compile(r"[ \t>]*")
_TAG = re.compile(r"<li\b", re.IGNORECASE)
_FAR = 400
"""Most characters between the beginning of a line and the text of an item."""


class ListItem(Struct, frozen=True, gc=False):
    """``block`` is the first of the item; ``list`` counts the lists of the post. ``number`` is what Markdown writes, else 0."""

    block: Block
    list: int
    number: int = 0


def read_list_items(text: str, blocks: Iterable[Block]) -> Iterator[ListItem]:
    """The items in order, nested ones too. A list goes on over what is indented below its items, and ends at other text."""
    opened: list[tuple[int, str, int]] = []
    count = 0
    for block in blocks:
        start = block.text.at.start
        first = text.rfind("\n", max(start - _FAR, 0), start) + 1
        before = text[first:start]
        marker = _MARKER.fullmatch(before) if block.kind in {"li", "p", "text"} else None
        tag = marker is None and block.kind == "li" and _TAG.search(before) is not None
        indent = len(_indent(before))
        if marker is None and not tag:
            while opened and opened[-1][0] >= indent:
                opened.pop()
            continue
        while opened and opened[-1][0] > indent:
            opened.pop()
        kind = "<" if marker is None else marker[2] or marker[4]
        number = int(marker[3]) if marker is not None and marker[3] else 0
        if not opened or opened[-1][:2] != (indent, kind):
            if opened and opened[-1][0] == indent:
                opened.pop()
            count += 1
            opened.append((indent, kind, count))
        yield ListItem(block, opened[-1][2], number)


def _indent(line: str) -> str:
    found = _INDENT.match(line)
    return found[0] if found else ""
