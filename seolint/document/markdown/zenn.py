"""Zenn's Markdown to placed tokens: there is no HTML in it but line breaks and comments on one line, which the template marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seolint.document.html import read_html
from seolint.document.markdown.autolinks import Autolink
from seolint.document.markdown.commonmark import Reader
from seolint.document.markdown.events import Body
from seolint.document.markdown.linkify import find_linkified
from seolint.document.markdown.written import code_runs, text_runs
from seolint.document.template import Mark
from seolint.document.tokens import Run, Token

_SIGN = "⁖"
"""Punctuation that no post has: it stands for what would begin HTML."""
_MARKUP = re.compile(
    r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*>|<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,100}@[A-Za-z0-9.-]{1,255}>|<\? *\?>|\\<"
    r"|\](?:\(|:[ \t]*)(?:<[^<>\n]*>|[^()<>\s]*)|(?P<html><)(?=[A-Za-z/!?])"
)
_LONE_RETURN = re.compile(r"\r(?!\n)")


def read_zenn(path: str, text: str, start: int, marks: Sequence[Mark]) -> Iterator[Token]:
    """Tokens of ``text[start:]``; ``marks`` are the HTML that is read."""
    plain = _LONE_RETURN.sub("\n", text) if "\r" in text else text
    if "<" not in plain:
        return Reader(path, text, Body(plain[start:], start), "zenn", ids=False).read()
    shown = _without(plain, marks, " ")
    body = _MARKUP.sub(lambda found: _SIGN if found["html"] else found[0], _without(plain, marks, _SIGN)[start:])
    return _Reader(path, text, Body(body, start), marks, shown).read()


def _without(text: str, marks: Sequence[Mark], sign: str) -> str:
    """``text`` with ``sign`` for each character of ``marks``."""
    parts, here = list[str](), 0
    for mark in marks:
        parts += text[here : mark.start], sign * (mark.end - mark.start)
        here = mark.end
    return "".join((*parts, text[here:]))


class _Reader(Reader):
    def __init__(self, path: str, text: str, body: Body, marks: Sequence[Mark], shown: str) -> None:
        self.shown = shown
        super().__init__(path, text, body, "zenn", ids=False)
        self.marks, self.next_mark = marks, 0

    def find_links(self, body: Body) -> list[Autolink]:
        return find_linkified(self.shown, self.events, self.ends, loose=False)

    def runs(self, value: str, start: int, end: int) -> Iterator[Token]:
        while self.next_mark < len(self.marks) and self.marks[self.next_mark].start < end:
            mark = self.marks[self.next_mark]
            self.next_mark += 1
            if mark.start >= start:
                yield from super().runs("", start, mark.start)
                yield from read_html(self.path, self.text, mark.start, mark.end)
                start, value = mark.end, ""
        if start < end:
            yield from super().runs(value, start, end)

    def code(self, value: str, start: int, end: int) -> Iterator[Run]:
        return code_runs(self.text, value.replace(_SIGN, "<"), start, end)

    def html(self, index: int) -> Iterator[Token]:
        """The title of a container, behind what the template put in place of its name."""
        _, start, end, _, _ = self.events[index]
        title = self.text.find("?>", start, end) + 2
        yield from text_runs(self.text, "", title if title > 1 else start, end)
