"""What posts say, as text in Markdown on GitHub and GitLab that is nothing but text."""

from __future__ import annotations

import re

from seolint.report.wording import visible

_MARKS = str.maketrans({char: f"&#{ord(char)};" for char in "\\`*_[]~|$^"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_APART = "&#8203;"
"""A space without width: what these services make of finished text, they make of characters that stand together."""
_TOGETHER = re.compile(
    r"@"  # mentions and mail addresses
    r"|#(?=\d)|\bGH-(?=\d)|!(?=\d)"  # issues and merge requests
    r"|:(?=//|[a-z_+-][\w+-]*:|100:|1234:)"  # addresses and emoji
    r"|\bwww(?=\.)"
    r"|(?P<commit>\b[0-9a-f]{7,40}\b)",
    re.IGNORECASE,
)


_MARK = "\x00"
"""Stands for ``_APART`` until the rest is escaped; ``visible`` leaves none in a text."""


def escape(text: str) -> str:
    """``text`` on one line, for a paragraph, a list item or a cell of a table, not at the start of a line."""
    return _TOGETHER.sub(_part, visible(text)).translate(_MARKS).replace(_MARK, _APART)


def _part(found: re.Match[str]) -> str:
    if found["commit"]:
        return _MARK.join(found[0][start : start + 6] for start in range(0, len(found[0]), 6))
    return found[0] + _MARK


def code(text: str) -> str:
    """``text`` as a span of code, for anywhere but a table."""
    shown = visible(text)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    space = " " if shown.startswith(("`", " ")) or shown.endswith(("`", " ")) else ""
    return f"{fence}{space}{shown}{space}{fence}" if shown.strip() else escape(shown)
