"""kramdown, which Jekyll reads posts with, as its GFM parser reads them: blocks first, then the text in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from seolint.document.markdown.kramdown import grammar
from seolint.document.markdown.kramdown.blocks import Blocks
from seolint.document.markdown.kramdown.nodes import Node, Post
from seolint.document.markdown.kramdown.spans import read_spans
from seolint.document.markdown.kramdown.values import decoded, placed
from seolint.document.markdown.source import Source
from seolint.document.tokens import MOST, Comment, EndTag, Tag, Token, TooManyError

_EFFORT = 1
"""How often, on average, a character may be read again."""

_TEXTS = frozenset("p h1 h2 h3 h4 h5 h6 dt td".split())


def read_kramdown(path: str, text: str, start: int, offset: int = 0) -> list[Token]:
    """Tokens of ``text[start:]``, headings ``offset`` levels lower; a footnote that nothing refers to is not shown.

    Raises TooManyError.
    """
    source = Source.of(path, text, start)
    root = Node("root", source, 0, len(source.text))
    post = Post(effort=_EFFORT * (len(text) - start) + 20_000)
    Blocks(source, post).read(root)
    reader = _Reader(post, offset)
    body = reader.read(root.children)
    notes: dict[str, list[Token | Node]] = {}
    for name in post.used:
        if name not in notes:
            notes[name] = []
            notes[name] = reader.note(post.notes[name])
    return list(_whole(body, notes, post)) if post.notes else [token for token in body if not isinstance(token, Node)]


def _whole(tokens: list[Token | Node], notes: dict[str, list[Token | Node]], post: Post) -> Iterator[Token]:
    """The tokens, those of each footnote where it is defined."""
    for token in tokens:
        if not isinstance(token, Node):
            yield token
        elif token.name in notes and post.notes[token.name] is token:
            yield from _whole(notes[token.name], notes, post)


class _Reader:
    """Turns blocks into tokens, footnotes aside."""

    def __init__(self, post: Post, offset: int) -> None:
        self.post = post
        said = post.options.get("header_offset", "")
        offset = int(said) if re.fullmatch(r"-?\d{1,2}", said, re.ASCII) else offset
        self.names = {f"h{level}": f"h{max(min(level + offset, 6), 1)}" for level in range(1, 7)} if offset else {}

    def read(self, nodes: list[Node]) -> list[Token | Node]:
        found = list[Token | Node]()
        stack: list[Token | Node] = list(reversed(nodes))
        while stack:
            node = stack.pop()
            if not isinstance(node, Node) or node.kind == "note":
                found.append(node)
            elif node.kind in _TEXTS:
                self.text(node, found)
            elif node.kind == "html":
                stack += reversed(self.element(node))
            elif node.children or node.kind in {"blockquote", "li", "dd", "hr"}:
                end = node.source.end(node.last)
                found.append(Tag(node.kind, {}, node.source.place(node.first), end, markdown=True))
                stack.append(EndTag(node.kind, end, end))
                stack += reversed(node.children)
            else:
                found += self.leaf(node)
            if len(found) > MOST:
                raise TooManyError
        return found

    def note(self, node: Node) -> list[Token | Node]:
        place = node.source.at(node.first, node.last)
        tag = Tag("aside-note", {}, place.start, place.end, markdown=True)
        return [tag, *self.read(node.children), EndTag("aside-note", place.end, place.end)]

    def inline(self, node: Node) -> Iterable[Token]:
        return islice(read_spans(node.source, node.start, node.end, self.post), MOST + 1)

    def text(self, node: Node, found: list[Token | Node]) -> None:
        """Add the tokens of a block of text to ``found``."""
        if node.bare:
            found += self.inline(node)
            return
        source = node.source
        end = source.end(node.last)
        attributes = {"id": placed(source, *node.mark)} if node.mark[1] else {}
        name = self.names.get(node.kind, node.kind)
        found.append(Tag(name, attributes, source.place(node.first), end, markdown=True))
        found += self.inline(node)
        found.append(EndTag(name, end, end))

    def element(self, node: Node) -> list[Token | Node]:
        """An element written as HTML."""
        source = node.source
        if node.name in grammar.HELD_ELEMENTS:
            return list(source.html(node.mark[0], node.last))
        found: list[Token | Node] = list(source.html(*node.mark))
        if node.last > node.mark[1] or node.children:
            found += node.children
            found.append(EndTag(node.name, source.place(node.end), source.end(node.last)))
        return found

    def leaf(self, node: Node) -> Iterator[Token]:
        source = node.source
        if node.kind == "inline":
            yield from self.inline(node)
        elif node.kind == "text":
            yield from decoded(source, node.start, node.end)
        elif node.kind == "raw":
            yield from source.html(node.start, node.end)
        elif node.kind == "comment":
            place = source.at(node.start, node.end)
            yield Comment(source.text[node.start : node.end], place.start, place.end)
        elif node.kind in {"pre", "math"}:
            place = source.at(node.start, node.end)
            yield Tag("pre", {}, place.start, place.end, markdown=True)
            yield from source.runs(node.start, node.end)
            yield EndTag("pre", place.end, place.end)
