"""A folder of the disk, as generators are looked for in it."""

from __future__ import annotations

import os
import re
from typing import Any

from seolint.document.front_matter import read_front_matter
from seolint.document.tree import Array, Node, Object
from seolint.document.yaml_tree import read_yaml
from seolint.pattern import pattern
from seolint.site.folder import Plain, Setting

_MOST, _DEPTH = 1_000_000, 100
_PAGE = pattern(r"\.(?:md|mdx|markdown)$", re.IGNORECASE)
_ASIDE = pattern(r"(?i)(?:readme|licen[cs]e|changelog|contributing|code_of_conduct)\b|[._]|node_modules$|vendor$|public$")


class DiskFolder:
    """Reads nothing above itself, and only regular files."""

    def __init__(self, path: str) -> None:
        self._path = path or "."
        self.name = os.path.basename(os.path.abspath(self._path))

    def names(self, path: str = "") -> frozenset[str]:
        try:
            return frozenset(os.listdir(os.path.join(self._path, path)))
        except OSError:
            return frozenset()

    def is_file(self, path: str) -> bool:
        return os.path.isfile(os.path.join(self._path, path))

    def is_folder(self, path: str) -> bool:
        return os.path.isdir(os.path.join(self._path, path))

    def text(self, path: str) -> str:
        at = os.path.join(self._path, path)
        if not os.path.isfile(at) or (os.path.islink(at) and not self._is_inside(at)):
            return ""
        try:
            with open(at, "rb") as file:
                return file.read(_MOST).decode("utf-8", "replace").removeprefix("\ufeff")
        except OSError:
            return ""

    def _is_inside(self, path: str) -> bool:
        """Whether a link leads to a file of this folder or of the working directory."""
        real = os.path.realpath(path)
        return any(real.startswith(os.path.realpath(root) + os.sep) for root in (self._path, "."))

    def settings(self, path: str) -> dict[str, Setting] | None:
        if not self.is_file(path):
            return None
        return read_settings(path, self.text(path))

    def files(self, path: str, most: int) -> tuple[str, ...]:
        found: list[str] = []
        self._list(path, "", found, most)
        return tuple(found)

    def _list(self, path: str, folder: str, found: list[str], most: int) -> None:
        try:
            entries = sorted(os.scandir(os.path.join(self._path, path, folder)), key=lambda entry: entry.name)
        except OSError:
            return
        for entry in entries:
            if len(found) >= most:
                return
            if entry.is_dir(follow_symlinks=False) and folder.count("/") < _DEPTH:
                self._list(path, f"{folder}{entry.name}/", found, most)
            elif entry.is_file(follow_symlinks=False):
                found.append(folder + entry.name)

    def pages(self, most: int) -> tuple[str, ...]:
        found: list[str] = []
        self._walk("", found, most)
        return tuple(found)

    def _walk(self, folder: str, found: list[str], most: int) -> None:
        try:
            entries = sorted(os.scandir(os.path.join(self._path, folder)), key=lambda entry: entry.name)
        except OSError:
            return
        for entry in entries:
            if len(found) >= most:
                return
            if is_page_aside(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False) and folder.count("/") < _DEPTH:
                self._walk(f"{folder}{entry.name}/", found, most)
            elif is_page_name(entry.name) and entry.is_file(follow_symlinks=False):
                found.append(folder + entry.name)


def is_page_aside(name: str) -> bool:
    """Whether a file or folder of this name tells nothing of the site that it lies in."""
    return _ASIDE.match(name) is not None


def is_page_name(name: str) -> bool:
    return _PAGE.search(name) is not None


def read_settings(path: str, text: str) -> dict[str, Setting]:
    """The configuration ``text`` of the file ``path`` (YAML, TOML or JSON); {} when it cannot be read."""
    found = _read(path, text)
    return found if isinstance(found, dict) else {}


def _read(path: str, text: str) -> Setting:
    if path.endswith(".toml"):
        import tomllib

        try:
            return _plain(tomllib.loads(text))
        except (tomllib.TOMLDecodeError, RecursionError):
            return {}
    if path.endswith(".json"):
        import json

        try:
            return _plain(json.loads(text))
        except (ValueError, RecursionError):
            return {}
    if _PAGE.search(path):
        return _of_tree(read_front_matter(path, text).root)
    root = read_yaml(path, text, 0, len(text)).root
    return _of_tree(root) if root is not None else {}


def _plain(value: Any) -> Setting:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, list):
        return [_plain(inner) for inner in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, str) or value is None:
        return value or ""
    return Plain(str(value).lower() if isinstance(value, bool) else value)


def _of_tree(root: Node) -> Setting:
    """``root`` as plain values; what aliases share is shared, so that they cannot multiply it."""
    known: dict[int, Setting] = {}

    def plain(node: Node) -> Setting:
        if id(node) not in known:
            if isinstance(node, Object):
                known[id(node)] = {member.key.value: plain(member.value) for member in node.members}
            elif isinstance(node, Array):
                known[id(node)] = [plain(item) for item in node.items]
            else:
                value = "" if node.kind == "null" else node.text.value
                known[id(node)] = value if node.kind == "string" else Plain(value)
        return known[id(node)]

    return plain(root)
