"""The blocks of kramdown's GFM parser; lists, tables and HTML have files of their own."""

from __future__ import annotations

import re
from collections.abc import Callable

from seolint.document.markdown.kramdown import grammar
from seolint.document.markdown.kramdown.lists import read_definitions, read_list
from seolint.document.markdown.kramdown.markup import read_markup
from seolint.document.markdown.kramdown.nodes import Definitions, Missing, Node
from seolint.document.markdown.kramdown.tables import read_table
from seolint.document.markdown.source import Builder, Source

MAX_DEPTH = 16
"""How many containers may hold each other; what is deeper is a paragraph."""

_SPACE = " \t\n\r\f\v\0"


class Blocks:
    """Reads the blocks of one source; containers are read by readers of their own, one level deeper."""

    most = MAX_DEPTH

    def __init__(self, source: Source, definitions: Definitions, depth: int = 0) -> None:
        self.source, self.text, self.definitions, self.depth = source, source.text, definitions, depth
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
            if self.depth < MAX_DEPTH and any(
                reader(self, tree) for characters, reader in _READERS if not characters or first in characters
            ):
                if self.closed:
                    return
                continue
            self.paragraph(tree)

    def add(self, tree: Node, kind: str, start: int, end: int, name: str = "") -> Node:
        self.attributed = False
        node = Node(kind, self.source, start, end, name, first=start, last=end)
        tree.children.append(node)
        return node

    def nested(self, tree: Node, source: Source) -> None:
        """Add the blocks of ``source`` to ``tree``."""
        Blocks(source, self.definitions, self.depth + 1).read(tree)

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
        while not grammar.PARAGRAPH_END.match(self.text, here):
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
        found = grammar.UNDERLINED.match(self.text, self.here)
        if found is None or not self.bounded(tree):
            return False
        return self.titled(tree, 1 if found[2] == "=" else 2, *found.span(1), found.end(), closing=False)

    def titled(self, tree: Node, level: int, start: int, end: int, after: int, *, closing: bool) -> bool:
        """A heading with the text ``text[start:end]``, an id and closing number signs to be taken off."""
        start, end = self.trimmed(start, end)
        mark = (0, 0)
        named = grammar.HEADING_ID.search(self.text[start:end])
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
            if grammar.LAZY_END.match(self.text, end):
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
        if not found:
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

    def math(self, tree: Node) -> bool:
        found = grammar.MATH.match(self.text, self.here)
        stop = self.missing.find("$$", found.end()) if found and self.bounded(tree) else -1
        rest = grammar.BLANK_REST.match(self.text, stop + 2) if stop >= 0 else None
        if not found or not rest or not self.bound(rest.end()):
            return False
        self.add(tree, "math", *self.trimmed(found.end(), stop))
        self.here = rest.end()
        return True

    def footnote(self, tree: Node) -> bool:
        found = grammar.FOOTNOTE.match(self.text, self.here)
        if not found:
            return False
        here = self.line_end(found.end())
        after = self.skip_blank(here)
        while grammar.INDENTED.match(self.text, after):
            here = self.lazy(self.line_end(after))
            after = self.skip_blank(here)
        node = self.add(tree, "note", found.end(), here, found[1])
        self.here = here
        self.nested(node, self.outdented(found.end(), here))
        self.definitions.notes[found[1]] = node
        return True

    def link(self, tree: Node) -> bool:
        """The definition of a link; its title may stand on the next line."""
        found = grammar.LINK.match(self.text, self.here)
        url = link_definition(self.text, found.end()) if found else None
        if not found or not url:
            return False
        start, end, after = url
        self.definitions.links[label(found[1])] = (self.source, start, end)
        self.add(tree, "end", self.here, after, "link")
        self.here = after
        return True

    def extension(self, tree: Node) -> bool:
        """Attributes, which show nothing, and ``{::comment}`` and its like."""
        text, here = self.text, self.here
        found = grammar.ATTRIBUTE_DEFINITION.match(text, here)
        if found:
            self.add(tree, "end", here, found.end(), "attributes")
            self.here = found.end()
            return True
        found = grammar.EXTENSION_LINE.match(text, here)
        if found:
            return self.extended(tree, found)
        found = grammar.ATTRIBUTE_LINE.match(text, here)
        if not found:
            return False
        last = tree.children[-1] if tree.children else None
        if last is None or last.kind == "blank" or (last.kind == "end" and last.name in {"", "attributes"}):
            self.attributed = True
        else:
            named = grammar.ATTRIBUTE_ID.search(text, *found.span(1))
            if named and last.kind[0] == "h" and last.kind[1:].isdigit():
                last.mark = named.span(1)
            elif last.kind in {"ul", "ol"} and grammar.CONTENTS.search(text, *found.span(1)):
                last.kind, last.name, last.children = "end", "contents", []
            self.add(tree, "end", here, found.end(), "attributes")
        self.here = found.end()
        return True

    def extended(self, tree: Node, found: re.Match[str]) -> bool:
        name, after = found[1], found.end()
        kind = {"comment": "comment", "nomarkdown": "raw", "options": "end"}.get(name or "")
        start = end = after
        if not kind:
            return False
        if not found[3]:
            closing = self.missing.search(grammar.extension_end(name), after)
            if not closing:
                return False
            end, after = closing.span()
        self.add(tree, kind, start, end, "options" if kind == "end" else "")
        self.here = after
        return True

    def skip_blank(self, here: int) -> int:
        found = grammar.BLANK.match(self.text, here)
        return found.end() if found else here

    def lazy(self, here: int) -> int:
        """Where the lines end that go on with what ends at ``here``, whatever their indentation."""
        while not grammar.LAZY_END.match(self.text, here):
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


