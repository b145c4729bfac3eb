"""JSON in which one sign is missing, doubled or another one right where a strict reader stops: what must have been meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from seolint.document.json_escaped import Unescaped
from seolint.document.json_signs import INVISIBLE
from seolint.document.json_slips import Edit, Slip
from seolint.document.json_tree import JsonError, read_json
from seolint.document.tree import Array, Node, Object
from seolint.text import Location

_MOST = 20
_NEXT = r"(?=\s*(?:[}\]]|,\s*(?:\"|[@\w$-]{1,60}\"\s*:)))"
_BARE_KEY = re.compile(r"[@\w$-]{1,60}\"\s*:")
_BARE_TEXT = re.compile(r"[^\s\"'\[\]{},:;/][^\"\[\]{}\n]{0,300}\"" + _NEXT)
_TWICE = re.compile(rf"\"(?:{_NEXT}|[ \t]*\r?\n\s*\"|[ \t]+\"@?[\w$-]{{1,60}}\"\s*:)")
_INSIDE = re.compile(r"[^\W\d][\w/.:?&=#-]|[/.:?&=#-]\w")
_REST = re.compile(r"[^\s\",:;}\]][^\"\n]{0,300}\"" + _NEXT)
_TEXT = re.compile(r"\"[^\"\n]{0,300}\"\s*[,}]")
_VALUE = re.compile(r"[;.]\s*(?:[\"{\[0-9-]|true|false|null)")
_OPEN_KEY = re.compile(r"\"(@?[\w$-]{1,60})(?::\s*\")\Z")

_PROSE = re.compile(r"\s*,\s*[^\s\"{}\[\]:,]")
"""A comma between words, not between values."""

_FENCES = re.compile(r"\s*((`{3,}|~{3,})[^\n`]*\n).*?(\n[ \t]*\2[ \t]*)\s*", re.DOTALL)
_BRACES = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|[{}]")
_ODD_KEY = re.compile(r"[{}\[\]\"]|[:,]\s*\Z|\A\s*[:,]")

_Found = tuple[str, int, int, tuple[Edit, ...]]


class Near(Struct, frozen=True):
    """``slips`` are code, start, end and mend, all in the source; ``text`` has the mends in it and may have other mistakes."""

    text: Unescaped
    slips: tuple[_Found, ...]


def near(text: str, start: int, end: int, error: JsonError) -> Near | None:
    """``text[start:end]`` with its plain slips mended, None without any; ``error`` is where a strict reader stopped."""
    wrong: JsonError | None = JsonError(error.code, error.start - start, error.end - start)
    slips, now = list[_Found](), applied(text, start, end, ())
    while wrong is not None and len(slips) < _MOST:
        found = (_fence(now.text) if not slips else None) or _meant(now.text, wrong)
        if found is None:
            break
        code, first, last, mends = found
        mends = tuple((now.source(at), now.source(at) + to - at, new) for at, to, new in mends)
        after = applied(text, start, end, sorted((*(edit for slip in slips for edit in slip[3]), *mends)))
        left = _wrong(after.text)
        if left is not None and code != "fence" and left.start <= wrong.start + (code not in {"extra", "double-quote"}):
            break
        slips.append((code, now.source(first), now.source(last - 1) + 1, mends))
        now, wrong = after, left
    return Near(now, tuple(slips)) if slips else None


def _wrong(text: str) -> JsonError | None:
    try:
        read_json("", text, 0, len(text))
    except JsonError as error:
        return error
    return None


def _fence(text: str) -> _Found | None:
    """The lines of a Markdown code fence around the data."""
    found = _FENCES.fullmatch(text)
    return ("fence", found.start(1), found.end(1) - 1, ((*found.span(1), ""), (*found.span(3), ""))) if found else None


def is_clear(text: str, slip: Slip) -> bool:
    """Whether a mend of ``slip`` does not take JSON's own signs for a part of what is said."""
    at = slip.at
    if slip.code == "comment" and text[at.start - 1 : at.start] == '"' and text.count('"', at.start, at.end) % 2:
        return False
    for start, end, new in slip.edits:
        if slip.code == "extra" and not new and '"' in text[start:end]:
            return False
        before, after = text[max(start - 80, 0) : start].rstrip()[-1:], text[end : end + 80].lstrip()[:1]
        if new == '\\"' and (after == ":" or before in set(",:'[{") or (after == "," and not _PROSE.match(text, end))):
            return False
        if new == '\\"' and before == '"' and text[start - 1].isspace():
            return False
        if slip.code in {"open-quote", "value"} and start == end and before in set("{}[]:;,'"):
            return False
        if slip.code == "value" and new[1:2] in set(":;,.'={}[]"):
            return False
    return True


