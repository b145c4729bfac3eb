"""Blocks that kramdown adds to Markdown: attributes, ``{::comment}`` and its like, mathematics."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seolint.document.markdown.kramdown import grammar

if TYPE_CHECKING:
    from seolint.document.markdown.kramdown.blocks import Blocks
    from seolint.document.markdown.kramdown.nodes import Node, Post


def read_extension(blocks: Blocks, tree: Node) -> bool:
    """Attributes, which show nothing, and ``{::comment}`` and its like."""
    text, here = blocks.text, blocks.here
    found = grammar.ATTRIBUTE_DEFINITION.match(text, here)
    if found:
        blocks.add(tree, "end", here, found.end(), "attributes")
        blocks.here = found.end()
        return True
    found = grammar.EXTENSION_LINE.match(text, here)
    if found:
        return _extended(blocks, tree, found)
    found = grammar.ATTRIBUTE_LINE.match(text, here)
    if not found:
        return False
    last = tree.children[-1] if tree.children else None
    if last is None or last.kind == "blank" or (last.kind == "end" and last.name in {"", "attributes"}):
        blocks.attributed = True
    else:
        named = grammar.ATTRIBUTE_ID.search(text, *found.span(1))
        if named and last.kind[0] == "h" and last.kind[1:].isdigit():
            last.mark = named.span(1)
        elif last.kind in {"ul", "ol"} and grammar.CONTENTS.search(text, *found.span(1)):
            last.kind, last.name, last.children = "end", "contents", []
        blocks.add(tree, "end", here, found.end(), "attributes")
    blocks.here = found.end()
    return True


def _extended(blocks: Blocks, tree: Node, found: re.Match[str]) -> bool:
    name, after = found[1], found.end()
    kind = {"comment": "comment", "nomarkdown": "raw", "options": "end"}.get(name or "")
    start = end = after
    if not kind:
        return False
    if not found[3]:
        closing = blocks.missing.search(grammar.extension_end(name), after)
        if not closing:
            return False
        end, after = closing.span()
    if name == "options":
        set_options(blocks.post, found[2] or "")
    blocks.add(tree, kind, start, end, "options" if kind == "end" else "")
    blocks.here = after
    return True


def set_options(post: Post, attributes: str) -> None:
    post.options |= {key: value for key, _, value in grammar.OPTION.findall(attributes)}


def read_math(blocks: Blocks, tree: Node) -> bool:
    found = grammar.MATH.match(blocks.text, blocks.here)
    stop = blocks.missing.find("$$", found.end()) if found and blocks.bounded(tree) else -1
    rest = grammar.BLANK_REST.match(blocks.text, stop + 2) if stop >= 0 else None
    if not found or not rest or not blocks.bound(rest.end()):
        return False
    blocks.add(tree, "math", *blocks.trimmed(found.end(), stop))
    blocks.here = rest.end()
    return True
