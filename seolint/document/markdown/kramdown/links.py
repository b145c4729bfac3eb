"""Links and images of kramdown: with a URL between parentheses, by the label of a definition, or between angle brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seolint.document.markdown.kramdown.definitions import label
from seolint.document.markdown.kramdown.values import placed
from seolint.document.tokens import EndTag, Tag
from seolint.pattern import pattern
from seolint.text import Placed

if TYPE_CHECKING:
    from seolint.document.markdown.kramdown.spans import Part, Spans

_AUTOLINK = pattern(r"<(?:((?:mailto|https?|ftps?):[^<>\n]+)|((?:[^\W_]|[-_.])+@(?:[^\W_]|[-_.])+))>")
_BRACKET = r"\]|!?\["
_ANGLED = re.compile(r"\(<([^\n]*?)>")
_PARENTHESIS = re.compile(r"[()]|[ \t\n\r\f\v](?=['\"])")
_TITLE = pattern(r"[ \t\n\r\f\v]*?([\"']).+?\1[ \t\n\r\f\v]*?\)", re.DOTALL)
_REFERENCE = pattern(r"[ \t\n\r\f\v]*?\[([^\]]+)?\]")
_ESCAPED = pattern(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=-])")
_WHITE = " \t\n\r\f\v"
_DEEPEST, _MOST_IMAGES = 30, 3


def read_autolink(spans: Spans, parts: list[Part]) -> bool:
    """``<https://…>`` or ``<name@host>``."""
    found = _AUTOLINK.match(spans.text, spans.here)
    if not found:
        return False
    number = 1 if found[1] else 2
    start, end = found.span(number)
    shown = start + 7 if found[number].startswith("mailto:") else start
    url = spans.placed(start, end, lead="mailto:" if number == 2 else "")
    spans.here = found.end()
    _add(spans, parts, url, found.start(), [(shown, end)])
    return True


def read_link(spans: Spans, parts: list[Part]) -> bool:
    text, start = spans.text, spans.here
    image = text[start] == "!"
    inner = start + (2 if image else 1)
    if text[inner : inner + 1] in {"", "^"}:
        return False
    hopeless = spans.post.effort <= 0 or spans.depth > _DEEPEST or (image and spans.opened.count("img") >= _MOST_IMAGES)
    if hopeless or (not image and ("a" in spans.opened or "img" in spans.opened)) or spans.missing.find("]", inner) < 0:
        return spans.literal(parts, start, inner)
    spans.here = inner
    count = 1

    def ends(found: re.Match[str], _: list[Part]) -> bool:
        nonlocal count
        count += -1 if found[0] == "]" else 1
        return count - spans.images[-1] == 0

    spans.opened.append("img" if image else "a")
    children, ended = spans.read(_BRACKET, ends)
    spans.opened.pop()
    close = spans.here
    url = _url(spans, inner, close) if ended else None
    if url is None:
        spans.give_back(start)
        return spans.literal(parts, start, inner)
    if image:
        spans.images[-1] += 1
        alt = spans.placed(inner, close, escapes=True)
        place = spans.source.at(spans.base + start, spans.base + spans.here)
        parts.append(Tag("img", {"src": url, "alt": alt}, place.start, place.end, markdown=True))
    else:
        _add(spans, parts, url, start, children)
    return True


def _add(spans: Spans, parts: list[Part], url: Placed[str], start: int, children: list[Part]) -> None:
    place = spans.source.at(spans.base + start, spans.base + spans.here)
    first = len(parts)
    parts.append(Tag("a", {"href": url}, place.start, place.end, markdown=True))
    parts += children
    parts.append(EndTag("a", place.end, place.end))
    spans.linked = (parts, first, len(parts) - 1)


def _url(spans: Spans, inner: int, close: int) -> Placed[str] | None:
    """The URL of the link whose text is ``text[inner:close]``; ``here`` is then behind the link. None when there is none."""
    text, here = spans.text, close + 1
    found = _REFERENCE.match(text, here) if spans.missing.find("]", here) >= 0 else None
    if found or not text.startswith("(", here):
        name = found[1] if found and found[1] else _ESCAPED.sub(r"\1", text[inner:close])
        defined = spans.post.links.get(label(name))
        if defined is None:
            return None
        spans.here = found.end() if found else here
        return placed(*defined)
    if spans.missing.find(")", here) < 0:
        return None
    angled = _ANGLED.match(text, here)
    if angled:
        start, end = angled.span(1)
        here = angled.end()
        if text.startswith(")", here):
            spans.here = here + 1
            return spans.placed(start, end)
    else:
        start, depth = here + 1, 0
        while True:
            mark = _PARENTHESIS.search(text, here)
            if mark is None:
                spans.post.effort -= len(text) - start
                return None
            here = mark.end()
            depth += {"(": 1, ")": -1}.get(mark[0], 0)
            if depth == 0 or mark[0] not in "()":
                break
        end = here - 1
        while start < end and text[end - 1] in _WHITE:
            end -= 1
        while start < end and text[start] in _WHITE:
            start += 1
        if depth == 0:
            spans.here = here
            return spans.placed(start, end)
    title = _TITLE.match(text, here)
    if title is None:
        spans.post.effort -= len(text) - here
        return None
    spans.here = title.end()
    return spans.placed(start, end)
