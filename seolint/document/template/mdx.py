"""MDX: modules, expressions and components between Markdown; Docusaurus adds containers and heading ids."""

from __future__ import annotations

import re

from seolint.document.template.attributes import mask_heading_ids
from seolint.document.template.code import FENCE, Spans, fence_end
from seolint.document.template.containers import DOCUSAURUS, PLAIN, read_containers
from seolint.document.template.core import NOTHING, SPACE, TAG, Blocks, Draft, Mark, Next, alone, blank, opens_line
from seolint.document.template.jsx import Braces, Element, Elements
from seolint.text import UNKNOWN

_MARKDOWN = re.compile(
    rf"(?P<fence>{FENCE})|(?P<module>^(?:import|export)(?:[ \t]+[\w{{*\"'$]|[{{*\"']))"
    r"|(?P<comment><!--)|(?P<tag><(?=[A-Za-z/>]))|(?P<brace>\{)|(?P<ticks>`+)|\\."
    r"|\]\((?:<[^<>\n]*>|[^()<>\s]*)|\]:[ \t]*<[^<>\n]*>",
    re.MULTILINE,
)
"""What MDX may be in Markdown, and what is none of it: code, escapes, where links lead."""

_MARKUP = re.compile(r"(?P<comment><!--)|(?P<tag><(?=[A-Za-z/>]))|(?P<brace>\{)")
_BRACES = re.compile(r"\{+")
_SPACES = frozenset({"' '", '" "', "''", '""', "` `", "``"})
_RAW = ("script", "style")


def read_mdx(draft: Draft) -> None:
    if ":::" in draft.text:
        read_containers(draft, PLAIN)
    read_jsx(draft)


def read_docusaurus(draft: Draft) -> None:
    if "{#" in draft.text:
        mask_heading_ids(draft)
    if ":::" in draft.text:
        read_containers(draft, DOCUSAURUS)
    read_jsx(draft)


def read_jsx(draft: Draft, *, markdown: bool = True) -> None:
    """Mask what is JavaScript; with ``markdown`` code and modules are told from it, and what is never closed is reported."""
    _Reader(draft, markdown).read()
    draft.apply()


