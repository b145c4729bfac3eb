"""Which parts of a whole page are around its content, by the landmarks that HTML's elements and roles make."""

from __future__ import annotations

from msgspec import Struct

from seolint.document.tokens import Tag

ELEMENTS = frozenset({"nav", "header", "footer", "aside", "article", "main", "section"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo"})


class _Region(Struct):
    """An open element; ``depth`` counts those of its name inside it, and itself."""

    name: str
    kind: str
    depth: int = 1


class Regions:
    """The open landmarks.

    ``header`` and ``footer`` are the page's own outside ``article``, ``main`` and ``section``, ``aside`` outside
    ``article`` and ``section``; navigation is around the content wherever it stands.
    """

    def __init__(self) -> None:
        self._open: list[_Region] = []
        self._count = {"chrome": 0, "main": 0, "article": 0, "": 0}

    def begin(self, tag: Tag) -> bool:
        """Take a start tag of a block; say whether what follows is chrome."""
        kind = self._kind(tag)
        if kind:
            self._open.append(_Region(tag.name, kind))
            self._count[kind] += 1
        elif self._open and self._open[-1].name == tag.name:
            self._open[-1].depth += 1
        return self._count["chrome"] > 0

    def end(self, name: str) -> bool:
        """Take an end tag; say whether what follows is chrome."""
        if self._open and self._open[-1].name == name:
            self._open[-1].depth -= 1
            if self._open[-1].depth == 0:
                self._count[self._open.pop().kind] -= 1
        return self._count["chrome"] > 0

    def _kind(self, tag: Tag) -> str:
        """``chrome``, ``main``, ``article`` (or a section) or "" for no landmark."""
        name = tag.name
        told = tag.attributes.get("role")
        roles = told.value.lower().split() if told is not None else []
        role = roles[0] if roles else ""
        if role in _CHROME_ROLES or name == "nav":
            return "chrome"
        if role in {"main", "article"}:
            return role
        if name in {"article", "section"}:
            return "article"
        if name == "main":
            return "main"
        if role == "complementary" or (name == "aside" and not role):
            return "" if self._count["article"] else "chrome"
        if name in {"header", "footer"} and not role:
            return "" if self._count["article"] or self._count["main"] else "chrome"
        return ""
