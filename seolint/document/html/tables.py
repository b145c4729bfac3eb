"""Tags and text in tables, by the HTML standard's rules; what does not belong there is read as in the body."""

from __future__ import annotations

from seolint.document.html.body import Body
from seolint.document.html.open_elements import Element
from seolint.document.html.tokenizer import SPACE
from seolint.document.tokens import EndTag, Run, Tag
from seolint.text import UNKNOWN

BLANK = SPACE + UNKNOWN
"""What may stand where text may not: white space, and what a template fills, which may be nothing."""

_GROUPS = frozenset({"tbody", "tfoot", "thead"})
_CELLS = frozenset({"td", "th"})
_PARTS = frozenset("caption col colgroup tbody td tfoot th thead tr".split())
_TABLE = frozenset({"table", "tbody", "tfoot", "thead", "tr"})
_STRAY = _PARTS | {"body", "html"}


class Tables(Body):
    def structure(self) -> Element:
        """The part of a table that is being read, a template or the root."""
        return self.elements.last("#structure") or self.elements.root

    def characters(self, run: Run) -> None:
        top = self.elements.top.name
        if top in _TABLE or top == "colgroup":
            if not run.value.strip(BLANK):
                self.out.append(run)
                return
            if top == "colgroup":
                self.pop()
        super().characters(run)

    def start(self, tag: Tag) -> None:
        if not self.table_start(tag):
            super().start(tag)

    def end(self, tag: EndTag) -> None:
        if self.in_text() or not self.table_end(tag):
            super().end(tag)

    def table_start(self, tag: Tag) -> bool:
        """Take a start tag by the rules for tables; False where those say that it is read as in the body."""
        name, part = tag.name, self.structure()
        kind = part.name
        if kind in _CELLS or kind == "caption":
            if name not in _PARTS:
                return False
            self.end_cell(part)
            return self.table_start(tag)
        if kind == "colgroup":
            if name == "template":
                return False
            if name == "col":
                self.out.append(tag)
                return True
            self.close(part, told=False)
            return self.table_start(tag)
        if kind not in _TABLE:
            return False
        if name == "table":
            self.close(self.elements.last("table") or part, told=False)
            return self.table_start(tag)
        if name in _PARTS:
            return self.part_start(tag, part)
        if name == "input" and "type" in tag.attributes and tag.attributes["type"].value.lower() == "hidden":
            self.out.append(tag)
            return True
        if name == "form":
            if self.form is None and not self.in_template():
                self.form = self.insert(tag)
                self.pop()
            return True
        return False

    def part_start(self, tag: Tag, part: Element) -> bool:
        """A part of a table in a table, row group or row: what is missing between them is implied."""
        name, kind = tag.name, part.name
        implied = ""
        if kind == "table":
            implied = "tbody" if name in _CELLS or name == "tr" else "colgroup" if name == "col" else ""
        elif kind in _GROUPS and name != "tr":
            implied = "tr" if name in _CELLS else "end"
        elif kind == "tr" and name not in _CELLS:
            implied = "end"
        if implied == "end":
            self.close(part, told=False)
            return self.table_start(tag)
        self.close_above(part)
        if implied:
            self.elements.push(implied, None)
            return self.table_start(tag)
        self.insert(tag)
        if name in _CELLS or name == "caption":
            self.mark()
        return True

    def end_cell(self, part: Element, *, told: bool = False) -> None:
        self.close(part, told=told)
        self.clear_to_mark()

    def table_end(self, tag: EndTag) -> bool:
        """Take an end tag by the rules for tables; False where those say that it is read as in the body."""
        name, part = tag.name, self.structure()
        kind = part.name
        if kind not in _TABLE and kind not in _PARTS:
            return False
        if kind in _CELLS or kind == "caption":
            return self.cell_end(tag, part)
        if kind == "colgroup":
            if name == "template":
                return False
            if name == "colgroup":
                self.close(part)
            elif name != "col":
                self.close(part, told=False)
                return self.table_end(tag)
            return True
        if name == "table":
            self.close(self.elements.last("table") or part)
            return True
        if name == kind:
            self.close(part)
            return True
        if name in _GROUPS and kind != "table" and self.elements.in_scope(name, "#table") is not None:
            self.close(part, told=False)
            return kind in _GROUPS or self.table_end(tag)
        return name in _STRAY

    def cell_end(self, tag: EndTag, part: Element) -> bool:
        """An end tag in a cell or caption."""
        name, kind = tag.name, part.name
        if name in _CELLS and kind != "caption":
            found = self.elements.in_scope(name, "#table")
            if found is not None:
                self.end_cell(found, told=True)
            return True
        if name == kind:
            self.end_cell(part, told=True)
            return True
        if name == "table" or (kind != "caption" and (name in _GROUPS or name == "tr")):
            if self.elements.in_scope(name, "#table") is not None:
                self.end_cell(part)
                return self.table_end(tag)
            return True
        return name in _STRAY
