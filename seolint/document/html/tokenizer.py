"""HTML to placed tokens, in time linear in its length, as the HTML standard's tokenizer reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint.document.html.character_references import runs, unescape
from seolint.document.tokens import Comment, EndTag, Raw, Run, Tag, Token
from seolint.pattern import pattern
from seolint.text import Location, Placed

SPACE = " \t\n\f\r"
"""HTML's white space; an ideographic space or U+00A0 is a letter to it."""

RAW = frozenset("script style textarea title xmp iframe noembed noframes noscript plaintext".split())
"""Elements whose content holds no tags; ``noscript`` is one where scripts run, as they do for readers and Google."""

_MARKUP = re.compile(rf"<(?:([A-Za-z][^{SPACE}/>]*+)|/([A-Za-z][^{SPACE}/>]*+)|!--|[!?]|/(?!\Z))")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(
    rf"[{SPACE}/]*+(?:(>)|([^{SPACE}/>][^{SPACE}/>=]*+)"
    rf"(?:[{SPACE}]*+=[{SPACE}]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^{SPACE}>\"'][^{SPACE}>]*+)|([\"'])|))?+)"
)
_RAW_END = {name: pattern(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII) for name in RAW - {"plaintext"}}
_SCRIPT_STEP = re.compile(rf"(<!--)|(-->)|<(/?)script(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII)
_CAPITALS = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_FOREIGN = frozenset({"svg", "math"})


class Context:
    """What whoever takes the tokens tells the tokenizer after each start tag: what follows it, and where it stands."""

    def __init__(self) -> None:
        self.raw = ""
        """The element whose content is to be taken without tags, "" for none."""
        self.foreign = False
        """Whether it is inside SVG or MathML, where CDATA sections are."""


def read_html(path: str, text: str, start: int, end: int) -> Iterator[Token]:
    """Tokens of ``text[start:end]``, a part of a page: each tag as it stands, whether it fits or not."""
    context, depth = Context(), 0
    for token in tokenize(path, text, start, end, context):
        if isinstance(token, Tag):
            if token.name in _FOREIGN:
                depth += not token.self_closing
            elif depth == 0 and token.name in RAW:
                context.raw = token.name
        elif isinstance(token, EndTag) and token.name in _FOREIGN:
            depth = max(depth - 1, 0)
        context.foreign = depth > 0
        yield token


def tokenize(path: str, text: str, start: int, end: int, context: Context) -> Iterator[Token]:
    """Tokens of ``text[start:end]``; an unclosed tag runs to the end and says nothing, as in browsers."""
    here = start
    while here < end:
        found = _MARKUP.search(text, here, end)
        if found is None:
            yield from runs(text, here, end)
            return
        first, stop = found.span()
        if first > here:
            if text.find("&", here, first) < 0:
                yield Run(text[here:first], here, first)
            else:
                yield from runs(text, here, first)
        kind = found.lastindex
        if kind is None:
            declaration, here = _declaration(text, first, stop, end, context)
            if declaration is not None:
                yield declaration
            continue
        if text.startswith(">", stop, end):
            attributes, here, closed = dict[str, Placed[str]](), stop + 1, False
        else:
            attributes, here, closed = _attributes(path, text, stop, end)
            if here < 0:
                return
        name = found[kind]
        name = name.lower() if name.isascii() else name.translate(_CAPITALS)
        if kind == 2:
            yield EndTag(name, first, here)
            continue
        tag = Tag(name, attributes, first, here, self_closing=closed)
        yield tag
        if context.raw:
            last = _raw_end(text, here, end, context.raw)
            yield from _raw(text, tag, here, last, context.raw)
            here, context.raw = last, ""


def _declaration(text: str, first: int, here: int, end: int, context: Context) -> tuple[Token | None, int]:
    """What opens at ``first`` with ``<!``, ``<?`` or ``</`` and goes on at ``here``, and where it ends.

    It is a comment, the document type (a tag of this name), text of SVG and MathML, or nothing.
    """
    if text.startswith("<!--", first):
        for short in (">", "->"):
            if text.startswith(short, here, end):
                return Comment("", first, here + len(short)), here + len(short)
        found = _COMMENT_END.search(text, here, end)
        last, stop = found.span() if found else (end, end)
        return Comment(text[here:last], first, stop), stop
    if context.foreign and text.startswith("![CDATA[", here - 1, end):
        here += 7
        last = text.find("]]>", here, end)
        last, stop = (last, last + 3) if last >= 0 else (end, end)
        return Run(text[here:last], here, last) if last > here else None, stop
    stop = text.find(">", here, end) + 1 or end
    return Tag("!doctype", {}, first, stop) if text[here - 1 : here + 7].lower() == "!doctype" else None, stop


def _attributes(path: str, text: str, here: int, end: int) -> tuple[dict[str, Placed[str]], int, bool]:
    """The attributes of the tag whose name ends at ``here``, where it ends, -1 when it never does, and if by ``/>``."""
    attributes: dict[str, Placed[str]] = {}
    while True:
        found = _ATTRIBUTE.match(text, here, end)
        kind = found.lastindex if found is not None else 6
        if found is None or kind is None or kind == 6:
            return attributes, -1, False
        here = found.end()
        if kind == 1:
            return attributes, here, here - 2 >= found.start() and text[here - 2] == "/"
        name = found[2]
        name = name.lower() if name.isascii() else name.translate(_CAPITALS)
        if name in attributes:
            continue
        value = found[kind] if kind > 2 else ""
        if "&" in value:
            attributes[name] = unescape(path, text, *found.span(kind))
        elif kind > 2:
            attributes[name] = Placed(value, Location(path, *found.span(kind)))
        else:
            attributes[name] = Placed("", Location(path, here, here))


def _raw_end(text: str, here: int, end: int, name: str) -> int:
    if name == "script":
        return _script_end(text, here, end)
    found = _RAW_END[name].search(text, here, end) if name in _RAW_END else None
    return found.start() if found else end


def _script_end(text: str, here: int, end: int) -> int:
    """Where a script ends: ``</script>`` closes an inner ``<script>`` only where a comment holds both."""
    comment = inner = False
    found = _SCRIPT_STEP.search(text, here, end)
    while found:
        here = found.end()
        if found[1]:
            comment, here = True, here - 2
        elif found[2]:
            comment = inner = False
        elif found[3]:
            if not inner:
                return found.start()
            inner = False
        else:
            inner = comment
        found = _SCRIPT_STEP.search(text, here, end)
    return end


def _raw(text: str, tag: Tag, start: int, end: int, name: str) -> Iterator[Token]:
    """The content of an element without tags: text where a reader sees it as such."""
    if name in {"title", "textarea"}:
        yield from runs(text, start, end)
    elif name in {"xmp", "plaintext"}:
        if end > start:
            yield Run(text[start:end], start, end)
    else:
        yield Raw(tag, start, end)
