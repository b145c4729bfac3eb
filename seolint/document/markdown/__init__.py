"""Markdown to placed tokens, as the dialect of the site reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from seolint.document.template import Mark
from seolint.document.tokens import Token
from seolint.text import Location

_SIGNS, _MOST_SIGNS, _MOST_LINES = "[*_{|<:`", 40_000, 50_000
"""A post of more signs or lines is none that people write, and kramdown's ways with them take long: it is read as CommonMark."""
_MARK = re.compile(r"[ \t>]*(#{1,6})(?=[ \t\r\n]|$)")


def read_markdown(
    path: str,
    text: str,
    start: int,
    dialect: str = "gfm",
    *,
    ids: bool = True,
    marks: Sequence[Mark] = (),
    autolinks: str = "http",
    offset: int = 0,
) -> Iterable[Token]:
    """Tokens of ``text[start:]``, raw HTML and all; images carry ``src`` and ``alt``, links ``href``, headings their ``id``.

    ``dialect`` is commonmark, gfm, markdown-it, kramdown, or mdx or zenn, whose ``marks`` the template view found; with ``ids``,
    ``{#id}`` behind the text of a heading is no part of it, as kramdown always has it. ``autolinks`` is the scheme of bare
    addresses in gfm that name none, "" where no bare address is a link; kramdown's headings are ``offset`` levels lower than they
    are written. Raises TooManyError.
    """
    few = dialect == "kramdown" and text.count("\n", start) <= _MOST_LINES
    if few and sum(text.count(sign, start) for sign in _SIGNS) <= _MOST_SIGNS:
        from seolint.document.markdown.kramdown import read_kramdown

        return read_kramdown(path, text, start, offset)
    if dialect == "mdx":
        from seolint.document.markdown.mdx import read_mdx

        return read_mdx(path, text, start, marks, ids=ids)
    if dialect == "zenn":
        from seolint.document.markdown.zenn import read_zenn

        return read_zenn(path, text, start, marks)
    from seolint.document.markdown.commonmark import read_commonmark

    return read_commonmark(path, text, start, dialect, ids=ids, autolinks=autolinks)


def heading_mark(path: str, text: str, start: int, end: int) -> Location | None:
    """The number signs of an ATX heading at ``[start, end)``; None for an underlined one."""
    found = _MARK.match(text, start, end)
    return Location(path, *found.span(1)) if found else None
