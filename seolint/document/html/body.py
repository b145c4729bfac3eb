"""Tags and text in the body of a page, by the rules that the HTML standard calls "in body"."""

from __future__ import annotations

from collections.abc import Callable

from seolint.document.html.builder import Builder
from seolint.document.html.open_elements import Element
from seolint.document.html.tokenizer import RAW, Context
from seolint.document.tokens import HEADINGS, EndTag, Run, Tag

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup "
    "main menu nav ol p search section summary ul pre listing".split()
)
_FORMATTING = frozenset("b big code em font i s small strike strong tt u".split())
_MARKED = frozenset({"applet", "marquee", "object"})
_PLAIN = frozenset("base basefont bgsound link meta param source track title style script noframes noembed noscript iframe".split())
"""What is put where it stands, without formatting elements being opened again for it."""

_IGNORED = frozenset("caption col colgroup frame frameset head tbody td tfoot th thead tr".split())
_SEPARATORS = frozenset("caption tbody td tfoot th thead tr".split())
"""Parts of a table without their table: in a part of a page, which another file puts into one, they part texts."""


class Body(Builder):
    """``start``, ``end`` and ``characters`` take what a page holds."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.form: Element | None = None

    def characters(self, run: Run) -> None:
        if not self.in_text():
            self.reconstruct()
        self.out.append(run)

    def start(self, tag: Tag) -> None:
        name = tag.name
        found = _STARTS.get(name)
        if found is not None:
            found(self, tag)
            return
        self.reconstruct()
        self.put(tag)

    def end(self, tag: EndTag) -> None:
        if self.in_text():
            self.pop(told=True)
            return
        found = _ENDS.get(tag.name)
        if found is not None:
            found(self, tag)
        else:
            self.any_end(tag)

    def in_text(self) -> bool:
        """Whether the content of an element without tags is being read."""
        return self.elements.top.name in RAW

    def in_template(self) -> bool:
        return self.elements.last("template") is not None

    def put(self, tag: Tag) -> None:
        """Insert an element, void ones without opening it, and say what its content is."""
        if tag.name in VOID:
            self.out.append(tag)
            return
        self.insert(tag)
        if tag.name in RAW:
            self.context.raw = tag.name

    def ignore(self, tag: Tag) -> None:
        if tag.name in _SEPARATORS:
            self.out.append(tag)

    def attributes_only(self, tag: Tag) -> None:
        if not self.in_template():
            self.out.append(tag)

    def block(self, tag: Tag) -> None:
        self.close_p()
        self.put(tag)

    def heading(self, tag: Tag) -> None:
        self.close_p()
        if self.elements.top.name in HEADINGS:
            self.pop()
        self.insert(tag)

    def item(self, tag: Tag) -> None:
        """``li``, ``dd`` and ``dt`` end the one before, whatever is open inside it but a block of another kind."""
        found = self.elements.last("#item")
        alike = {"li"} if tag.name == "li" else {"dd", "dt"}
        if found is not None and found.name in alike:
            self.close(found, told=False)
        self.block(tag)

    def begin_form(self, tag: Tag) -> None:
        inside = self.in_template()
        if self.form is None or inside:
            self.close_p()
            form = self.insert(tag)
            self.form = self.form if inside else form

    def button(self, tag: Tag) -> None:
        found = self.elements.in_scope("button")
        if found is not None:
            self.close(found, told=False)
        self.reconstruct()
        self.insert(tag)

    def anchor(self, tag: Tag) -> None:
        found = self.formatting("a")
        if found is not None:
            if found is not self.elements.top:
                self.adopt("a")
            if found in self.active[-1]:
                self.active[-1].remove(found)
            if found.open:
                self.take_out(found)
        self.format_text(tag)

    def format_text(self, tag: Tag) -> None:
        self.reconstruct()
        self.format(tag)

    def no_break(self, tag: Tag) -> None:
        self.reconstruct()
        if self.elements.in_scope("nobr") is not None:
            self.adopt("nobr")
            self.reconstruct()
        self.format(tag)

    def marked(self, tag: Tag) -> None:
        self.reconstruct()
        self.insert(tag)
        self.mark()

    def rule(self, tag: Tag) -> None:
        if self.elements.in_scope("select") is not None:
            self.imply_ends()
        self.block(tag)

    def input(self, tag: Tag) -> None:
        found = self.elements.in_scope("select")
        if found is not None:
            self.close(found, told=False)
        self.reconstruct()
        self.put(tag)

    def image(self, tag: Tag) -> None:
        self.start(Tag("img", tag.attributes, tag.start, tag.end))

    def preformatted_text(self, tag: Tag) -> None:
        self.close_p()
        self.reconstruct()
        self.put(tag)

    def select(self, tag: Tag) -> None:
        found = self.elements.in_scope("select")
        if found is not None:
            self.close(found, told=False)
            return
        self.reconstruct()
        self.insert(tag)

    def option(self, tag: Tag) -> None:
        if self.elements.in_scope("select") is not None:
            self.imply_ends(but=("optgroup",) if tag.name == "option" else ())
        elif self.elements.top.name == "option":
            self.pop()
        self.reconstruct()
        self.insert(tag)

    def ruby_base(self, tag: Tag) -> None:
        if self.elements.in_scope("ruby") is not None:
            self.imply_ends()
        self.insert(tag)

    def ruby_text(self, tag: Tag) -> None:
        if self.elements.in_scope("ruby") is not None:
            self.imply_ends(but=("rtc",))
        self.insert(tag)

    def foreign(self, tag: Tag) -> None:
        self.reconstruct()
        self.insert(tag, f"{tag.name} {tag.name}", tag.name)
        if tag.self_closing:
            self.pop()

    def template(self, tag: Tag) -> None:
        self.insert(tag)
        self.mark()

    def any_end(self, tag: EndTag) -> None:
        found = self.elements.in_scope(tag.name, "#special")
        if found is not None:
            self.close(found)

    def end_block(self, tag: EndTag) -> None:
        found = self.elements.in_scope(tag.name)
        if found is not None:
            self.close(found)

    def end_p(self, tag: EndTag) -> None:
        found = self.elements.in_scope("p", "#button")
        if found is not None:
            self.close(found)
        else:
            self.out.append(tag)

    def end_item(self, tag: EndTag) -> None:
        found = self.elements.in_scope(tag.name, "#list")
        if found is not None:
            self.close(found)

    def end_heading(self, tag: EndTag) -> None:
        found = self.elements.in_scope("#heading")
        if found is not None:
            self.close(found)

    def end_form(self, tag: EndTag) -> None:
        if self.in_template():
            self.end_block(tag)
            return
        form, self.form = self.form, None
        if form is not None and form.open and form.order >= self.elements.bound("#scope"):
            self.imply_ends()
            self.take_out(form)

    def end_format(self, tag: EndTag) -> None:
        if not self.adopt(tag.name):
            self.any_end(tag)

    def end_marked(self, tag: EndTag) -> None:
        found = self.elements.in_scope(tag.name)
        if found is not None:
            self.close(found)
            self.clear_to_mark()

    def end_template(self, tag: EndTag) -> None:
        found = self.elements.last("template")
        if found is not None:
            self.close(found)
            self.clear_to_mark()

    def end_break(self, tag: EndTag) -> None:
        self.reconstruct()
        self.out.append(Tag("br", {}, tag.start, tag.end))

    def ignore_end(self, tag: EndTag) -> None:
        """``</body>`` and ``</html>`` change nothing: what follows them is still in the body."""


_STARTS: dict[str, Callable[[Body, Tag], None]] = {
    **dict.fromkeys(_BLOCKS | {"plaintext"}, Body.block),
    **dict.fromkeys(_PLAIN, Body.put),
    **dict.fromkeys(_IGNORED, Body.ignore),
    **dict.fromkeys(HEADINGS, Body.heading),
    **dict.fromkeys(("li", "dd", "dt"), Body.item),
    **dict.fromkeys(_FORMATTING, Body.format_text),
    **dict.fromkeys(_MARKED, Body.marked),
    **dict.fromkeys(("html", "body", "!doctype"), Body.attributes_only),
    **dict.fromkeys(("option", "optgroup"), Body.option),
    **dict.fromkeys(("rb", "rtc"), Body.ruby_base),
    **dict.fromkeys(("rp", "rt"), Body.ruby_text),
    **dict.fromkeys(("svg", "math"), Body.foreign),
    "a": Body.anchor,
    "button": Body.button,
    "form": Body.begin_form,
    "hr": Body.rule,
    "image": Body.image,
    "input": Body.input,
    "nobr": Body.no_break,
    "select": Body.select,
    "table": Body.block,
    "template": Body.template,
    "textarea": Body.put,
    "xmp": Body.preformatted_text,
}

_ENDS: dict[str, Callable[[Body, EndTag], None]] = {
    **dict.fromkeys(_BLOCKS | {"button", "select"}, Body.end_block),
    **dict.fromkeys(HEADINGS, Body.end_heading),
    **dict.fromkeys(_FORMATTING | {"a", "nobr"}, Body.end_format),
    **dict.fromkeys(_MARKED, Body.end_marked),
    **dict.fromkeys(("body", "html"), Body.ignore_end),
    "br": Body.end_break,
    "dd": Body.end_block,
    "dt": Body.end_block,
    "form": Body.end_form,
    "li": Body.end_item,
    "p": Body.end_p,
    "template": Body.end_template,
}
