"""What kramdown defines at one place for others: the URLs of links, and footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seolint.document.markdown.kramdown import grammar
from seolint.document.markdown.kramdown.nodes import Node
from seolint.pattern import pattern

if TYPE_CHECKING:
    from seolint.document.markdown.kramdown.blocks import Blocks

_WHITE = re.compile(r"[ \t\n\r\f\v]+")
_TITLED = re.compile("[ \t][\"']")
_NEXT_TITLE = pattern("[ \t]*(?:\"[^\n]+\"|'[^\n]+')[ \t]*\n")


def read_footnote(blocks: Blocks, tree: Node) -> bool:
    found = grammar.FOOTNOTE.match(blocks.text, blocks.here)
    if not found:
        return False
    here = blocks.line_end(found.end())
    after = blocks.skip_blank(here)
    while grammar.INDENTED.match(blocks.text, after):
        here = blocks.lazy(blocks.line_end(after))
        after = blocks.skip_blank(here)
    node = blocks.add(tree, "note", found.end(), here, found[1])
    blocks.here = here
    blocks.nested(node, blocks.outdented(found.end(), here))
    blocks.post.notes[found[1]] = node
    return True


def read_link_definition(blocks: Blocks, tree: Node) -> bool:
    """The definition of a link; its title may stand on the next line."""
    found = grammar.LINK.match(blocks.text, blocks.here)
    url = link_definition(blocks.text, found.end()) if found else None
    if not found or not url:
        return False
    start, end, after = url
    blocks.post.links[label(found[1])] = (blocks.source, start, end)
    blocks.add(tree, "end", blocks.here, after, "link")
    blocks.here = after
    return True


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
