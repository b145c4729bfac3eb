"""The front matter of a post, each key and scalar with its exact place."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from seolint.document.front_matter_marks import Head, find_head, marks_of
from seolint.document.tree import Array, Member, Node, Object, Problem, Scalar, duplicates
from seolint.pattern import pattern
from seolint.text import UNKNOWN, Location, Placed

_INDENTED = pattern(r"(?<=[\r\n])[ \t]++(---)[ \t]*+(?:\r\n|\n|\r)\s*")
_SPACES = "\u3000\u00a0"


class FrontMatter(Struct, frozen=True, dict=True):
    """``at`` runs from the opening marker to the end of the closing line; ``end`` is where the body begins.

    ``language`` is yaml, toml, json, or "" when there is none. The codes of ``problems`` are those of YamlTree and TomlTree,
    and not-a-mapping, duplicate (``other`` is the first of two), unclosed (``other`` is a line that nearly closes it),
    key-space, indented-close, dots, opening, blank-before, unread, line-ends and byte-order-mark.
    """

    root: Object
    at: Location
    language: str
    problems: tuple[Problem, ...] = ()

    @property
    def exists(self) -> bool:
        return self.language != ""

    @property
    def end(self) -> int:
        return self.at.end

    def member(self, key: str) -> Member | None:
        """The last ``key: value`` of that name."""
        return self._members.get(key)

    @cached_property
    def _members(self) -> dict[str, Member]:
        return {member.key.value: member for member in self.root.members}

    def get(self, key: str) -> Placed[str] | None:
        """The scalar at ``key``, or at a dotted path such as ``image.path``; None when absent, null or a collection."""
        node = self._at(key)
        return node.text if isinstance(node, Scalar) and node.kind != "null" else None

    def _at(self, key: str) -> Node | None:
        first, *rest = key.split(".") if "." in key else (key,)
        member = self._members.get(first)
        node = member.value if member is not None else None
        for part in rest:
            node = node.get(part) if isinstance(node, Object) else None
        return node

    def first(self, keys: tuple[str, ...]) -> Placed[str] | None:
        """The first of ``keys`` that holds a scalar which is not blank."""
        for key in keys:
            value = self.get(key)
            if value is not None and value.value.strip():
                return value
        return None

    def strings(self, key: str) -> tuple[Placed[str], ...]:
        """The scalars of a list at ``key`` or at a dotted path, or the one scalar there; blank ones left out."""
        node = self._at(key)
        nodes = node.items if isinstance(node, Array) else (node,)
        scalars = (n.text for n in nodes if isinstance(n, Scalar) and n.kind != "null")
        return tuple(s for s in scalars if s.value.strip())

    def plain(self, key: str) -> bool:
        """Whether the scalar at ``key`` stands without quotes."""
        node = self._at(key)
        return isinstance(node, Scalar) and node.kind == "plain"

    def listed(self, key: str) -> tuple[tuple[str, bool], ...] | None:
        """What a list at ``key`` holds, with whether it is plain; collections in it, and another at ``key``, are unknown."""
        node = self._at(key)
        if node is None or isinstance(node, Scalar):
            return None
        items = node.items if isinstance(node, Array) else (node,)
        return tuple((i.text.value, i.kind != "string") if isinstance(i, Scalar) else (UNKNOWN, False) for i in items)

    def text(self, key: str) -> str:
        """The scalar at ``key`` or at a dotted path; "" when there is none."""
        found = self.get(key)
        return found.value if found is not None else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The scalars of a list at ``key``, or the one scalar there."""
        return tuple(value.value for value in self.strings(key))


def read_front_matter(path: str, text: str, generator: str = "") -> FrontMatter:
    """YAML between ``---`` lines, TOML between ``+++`` lines or a JSON object at the top, as ``generator`` reads it."""
    head = find_head(path, text, generator)
    if head is None or not head.language:
        return _nothing(path, head.problems if head else ())
    root, problems = _READERS[head.language](path, text, head, generator)
    mapping = root if isinstance(root, Object) else None
    if not head.sure and (problems or mapping is None):
        return _nothing(path, ())
    if mapping is not None:
        problems += tuple(
            Problem("key-space", member.key.at, member.key.value.strip(_SPACES))
            for member in mapping.members
            if head.language == "yaml" and "" != member.key.value.strip(_SPACES) != member.key.value
        )
        problems += tuple(
            Problem("duplicate", member.key.at, member.key.value, first.key.at)
            for member, first in duplicates(mapping)
            if member.key.value and head.language != "toml"
        )
    elif not problems and root is not None and not (isinstance(root, Scalar) and root.kind == "null"):
        problems = (Problem("not-a-mapping", root.at),)
    empty = Object((), Location(path, head.inner, head.outer))
    at = Location(path, head.start, head.end)
    return FrontMatter(mapping or empty, at, head.language, head.problems + problems)


def _nothing(path: str, problems: tuple[Problem, ...]) -> FrontMatter:
    top = Location(path, 0, 0)
    return FrontMatter(Object((), top), top, "", problems)


def _read_yaml(path: str, text: str, head: Head, generator: str) -> tuple[Node | None, tuple[Problem, ...]]:
    from seolint.document.yaml_tree import read_yaml

    tree = read_yaml(path, text, head.inner, head.outer, separators=marks_of(generator).separators)
    wrong = next((problem for problem in tree.problems if problem.code == "syntax"), None)
    if wrong is None:
        return tree.root, tree.problems
    for found in _INDENTED.finditer(text, head.inner, wrong.at.start + 1):
        if found.end() == wrong.at.start:
            indented = Problem("indented-close", Location(path, *found.span(1)))
            return tree.root, tuple(indented if problem is wrong else problem for problem in tree.problems)
    return tree.root, tree.problems


def _read_toml(path: str, text: str, head: Head, generator: str) -> tuple[Node | None, tuple[Problem, ...]]:
    from seolint.document.toml_tree import read_toml

    tree = read_toml(path, text, head.inner, head.outer)
    return tree.root, tree.problems


def _read_json(path: str, text: str, head: Head, generator: str) -> tuple[Node | None, tuple[Problem, ...]]:
    from seolint.document.json_tree import JsonError, read_json

    try:
        return read_json(path, text, head.inner, head.outer), ()
    except JsonError as error:
        code = "depth" if error.code == "depth" else "syntax"
        return None, (Problem(code, Location(path, error.start, error.end), f"json {error.code}"),)


_READERS = {"yaml": _read_yaml, "toml": _read_toml, "json": _read_json}
