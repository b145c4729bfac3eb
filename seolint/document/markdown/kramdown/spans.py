"""The text of a block as kramdown reads it: emphasis, code, HTML and the rest; links have a file of their own."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from seolint.document.markdown.kramdown import grammar
from seolint.document.markdown.kramdown.extensions import set_options
from seolint.document.markdown.kramdown.links import read_autolink, read_link
from seolint.document.markdown.kramdown.nodes import Missing, Post
from seolint.document.markdown.kramdown.values import ENTITY, ESCAPE, decoded, placed
from seolint.document.markdown.source import Source
from seolint.document.tokens import MOST, Comment, EndTag, Run, Tag, Token, TooManyError
from seolint.pattern import pattern
from seolint.text import Placed

Part = Token | tuple[int, int]
"""A token, or a stretch of the text as it stands there."""

MAX_DEPTH = 30
WHITE = " \t\n\r\f\v"
_START = re.compile(r"\*|_|`|<|&|\\|\[|!\[|\$\$|\{:|~~")
"""Each alternative begins with a literal, so that ``re`` passes over all other characters in one loop."""

_STRUCK = re.compile(r"[^ \t\n\r\f\v~]~~")
_NOTE = re.compile(r"\[\^([A-Za-z0-9_][\w-]*)\]", re.ASCII)


def read_spans(source: Source, start: int, end: int, post: Post) -> Iterable[Token]:
    """The tokens of the text ``source.text[start:end]``."""
    plain = _START.search(source.text, start, end) is None
    return source.runs(start, end) if plain else Spans(source, start, end, post).tokens()


class Spans:
    """Reads the text ``source.text[start:end]``. What turns out not to be closed is given back and is text.

    ``opened`` are the elements of Markdown that are open. How much may be given back is limited for each post, so that time
    is linear; then marks are text.
    """

    def __init__(self, source: Source, start: int, end: int, post: Post) -> None:
        self.source, self.base, self.text = source, start, source.text[start:end]
        self.post = post
        self.here: int = 0
        self.depth = 0
        self.missing = Missing(self.text)
        self.opened: list[str] = []
        self.raw = False
        self.images = list[int]()
        self.linked: tuple[list[Part], int, int] = ([], 0, 0)
        """The parts in which the last link is, and the numbers of its tags there."""

    def tokens(self) -> Iterator[Token]:
        for part in self.read()[0]:
            if isinstance(part, tuple):
                yield from self.source.runs(self.base + part[0], self.base + part[1])
            else:
                yield part

    def read(self, stop: str = "", done: Done | None = None, *, markdown: bool = True) -> tuple[list[Part], bool]:
        """What stands up to the pattern ``stop`` where ``done`` agrees, and whether there is such an end. Raises TooManyError."""
        text, parts, ended = self.text, list[Part](), False
        start = _starts(stop, markdown)
        self.depth += 1
        self.images.append(0)
        while self.here < len(text):
            if len(parts) > MOST:
                raise TooManyError
            found = start.search(text, self.here)
            if found is None and stop:
                break
            first = found.start() if found else len(text)
            if first > self.here:
                parts.append((self.here, first))
            self.here = first
            if found is None:
                break
            ended = found.lastgroup == "stop" and (done is None or done(found, parts))
            if ended:
                break
            if not (self.part(parts) if markdown else text[first] == "<" and self.markup(parts)):
                self.literal(parts, first, first + 1)
        self.depth -= 1
        self.images.pop()
        return parts, ended

    def part(self, parts: list[Part]) -> bool:
        """What begins ``here``; False when it is text."""
        text, here = self.text, self.here
        first = text[here]
        if first in "*_":
            return self.emphasis(parts)
        if first == "`":
            return self.code(parts)
        if first == "<":
            return read_autolink(self, parts) or self.markup(parts) or self.guillemets(parts)
        if first in "![":
            return self.note(parts) or read_link(self, parts)
        if first == "$":
            return self.math(parts)
        if first == "{":
            return self.extension(parts)
        if first == "&":
            return self.entity(parts)
        if first == "~":
            return self.struck(parts)
        return first == "\\" and self.escape(parts)

    def give_back(self, start: int) -> None:
        """Go back to ``start``."""
        self.post.effort -= self.here - start
        self.here = start

    def literal(self, parts: list[Part], start: int, end: int) -> bool:
        parts.append((start, end))
        self.here = end
        return True

    def element(self, parts: list[Part], name: str, start: int, inner: list[Part]) -> bool:
        """An element of Markdown from ``start`` to ``here``."""
        end = self.source.end(self.base + self.here)
        parts.append(Tag(name, {}, self.place(start), end, markdown=True))
        parts += inner
        parts.append(EndTag(name, end, end))
        return True

    def place(self, offset: int) -> int:
        return self.source.place(self.base + offset)

    def emphasis(self, parts: list[Part]) -> bool:
        text, start = self.text, self.here
        mark = text[start]
        delimiter = mark * 2 if text.startswith(mark, start + 1) else mark
        after = start + len(delimiter)
        before = text[max(start - 2, 0) : start]
        inside = mark == "_" and (_letter(before[-1:]) or (before[-1:] == "-" and _letter(before[:1])))
        kind = "strong" if delimiter != mark else "em"
        if inside or text[after : after + 1] in WHITE or kind in self.opened or self.post.effort <= 0:
            return self.literal(parts, start, after)
        inner = self.emphasized(start, delimiter, kind)
        if inner is None and kind == "strong" and "em" not in self.opened[-1:]:
            kind = "em"
            inner = self.emphasized(start, mark, kind)
        if inner is None:
            return self.literal(parts, start, after)
        return self.element(parts, kind, start, inner)

    def emphasized(self, start: int, delimiter: str, kind: str) -> list[Part] | None:
        """The content of emphasis that begins at ``start``; None when it does not end."""
        text, size = self.text, len(delimiter)
        if self.missing.find(delimiter, start + size) < 0 or self.depth > MAX_DEPTH:
            return None

        def ends(found: re.Match[str], inner: list[Part]) -> bool:
            here = found.start()
            single = kind != "em" or text[here : here + 2] != delimiter * 2 or text.startswith(delimiter, here + 2)
            outside = delimiter[0] != "_" or not text[here + size : here + size + 1].isalnum()
            return text[here - 1] not in WHITE and single and outside and bool(inner)

        self.here = start + size
        self.opened.append(kind)
        inner, ended = self.read(re.escape(delimiter), ends)
        self.opened.pop()
        if not ended:
            self.give_back(start)
            return None
        self.here += size
        return inner

    def code(self, parts: list[Part]) -> bool:
        text, start = self.text, self.here
        after = start
        while text.startswith("`", after):
            after += 1
        mark = text[start:after]
        spaced = text[after : after + 1] in WHITE and (start == 0 or text[start - 1] in WHITE)
        end = -1 if len(mark) == 1 and spaced else self.missing.find(mark, after)
        if end < 0:
            return self.literal(parts, start, after)
        self.here = end + len(mark)
        if len(mark) > 1:
            after += text[after] == " "
            end -= text[end - 1] == " " and end > after
        return self.element(parts, "code", start, [(after, end)] if after < end else [])

    def math(self, parts: list[Part]) -> bool:
        start = self.here
        end = self.missing.find("$$", start + 2)
        if end < 0:
            return False
        self.here = end + 2
        return self.element(parts, "code", start, [(start + 2, end)])

    def struck(self, parts: list[Part]) -> bool:
        text, start = self.text, self.here
        found = None
        if text[start + 2 : start + 3] not in WHITE + "~" and self.depth <= MAX_DEPTH and self.post.effort > 0:
            found = _STRUCK.search(text, start + 2)
            self.post.effort -= (found.end() if found else len(text)) - start
        if found is None:
            return False
        inner = Spans(self.source, self.base + start + 2, self.base + found.end() - 2, self.post)
        inner.depth = self.depth
        read = [(p[0] + start + 2, p[1] + start + 2) if isinstance(p, tuple) else p for p in inner.read()[0]]
        self.here = found.end()
        return self.element(parts, "del", start, read)

    def note(self, parts: list[Part]) -> bool:
        """The mark of a footnote, which shows a number."""
        found = _NOTE.match(self.text, self.here)
        if not found:
            return False
        if found[1] not in self.post.notes:
            return self.literal(parts, *found.span())
        self.post.used.append(found[1])
        self.here = found.end()
        return True

    def entity(self, parts: list[Part]) -> bool:
        found = ENTITY.match(self.text, self.here)
        value = html.unescape(found[0]) if found else ""
        if not found or value == found[0]:
            return False
        parts.append(Run(value, self.place(self.here), self.source.end(self.base + found.end())))
        self.here = found.end()
        return True

    def escape(self, parts: list[Part]) -> bool:
        """A backslash that shows nothing: what it stands before is text, or a line ends."""
        text, start = self.text, self.here
        if text.startswith("\\\n", start + 1):
            self.here = start + 2
            return True
        if text.startswith("\n", start + 1):
            self.here = start + 1
            return True
        if text.startswith(("<<", ">>"), start + 1):
            return self.literal(parts, start + 1, start + 3)
        found = ESCAPE.match(text, start)
        return found is not None and self.literal(parts, start + 1, start + 2)

    def guillemets(self, parts: list[Part]) -> bool:
        start = self.here
        return self.text.startswith("<<", start) and self.literal(parts, start, start + 2)

    def extension(self, parts: list[Part]) -> bool:
        """Attributes of what stands before, which show nothing, and ``{::comment}`` and its like."""
        text, start = self.text, self.here
        found = grammar.EXTENSION.match(text, start)
        if found and found[1] in {"comment", "nomarkdown", "options"}:
            inner = end = found.end()
            if not found[3]:
                closing = self.missing.search(grammar.extension_close(found[1]), end)
                if not closing:
                    return False
                inner, end = closing.span()
            content = self.base + found.end(), self.base + inner
            if found[1] == "comment":
                place = self.source.at(self.base + start, self.base + end)
                parts.append(Comment(self.source.text[slice(*content)], place.start, place.end))
            elif found[1] == "nomarkdown":
                parts += self.source.html(*content)
            else:
                set_options(self.post, found[2] or "")
            self.here = end
            return True
        if not parts or (isinstance(parts[-1], tuple) and text[start - 1] not in "\"'"):
            return False
        found = grammar.ATTRIBUTES.match(text, start)
        if not found:
            return False
        self.here = found.end()
        self.readdress(parts, found)
        return True

    def readdress(self, parts: list[Part], found: re.Match[str]) -> None:
        """Give the link or image right before the attributes ``found`` the address that they say."""
        written, last = grammar.ADDRESS.search(self.text, *found.span()), len(parts) - 1
        number = self.linked[1] if self.linked[0] is parts and self.linked[2] == last else last
        tag = parts[number]
        if written and isinstance(tag, Tag) and tag.markdown and written["name"] in tag.attributes:
            url = self.placed(*written.span("url"))
            parts[number] = Tag(tag.name, {**tag.attributes, written["name"]: url}, tag.start, tag.end, markdown=True)

    def markup(self, parts: list[Part]) -> bool:
        """A comment, or an element, in which Markdown is read; its end tag alone, or that of a block, is text."""
        text, start = self.text, self.here
        if text.startswith("<!--", start):
            end = self.missing.find("-->", start + 4)
            if end >= 0:
                parts += self.source.html(self.base + start, self.base + end + 3)
                self.here = end + 3
                return True
        found = grammar.closing().match(text, start)
        if found:
            return self.literal(parts, *found.span())
        found = grammar.tag().match(text, start)
        if not found:
            return False
        name, end = found[1].lower(), found.end()
        if name in grammar.BLOCK_ELEMENTS:
            return self.literal(parts, start, end)
        if found[3] or name in grammar.EMPTY_ELEMENTS or self.depth > MAX_DEPTH:
            parts += self.source.html(self.base + start, self.base + end)
            self.here = end
            return True
        asked = grammar.MARKDOWN.search(text, *found.span(2)) if found[2] else None
        wanted = self.post.options.get("parse_span_html") != "false"
        markdown = grammar.content_model(name) != "raw" and not self.raw and wanted
        if asked and asked[1] in {"0", "span"}:
            markdown = asked[1] == "span"
        self.here, outer, self.raw = end, self.raw, not markdown
        inner, ended = self.read(rf"</{re.escape(name)}[ \t\n\r\f\v]*>", markdown=markdown)
        self.raw = outer
        close = self.here
        if ended:
            self.here = text.index(">", close) + 1
        else:
            inner.append((close, len(text)))
            self.here = len(text)
        if not markdown:
            inner = list(self.decoded(inner))
        if name in grammar.HELD_ELEMENTS:
            parts += self.source.html(self.base + start, self.base + self.here)
            return True
        parts += self.source.html(self.base + start, self.base + end)
        parts += inner
        parts.append(EndTag(name, self.place(close), self.source.end(self.base + self.here)))
        return True

    def decoded(self, parts: list[Part]) -> Iterator[Part]:
        """The parts, with the character references of text read."""
        for part in parts:
            if isinstance(part, tuple):
                yield from decoded(self.source, self.base + part[0], self.base + part[1])
            else:
                yield part

    def placed(self, start: int, end: int, *, escapes: bool = False, lead: str = "") -> Placed[str]:
        return placed(self.source, self.base + start, self.base + end, escapes=escapes, lead=lead)


Done = Callable[[re.Match[str], list[Part]], bool]


def _letter(text: str) -> bool:
    """Whether ``text`` is a letter, or a vowel sign of one."""
    return text.isalpha() or (text > "\x7f" and unicodedata.category(text) in {"Mn", "Mc"})


@lru_cache(200)
def _starts(stop: str, markdown: bool) -> re.Pattern[str]:
    starts = _START.pattern if markdown else "<"
    return pattern(f"(?P<stop>{stop})|{starts}" if stop else starts, re.IGNORECASE)