def label(text: str) -> str:
    """A link's label as labels are compared."""
    return _WHITE.sub(" ", text).lower()


def link_definition(text: str, start: int) -> tuple[int, int, int] | None:
    """Where the URL of a definition begins and ends whose label ends before ``start``, and where the definition ends."""
    line_end = text.index("\n", start)
    if text[start : start + 1] == "<":
        close = text.find(">", start, line_end)
        after = _title_end(text, close + 1, line_end) if close >= 0 else 0
        if after:
            return start + 1, close, after
    line = text[start:line_end].rstrip(" \t\r\f\v")
    if not line:
        return None
    if line[-1] in "\"'":
        titled = re.search(rf"[ \t]{line[-1]}", line)
        if titled and titled.end() < len(line) - 1:
            url = line[: titled.start()].rstrip(" \t")
            return None if not url or _TITLED.search(url) else (start, start + len(url), line_end + 1)
    after = _title_end(text, start + len(line), line_end)
    return None if _TITLED.search(line) or not after else (start, start + len(line), after)


def _title_end(text: str, here: int, line_end: int) -> int:
    """Where a definition ends whose URL ends at ``here``; 0 when something else follows."""
    rest = text[here:line_end].strip(" \t")
    if rest and not (text[here] in " \t" and len(rest) > 2 and rest[0] in "\"'" and rest[-1] == rest[0]):
        return 0
    if not rest:
        found = _NEXT_TITLE.match(text, line_end + 1)
        if found:
            return found.end()
    return line_end + 1


_WHITE = re.compile(r"[ \t\n\r\f\v]+")
_TITLED = re.compile("[ \t][\"']")
_NEXT_TITLE = re.compile("[ \t]*(?:\"[^\n]+\"|'[^\n]+')[ \t]*\n")
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
    ("$", Blocks.math),
    ("", read_table),
    ("[", Blocks.footnote),
    ("[", Blocks.link),
    ("*", Blocks.abbreviation),
    ("{", Blocks.extension),
    ("^", Blocks.marker),
)
"""What reads a block, in order, and the characters it may begin with; "" for any."""
