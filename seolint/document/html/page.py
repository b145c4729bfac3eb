"""A page's tags as browsers repair them: the HTML standard's tree construction, without the tree.

What comes out is balanced: every element that is not void is closed, at a place without length where the page does
not close it itself; tags that browsers ignore are gone. Text comes where it stands in the source: what browsers move
out of a table does not move. A link that browsers open again (``<p><a>x</p>y``) comes with its own start tag again.
Frames and quirks mode are not known; scripts are taken to run.
"""

from __future__ import annotations

from collections.abc import Iterator

from seolint.document.html.body import Body
from seolint.document.html.foreign import Foreign
from seolint.document.html.tables import BLANK
from seolint.document.html.tokenizer import RAW, Context, tokenize
from seolint.document.tokens import EndTag, Run, Tag, Token

_HEAD = frozenset("base basefont bgsound link meta title noscript noframes style script template".split())
_OWN_TEXT = RAW | {"table", "tbody", "tfoot", "thead", "tr", "colgroup"}
"""Elements that have rules of their own for text."""

_OWN_END = frozenset({"html", "td", "th", "caption", "template", "applet", "object", "marquee", "form"})
"""Elements whose end changes more than the stack."""


def read_page(path: str, text: str, start: int, end: int) -> Iterator[Token]:
    """The balanced tokens of ``text[start:end]``; ``head`` holds what browsers put there, whether it is written or not."""
    context = Context()
    page = _Page(context)
    out = page.out
    for token in tokenize(path, text, start, end, context):
        if type(token) is Run:
            if page.is_plain():
                yield token
                continue
            page.text(token)
        elif type(token) is EndTag:
            if page.ends_top(token):
                yield token
                continue
            page.tag(token)
        elif type(token) is Tag:
            page.tag(token)
        else:
            yield token
        if out:
            yield from out
            out.clear()


class _Page(Foreign):
    """The document as a whole: what stands in its head, and where its body begins."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.in_body = False
        self.head = False

    def is_plain(self) -> bool:
        """Whether text is text and nothing more: in an element of the body, with nothing to open again."""
        top, active = self.elements.top, self.active[-1]
        return self.in_body and top.name not in _OWN_TEXT and not top.foreign and (not active or active[-1].open)

    def ends_top(self, tag: EndTag) -> bool:
        """Close the topmost element by its own end tag, which is what happens in most cases, where no more is to be done."""
        top = self.elements.top
        if top.name != tag.name or top.name in _OWN_END:
            return False
        active = self.active[-1]
        if active:
            if active[-1] is top:
                active.pop()
            elif top in active:
                return False
        self.elements.remove(top)
        self.context.foreign = self.elements.top.foreign != ""
        return True

    def text(self, run: Run) -> None:
        if self.in_body or run.value.strip(BLANK) or self.in_text():
            self.characters(run)

    def tag(self, tag: Tag | EndTag) -> None:
        self.token = tag
        if isinstance(tag, EndTag):
            self.end(tag)
        elif self.in_body and not self.elements.top.foreign and self.structure() is self.elements.root:
            Body.start(self, tag)
        else:
            self.start(tag)
        self.context.foreign = self.elements.top.foreign != ""

    def characters(self, run: Run) -> None:
        if not self.in_body and not self.in_text() and not self.in_template():
            self.begin_body(run.start)
        super().characters(run)

    def start(self, tag: Tag) -> None:
        if self.in_body or self.in_template():
            super().start(tag)
        elif tag.name in _HEAD:
            self.begin_head(Tag("head", {}, tag.start, tag.start))
            super().start(tag)
        elif tag.name in {"html", "!doctype"}:
            self.out.append(tag)
        elif tag.name == "head":
            self.begin_head(tag)
        elif tag.name != "frameset":
            self.begin_body(tag.start)
            super().start(tag)

    def end(self, tag: EndTag) -> None:
        if not self.in_body and not self.in_template() and not self.in_text():
            if tag.name not in {"body", "html", "br", "template"}:
                return
            if tag.name != "template":
                self.begin_body(tag.start)
        super().end(tag)

    def begin_head(self, tag: Tag) -> None:
        if not self.head:
            self.head = True
            self.out.append(tag)

    def begin_body(self, here: int) -> None:
        """What browsers do not take for the head's begins the body, wherever it stands."""
        self.in_body = True
        if self.head:
            self.out.append(EndTag("head", here, here))
