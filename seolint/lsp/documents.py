"""The open documents: their texts as the client edits them, and what is known of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pygls.uris import to_fs_path

from seolint.engine.live.messages import Told

if TYPE_CHECKING:
    from asyncio import Future

    from lsprotocol import types

_HALF = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_WIDE = {"utf-16": re.compile("[\U00010000-\U0010ffff]"), "utf-8": re.compile("[\x80-\U0010ffff]"), "utf-32": re.compile(r"(?!)")}
MOST = 50_000_000
"""Code points of a document that the server holds; a longer one is left alone."""
_ENDINGS = {"html": ".html", "mdx": ".mdx"}


class Content:
    """A text, and its places as the client counts them: lines from 0, columns in the units of ``encoding``."""

    def __init__(self, text: str, encoding: str) -> None:
        self.text, self.encoding = text, encoding

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where lines begin. They end as the protocol says, at LF, CRLF or CR."""
        return (0, *(found.end() for found in _LINE_END.finditer(self.text)))

    @cached_property
    def _plain(self) -> bool:
        """Whether each code point of the text is one unit."""
        return self.text.isascii() or _WIDE[self.encoding].search(self.text) is None

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        line = bisect_right(self.starts, offset) - 1
        start = self.starts[line]
        return line, offset - start if self._plain else _units(self.text[start:offset], self.encoding)

    def position(self, offset: int) -> types.Position:
        from lsprotocol.types import Position

        return Position(*self.place(offset))

    def range(self, start: int, end: int) -> types.Range:
        from lsprotocol.types import Range

        return Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; of one behind the end of a line, or of the text, that end."""
        if position.line >= len(self.starts):
            return len(self.text)
        start = self.starts[position.line]
        end = self.starts[position.line + 1] if position.line + 1 < len(self.starts) else len(self.text)
        line = self.text[start:end].rstrip("\r\n")
        if self._plain:
            return start + min(position.character, len(line))
        data = line.encode(_CODECS[self.encoding], "surrogatepass")[: position.character * _SIZES[self.encoding]]
        return start + len(data.decode(_CODECS[self.encoding], "ignore"))


_CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


def _units(text: str, encoding: str) -> int:
    return len(text) if text.isascii() else len(text.encode(_CODECS[encoding], "surrogatepass")) // _SIZES[encoding]


def is_checked(uri: str) -> bool:
    """Whether a document is a post that somebody writes: not what an editor shows of another time or place, as beside a change."""
    scheme, colon, _ = uri.partition(":")
    return not colon or scheme.lower() in {"file", "untitled"}


def without_halves(text: str) -> str:
    """``text`` with U+FFFD for each half of a surrogate pair, which JSON may say and no file holds; no place in it moves."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", text)
    return text


def path_of(uri: str, language: str) -> str:
    """The absolute path of a document, or a name for what is no file; its ending says what it is."""
    path = to_fs_path(uri)
    if path:
        return path
    name = f"{uri.rpartition(':')[2].strip('/') or 'untitled'}"
    is_plain = name.lower().endswith((".md", ".markdown", ".mdx", ".html", ".htm"))
    return name if is_plain else name + _ENDINGS.get(language, ".md")


class OpenDocument:
    """An open document, ``content`` and ``version`` being the newest ones, and ``told`` what is said of an earlier one or of it.

    ``asked`` is what the worker is to say of the content that it was opened with, where that was asked early.
    """

    def __init__(self, uri: str, path: str, language: str, version: int, text: str, encoding: str) -> None:
        self.uri, self.path, self.language, self.version = uri, path, language, version
        self.content = Content(without_halves(text), encoding)
        self.told: Told | None = None
        self.told_content = self.content
        self.asked: tuple[Content, Future[Told]] | None = None

    def change(self, changes: Sequence[types.TextDocumentContentChangeEvent], version: int) -> None:
        from lsprotocol.types import TextDocumentContentChangePartial

        for change in changes:
            content, text = self.content, without_halves(change.text)
            if isinstance(change, TextDocumentContentChangePartial):
                start, end = content.offset(change.range.start), content.offset(change.range.end)
                start, end = min(start, end), max(start, end)
                text = content.text[:start] + text + content.text[end:]
            self.content = Content(text, content.encoding)
        self.version = version

    @property
    def is_told(self) -> bool:
        """Whether what is known is about the newest version."""
        return self.told is not None and self.told.version == self.version and self.told_content is self.content