class _Reader:
    def __init__(self, draft: Draft, markdown: bool) -> None:
        self.draft, self.text, self.markdown = draft, draft.text, markdown
        self.braces = Braces(self.text)
        self.elements = Elements(self.text, self.braces)
        self.spans = Spans(self.text)
        self.closing_brace, self.comment_end = Next(self.text, r"\}"), Next(self.text, "-->")
        self.tag_end = Next(self.text, ">")
        self.line_end = Next(self.text, r"\r?\n")
        self.raw_ends = {name: Next(self.text, f"(?i)</{name}") for name in _RAW}
        self.line, self.line_is_markup = -1, False
        self.unclosed = self.limit = 0
        """Up to where braces are not closed before ``limit``."""
        self.blocks = Blocks()

    def read(self) -> None:
        pattern, here = _MARKDOWN if self.markdown else _MARKUP, self.draft.start
        while found := pattern.search(self.text, here):
            here = self.take(found, found.start(), found.end())
        self.left_open(self.blocks.open)

    def take(self, found: re.Match[str], at: int, end: int) -> int:
        kind = found.lastgroup
        if kind == "brace":
            return self.expression(at)
        if kind == "tag":
            return self.element(at)
        if kind == "comment":
            return self.comment(at, end)
        if kind == "fence":
            return fence_end(self.text, found)
        if kind == "ticks":
            return max(self.spans.end(at, end - at), end)
        return self.module(at) if kind == "module" else end

    def mark(self, start: int, end: int, kind: str) -> None:
        if self.markdown:
            self.draft.marks.append(Mark(start, end, kind))

    def comment(self, at: int, here: int) -> int:
        """HTML's comments, which Docusaurus allows."""
        stop = self.comment_end.after(here)
        if stop < 0:
            return here
        self.mark(at, stop + 3, "element")
        return stop + 3

    def module(self, at: int) -> int:
        """Imports and exports begin a block of their own."""
        before = at - 2 if self.text.startswith("\r\n", at - 2) else at - 1
        first = at <= self.draft.start + 2 and not self.text[self.draft.start : at].strip()
        if not first and not opens_line(self.text, before):
            return at + 6
        end = self.braces.module_end(at)
        self.draft.hide(at, end, SPACE)
        return end

    def flows(self, at: int) -> bool:
        """Whether ``at`` stands at the head of its line or behind a tag there, where blank lines end no expression."""
        if at > self.line:
            self.line = self.line_end.after(at)
            self.line = self.line if self.line >= 0 else len(self.text)
            head = self.text[self.text.rfind("\n", 0, at) + 1 : at].lstrip()
            self.line_is_markup = head.startswith("<")
        return self.line_is_markup or opens_line(self.text, at)

    def expression(self, at: int) -> int:
        if at < self.unclosed and self.braces.end(at, self.limit) < 0:
            return self.left_braces(at)
        flow = not self.markdown or self.flows(at)
        limit = len(self.text) if flow else self.spans.paragraph_end(at)
        end = self.braces.end(at, limit)
        if end < 0:
            closing = self.closing_brace.after(at)
            if 0 <= closing < limit:
                return at + 1
            self.unclosed, self.limit = len(self.text) if closing < 0 else self.line, limit
            return self.left_braces(at)
        inner = self.text[at + 1 : end - 1].strip()
        comment = inner.startswith("/*") and inner.endswith("*/")
        if not (comment or inner in _SPACES):
            self.draft.hide(at, end, UNKNOWN)
        elif self.markdown:
            self.draft.hide(at, end, SPACE)
        else:
            self.draft.hide_quietly(at, end)
        self.mark(at, end, "component" if comment else "value")
        return end

    def left_braces(self, at: int) -> int:
        """Behind the braces at ``at`` that open and are never closed."""
        found = _BRACES.match(self.text, at)
        for place in range(at, found.end() if found else at + 1):
            if self.braces.end(place, self.limit) >= 0:
                return place
            if self.markdown:
                self.draft.report("unclosed-expression", place, place + 1, "{", "}")
            at = place + 1
        return at

    def element(self, at: int) -> int:
        element = self.elements.at(at)
        if element is None:
            return at + 1
        end = element.end
        if element.is_component:
            self.component(element)
        elif not element.name:
            self.draft.hide(at, end, NOTHING if alone(self.text, at, end) else SPACE)
        for start, stop, is_value in element.braces:
            value = '"' + blank(self.text, start + 1, stop - 1, UNKNOWN) + '"'
            self.draft.hide(start, stop, value if is_value else SPACE)
        raw = self.raw_ends.get(element.name.lower())
        if raw is not None and not (element.closing or element.empty) and (stop := raw.after(end)) >= 0:
            whole = self.markdown and not element.is_component
            end = self.tag_end.after(stop) + 1 if whole else stop
        kind = "component" if element.is_component or not element.name else "element"
        if element.empty:
            kind = "value" if kind == "component" else "empty"
        self.mark(at, end, kind)
        return end

    def component(self, element: Element) -> None:
        """A pair of tags shows what stands between; an empty tag shows something unknown."""
        self.draft.hide(element.start, element.end, UNKNOWN if element.empty else TAG)
        for index, sign in enumerate(element.name):
            if sign in ".:":
                place = element.start + 1 + element.closing + index
                self.draft.hide(place, place + 1, "-")
        if element.closing:
            closed = self.blocks.close(element.name)
            self.left_open(closed[:-1])
            if not closed and self.markdown:
                self.draft.report("unexpected-end", element.start, element.end, f"/{element.name}")
        elif not element.empty:
            self.blocks.begin(element.name, element.start, element.start + 1 + len(element.name))

    def left_open(self, blocks: list[tuple[str, int, int]]) -> None:
        for name, start, end in blocks if self.markdown else ():
            self.draft.report("unclosed-block", start, end, name, f"</{name}>")
