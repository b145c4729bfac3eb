"""Document symbols: the front matter with its keys, and the headings as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from seolint.assist import is_readable, place_of
from seolint.diagnostic import Text
from seolint.document import Document, Heading
from seolint.document.tree import Array, Node, Object, Scalar
from seolint.text import UNKNOWN, Location

_DEPTH, _MOST, _LONGEST = 4, 1_000, 80
_FRONT_MATTER = Text("Front matter", "先頭の設定（front matter）")
_EMPTY = Text("(empty heading)", "（空の見出し）")


class Symbol(Struct, frozen=True):
    """``at`` is all that belongs to it, a heading's section; ``name_at``, inside, is what to show of that.

    ``detail`` is the level of a heading, ``H2``, or the value of a key.
    """

    name: Text
    kind: Literal["front-matter", "key", "heading"]
    at: Location
    name_at: Location
    detail: str = ""
    children: tuple[Symbol, ...] = ()


def symbols(doc: Document) -> tuple[Symbol, ...]:
    """In the order of the post."""
    front = doc.front_matter
    found: list[Symbol] = []
    if front.exists:
        end = front.at.start + len(doc.text[front.at.start : front.at.end].rstrip())
        at, first = doc.at(front.at.start, end), doc.text[front.at.start : end].splitlines()[0]
        keys = tuple(_keys(front.root, at, _DEPTH))
        found.append(Symbol(_FRONT_MATTER, "front-matter", at, doc.at(at.start, at.start + len(first)), children=keys))
    return (*found, *(_headings(doc) if is_readable(doc) else ()))


def _keys(node: Node, within: Location, depth: int) -> Iterator[Symbol]:
    """The keys of an object that stand ``within``: what an alias names stands elsewhere."""
    for member in node.members[:_MOST] if isinstance(node, Object) and depth else ():
        key, value = member.key, member.value
        if not (within.start <= key.at.start and key.at.end <= within.end):
            continue
        there = key.at.end <= value.at.start and value.at.end <= within.end
        at = Location(key.at.path, key.at.start, value.at.end if there else key.at.end)
        inner = tuple(_keys(value, at, depth - 1)) if there else ()
        yield Symbol(_named(key.value or "?"), "key", at, key.at, _said(value), inner)


def _said(node: Node) -> str:
    if isinstance(node, Scalar):
        return _short(node.text.value)
    scalars = [item.text.value for item in node.items[:20] if isinstance(item, Scalar)] if isinstance(node, Array) else []
    return _short(", ".join(scalars))


def _headings(doc: Document) -> tuple[Symbol, ...]:
    """Each heading holds the deeper ones behind it, up to the next that is as high."""
    headings = sorted(doc.headings, key=lambda heading: heading.at.start)
    top: list[Symbol] = []
    open_: list[tuple[int, Heading, list[Symbol]]] = []
    last = len(doc.text)

    def close(level: int, end: int) -> None:
        while open_ and open_[-1][0] >= level:
            _, heading, children = open_.pop()
            name_at = place_of(doc, heading)
            stop = name_at.end + len(doc.text[name_at.end : end].rstrip())
            at = doc.at(heading.at.start, max(stop, children[-1].at.end if children else 0))
            name = _named(heading.text.value) if heading.text.value.strip() else _EMPTY
            symbol = Symbol(name, "heading", at, name_at, f"H{heading.level}", tuple(children))
            (open_[-1][2] if open_ else top).append(symbol)

    for heading in headings:
        if open_ and heading.at.start < open_[-1][1].at.end:
            continue  # one heading within another: broken HTML
        close(heading.level, heading.at.start)
        open_.append((heading.level, heading, []))
    close(0, last)
    return tuple(top)


def _named(text: str) -> Text:
    shown = _short(text)
    return Text(shown, shown)


def _short(text: str) -> str:
    text = " ".join(text[: 4 * _LONGEST].replace(UNKNOWN, "…").split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
