"""The blocks of kramdown's GFM parser; lists, tables and HTML have files of their own."""

from __future__ import annotations

import re
from collections.abc import Callable

from seolint.document.markdown.kramdown import grammar
from seolint.document.markdown.kramdown.definitions import read_footnote, read_link_definition
from seolint.document.markdown.kramdown.extensions import read_extension, read_math
from seolint.document.markdown.kramdown.lists import read_definitions, read_list
from seolint.document.markdown.kramdown.markup import read_markup
from seolint.document.markdown.kramdown.nodes import Missing, Node, Post
from seolint.document.markdown.kramdown.tables import read_table
from seolint.document.markdown.source import Builder, Source
from seolint.document.tokens import MOST, TooManyError

MAX_DEPTH = 16
"""How many containers may hold each other; what is deeper is a paragraph."""

_LONGEST_FENCE = 100
_SPACE = " \t\n\r\f\v\0"


class Blocks:
    """Reads the blocks of one source; containers are read by readers of their own, one level deeper."""

    most = MAX_DEPTH

    def __init__(self, source: Source, post: Post, depth: int = 0) -> None:
        self.source, self.text, self.post, self.depth = source, source.text, post, depth
        self.here = 0
        self.missing = Missing(self.text)
        self.attributed = False
        self.closed = False

    def read(self, tree: Node) -> None:
        """Add the blocks from ``here`` on to ``tree``, up to the end tag if ``tree`` is an HTML element: ``closed``."""
        text, size = self.text, len(self.text)
        while self.here < size:
            here = self.here
            first = text[here]
            if first in " \t\n\r\f\v":
                blank = grammar.BLANK.match(text, here)
                if blank:
                    self.blank(tree, blank.end())
                    continue
                if grammar.INDENTED.match(text, here):
                    self.indented_code(tree)
                    continue
                first = text[here : here + 4].lstrip(" ")[0]
            for reader in _SIGNS.get(first, _LETTERS) if self.depth < MAX_DEPTH else ():
                if reader(self, tree):
                    break
            else:
                self.paragraph(tree)
            if self.closed:
                return

    def add(self, tree: Node, kind: str, start: int, end: int, name: str = "") -> Node:
        """Raises TooManyError: most blocks are two tokens and more, and not every other one is blank."""
        self.attributed = False
        node = Node(kind, self.source, start, end, name, first=start, last=end)
        tree.children.append(node)
        if len(tree.children) > MOST:
            raise TooManyError
        return node

    def nested(self, tree: Node, source: Source) -> None:
        """Add the blocks of ``source`` to ``tree``."""
        Blocks(source, self.post, self.depth + 1).read(tree)

    def builder(self, at: int) -> Builder:
        return Builder(self.source.path, self.source.post, self.source.place(at))

    def bounded(self, tree: Node) -> bool:
        """Whether nothing stands right before, so that what must not follow text may begin."""
        last = tree.children[-1] if tree.children else None
        return last is None or last.kind == "blank" or (last.kind == "end" and not last.name) or self.attributed

    def bound(self, here: int) -> bool:
        """Whether what ends at ``here`` is followed by nothing."""
        end = (grammar.BLANK, grammar.MARKER, grammar.ATTRIBUTE_LINE)
        return here >= len(self.text) or any(pattern.match(self.text, here) for pattern in end)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """``text[start:end]`` without the white space around it."""
        text = self.text
        while start < end and text[end - 1] in _SPACE:
            end -= 1
        while start < end and text[start] in _SPACE:
            start += 1
        return start, end

    def line_end(self, here: int) -> int:
        return self.text.find("\n", here) + 1 or len(self.text)

    def blank(self, tree: Node, end: int) -> None:
        if tree.children and tree.children[-1].kind == "blank":
            tree.children[-1].end = end
        else:
            self.add(tree, "blank", self.here, end)
        self.here = end

    def paragraph(self, tree: Node) -> None:
        here = self.line_end(self.here)
        while not grammar.ends(grammar.PARAGRAPH_END, self.text, here):
            here = self.line_end(here)
        start, end = self.trimmed(self.here, here)
        self.here = here
        last = tree.children[-1] if tree.children else None
        if last is not None and last.kind == "p" and last.source is self.source:
            last.end = last.last = end
        else:
            self.add(tree, "p", start, end)

    def heading(self, tree: Node) -> bool:
        found = grammar.HEADING.match(self.text, self.here)
        return found is not None and self.titled(tree, len(found[1]), *found.span(2), found.end(), closing=True)

    def underlined(self, tree: Node) -> bool:
        if not self.text.startswith(("-", "="), self.line_end(self.here)):
            return False
        found = grammar.UNDERLINED.match(self.text, self.here)
        if found is None or not self.bounded(tree):
            return False
        return self.titled(tree, 1 if found[2] == "=" else 2, *found.span(1), found.end(), closing=False)

    def titled(self, tree: Node, level: int, start: int, end: int, after: int, *, closing: bool) -> bool:
        """A heading with the text ``text[start:end]``, an id and closing number signs to be taken off."""
        start, end = self.trimmed(start, end)
        mark = (0, 0)
        named = grammar.heading_id().search(self.text[start:end]) if self.text[end - 1 : end] == "}" else None
        if named:
            mark = (start + named.start(1), start + named.end(1))
            start, end = self.trimmed(start, start + named.start())
        if closing:
            signs = self.text[start:end].rstrip("#")
            if signs.endswith((" ", "\t")):
                start, end = self.trimmed(start, start + len(signs))
        if start == end:
            return False
        node = self.add(tree, f"h{level}", start, end)
        node.mark, node.first, node.last = mark, self.here, self.trimmed(self.here, after)[1]
        self.here = after
        return True

    def quotation(self, tree: Node) -> bool:
        if not grammar.QUOTE.match(self.text, self.here):
            return False
        node = self.add(tree, "blockquote", self.here, self.here)
        build = self.builder(self.here)
        while True:
            mark = grammar.QUOTE.match(self.text, self.here)
            end = self.line_end(self.here)
            build.take(self.source, mark.end() if mark else self.here, end)
            self.here = node.end = node.last = end
            if grammar.ends(grammar.LAZY_END, self.text, end):
                break
        self.nested(node, build.source())
        return True

    def indented_code(self, tree: Node) -> None:
        start = here = after = self.here
        while grammar.INDENTED.match(self.text, after):
            here = self.lazy(self.line_end(after))
            after = self.skip_blank(here)
        node = self.add(tree, "pre", start, here)
        self.here = here
        node.source = self.outdented(start, here)
        node.start, node.end = 0, len(node.source.text)

    def fenced_code(self, tree: Node) -> bool:
        found = grammar.FENCE.match(self.text, self.here)
        if not found or len(found[1]) > _LONGEST_FENCE:
            return False
        for size in range(len(found[1]), 2, -1):
            rest = grammar.FENCE_REST.match(self.text, found.start(1) + size)
            fence = found[1][:size]
            closing = self.missing.search(grammar.fence_end(fence), rest.end()) if rest else None
            if rest and closing:
                self.add(tree, "pre", rest.end(), closing.start())
                self.here = closing.end()
                return True
        return False

    def rule(self, tree: Node) -> bool:
        return self.line(tree, "hr", grammar.RULE)

    def abbreviation(self, tree: Node) -> bool:
        return self.line(tree, "end", grammar.ABBREVIATION, "abbreviation")

    def marker(self, tree: Node) -> bool:
        return self.line(tree, "end", grammar.MARKER)

    def line(self, tree: Node, kind: str, pattern: re.Pattern[str], name: str = "") -> bool:
        found = pattern.match(self.text, self.here)
        if found:
            self.add(tree, kind, *found.span(), name)
            self.here = found.end()
        return found is not None

    def skip_blank(self, here: int) -> int:
        found = grammar.BLANK.match(self.text, here)
        return found.end() if found else here

    def lazy(self, here: int) -> int:
        """Where the lines end that go on with what ends at ``here``, whatever their indentation."""
        while not grammar.ends(grammar.LAZY_END, self.text, here):
            here = self.line_end(here)
        return here

    def outdented(self, start: int, end: int) -> Source:
        """The lines of ``text[start:end]`` without their indentation."""
        build = self.builder(start)
        while start < end:
            mark = grammar.INDENTED.match(self.text, start)
            after = self.line_end(start)
            build.take(self.source, mark.end() if mark else start, after)
            start = after
        return build.source()


_Reader = Callable[[Blocks, Node], bool]
_READERS: tuple[tuple[str, _Reader], ...] = (
    ("`~", Blocks.fenced_code),
    (">", Blocks.quotation),
    ("#", Blocks.heading),
    ("*-_", Blocks.rule),
    ("+*-0123456789", read_list),
    (":", read_definitions),
    ("<", read_markup),
    ("", Blocks.underlined),
    ("$", read_math),
    ("", read_table),
    ("[", read_footnote),
    ("[", read_link_definition),
    ("*", Blocks.abbreviation),
    ("{", read_extension),
    ("^", Blocks.marker),
)
"""What reads a block, in order, and the characters it may begin with; "" for any."""

_LETTERS = tuple(reader for characters, reader in _READERS if not characters)
_SIGNS = {
    sign: tuple(reader for characters, reader in _READERS if not characters or sign in characters)
    for sign in "".join(characters for characters, _ in _READERS)
}
