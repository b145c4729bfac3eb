"""The ids that Hugo's goldmark gives to headings: made of the source line, with all its markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from seolint.document.content import Heading
from seolint.document.kramdown_ids import written_id
from seolint.site.hugo.paths import lower, without_accents
from seolint.text import UNKNOWN

_SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_CLOSING = re.compile(r"[ \t](#+)")
_NAME = r"(?:[^\s!-/:-@\[-`{-~]|[-_:.])*+"
_VALUE = r'"(?:[^"\\]|\\.)*+"|[-+]?\d++(?:\.\d*+)?(?:[eE][-+]?\d+)?|[A-Za-z_:][\w:.-]*+'
_ATTRIBUTE = rf"[ \t]*+(?:#{_NAME}|\.{_NAME}|[A-Za-z_:][\w:.-]*+[ \t]*+=[ \t]*+(?:{_VALUE}))[ \t]*+(?:,[ \t]*+)?+"
_ATTRIBUTES = re.compile(rf"\{{(?:{_ATTRIBUTE})*+\}}[ \t]*$", re.ASCII)
_ID = re.compile(rf'(?<![\w:.-])id[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([A-Za-z_:][\w:.-]*))|"(?:[^"\\]|\\.)*"|#({_NAME})', re.ASCII)
_EMOJI = re.compile(r":[\w+-]+:")
_QUOTE = re.compile(r"[ \t>]*")


def hugo_ids(text: str, masked: str, headings: Sequence[Heading], style: str) -> tuple[str, ...]:
    """The id of each heading of ``text``; "" where there is none or a shortcode decides.

    ``style`` is ``hugo``, with words behind hyphens: ``ascii``, ``blackfriday`` or ``none`` (no ids but those that are written)
    for the kind of ids, ``emoji`` where names of emoji are read, ``raw`` where HTML in Markdown is not left out.
    """
    return tuple(_ids(text, masked, headings, frozenset(style.split("-"))))


def _ids(text: str, masked: str, headings: Sequence[Heading], style: frozenset[str]) -> Iterator[str]:
    taken: set[str] = set()
    for heading in headings:
        if masked.startswith(("<h", "<H"), heading.at.start):
            yield written_id(masked, heading) if "raw" in style else ""
            continue
        start, end = _line(text, heading)
        line, explicit = split_attributes(text[start:end], closing=heading.mark is not None)
        if explicit is not None:
            found = "" if UNKNOWN in explicit else explicit
        elif "none" in style or UNKNOWN in masked[start : start + len(line)] or ("emoji" in style and _EMOJI.search(line)):
            yield ""
            continue
        else:
            found = _free(anchor(line, style) or "heading", taken)
        taken.add(found)
        yield found


def _free(slug: str, taken: set[str]) -> str:
    number, found = 0, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


def _line(text: str, heading: Heading) -> tuple[int, int]:
    """The line behind the number signs, or the last one above the underline: the only one that goes into the id."""
    if heading.mark is not None:
        start = heading.mark.end
        return start, _end(text, start)
    lines = text[heading.at.start : heading.at.end].rstrip("\r\n").splitlines(keepends=True)
    start = heading.at.start + sum(map(len, lines[:-2]))
    start = _QUOTE.match(text, start).end() if len(lines) > 2 else start  # type: ignore[union-attr]
    return start, _end(text, start)


def _end(text: str, start: int) -> int:
    ends = [end for end in (text.find("\n", start), text.find("\r", start)) if end >= 0]
    return min(ends, default=len(text))


def split_attributes(line: str, *, closing: bool) -> tuple[str, str | None]:
    """A heading's line without its closing number signs and attributes, and the id that these give, None for none."""
    closed = _CLOSING.search(line) if closing else None
    if closed:
        attributes = _ATTRIBUTES.match(line[closed.end() :].strip(" \t"))
        if attributes:
            explicit = _explicit(attributes[0])
            if explicit is not None:
                return line[: closed.start(1)], explicit
            line = line[: closed.start(1)]
    line = line.rstrip(" \t")
    if closing:
        plain = line.rstrip("#")
        line = plain if not plain or plain[-1] in " \t" else line
    brace = line.rfind("{")
    if brace >= 0 and not (brace > 0 and line[brace - 1] == "\\"):
        attributes = _ATTRIBUTES.match(line, brace)
        if attributes:
            return line[:brace], _explicit(attributes[0])
    return line, None


def _explicit(attributes: str) -> str | None:
    named = [part for found in _ID.finditer(attributes) for part in found.groups() if part is not None]
    return named[-1] if named else None


def anchor(line: str, style: frozenset[str]) -> str:
    """The id that the words of ``line`` make, "" when none is left."""
    if "blackfriday" in style:
        kept = "".join(char if unicodedata.category(char)[0] in "LN" else " " for char in line)
        return lower("-".join(kept.split()))
    line = (without_accents(line) if "ascii" in style else line).strip(_SPACES).replace(" ", "-")
    if "ascii" in style:
        line = "".join(char for char in line if char.isascii())
    return lower("".join(char for char in line if char in "-_" or (kind := unicodedata.category(char))[0] == "L" or kind == "Nd"))
