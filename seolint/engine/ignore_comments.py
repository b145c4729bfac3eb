"""Reads suppressions: ``<!-- seolint-ignore rule: reason -->``, ``-start`` and ``-end``, and ``seolint: {ignore: [rule]}``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from seolint.document import Document
from seolint.document.tree import Member, Object
from seolint.engine.ignore import Ignore, Name

FILE_KEY = "seolint.ignore"
_SAID = re.compile(r"\s*seolint-ignore(-start|-end)?(?![\w-])([^:：]*)(?:[:：].*)?", re.DOTALL)
_JSX = re.compile(r"\{/\*(\s*seolint-(?:(?!\*/).)*)\*/\}", re.DOTALL)
_MEANT = re.compile(r"\s*seolint-[\w-]*")
_NAME = re.compile(r"[\w-]+")
_BLANK_LINES = re.compile(r"(?:[ \t>]*(?:\r\n|\n|\r))*")
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t>]*(?=[\r\n]|\Z)|\Z")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+)*")
"""What marks quotes and items before the text of a line."""

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
ELEMENT = re.compile(r"[ \t]*<([A-Za-z][\w-]*)")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
WHOLE = frozenset({"html", "!doctype"})
"""Before these tags a comment holds for the whole file."""

BREAKS = frozenset({"br", "wbr"})
_SPACE = " \t\n\f\r"
_FARTHEST = 100_000
"""How many characters an element may hold that is sought as a whole."""


def read_ignores(doc: Document) -> tuple[Ignore, ...]:
    """The suppressions of one page, in order."""
    return (*_of_file(doc), *_of_comments(doc))


def _of_file(doc: Document) -> Iterator[Ignore]:
    member = doc.front_matter.member("seolint")
    if member is None:
        return
    table = member.value
    found = doc.front_matter.strings(FILE_KEY)
    members = table.members if isinstance(table, Object) else ()
    odd = [one.key for one in members if one.key.value != "ignore"]
    if odd or not found:
        at = odd[0].at if odd else member.key.at
        yield Ignore((), at.start, at.start, at.start, at.end, None, "settings")
    if found:
        names = tuple(Name(one.value.strip(), one.at.start, one.at.end) for one in found)
        remove = None if odd else _member_lines(doc, member)
        yield Ignore(names, 0, len(doc.text) + 1, member.key.at.start, found[-1].at.end, remove)


def _member_lines(doc: Document, member: Member) -> tuple[int, int] | None:
    """The lines of the whole ``seolint`` key; None where other keys may stand on them."""
    text, members = doc.text, doc.front_matter.root.members
    if doc.front_matter.language == "json":
        return None
    start = _line_start(text, member.key.at.start)
    number = next(number for number, one in enumerate(members) if one is member)
    closing = _line_start(text, len(text[: doc.front_matter.end].rstrip("\r\n")))
    end = _line_start(text, members[number + 1].key.at.start) if number + 1 < len(members) else closing
    return (start, end) if start < end and not text[start : member.key.at.start].strip(" \t[") else None


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _of_comments(doc: Document) -> Iterator[Ignore]:
    open_: list[Ignore] = []
    for text, inner, start, end in _comments(doc):
        remove = _removal(doc.text, start, end)
        said = _SAID.fullmatch(text)
        if said is None:
            yield Ignore((), start, start, start, end, None, "word")
            continue
        names = tuple(
            Name(name[0], inner + said.start(2) + name.start(), inner + said.start(2) + name.end())
            for name in _NAME.finditer(said[2])
        )
        if said[1] == "-start":
            open_.append(Ignore(names, end, len(doc.text) + 1, start, end, remove))
        elif said[1] == "-end":
            closed = _closed(open_, names)
            if not closed:
                yield Ignore((), start, start, start, end, remove, "end")
            for one in closed:
                yield Ignore(one.names, one.first, start, one.start, one.end, None)
        else:
            first, last = _of_tag(doc, start, end) or covered(doc.text, start, end, html=doc.is_html)
            yield Ignore(names, first, last, start, end, remove)
    for one in open_:
        yield Ignore((), one.start, one.start, one.start, one.end, None, "start")
        yield Ignore(one.names, one.first, one.last, one.start, one.end, None)


def _closed(open_: list[Ignore], names: tuple[Name, ...]) -> list[Ignore]:
    """What an end of ``names``, of all for none, closes: the innermost of each; ``open_`` keeps the rest."""
    if not names:
        return [open_.pop()] if open_ else []
    closed: list[Ignore] = []
    for name in dict.fromkeys(name.id for name in names):
        number = next((n for n in reversed(range(len(open_))) if name in {one.id for one in open_[n].names}), None)
        if number is None:
            continue
        one = open_[number]
        closed.append(replace(one, names=tuple(each for each in one.names if each.id == name)))
        open_[number] = replace(one, names=tuple(each for each in one.names if each.id != name))
        if not open_[number].names:
            del open_[number]
    return closed


def _comments(doc: Document) -> list[tuple[str, int, int, int]]:
    """The comments that may suppress: text, where it begins, and where the whole comment stands; in order."""
    found = [
        (comment.value, comment.start + 4, comment.start, comment.end)
        for comment in doc.content.comments
        if _MEANT.match(comment.value) and doc.text.startswith("<!--", comment.start)
    ]
    if doc.dialect in {"mdx", "docusaurus"}:
        masked = doc.template.text
        found += (
            (said[1], said.start(1), said.start(), said.end())
            for said in _JSX.finditer(doc.text, doc.front_matter.end)
            if masked[said.start()] != "{"
        )
    return sorted(found, key=lambda one: one[2])


def _of_tag(doc: Document, start: int, end: int) -> tuple[int, int] | None:
    """The element before whose tag the comment ``[start, end)`` of an HTML page stands: on the same line, or on a line of its own.

    Before ``<html>`` it is the whole file. None where no tag follows, or one that only breaks the line.
    """
    text = doc.text
    if not doc.is_html:
        return None
    tag = _behind_comments(text, end)
    extent = doc.extents.get(tag)
    begins_line = not text[_line_start(text, start) : start].strip()
    if extent is None or extent.name in BREAKS or not (begins_line or not set("\r\n") & set(text[end:tag])):
        return None
    return (0, len(text) + 1) if extent.name in WHOLE else (tag, extent.stop)


def _behind_comments(text: str, here: int) -> int:
    """Where something else begins than white space and comments."""
    here = len(text) - len(text[here:].lstrip(_SPACE))
    while text.startswith("<!--", here) and (closed := text.find("-->", here)) >= 0:
        here = len(text) - len(text[closed + 3 :].lstrip(_SPACE))
    return here


def covered(text: str, start: int, end: int, *, html: bool) -> tuple[int, int]:
    """What the comment ``text[start:end]`` speaks of: its own line when something else stands on it, else the next block.

    A block ends before a blank line; a fenced one, and an element of HTML, where it is closed.
    """
    line, stop = _line_start(text, start), _past(_LINE_END, text, end)
    if not _PREFIX.fullmatch(text, line, start) or text[end:stop].strip():
        return line, stop
    first = _past(_BLANK_LINES, text, stop)
    while html and text.startswith("<!--", first) and (closed := text.find("-->", first)) >= 0:
        first = _past(_BLANK_LINES, text, closed + 3)
    return first, block_end(text, first, html=html)


def block_end(text: str, first: int, *, html: bool) -> int:
    """Where the block ends whose first line begins at ``first``."""
    fence = _FENCE.match(text, first)
    if fence:
        sign = re.escape(fence[1][0])
        closing = re.compile(rf"[\r\n][ \t]*{sign}{{{len(fence[1])},}}[ \t]*(?=[\r\n]|\Z)").search(text, fence.end())
        return closing.end() if closing else len(text)
    tag = ELEMENT.match(text, first)
    block = _past(_BLANK_LINE, text, first)
    if tag is None:
        return block
    closed = _element_end(text, tag)
    return closed if html else max(closed, block)


def _element_end(text: str, tag: re.Match[str]) -> int:
    """Where the element of the start tag ``tag`` ends; the end of the tag where nothing closes it near by."""
    name = tag[1].lower()
    end = text.find(">", tag.end()) + 1 or len(text)
    if name in _VOID or text[end - 2 : end] == "/>":
        return end
    depth = 0
    for found in re.compile(rf"<(/?){name}(?![\w-])[^>]*>?", re.IGNORECASE).finditer(text, tag.start(), tag.start() + _FARTHEST):
        depth += -1 if found[1] else 0 if found[0].endswith("/>") else 1
        if depth == 0:
            return found.end()
    return end


def _past(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start) if pattern is _BLANK_LINES else pattern.search(text, start)
    return found.end() if found else len(text)


def _removal(text: str, start: int, end: int) -> tuple[int, int]:
    """The comment with its line, when nothing else stands there, else with the white space before it."""
    line, stop = _line_start(text, start), _past(_LINE_END, text, end)
    if text[line:start].strip() or text[end:stop].strip():
        return (start - len(text[line:start]) + len(text[line:start].rstrip()), end) if not text[end:stop].strip() else (start, end)
    return line, stop