def odd_key(root: Node | None) -> Location | None:
    """Where a key stands that is made of JSON's own signs."""
    todo, found = [root] if root is not None else [], list[Location]()
    while todo:
        node = todo.pop()
        if isinstance(node, Array):
            todo += node.items
        elif isinstance(node, Object):
            todo += [member.value for member in node.members]
            found += [member.key.at for member in node.members if _ODD_KEY.search(member.key.value)]
    return min(found, default=None)


def is_odd(text: str, slip: Slip) -> bool:
    """Whether a quote stands alone inside a word, where it may as well be too much."""
    if slip.code != "inner-quote" or len(slip.edits) != 1:
        return False
    start, end, _ = slip.edits[0]
    return _INSIDE.match(text[start - 1] + text[end : end + 1]) is not None


def applied(text: str, start: int, end: int, edits: Sequence[Edit]) -> Unescaped:
    parts, offsets, sources, here, length = list[str](), [0], [start], start, 0
    for first, last, new in edits:
        parts += (text[here:first], new)
        length += first - here + len(new)
        here = last
        offsets.append(length)
        sources.append(here)
    return Unescaped("".join((*parts, text[here:end])), tuple(edits), tuple(offsets), tuple(sources))


def _meant(text: str, wrong: JsonError) -> _Found | None:
    """What is wrong at the place where a strict reader stopped, where only one reading is likely."""
    at = wrong.start
    char, before = text[at : at + 1], text[max(at - 80, 0) : at]
    if unseen := INVISIBLE.match(text, at):
        return "invisible", at, unseen.end(), ((at, unseen.end(), ""),)
    if wrong.code == "key" and char == "{" and before.endswith("{"):
        return _braces(text, at)
    if wrong.code == "key" and _BARE_KEY.match(text, at):
        return "start-quote", at, text.index('"', at) + 1, ((at, at, '"'),)
    if wrong.code == "value":
        if char == ":" and before.rstrip().endswith('":'):
            return "extra", at, at + 1, ((at, at + 1, ""),)
        if found := _BARE_TEXT.match(text, at):
            return "start-quote", at, found.end(), ((at, at, '"'),)
    if wrong.code == "comma" and char == '"' and before.endswith('"') and _TWICE.match(text, at):
        return "double-quote", at, at + 1, ((at, at + 1, ""),)
    if wrong.code == "comma" and before.endswith('""') and before[:-2].rstrip()[-1:] in {":", ",", "["} and _REST.match(text, at):
        return "double-quote", at - 1, at, ((at - 1, at, ""),)
    return _colon(text, at, char, before) if wrong.code == "colon" else None


def _colon(text: str, at: int, char: str, before: str) -> _Found | None:
    """The same where a colon is due."""
    if _VALUE.match(text, at):
        return "colon", at, at + 1, ((at, at + 1, ":"),)
    if char == '"' and before.endswith('"') and text[at + 1 : at + 9].lstrip()[:1] == ":":
        return "double-quote", at, at + 1, ((at, at + 1, ""),)
    if char == '"' and _TEXT.match(text, at):
        behind = at - len(before) + len(before.rstrip())
        return "colon", at, at + 1, ((behind, behind, ":"),)
    found = _OPEN_KEY.search(before)
    if found and _REST.match(text, at):
        stop = at - len(before) + found.end(1)
        return "open-quote", at - len(before) + found.start(), stop, ((stop, stop, '"'),)
    return None


def _braces(text: str, at: int) -> _Found | None:
    """A second brace at ``at``, and the one that closes it, where both stand twice."""
    depth = 0
    for found in _BRACES.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            end = found.end()
            return ("braces", at - 1, at + 1, ((at, at + 1, ""), (end, end + 1, ""))) if text[end : end + 1] == "}" else None
    return None
