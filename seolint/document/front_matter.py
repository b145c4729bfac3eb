"""The front matter of a post, each key and scalar with its exact place."""

from __future__ import annotations

import re

from msgspec import Struct

from seolint.document.tree import Array, Member, Node, Object, Scalar, duplicates
from seolint.text import Location, Placed

_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*(?:\r\n|\n|\r)")
_TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)?")
_KEY_LINE = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t\r\n]|$)")


class FrontMatterProblem(Struct, frozen=True):
    """``code`` is YamlProblem's, unclosed, not-a-mapping or duplicate (``other`` is the first of two)."""

    code: str
    at: Location
    detail: str = ""
    other: Location | None = None


class FrontMatter(Struct, frozen=True):
    """``at`` runs from the opening marker to the end of the closing line; ``end`` is where the body begins."""

    root: Object
    at: Location
    language: str
    problems: tuple[FrontMatterProblem, ...] = ()

    @property
    def exists(self) -> bool:
        return self.language != ""

    @property
    def end(self) -> int:
        return self.at.end

    def member(self, key: str) -> Member | None:
        """The last ``key: value`` of that name."""
        return next((m for m in reversed(self.root.members) if m.key.value == key), None)

    def get(self, key: str) -> Placed[str] | None:
        """The scalar at ``key``, or at a dotted path such as ``image.path``; None when absent, null or a collection."""
        node: Node | None = self.root
        for part in key.split("."):
            node = node.get(part) if isinstance(node, Object) else None
        return node.text if isinstance(node, Scalar) and node.kind != "null" else None

    def first(self, keys: tuple[str, ...]) -> Placed[str] | None:
        """The first of ``keys`` that holds a scalar which is not blank."""
        found = (self.get(key) for key in keys)
        return next((value for value in found if value is not None and value.value.strip()), None)

    def strings(self, key: str) -> tuple[Placed[str], ...]:
        """The scalars of a list at ``key``, or the one scalar there; blank ones left out."""
        node = self.root.get(key)
        nodes = node.items if isinstance(node, Array) else (node,)
        scalars = (n.text for n in nodes if isinstance(n, Scalar) and n.kind != "null")
        return tuple(s for s in scalars if s.value.strip())

    def text(self, key: str) -> str:
        """The scalar at ``key`` or at a dotted path; "" when there is none."""
        found = self.get(key)
        return found.value if found is not None else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The scalars of a list at ``key``, or the one scalar there."""
        return tuple(value.value for value in self.strings(key))


def read_front_matter(path: str, text: str) -> FrontMatter:
    """YAML between ``---`` lines or TOML between ``+++`` lines at the top; nothing else is front matter."""
    if text.startswith(("---", "\ufeff---")):
        return _read_yaml_head(path, text)
    head = _TOML.match(text)
    tail = _TOML_END.search(text, head.end()) if head else None
    if head and tail:
        from seolint.document.toml_tree import read_toml

        root, error = read_toml(path, text, head.end(), tail.start())
        problems = (FrontMatterProblem("syntax", error[0], error[1]),) if error else ()
        return FrontMatter(root, Location(path, head.start(), _line_end(text, tail.start())), "toml", problems)
    return FrontMatter(Object((), Location(path, 0, 0)), Location(path, 0, 0), "")


def _line_end(text: str, offset: int) -> int:
    return _LINE.match(text, offset).end()  # type: ignore[union-attr]


def _read_yaml_head(path: str, text: str) -> FrontMatter:
    from frontmatter.default_handlers import YAMLHandler

    from seolint.document.yaml_tree import read_yaml

    boundary: re.Pattern[str] = YAMLHandler.FM_BOUNDARY  # pyright: ignore[reportAssignmentType]
    opening = int(text.startswith("\ufeff"))
    start = _line_end(text, opening)
    nothing = FrontMatter(Object((), Location(path, 0, 0)), Location(path, 0, 0), "")
    if text[opening:start].rstrip() != "---":
        return nothing
    closing = next((m.start() for m in boundary.finditer(_same_ends(text), start)), None)
    if closing is None:
        if not _KEY_LINE.match(text, start):
            return nothing
        problem = FrontMatterProblem("unclosed", Location(path, opening, opening + 3))
        return FrontMatter(nothing.root, nothing.at, "", (problem,))
    tree = read_yaml(path, text, start, closing)
    at = Location(path, opening, _line_end(text, closing))
    problems = [FrontMatterProblem(p.code, p.at, p.detail) for p in tree.problems]
    problems += [
        FrontMatterProblem("duplicate", member.key.at, member.key.value, first.key.at)
        for member, first in duplicates(tree.root)
    ]
    if isinstance(tree.root, Object):
        return FrontMatter(tree.root, at, "yaml", tuple(problems))
    nothing_there = tree.root is None or (isinstance(tree.root, Scalar) and tree.root.kind == "null")
    if not nothing_there and not problems:
        problems.append(FrontMatterProblem("not-a-mapping", tree.root.at if tree.root else at))
    return FrontMatter(Object((), Location(path, start, closing)), at, "yaml", tuple(problems))


def _same_ends(text: str) -> str:
    """``text`` with every line end a line feed, at equal length: the boundary pattern knows no lone CR."""
    return text.replace("\r", "\n") if "\r" in text else text
