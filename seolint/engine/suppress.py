"""Writes suppressions of findings: a comment before the block that a finding is in, or its rule in the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from seolint.diagnostic import Diagnostic, Edit, Fix, Text
from seolint.document import Document
from seolint.document.tokens import BLOCK
from seolint.document.tree import Array, Node, Object, Scalar
from seolint.engine.fix import put
from seolint.engine.guard import Guard
from seolint.engine.ignore_comments import BREAKS, WHOLE, block_end, read_ignores

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK = re.compile(r"[ \t]*")
_FARTHEST = 500
"""How many lines above a finding its block may begin."""
_Place = tuple[int, str, str]
"""Where a comment is put, how it is indented, and what parts it from what follows: the end of its line, a blank line too, or
nothing."""

_HEAD: _Place = (-1, "", "")
"""In the front matter."""

_PAGE = WHOLE | {"body", "head"}
_MARKS = ("---", "+++", "{", ";;;")
_TITLE = Text("write a suppression", "見送りを書く")


def suppress(doc: Document, findings: Iterable[Diagnostic], reason: str) -> tuple[str, list[Diagnostic]]:
    """The text of ``doc`` with suppressions of ``findings``, and those that could not be suppressed.

    Nothing else of the post changes, and every suppression covers its finding, or is not written.
    """
    writer = _Writer(doc, reason)
    groups: dict[tuple[_Place, ...], list[Diagnostic]] = {}
    for found in findings:
        places = (_whole(doc),) if is_of_page(doc, found) else tuple(_places(doc, found.at.start))
        groups.setdefault(places, []).append(found)
    left = [found for places, group in sorted(groups.items()) for found in writer.add(places, group)]
    return writer.text(), left


def is_of_page(doc: Document, found: Diagnostic) -> bool:
    """Whether ``found`` is suppressed for the whole page, as no part of it holds it."""
    place = found.at.start
    if found.at == doc.top or place < doc.front_matter.end:
        return True
    return doc.is_html and next(_tags(doc, place), None) is None


class _Writer:
    """Suppressions of one post: the rules for each place where a comment is put."""

    def __init__(self, doc: Document, reason: str) -> None:
        self._doc, self._reason = doc, reason
        self._guard = Guard(doc)
        self._rules: dict[_Place, frozenset[str]] = {}
        self._fixes: list[Fix] = []

    def add(self, places: Sequence[_Place], group: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """Suppress ``group`` at the first of ``places`` where that can be; what is left of it."""
        for place in places:
            rules = {**self._rules, place: self._rules.get(place, frozenset()) | {found.rule for found in group}}
            fixes = self._made(rules)
            if fixes is not None and isinstance(self._guard.put(fixes), str) and _covers(self._doc, fixes, group):
                self._rules, self._fixes = rules, fixes
                return ()
        return group

    def text(self) -> str:
        made = self._guard.put(self._fixes) if self._fixes else self._doc.text
        return made if isinstance(made, str) else self._doc.text

    def _made(self, rules: Mapping[_Place, frozenset[str]]) -> list[Fix] | None:
        fixes: list[Fix] = []
        for place, names in sorted(rules.items()):
            ids = sorted(names)
            fix = _in_front_matter(self._doc, ids) if place == _HEAD else _before(self._doc, place, ids, self._reason)
            if fix is None:
                return None
            fixes.append(fix)
        return fixes


def _whole(doc: Document) -> _Place:
    """Where a suppression of the whole page stands: in the front matter, or before the ``html`` of a page without one."""
    if not doc.is_html or doc.front_matter.exists:
        return _HEAD
    tags = sorted((one for one in doc.extents.values() if one.name in WHOLE), key=lambda one: one.name == "!doctype")
    return _before_tag(doc, tags[0].start) if tags else _HEAD


def _places(doc: Document, place: int) -> Iterator[_Place]:
    """Where a block may begin in which ``place`` is, the innermost first."""
    if doc.is_html:
        yield from (_before_tag(doc, tag) for tag in _tags(doc, place))
        return
    text, top, newline = doc.text, doc.front_matter.end, _newline(doc.text)
    line = _line_start(text, place)
    for _ in range(_FARTHEST):
        above = _line_start(text, line - 1) if line > top else line
        begins = line <= top or not text[above:line].strip(" \t\r\n>")
        if begins and text[line : line + 1].strip() and block_end(text, line, html=False) > place:
            yield line, _indentation(text, line), newline
            if doc.markdown == "kramdown":  # to which a table is text right behind a comment
                yield line, _indentation(text, line), newline * 2
        if line <= top:
            break
        line = above
    line = _line_start(text, place)
    yield line, _indentation(text, line), newline
    if doc.markdown == "kramdown":  # to which a comment that is indented, and the address of a link behind it, are text
        yield line, "", newline


def _tags(doc: Document, place: int) -> Iterator[int]:
    """Where the elements of an HTML page begin that hold ``place``: blocks, then others; the innermost first.

    In the head only those that begin a line.
    """
    around = [one for one in doc.extents.values() if one.start <= place < one.stop]
    if any(one.name == "head" for one in around):
        around = [one for one in around if not doc.text[_line_start(doc.text, one.start) : one.start].strip()]
    around = [one for one in reversed(around) if one.name not in _PAGE | BREAKS]
    yield from (one.start for one in around if one.name in BLOCK)
    yield from (one.start for one in around if one.name not in BLOCK)


def _before_tag(doc: Document, tag: int) -> _Place:
    """On a line of its own where the tag begins one, else directly before it."""
    line = _line_start(doc.text, tag)
    return (line, _indentation(doc.text, line), _newline(doc.text)) if not doc.text[line:tag].strip() else (tag, "", "")


def _indentation(text: str, line: int) -> str:
    found = _BLANK.match(text, line)
    return found[0] if found else ""


def _line_start(text: str, place: int) -> int:
    place = max(place, 0)
    if text[place - 1 : place + 1] == "\r\n":
        place -= 1
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _before(doc: Document, place: _Place, rules: Sequence[str], reason: str) -> Fix | None:
    """A comment, none before what may be front matter."""
    text, (start, space, behind) = doc.text, place
    if start <= int(text.startswith("\ufeff")) and text.startswith(_MARKS, start):
        return None
    said = f"seolint-ignore {', '.join(rules)}" + (f": {_harmless(reason)}" if reason else "")
    comment = f"{{/* {said} */}}" if doc.dialect in {"mdx", "docusaurus"} and not doc.is_html else f"<!-- {said} -->"
    return _fix(doc, start, f"{space}{comment}{behind}")


def _harmless(reason: str) -> str:
    """``reason`` on one line, without what would end a comment."""
    return " ".join(reason.replace("--", "–").replace("*/", "* /").split())


def _in_front_matter(doc: Document, rules: Sequence[str]) -> Fix | None:
    """The rules in ``seolint: {ignore: […]}``, which holds for the whole file."""
    head, text = doc.front_matter, doc.text
    if not head.exists or head.problems:
        return None
    table = head.root.get("seolint")
    if table is not None:
        listed = table.get("ignore") if isinstance(table, Object) and len(table.members) == 1 else None
        return _longer(doc, listed, rules) if listed is not None else None
    newline = _newline(text)
    names = ", ".join(f'"{rule}"' for rule in rules)
    if head.language == "yaml":
        closing = _line_start(text, len(text[: head.end].rstrip("\r\n")))
        return _fix(doc, closing, f"seolint: {{ignore: [{', '.join(rules)}]}}{newline}")
    opening = _LINE_END.search(text, head.at.start)
    if opening is None:
        return None
    said = f"seolint = {{ignore = [{names}]}}" if head.language == "toml" else f'  "seolint": {{"ignore": [{names}]}},'
    return _fix(doc, opening.end(), said + newline)


def _longer(doc: Document, listed: Node, rules: Sequence[str]) -> Fix | None:
    """The rules behind those that are listed: in brackets, a line each, or a single one."""
    text = doc.text
    names = list(rules) if doc.front_matter.language == "yaml" else [f'"{rule}"' for rule in rules]
    if isinstance(listed, Scalar) and listed.kind == "plain":
        more, start, end = ", ".join(names), listed.at.start, listed.at.end
        return Fix(_TITLE, (Edit(doc.at(start, start), "["), Edit(doc.at(end, end), f", {more}]")), safe=True)
    if not isinstance(listed, Array) or not listed.items:
        return None
    last = listed.items[-1].at
    end = last.end + (text[last.end : last.end + 1] in set("\"'"))
    if text[listed.at.end - 1 : listed.at.end] == "]":
        return _fix(doc, end, "".join(f", {name}" for name in names))
    lead = text[_line_start(text, last.start) : last.start].rstrip("\"'")
    return _fix(doc, end, "".join(f"{_newline(text)}{lead}{name}" for name in names))


def _fix(doc: Document, place: int, text: str) -> Fix:
    return Fix(_TITLE, (Edit(doc.at(place, place), text),), safe=True)


def _newline(text: str) -> str:
    found = _LINE_END.search(text)
    return found[0] if found else "\n"


def _covers(doc: Document, fixes: Sequence[Fix], group: Iterable[Diagnostic]) -> bool:
    """Whether the suppressions that ``fixes`` write hold for every finding of ``group``."""
    edits = sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: edit.at)
    ignores = read_ignores(Document(doc.path, put(doc.text, edits), doc.site))
    for found in group:
        place = found.at.start + sum(len(edit.text) for edit in edits if edit.at.start <= found.at.start)
        names = {name.id for one in ignores if one.first <= place < one.last for name in one.names}
        if found.rule not in names:
            return False
    return True
