"""HTML to placed tokens, in time linear in its length, as the HTML standard's tokenizer reads it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from seolint.document.tokens import Comment, EndTag, Raw, Run, Tag, Token
from seolint.text import Location, Piece, Placed

_MARKUP = re.compile(r"<(?:(?P<comment>!--)|(?P<name>[A-Za-z][^\s/>]*)|/(?P<closing>[A-Za-z][^\s/>]*)|(?P<bogus>[!?/]))")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(r"[\s/]*(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*)(?P<equals>\s*=\s*)?)")
_UNQUOTED = re.compile(r"[^\s>]*")
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
_RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


def read_html(path: str, text: str, start: int, end: int) -> Iterator[Token]:
    """Tokens of ``text[start:end]``; an unclosed tag or comment runs to the end and says nothing, as in browsers."""
    here = start
    while here < end:
        found = _MARKUP.search(text, here, end)
        if found is None:
            yield from runs(text, here, end)
            return
        if found.start() > here:
            yield from runs(text, here, found.start())
        if found["comment"]:
            closing = text[found.end() : found.end() + 2]
            if closing[:1] == ">" or closing == "->":
                here = found.end() + (1 if closing[:1] == ">" else 2)
                continue
            stop = _COMMENT_END.search(text, found.end(), end)
            here = stop.end() if stop else end
            yield Comment(text[found.end() : stop.start() if stop else end], found.start(), here)
        elif found["bogus"]:
            here = text.find(">", found.end(), end) + 1 or end
        else:
            name = (found["name"] or found["closing"]).lower()
            attributes, here = _attributes(path, text, found.end(), end)
            if here < 0:
                return
            if found["closing"]:
                yield EndTag(name, found.start(), here)
                continue
            tag = Tag(name, attributes, found.start(), here)
            yield tag
            if name in _RAW_END:
                stop = _RAW_END[name].search(text, here, end)
                last = stop.start() if stop else end
                if name in {"title", "textarea"}:
                    yield from runs(text, here, last)
                else:
                    yield Raw(tag, here, last)
                here = last


def _attributes(path: str, text: str, here: int, end: int) -> tuple[dict[str, Placed[str]], int]:
    """The attributes of the tag whose name ends at ``here``, and where it ends; -1 when it never does."""
    attributes: dict[str, Placed[str]] = {}
    while True:
        found = _ATTRIBUTE.match(text, here, end)
        if found is None:
            return attributes, -1
        if found["end"]:
            return attributes, found.end()
        name, here = found["name"].lower(), found.end()
        start = stop = here
        if found["equals"]:
            quote = text[here : here + 1]
            if quote in {'"', "'"}:
                start, stop = here + 1, text.find(quote, here + 1, end)
                if stop < 0:
                    return attributes, -1
                here = stop + 1
            else:
                here = stop = _UNQUOTED.match(text, here, end).end()  # type: ignore[union-attr]
        if name not in attributes:
            attributes[name] = unescape(path, text, start, stop)


def unescape(path: str, text: str, start: int, end: int) -> Placed[str]:
    """``text[start:end]`` with its character references read."""
    raw, at = text[start:end], Location(path, start, end)
    if "&" not in raw:
        return Placed(raw, at)
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for run in runs(text, start, end):
        parts.append(run.value)
        if len(run.value) == run.end - run.start:
            pieces.append((length, run.start, run.end - run.start))
        length += len(run.value)
    return Placed("".join(parts), at, tuple(pieces) or ((0, start, 0),))


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """``text[start:end]`` as runs: plain ones, and one for each character reference."""
    here = start
    if text.find("&", start, end) >= 0:
        for found in _ENTITY.finditer(text, start, end):
            value = html.unescape(found[0])
            if value == found[0]:
                continue
            if found.start() > here:
                yield Run(text[here : found.start()], here, found.start())
            yield Run(value, *found.span())
            here = found.end()
    if here < end:
        yield Run(text[here:end], here, end)
