"""What a JSON-LD script says beside its items: its contexts, what stands by itself, and every value."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from seolint.document.tree import Array, Node, Object, Scalar
from seolint.text import Location, Placed

_DEPTH = 64


class Top(Struct, frozen=True):
    """An object that no other holds. ``first`` is where its first key begins, quote included; ``keys`` are its keys.

    ``context`` says that it has a ``@context``.
    """

    at: Location
    first: int
    keys: tuple[Placed[str], ...]
    context: bool


def tops(node: Node | None, depth: int = 0) -> Iterator[Top]:
    """The objects of a script that no other holds, in order."""
    if isinstance(node, Array) and depth < _DEPTH:
        for item in node.items:
            yield from tops(item, depth + 1)
    elif isinstance(node, Object):
        keys = tuple(member.key for member in node.members)
        first = keys[0].at.start - 1 if keys else node.at.start + 1
        yield Top(node.at, first, keys, any(key.value == "@context" for key in keys))


def contexts(node: Node | None) -> Iterator[Placed[str]]:
    """The addresses that every ``@context`` names, in order."""
    for member in _members(node):
        if member[0] == "@context":
            named = member[1].items if isinstance(member[1], Array) else (member[1],)
            for each in named:
                if isinstance(each, Scalar) and each.kind == "string":
                    yield each.text


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Every value that is neither object nor array, in order."""
    for _, value in _members(node):
        yield from (each for each in _flat(value) if isinstance(each, Scalar))


def _members(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Every key and its value, in order."""
    todo = [("", node)] if node is not None else []
    while todo:
        key, value = todo.pop()
        yield key, value
        objects = [value] if isinstance(value, Object) else [each for each in _flat(value) if isinstance(each, Object)]
        todo += [(member.key.value, member.value) for each in reversed(objects) for member in reversed(each.members)]


def _flat(node: Node) -> Iterator[Node]:
    """The node itself, or what its arrays hold."""
    todo = [node]
    while todo:
        value = todo.pop()
        if isinstance(value, Array):
            todo += reversed(value.items)
        else:
            yield value
