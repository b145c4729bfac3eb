"""A placed tree of scalars, arrays and objects: what YAML and JSON both come to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from seolint.text import Location, Placed

Kind = Literal["string", "plain", "number", "boolean", "null", "unknown"]


class Scalar(Struct, frozen=True):
    """One value; ``text`` is what it says, placed without its quotes. ``plain`` is YAML's unquoted scalar."""

    text: Placed[str]
    kind: Kind

    @property
    def at(self) -> Location:
        return self.text.at


class Member(Struct, frozen=True):
    """One ``key: value`` of an object."""

    key: Placed[str]
    value: Node


class Object(Struct, frozen=True):
    """Members in source order, duplicates kept; ``at`` runs from brace to brace."""

    members: tuple[Member, ...]
    at: Location

    def get(self, key: str) -> Node | None:
        """The value of the last member named ``key``, as parsers read it."""
        for member in reversed(self.members):
            if member.key.value == key:
                return member.value
        return None


class Array(Struct, frozen=True):
    items: tuple[Node, ...]
    at: Location


Node = Scalar | Object | Array


class Problem(Struct, frozen=True):
    """What is wrong with a text that should be a tree; ``detail`` is a word about it, ``other`` a place that explains it."""

    code: str
    at: Location
    detail: str = ""
    other: Location | None = None


def duplicates(node: Node | None) -> Iterator[tuple[Member, Member]]:
    """Pairs of a member and an earlier one of the same object with the same key, in the whole tree."""
    todo = [node] if node is not None else []
    read: set[int] = set()
    while todo:
        node = todo.pop()
        if id(node) in read:  # an alias is the very node that it names
            continue
        read.add(id(node))
        if isinstance(node, Array):
            todo.extend(node.items)
        elif isinstance(node, Object):
            seen: dict[str, Member] = {}
            for member in node.members:
                key = member.key.value
                if key in seen:
                    yield member, seen[key]
                seen.setdefault(key, member)
                todo.append(member.value)


def same(one: Node, other: Node) -> bool:
    """Whether two trees say the same, wherever they stand."""
    todo = [(one, other)]
    while todo:
        left, right = todo.pop()
        if isinstance(left, Scalar) and isinstance(right, Scalar):
            if (left.kind, left.text.value) != (right.kind, right.text.value) or left.kind == "unknown":
                return False
        elif isinstance(left, Array) and isinstance(right, Array) and len(left.items) == len(right.items):
            todo += zip(left.items, right.items, strict=True)
        elif isinstance(left, Object) and isinstance(right, Object) and len(left.members) == len(right.members):
            pairs = list(zip(left.members, right.members, strict=True))
            if any(a.key.value != b.key.value for a, b in pairs):
                return False
            todo += [(a.value, b.value) for a, b in pairs]
        else:
            return False
    return True
