"""Tags and text in SVG and MathML inside a page, by the HTML standard's rules for foreign content."""

from __future__ import annotations

from seolint.document.html.open_elements import Element
from seolint.document.html.tables import Tables
from seolint.document.tokens import EndTag, Run, Tag

_BREAKOUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol "
    "p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
"""HTML's elements that end SVG and MathML."""

_FONT = frozenset({"color", "face", "size"})
_MATH_TEXT = frozenset({"math mi", "math mo", "math mn", "math ms", "math mtext"})
_HTML_INSIDE = frozenset({"svg foreignobject", "svg desc", "svg title"})
_HTML_ENCODINGS = frozenset({"text/html", "application/xhtml+xml"})


class Foreign(Tables):
    def characters(self, run: Run) -> None:
        top = self.elements.top
        if top.foreign and not _holds_html(top):
            self.out.append(run)
        else:
            super().characters(run)

    def start(self, tag: Tag) -> None:
        top = self.elements.top
        if not top.foreign or _takes(top, tag):
            super().start(tag)
        elif tag.name in _BREAKOUT or (tag.name == "font" and not _FONT.isdisjoint(tag.attributes)):
            self.break_out()
            super().start(tag)
        else:
            self.insert(tag, f"{top.foreign} {tag.name}", top.foreign)
            if tag.self_closing:
                self.pop()

    def end(self, tag: EndTag) -> None:
        top = self.elements.top
        if not top.foreign:
            super().end(tag)
            return
        if tag.name in {"br", "p"}:
            self.break_out()
            super().end(tag)
            return
        both = (self.elements.last(f"{kind} {tag.name}") for kind in ("svg", "math"))
        found = max((e for e in both if e is not None), key=lambda e: e.order, default=None)
        if found is not None and found.order >= top.run:
            self.close(found)
        else:
            super().end(tag)

    def break_out(self) -> None:
        while self.elements.top.foreign and not _holds_html(self.elements.top):
            self.pop()


def _holds_html(element: Element) -> bool:
    if element.name == "math annotation-xml":
        encoding = element.tag.attributes.get("encoding") if element.tag is not None else None
        return encoding is not None and encoding.value.lower() in _HTML_ENCODINGS
    return element.name in _MATH_TEXT or element.name in _HTML_INSIDE


def _takes(element: Element, tag: Tag) -> bool:
    """Whether a start tag in a foreign element is read as HTML's."""
    if element.name in _MATH_TEXT:
        return tag.name not in {"mglyph", "malignmark"}
    return _holds_html(element) or (element.name == "math annotation-xml" and tag.name == "svg")
