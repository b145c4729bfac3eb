"""A folder as those who look for a generator see it; the engine gives the real one, tests one in memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Plain(str):
    """A scalar that is more than text in its format, or may be: YAML's without quotes, a truth, a number."""

    __slots__ = ()


Setting = str | list["Setting"] | dict[str, "Setting"]
"""A configuration's value: every scalar as it is written, ``true`` and numbers too."""


class Folder(Protocol):
    """``path`` arguments are relative to the folder, with ``/``."""

    name: str
    """The folder's own name."""

    def names(self, path: str = "") -> frozenset[str]:
        """The names of the files and folders in it, or in the folder at ``path``."""
        ...

    def is_file(self, path: str) -> bool: ...

    def is_folder(self, path: str) -> bool: ...

    def text(self, path: str) -> str:
        """What a file holds, at most a million characters; "" when it cannot be read."""
        ...

    def settings(self, path: str) -> dict[str, Setting] | None:
        """A YAML, TOML or JSON file, or a page's front matter, as plain values; None when there is no such file; {} when it
        cannot be read."""
        ...

    def files(self, path: str, most: int) -> tuple[str, ...]:
        """The first ``most`` files below the folder at ``path``, as seen from there, in order of their paths."""
        ...

    def pages(self, most: int) -> tuple[str, ...]:
        """The first ``most`` Markdown files below the folder, in order of their paths."""
        ...


def at(settings: Mapping[str, Setting], path: str) -> Setting:
    """The value at a dotted ``path``, "" when there is none; keys are compared without regard to case as a last resort."""
    node: Setting = dict(settings)
    for part in path.split("."):
        if not isinstance(node, dict):
            return ""
        folded = {key.lower(): value for key, value in node.items()}
        node = node[part] if part in node else folded.get(part.lower(), "")
    return node


def text(settings: Mapping[str, Setting], path: str) -> str:
    """The scalar at ``path``, "" when there is none."""
    found = at(settings, path)
    return found if isinstance(found, str) else ""


def texts(settings: Mapping[str, Setting], path: str) -> tuple[str, ...]:
    """The scalars of the list at ``path``, or the one there."""
    found = at(settings, path)
    values = found if isinstance(found, list) else [found]
    return tuple(value for value in values if isinstance(value, str) and value)


def table(settings: Mapping[str, Setting], path: str) -> dict[str, Setting]:
    """The table at ``path``, {} when there is none."""
    found = at(settings, path)
    return found if isinstance(found, dict) else {}


def tables(settings: Mapping[str, Setting], path: str) -> list[dict[str, Setting]]:
    """The tables of the list at ``path``."""
    found = at(settings, path)
    return [value for value in found if isinstance(value, dict)] if isinstance(found, list) else []
