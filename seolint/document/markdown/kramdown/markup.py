"""HTML in kramdown: an element holds all up to its end tag, as it is unless ``markdown`` says otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seolint.document.markdown.kramdown import grammar
from seolint.document.markdown.kramdown.nodes import Node

if TYPE_CHECKING:
    from seolint.document.markdown.kramdown.blocks import Blocks

_MODELS = {"0": "raw", "span": "span", "block": "block"}


def read_markup(blocks: Blocks, tree: Node) -> bool:
    """A comment or an element at the beginning of a line, or the end tag of ``tree``."""
    text, here = blocks.text, blocks.here
    if text.startswith("<!--", here):
        end = blocks.missing.find("-->", here + 4)
        if end >= 0:
            blocks.add(tree, "raw", here, end + 3)
            _trailing(blocks, end + 3)
            return True
    while text[here] == " ":
        here += 1
    found = grammar.tag().match(text, here)
    if found and found[1].lower() not in grammar.SPAN_ELEMENTS:
        node = _open(blocks, tree, found)
        if node is not None:
            _raw(blocks, node)
            _trailing(blocks, blocks.here)
        return True
    found = grammar.closing().match(text, here)
    if found and tree.kind == "html" and tree.name == found[1].lower():
        tree.end, tree.last = found.span()
        blocks.here, blocks.closed = found.end(), True
        return True
    return False


def _trailing(blocks: Blocks, here: int) -> None:
    found = grammar.BLANK_REST.match(blocks.text, here)
    blocks.here = found.end() if found else here


def _open(blocks: Blocks, tree: Node, found: re.Match[str]) -> Node | None:
    """Begin an element, read it whole unless its content is HTML to be read by the caller; then it is returned."""
    text, name = blocks.text, found[1].lower()
    node = blocks.add(tree, "html", *found.span(), name)
    node.mark = found.span()
    node.start = node.end = node.last = blocks.here = found.end()
    in_raw = tree.kind == "html" and tree.model == "raw"
    asked = grammar.MARKDOWN.search(text, *found.span(2)) if found[2] else None
    node.model = grammar.content_model(name) if blocks.post.options.get("parse_block_html") == "true" else "raw"
    if asked:
        node.model = _MODELS.get(asked[1].lower()) or grammar.content_model(name)
    if name in {"script", "style"}:
        closing = _end_tag(blocks, name)
        node.end, node.last = closing.span() if closing else (len(text), len(text))
        blocks.here = node.last
        return None
    if found[3] or name in grammar.EMPTY_ELEMENTS:
        return None
    if node.model == "block" and blocks.depth < blocks.most:
        _trailing(blocks, blocks.here)
        blocks.depth += 1
        blocks.read(node)
        blocks.depth -= 1
        if not blocks.closed:
            node.end = node.last = blocks.here
        blocks.closed = False
    elif node.model == "span":
        closing = _end_tag(blocks, name)
        node.end, node.last = closing.span() if closing else (len(text), len(text))
        node.children.append(Node("inline", blocks.source, node.start, node.end))
        blocks.here = node.last
    else:
        node.model = "raw"
        return node
    if not in_raw:
        _trailing(blocks, blocks.here)
    return None


def _end_tag(blocks: Blocks, name: str) -> re.Match[str] | None:
    """The next end tag of ``name``; what is not there is looked for once."""
    return blocks.missing.search(grammar.end_tag(name), blocks.here)


def _raw(blocks: Blocks, element: Node) -> None:
    """The content of ``element``: HTML as it is, in which elements may ask for Markdown."""
    text, stack = blocks.text, [element]
    while stack:
        tree, here = stack[-1], blocks.here
        found = grammar.MARKUP.search(text, here)
        if not found:
            _text(blocks, tree, here, len(text))
            blocks.here = len(text)
            for node in stack:
                node.end = node.last = len(text)
            return
        _text(blocks, tree, here, found.start())
        blocks.here = start = found.start()
        if _instruction(blocks, tree):
            continue
        tag = grammar.tag().match(text, start)
        if tag:
            inner = _open(blocks, tree, tag)
            if inner is not None:
                stack.append(inner)
            continue
        tag = grammar.closing().match(text, start)
        blocks.here = tag.end() if tag else start + 1
        if tag and tag[1].lower() == tree.name:
            tree.end, tree.last = tag.span()
            stack.pop()
        else:
            _text(blocks, tree, start, blocks.here)


def _instruction(blocks: Blocks, tree: Node) -> bool:
    """A comment or processing instruction."""
    for opening, closing in (("<!--", "-->"), ("<?", "?>")):
        if blocks.text.startswith(opening, blocks.here):
            end = blocks.missing.find(closing, blocks.here + len(opening))
            if end >= 0:
                end += len(closing)
                tree.children.append(Node("raw", blocks.source, blocks.here, end))
                blocks.here = end
                return True
    return False


def _text(blocks: Blocks, tree: Node, start: int, end: int) -> None:
    if start < end:
        last = tree.children[-1] if tree.children else None
        if last is not None and last.kind == "text" and last.end == start:
            last.end = end
        else:
            tree.children.append(Node("text", blocks.source, start, end))
