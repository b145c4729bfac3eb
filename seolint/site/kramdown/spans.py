"""kramdown's span parser, for the text that it leaves of a line."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from seolint.site.kramdown import patterns as p
from seolint.site.kramdown.links import read_html, read_link

_MOST = 2_000
_STEPS = 20_000
_DEPTH = 40
_QUOTE_NAMES: tuple[str, ...] = ("lsquo", "rsquo", "ldquo", "rdquo")


class Spans(Struct, frozen=True):
    """How spans are read: which link labels and footnotes are defined, what stands for ``lsquo, rsquo, ldquo, rdquo``, and
    whether typographic symbols are made."""

    label: Callable[[str], bool] = lambda _: False
    footnote: Callable[[str], bool] = lambda _: False
    quotes: tuple[str, str, str, str] = ("‘", "’", "“", "”")
    symbols: bool = True

    def text(self, source: str) -> str | None:
        """The text of ``source`` without its markup; None where that would take too long to find out."""
        if len(source) > _MOST:
            return None
        if not (p.SIGN.search(source) and p.START.search(source)):
            return source
        try:
            return Reader(self, source).read()
        except _TooLongError:
            return None


class _TooLongError(Exception):
    pass


class Reader:
    """kramdown's recursive descent. Elements are pairs of their type and their text; ``kinds`` are those that are open."""

    def __init__(self, options: Spans, text: str) -> None:
        self.options, self.text, self.here, self.steps = options, text, 0, 0
        self.kinds: list[str] = []
        self.tree: list[tuple[str, str]] = []

    def read(self) -> str:
        self.spans("root")
        return "".join(text for _, text in self.tree)

    def add(self, text: str) -> None:
        if self.tree and self.tree[-1][0] == "text":
            self.tree[-1] = ("text", self.tree[-1][1] + text)
        elif text:
            self.tree.append(("text", text))

    def spans(
        self, kind: str, stop: re.Pattern[str] | None = None, accept: Callable[[re.Match[str]], bool] | None = None, *,
        html_only: bool = False,
    ) -> bool:  # fmt: skip
        """Read into ``tree`` up to what ``stop`` matches and ``accept`` takes; whether that was found."""
        self.kinds.append(kind)
        if len(self.kinds) > _DEPTH:
            raise _TooLongError
        used = _before(stop.pattern if stop else "", html_only)
        found = False
        while self.here < len(self.text) and not found:
            self.steps += 1
            if self.steps > _STEPS:
                raise _TooLongError
            start = used.search(self.text, self.here)
            if start is None:
                if stop is None:
                    self.add(self.text[self.here :])
                    self.here = len(self.text)
                break
            self.add(self.text[self.here : start.start()])
            self.here = start.start()
            stopped = stop.match(self.text, self.here) if stop else None
            if stopped is not None:
                found = accept is None or accept(stopped)
            if not found and not self.element(html_only=html_only):
                self.add(self.text[self.here])
                self.here += 1
        self.kinds.pop()
        return found

    def element(self, *, html_only: bool) -> bool:
        """Read the element that begins here, if one does."""
        text, here = self.text, self.here
        char = text[here]
        if char == "<" and (not html_only and (link := p.AUTOLINK.match(text, here))):
            self.here = link.end()
            self.tree.append(("a", link[1].removeprefix("mailto:")))
            return True
        if char == "<" and p.MARKUP.match(text, here):
            return read_html(self)
        if html_only:
            return False
        if char in "*_":
            return self.emphasis()
        if char == "`":
            return self.code()
        if (note := p.FOOTNOTE.match(text, here)) is not None:
            self.here = note.end()
            if self.options.footnote(note[1]):
                self.tree.append(("footnote", ""))
            else:
                self.add(note[0])
            return True
        if p.LINK.match(text, here):
            return read_link(self)
        if p.QUOTE.match(text, here):
            return self.quote()
        if (math := p.MATH.match(text, here)) is not None:
            self.here = math.end()
            self.tree.append(("math", math[1].strip()))
            return True
        if text.startswith("{:", here):
            return self.extension()
        if (entity := p.ENTITY.match(text, here)) is not None:
            return self.entity(entity)
        if self.options.symbols and (symbol := p.SYMBOL.match(text, here)) is not None:
            self.here = symbol.end()
            self.tree.append(("symbol", p.SYMBOLS[symbol[0]]))
            return True
        if (escaped := p.ESCAPED.match(text, here)) is not None:
            self.here = escaped.end()
            self.add(escaped[1])
            return True
        if (strike := p.STRIKE.match(text, here)) is not None:
            self.here = strike.end()
            self.tree.append(("del", Reader(self.options, strike[0][2:-2]).read()))
            return True
        return False

    def inner(self) -> list[tuple[str, str]]:
        """Begin to read into a new list; the one so far."""
        outer, self.tree = self.tree, []
        return outer

    def emphasis(self) -> bool:
        found = p.EMPHASIS.match(self.text, self.here)
        assert found is not None
        mark, start = found[0], self.here
        kind = "strong" if len(mark) == 2 else "em"
        self.here += len(mark)
        letters = mark[0] == "_" and p.LETTER_BEFORE.search(self.text, max(start - 2, 0), start)
        if letters or self.text[self.here : self.here + 1] in p.SPACES or kind in self.kinds:
            self.add(mark)
            return True
        parent = self.kinds[-1]
        if self.emphasized(mark, kind):
            return True
        if kind == "strong" and parent != "em":
            self.here = start + 1
            if self.emphasized(mark[0], "em"):
                return True
        self.here = start + len(mark)
        self.add(mark)
        return True

    def emphasized(self, mark: str, kind: str) -> bool:
        outer = self.inner()

        def accept(stop: re.Match[str]) -> bool:
            at, text = stop.start(), self.text
            if text[at - 1] in p.SPACES or not self.tree:
                return False
            if kind == "em" and text.startswith(mark * 2, at) and not text.startswith(mark * 3, at):
                return False
            after = text[at + len(mark) : at + len(mark) + 1]
            return mark[0] != "_" or not after.isalnum()

        found = self.spans(kind, re.compile(re.escape(mark)), accept)
        inside, self.tree = "".join(text for _, text in self.tree), outer
        if found:
            self.here += len(mark)
            self.tree.append((kind, inside))
        return found

    def code(self) -> bool:
        found = p.CODE.match(self.text, self.here)
        assert found is not None
        marks, start, self.here = found[0], self.here, found.end()
        alone = start == 0 or self.text[start - 1] in p.SPACES
        end = self.text.find(marks, self.here)
        if (marks == "`" and alone and self.text[self.here : self.here + 1] in p.SPACES) or end < 0:
            self.add(marks)
            return True
        code = self.text[self.here : end]
        self.here = end + len(marks)
        self.tree.append(("code", code if marks == "`" else code.removeprefix(" ").removesuffix(" ")))
        return True

    def quote(self) -> bool:
        names = dict(zip(_QUOTE_NAMES, self.options.quotes, strict=True))
        for rule, parts in p.QUOTES:
            found = rule.match(self.text, self.here)
            if found is None:
                continue
            self.here = found.end()
            for part in parts:
                if isinstance(part, int):
                    self.add(found[part])
                    continue
                if part[-1].isdigit():
                    side, double = "l" if part.startswith("open") else "r", found[int(part[-1])] == '"'
                    part = side + ("dquo" if double else "squo")
                self.tree.append(("quote", names[part]))
            return True
        return False

    def extension(self) -> bool:
        found = p.EXTENSION.match(self.text, self.here)
        if found is not None and found[1] in {"comment", "nomarkdown", "options"}:
            raise _TooLongError
        attributes = p.ATTRIBUTES.match(self.text, self.here)
        if found is None and attributes is not None and self.tree and self.tree[-1][0] != "text":
            self.here = attributes.end()
        else:
            self.add(self.text[self.here])
            self.here += 1
        return True

    def entity(self, found: re.Match[str]) -> bool:
        self.here = found.end()
        point = int(found[2]) if found[2] else int(found[3], 16) if found[3] else 0
        value = html.entities.html5.get(found[1] + ";", "") if found[1] else chr(point) if 0 < point < 0x110000 else ""
        self.tree.append(("entity", value or "&"))
        if not value:
            self.add(found[0][1:])
        return True


@lru_cache(64)
def _before(stop: str, html_only: bool) -> re.Pattern[str]:
    """Where an element may begin, or what ``stop`` matches."""
    starts = "<" if html_only else p.START.pattern
    return re.compile(f"(?:{stop})|{starts}" if stop else starts, re.DOTALL)
