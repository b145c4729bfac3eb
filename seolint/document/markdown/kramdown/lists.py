"""Lists and definition lists of kramdown: which lines an item holds, and how far they are indented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seolint.document.markdown.kramdown import grammar
from seolint.document.markdown.kramdown.nodes import Node
from seolint.document.markdown.source import Builder

if TYPE_CHECKING:
    from seolint.document.markdown.kramdown.blocks import Blocks


class _Item:
    """The lines of an item, in one part or, where a list begins in it, more."""

    def __init__(self, blocks: Blocks, node: Node, found: re.Match[str]) -> None:
        self.blocks, self.node = blocks, node
        self.parts: list[Builder] = [blocks.builder(found.start(2))]
        self.nested = False
        text, start, end = blocks.text, *found.span(2)
        self.indentation = found.end(1) - found.start(1)
        attributes = grammar.ITEM_ATTRIBUTES.match(text, start, end)
        if not text[attributes.end() if attributes else start : end].strip(" \t\n\r\f\v"):
            self.indentation = 4
            start = end
        while start < end and text[start] in " \t":
            self.indentation += 4 - self.indentation % 4 if text[start] == "\t" else 1
            start += 1
        while start < end and text[start] in "\r\f\v\n":
            start += 1
        attributes = grammar.ITEM_ATTRIBUTES.match(text, start, end)
        start = attributes.end() if attributes else start
        self.nested = grammar.LIST.match(text, start, end) is not None
        self.parts[-1].take(blocks.source, start, end)
        self.continuation = grammar.continuation(self.indentation)
        self.node.last = end

    def goes_on(self, here: int, *, after_blank: bool) -> int:
        """Where the line at ``here`` ends if it is the item's, else -1; it is no blank one."""
        found = self.continuation.match(self.blocks.text, here)
        if found:
            return found.end()
        lazy = not after_blank and not grammar.ends(grammar.BREAK, self.blocks.text, here)
        return self.blocks.line_end(here) if lazy else -1

    def add(self, start: int, end: int, *, split: bool) -> None:
        """Add a line, without the item's indentation; with ``split``, a list that begins in it is a part of its own."""
        text = self.blocks.text
        here = start
        while text[here] == "\t":
            here += 1
        room = self.indentation - 4 * (here - start)
        indented = room <= 0 or text.startswith(" " * room, here)
        lead = " " * (-room if indented else 4 * (here - start))
        here += max(room, 0) if indented else 0
        if split and grammar.LIST.match(lead + text[here:end]):
            if not self.nested and indented:
                self.parts.append(self.blocks.builder(here))
                self.nested = True
            elif self.nested and not indented:
                lead += " " * (self.indentation + 4)
        self.parts[-1].fill(lead)
        self.parts[-1].take(self.blocks.source, here, end)
        self.node.last = end

    def read(self) -> None:
        for part in self.parts:
            self.blocks.nested(self.node, part.source())


def read_list(blocks: Blocks, tree: Node) -> bool:
    """A list; what stands between its items belongs to one of them."""
    text = blocks.text
    start = grammar.BULLET
    found = start.match(text, blocks.here)
    if not found:
        start = grammar.NUMBER
        found = start.match(text, blocks.here)
    if not found:
        return False
    parent = blocks.add(tree, "ul" if start is grammar.BULLET else "ol", blocks.here, blocks.here)
    items: list[_Item] = []
    after_blank = ended = False
    while blocks.here < len(text):
        here = blocks.here
        if after_blank and grammar.RULE.match(text, here):
            break
        marker = grammar.MARKER.match(text, here)
        if marker:
            blocks.here, ended = marker.end(), True
            break
        found = start.match(text, here)
        if found:
            node = Node("li", blocks.source, here, found.end(), first=here)
            parent.children.append(node)
            items.append(_Item(blocks, node, found))
            start = grammar.sibling(parent.kind, items[-1].indentation)
            after_blank, blocks.here = False, found.end()
            continue
        item = items[-1]
        blank = grammar.BLANK.match(text, here)
        if blank:
            item.nested = after_blank = True
            item.parts[-1].take(blocks.source, here, blank.end())
            blocks.here = blank.end()
            continue
        end = item.goes_on(here, after_blank=after_blank)
        if end < 0:
            break
        item.add(here, end, split=True)
        after_blank, blocks.here = False, end
    parent.end = parent.last = blocks.here
    _read_items(items, tree, ended)
    return True


def _read_items(items: list[_Item], tree: Node, ended: bool) -> None:
    last: Node | None = None
    nodes = [item.node for item in items]
    for item, node in zip(items, nodes, strict=True):
        item.read()
        children = node.children
        if not children:
            continue
        if children[0].kind == "p":
            tight = (
                len(children) < 2
                or children[1].kind != "blank"
                or (node is nodes[-1] and len(children) == 2 and not ended)
            )
            children[0].bare = tight and (
                node is not nodes[-1]
                or len(nodes) == 1
                or any(not n.children or n.children[0].kind != "p" or n.children[0].bare for n in nodes[:-1])
            )
            box = grammar.BOX.match(children[0].source.text, children[0].start, children[0].end)
            if box:
                children[0].start = box.end()
        last = children.pop() if children[-1].kind == "blank" else None
    if last is not None and not ended:
        tree.children.append(last)


def read_definitions(blocks: Blocks, tree: Node) -> bool:
    """A definition list: the lines of the paragraph before are what it defines."""
    text, children = blocks.text, tree.children
    found = grammar.DEFINITION.match(text, blocks.here)
    spaced = bool(children) and children[-1].kind == "blank"
    if spaced and text[children[-1].start : children[-1].end] != "\n":
        return False
    number = -2 if spaced else -1
    if not found or len(children) < -number or children[number].kind != "p":
        return False
    if spaced:
        children.pop()
    paragraph = children.pop()
    parent = blocks.add(tree, "dl", blocks.here, blocks.here)
    parent.first = paragraph.first
    here = paragraph.start
    while here < paragraph.end:
        end = paragraph.source.text.find("\n", here, paragraph.end)
        end = paragraph.end if end < 0 else end
        parent.children.append(Node("dt", paragraph.source, here, end, first=here, last=end))
        here = end + 1
    items: list[_Item] = []
    start, after_blank = grammar.DEFINITION, False
    while blocks.here < len(text):
        here = blocks.here
        found = start.match(text, here)
        if found:
            node = Node("dd", blocks.source, here, found.end(), first=here)
            parent.children.append(node)
            items.append(_Item(blocks, node, found))
            start = grammar.sibling("dd", items[-1].indentation)
            after_blank, blocks.here = False, found.end()
            continue
        if grammar.MARKER.match(text, here):
            break
        blank = grammar.BLANK.match(text, here)
        if blank:
            items[-1].parts[-1].take(blocks.source, here, blank.end())
            after_blank, blocks.here = True, blank.end()
            continue
        end = items[-1].goes_on(here, after_blank=after_blank)
        if end < 0:
            break
        items[-1].add(here, end, split=False)
        after_blank, blocks.here = False, end
    parent.end = parent.last = blocks.here
    last: Node | None = None
    for item in items:
        item.read()
        last = item.node.children.pop() if item.node.children and item.node.children[-1].kind == "blank" else None
    if last is not None:
        children.append(last)
    return True
