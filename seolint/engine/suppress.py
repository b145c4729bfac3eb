"""Writes suppressions of findings: a comment before the block that a finding is in, or its rule in the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from seolint.diagnostic import Diagnostic, Edit, Fix, Text
from seolint.document import Document
from seolint.document.tree import Array, Node, Object, Scalar
from seolint.engine.fix import put
from seolint.engine.guard import Guard
from seolint.engine.ignore_comments import ELEMENT, block_end, read_ignores

_LINE_END = re.compile(r"\r\n|\n|\r")
_FARTHEST = 500
"""How many lines above a finding its block may begin."""
_HEAD = -1
_MARKS = ("---", "+++", "{", ";;;")
_TITLE = Text("write a suppression", "見送りを書く")


def suppress(doc: Document, findings: Iterable[Diagnostic], reason: str) -> tuple[str, list[Diagnostic]]:
    """The text of ``doc`` with suppressions of ``findings``, and those that could not be suppressed.

    Nothing else of the post changes, and every suppression covers its finding, or is not written.
    """
    writer = _Writer(doc, reason)
    groups: dict[tuple[int, ...], list[Diagnostic]] = {}
    for found in findings:
        lines = (_HEAD,) if found.at == doc.top else tuple(_lines(doc, found.at.start))
        groups.setdefault(lines, []).append(found)
    left = [found for lines, group in sorted(groups.items()) for found in writer.add(lines, group)]
    return writer.text(), left


class _Writer:
    """Suppressions of one post: the rules for each line before which a comment is put, ``_HEAD`` for the front matter."""

    def __init__(self, doc: Document, reason: str) -> None:
        self._doc, self._reason = doc, reason
        self._guard = Guard(doc)
        self._rules: dict[int, frozenset[str]] = {}
        self._fixes: list[Fix] = []

    def add(self, lines: Sequence[int], group: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """Suppress ``group`` at the first of ``lines`` where that can be; what is left of it."""
        for line in lines:
            rules = {**self._rules, line: self._rules.get(line, frozenset()) | {found.rule for found in group}}
            fixes = self._made(rules)
            if fixes is not None and isinstance(self._guard.put(fixes), str) and _covers(self._doc, fixes, group):
                self._rules, self._fixes = rules, fixes
                return ()
        return group

    def text(self) -> str:
        made = self._guard.put(self._fixes) if self._fixes else self._doc.text
        return made if isinstance(made, str) else self._doc.text

    def _made(self, rules: Mapping[int, frozenset[str]]) -> list[Fix] | None:
        fixes: list[Fix] = []
        for line, names in sorted(rules.items()):
            ids = sorted(names)
            fix = _in_front_matter(self._doc, ids) if line == _HEAD else _before(self._doc, line, ids, self._reason)
            if fix is None:
                return None
            fixes.append(fix)
        return fixes


def _lines(doc: Document, place: int) -> Iterator[int]:
    """Where a block may begin in which ``place`` is, the innermost first; ``_HEAD`` for the front matter."""
    text, top = doc.text, doc.front_matter.end
    if place < top:
        yield _HEAD
        return
    line = _line_start(text, place)
    for _ in range(_FARTHEST):
        above = _line_start(text, line - 1) if line > top else line
        begins = line <= top or not text[above:line].strip(" \t\r\n>")
        begins = ELEMENT.match(text, line) is not None if doc.is_html else begins and text[line : line + 1].strip() != ""
        if begins and block_end(text, line, html=doc.is_html) > place:
            yield line
        if line <= top:
            break
        line = above
    if not doc.is_html:
        yield _line_start(text, place)


def _line_start(text: str, place: int) -> int:
    place = max(place, 0)
    if text[place - 1 : place + 1] == "\r\n":
        place -= 1
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _before(doc: Document, line: int, rules: Sequence[str], reason: str) -> Fix | None:
    """A comment on a line of its own, indented as the block is; none before what may be front matter."""
    text = doc.text
    if line <= int(text.startswith("\ufeff")) and text.startswith(_MARKS, line):
        return None
    indentation = re.compile(r"[ \t]*").match(text, line)
    space = indentation[0] if indentation else ""
    said = f"seolint-ignore {', '.join(rules)}" + (f": {_harmless(reason)}" if reason else "")
    comment = f"{{/* {said} */}}" if doc.dialect in {"mdx", "docusaurus"} and not doc.is_html else f"<!-- {said} -->"
    return _fix(doc, line, f"{space}{comment}{_newline(text)}")


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
