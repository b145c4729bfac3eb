"""Tables of kramdown: lines with a pipe each, between blank lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from seolint.document.markdown.kramdown import grammar
from seolint.document.markdown.kramdown.nodes import Node

if TYPE_CHECKING:
    from seolint.document.markdown.kramdown.blocks import Blocks

_LINE = re.compile(r"[ \t]*\||.*?[^\\\n]\|")
_RULE = re.compile(r"[+|: \t-]*\n")
_FOOT_RULE = re.compile(r"[+|: \t=]*\n")
_MARK = re.compile(r"<code[^>\n]*>|`+|\||<(?=[^\W\d])")


def read_table(blocks: Blocks, tree: Node) -> bool:
    """A table: rows, between lines of hyphens or equals signs, that end at a blank line."""
    text, start = blocks.text, blocks.here
    if text.find("|", start, blocks.line_end(start)) < 0 or not _LINE.match(text, start) or not blocks.bounded(tree):
        return False
    leading = text[start : blocks.line_end(start)].lstrip().startswith("|")
    here = start
    rows: list[Node] = []
    headed = footed = filled = False
    pending = 0
    while here < len(text) and _LINE.match(text, here):
        end = blocks.line_end(here)
        rule, foot = _RULE.match(text, here), _FOOT_RULE.match(text, here)
        if rule and "-" in rule[0]:
            if pending and not footed:
                filled, headed, pending = filled or headed, True, 0
        elif foot and "=" in foot[0]:
            filled, footed, pending = filled or pending > 0, True, 0
        else:
            escapes = list[int]()
            cells = list(_cells(blocks, here, end - 1, escapes))
            if not any(pipe for _, _, pipe in cells) and (not rows or text[here] not in "<`"):
                return False
            rows.append(_row(blocks, here, end, [(s, e) for s, e, _ in cells], leading, escapes))
            pending += 1
        here = end
    if not (filled or (pending and not footed)) or not blocks.bound(here):
        return False
    node = blocks.add(tree, "table", start, here)
    node.children = rows
    blocks.here = here
    return True


def _row(
    blocks: Blocks, start: int, end: int, cells: list[tuple[int, int]], leading: bool, escapes: list[int]
) -> Node:
    """A row; ``escapes`` are the backslashes before its pipes, which its cells do not hold."""
    spans = [blocks.trimmed(s, e) for s, e in cells]
    if leading and spans and spans[0][0] == spans[0][1]:
        spans = spans[1:]
    if spans and spans[-1][0] == spans[-1][1]:
        spans = spans[:-1]
    children = [_cell(blocks, s, e, escapes[bisect_left(escapes, s) : bisect_left(escapes, e)]) for s, e in spans]
    return Node("tr", blocks.source, start, end, children=children, first=start, last=end)


def _cell(blocks: Blocks, start: int, end: int, escapes: list[int]) -> Node:
    if not escapes:
        return Node("td", blocks.source, start, end, first=start, last=end)
    build = blocks.builder(start)
    for place in (*escapes, end):
        build.take(blocks.source, start, place)
        start = place + 1
    source = build.source()
    return Node("td", source, 0, len(source.text), first=0, last=len(source.text))


def _cells(blocks: Blocks, here: int, end: int, escapes: list[int]) -> Iterator[tuple[int, int, bool]]:
    """Where the cells of the line ``text[here:end]`` stand, and whether a pipe ends them that is no part of HTML.

    The places of the backslashes before pipes are added to ``escapes``.
    """
    text, start, covered = blocks.text, here, here
    missing: set[str] = set()
    found = _MARK.search(text, here, end)
    while found:
        mark, here = found[0], found.end()
        if mark == "|":
            if text[found.start() - 1 : found.start()] != "\\" or found.start() == start:
                yield start, found.start(), found.start() >= covered
                start = here
            else:
                escapes.append(found.start() - 1)
            found = _MARK.search(text, here, end)
            continue
        if mark[0] == "<" and found.start() >= covered:
            covered = _held(text, found.start(), end)
        if mark not in missing and mark != "<":
            if mark[0] == "<":
                stop = text.find("</code>", here, end)
            elif mark == "`" and text[here : here + 1].isspace() and (here - 1 == start or text[here - 2].isspace()):
                stop = here - 1
            else:
                stop = text.find(mark, here, end)
            if stop < 0:
                missing.add(mark)
            else:
                here = stop + (7 if mark[0] == "<" else len(mark))
        found = _MARK.search(text, here, end)
    yield start, end, False


def _held(text: str, start: int, end: int) -> int:
    """Where the element ends that begins at ``start``, if it is one that stands in text."""
    tag = grammar.tag().match(text, start, end)
    if not tag or tag[1].lower() in grammar.BLOCK_ELEMENTS:
        return start
    if tag[3] or tag[1].lower() in grammar.EMPTY_ELEMENTS:
        return tag.end()
    closing = text.find(f"</{tag[1]}", tag.end(), end)
    return closing if closing >= 0 else end
