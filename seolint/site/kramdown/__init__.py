"""What kramdown makes of one line: the text of its elements, as its parser 2.4 reads them.

Jekyll sends titles through it, and makes heading ids of what it leaves.
"""

from __future__ import annotations

import re

from seolint.pattern import pattern
from seolint.site.kramdown.patterns import BLANK, BLOCKS, RAW, TAG
from seolint.site.kramdown.spans import Spans

__all__ = ["CLOSING", "HEADER_ID", "Spans", "line_text"]

_HEADER = re.compile(r"#{1,6}[\t ]+(.*)")
CLOSING = re.compile(r"[\t ]#+\Z")
HEADER_ID = re.compile(r"[\t ]\{#([^\W\d][\w.:\-·]*)\}\Z")
_RULE = pattern(r"([*\-_])[ \t]*\1[ \t]*\1(?:\1|[ \t])*\Z")
_NESTED = pattern(r"(?:[+*-]|\d+\.)[\t| ](.*)|>(.*)", re.DOTALL | re.ASCII)
_PIPE = re.compile(r"\||.*?[^\\]\|")
_CELLS = re.compile(r"(?<!\\)\|")
_UNREAD = pattern(r"\$\$|\\\$\$|\{:|\[[^\]]+\]:|\*\[.+?\]:|\^\Z|~~~|```|</|<!--|[+|: \t=-]*\Z")


def line_text(line: str, spans: Spans) -> str | None:
    """The text of what kramdown makes of a document of one line, blocks and all; None where that is not known."""
    if line.startswith("    "):
        return line.strip(BLANK)
    header = _HEADER.match(line)
    line = line.lstrip(BLANK)
    while header is None and line and (found := None if _RULE.match(line) else _NESTED.match(line)):
        line = found[1] if found[1] is not None else found[2]
        if found[1] is not None and line.lstrip(BLANK).lower().startswith(("[ ]", "[x]", "{:", "|")):
            return None
        header, line = _HEADER.match(line), line.lstrip(BLANK)
    if not line or (header is None and _RULE.match(line)):
        return ""
    if header is not None:
        inside = CLOSING.sub("", HEADER_ID.sub("", header[1].rstrip(BLANK))).rstrip(BLANK)
        return spans.text(inside) if inside else None
    tag = TAG.match(line)
    if "\n" in line or "$$" in line or _UNREAD.match(line) or (tag and tag["name"].lower() in BLOCKS | RAW):
        return None
    if _PIPE.match(line) is None:
        return spans.text(line.rstrip(BLANK))
    line = line.rstrip(BLANK)
    if "<" in line:
        return None
    plain = _without_code(line)
    if _PIPE.match(plain) is None:
        return spans.text(line)
    ends = [found.start() for found in _CELLS.finditer(plain)]
    cells = [line[start:end] for start, end in zip((0, *(end + 1 for end in ends)), (*ends, len(line)), strict=True)]
    cells = cells[1 if line.startswith("|") and not cells[0].strip(BLANK) else 0 :]
    cells = cells[: -1 if cells and not cells[-1].strip(BLANK) else None]
    texts = [spans.text(cell.strip(BLANK).replace("\\|", "|")) if cell.strip(BLANK) else "\u00a0" for cell in cells]
    known = [text for text in texts if text is not None]
    return " ".join(known) if len(known) == len(cells) > 0 else None


def _without_code(line: str) -> str:
    """``line`` with spaces for its code spans, back quotes and all."""
    parts: list[str] = []
    here = 0
    while (start := line.find("`", here)) >= 0:
        inner = start + len(line[start:]) - len(line[start:].lstrip("`"))
        end = line.find(line[start:inner], inner)
        stop = end + inner - start if end >= 0 else inner
        parts += [line[here:start], " " * (stop - start) if end >= 0 else line[start:stop]]
        here = stop
    return "".join(parts) + line[here:]
