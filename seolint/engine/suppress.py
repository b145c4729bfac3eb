"""Writes suppressions of findings: a comment before the block that a finding is in, or its rule in the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from seolint.diagnostic import Diagnostic, Edit, Fix, Text
from seolint.document import Document
from seolint.document.tree import Array, Object
from seolint.engine.fix import put
from seolint.engine.guard import Guard
from seolint.engine.ignore_comments import block_end, read_ignores

_LINE_END = re.compile(r"\r\n|\n|\r")
_FARTHEST = 500
"""How many lines above a finding its block may begin."""
_TITLE = Text("write a suppression", "見送りを書く")


def suppress(doc: Document, findings: Iterable[Diagnostic], reason: str) -> tuple[str, list[Diagnostic]]:
    """The text of ``doc`` with suppressions of ``findings``, and those that could not be suppressed.

    Nothing else of the post changes, and every suppression covers its finding, or is not written.
    """
    guard = Guard(doc)
    kept: list[Fix] = []
    left: list[Diagnostic] = []
    groups: dict[int, list[Diagnostic]] = {}
    for found in findings:
        line = -1 if found.at == doc.top else _line(doc, found.at.start)
        groups.setdefault(line, []).append(found)
    for line, group in sorted(groups.items()):
        rules = sorted({found.rule for found in group})
        fix = _in_front_matter(doc, rules) if line < 0 else _before(doc, line, rules, reason)
        if fix is not None and isinstance(guard.put([*kept, fix]), str) and _covers(doc, [*kept, fix], group):
            kept.append(fix)
        else:
            left += group
    text = guard.put(kept) if kept else doc.text
    return (text, left) if isinstance(text, str) else (doc.text, [*left, *(found for group in groups.values() for found in group)])


def _line(doc: Document, place: int) -> int:
    """Where the block begins in which ``place`` is; -1 for the front matter. What is absent is flagged at the top, too."""
    text, top = doc.text, doc.front_matter.end
    if place < top:
        return -1
    line = _line_start(text, place)
    for _ in range(_FARTHEST):
        above = _line_start(text, line - 1) if line > top else line
        begins = line <= top or not text[above:line].strip() or doc.is_html
        if begins and text[line : line + 1].strip() and block_end(text, line, html=doc.is_html) > place:
            return line
        if line <= top:
            break
        line = above
    return _line_start(text, place)


def _line_start(text: str, place: int) -> int:
    place = max(place, 0)
    if text[place - 1 : place + 1] == "\r\n":
        place -= 1
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _before(doc: Document, line: int, rules: Sequence[str], reason: str) -> Fix:
    """A comment on a line of its own, indented as the block is."""
    text = doc.text
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
    listed = table.get("ignore") if isinstance(table, Object) else None
    if isinstance(listed, Array) and listed.items and text[listed.at.end - 1 : listed.at.end] == "]":
        quoted = [f'"{rule}"' for rule in rules] if head.language != "yaml" else rules
        return _fix(doc, listed.items[-1].at.end + (text[listed.items[-1].at.end] in "\"'"), "".join(f", {one}" for one in quoted))
    if table is not None:
        return None
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
