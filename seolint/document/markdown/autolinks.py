"""Addresses that stand in text without any mark, as GitHub's dialect makes links of them.

A URL goes on to white space or ``<``, so that it swallows Japanese that follows it; punctuation at its end is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from seolint.document.markdown.events import Event

_SIGN = re.compile(r"[\[\]]|(?<![A-Za-z])(?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])://|www\.")
_ANY = re.compile(r"[@\[\]]|://|www\.")
_REST = re.compile(r"[^ \t\n\v\f\r<]*")
_HOST = re.compile(r"[A-Za-z0-9._-]*")
_BEFORE_WWW = " \t\n\v\f\r*_~("
_MOST_LABELS = 10
_USER = re.compile(r"[A-Za-z0-9.+_-]")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9]))*")


class Autolink(Struct, frozen=True):
    """``lead`` is what its URL begins with that is not written, ``room`` where the text ends in which it begins."""

    start: int
    end: int
    lead: str
    room: int


def find_autolinks(text: str, events: Sequence[Event], ends: dict[int, int]) -> list[Autolink]:
    """The links in order; what one holds is no Markdown, so that one that goes on behind its room calls for reading anew."""
    links: list[Autolink] = []
    brackets, limit, index, fresh = 0, len(text), 0, True
    while index < len(events):
        kind, start, end, name, data = events[index]
        if kind == "Text":
            if _ANY.search(text, start, end):
                stretch = _Stretch(text, start, end, limit, fresh, brackets)
                links += stretch.read()
                brackets = stretch.brackets
            fresh = False
        elif kind == "Start" and name in {"Link", "Image", "CodeBlock", "HtmlBlock"}:
            index, fresh = ends[index], False
            if name == "Link" and data["link_type"] not in {"Autolink", "Email"}:
                brackets = 0
        elif kind == "Start" and name not in {"Emphasis", "Strong", "Strikethrough"}:
            brackets, fresh, limit = 0, True, end if name == "TableCell" else len(text)
        elif kind != "End":
            fresh = kind in {"SoftBreak", "HardBreak"}
        index += 1
    return links


class _Stretch:
    """A stretch of text in which nothing else stands."""

    def __init__(self, text: str, start: int, end: int, limit: int, fresh: bool, brackets: int) -> None:
        self.text, self.start, self.end, self.limit, self.fresh = text, start, end, limit, fresh
        self.brackets = brackets

    def read(self) -> Iterator[Autolink]:
        text, here, rest = self.text, self.start, self.start
        while here < self.end:
            found = _SIGN.search(text, here, self.end)
            if found is None:
                break
            start, here = found.span()
            if found[0] in "[]":
                if not self.escaped(start):
                    self.brackets = self.brackets + 1 if found[0] == "[" else max(self.brackets - 1, 0)
                continue
            end = self.url_end(found) if self.brackets == 0 else 0
            if end:
                yield from self.addresses(rest, start)
                yield Autolink(start, end, "http://" if found[0] == "www." else "", self.end)
                here = rest = end
        yield from self.addresses(rest, self.end)

    def escaped(self, here: int) -> bool:
        first = here
        while first > 0 and self.text[first - 1] == "\\":
            first -= 1
        return (here - first) % 2 == 1

    def url_end(self, found: re.Match[str]) -> int:
        """Where the URL ends that begins at ``found``; 0 when it is none."""
        text, start, here = self.text, *found.span()
        if found[0] == "www.":
            if not (self.fresh and start == self.start) and text[max(start - 1, 0)] not in _BEFORE_WWW:
                return 0
            here = start
        elif here >= self.limit or not _begins_host(text[here]):
            return 0
        host = _HOST.match(text, here, self.limit)
        rest = _REST.match(text, here, self.limit)
        labels = host[0].split(".") if host else []
        if not rest or ("_" in "".join(labels[-2:]) and len(labels) <= _MOST_LABELS + 1):
            return 0
        return trimmed(text, here, rest.end())

    def addresses(self, start: int, end: int) -> Iterator[Autolink]:
        """The e-mail addresses in a part of the stretch."""
        text, least = self.text, start
        at = text.find("@", start, end)
        while at >= 0:
            first = at
            while first > least and _USER.match(text[first - 1]):
                first -= 1
            lead = "mailto:"
            for scheme in ("mailto:", "xmpp:"):
                before = first - len(scheme)
                if before >= least and text.startswith(scheme, before) and not (before > least and text[before - 1].isalnum()):
                    first, lead = before, ""
            domain = _DOMAIN.match(text, at + 1, end)
            stop = domain.end() if domain else at + 1
            least = stop
            if text[stop : stop + 1] == "@" and stop < end:
                least = at + 1
            elif first < at and "." in text[at:stop] and (text[stop - 1].isalpha() and text[stop - 1].isascii()):
                yield Autolink(first, trimmed(text, at, stop), lead, self.end)
            at = text.find("@", max(stop, at + 1), end)


def _begins_host(character: str) -> bool:
    return character.isalnum() or not (character.isascii() or unicodedata.category(character)[0] in "PZ")


def trimmed(text: str, start: int, end: int) -> int:
    """Where an address of ``text[start:end]`` ends: before final punctuation, entities and closing brackets too many."""
    surplus = text.count(")", start, end) - text.count("(", start, end)
    while end > start:
        last = text[end - 1]
        if last == ")":
            if surplus <= 0:
                break
            surplus -= 1
            end -= 1
        elif last == ";":
            first = end - 1
            while first > start and text[first - 1].isascii() and text[first - 1].isalpha():
                first -= 1
            end = first - 1 if first < end - 1 and first > start and text[first - 1] == "&" else end - 1
        elif last in "?!.,:*_~'\"":
            end -= 1
        else:
            break
    return end
