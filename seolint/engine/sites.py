"""Which site each file belongs to: the nearest folder that a generator's configuration or ``_posts`` marks."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache

from seolint.document.tree import Node, Object, Scalar
from seolint.document.yaml_tree import read_yaml
from seolint.site import Site, jekyll, plain

_HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
_MOST = 1_000_000


class Sites:
    """Finds and remembers the site of each file, from the working directory of one run."""

    def __init__(self, roots: tuple[str, ...], now: datetime) -> None:
        """``roots`` are the folders that the user named, as paths begin with them."""
        self._roots = sorted(roots, key=len, reverse=True)
        self._base = Site(now=now.astimezone(UTC))
        self._site = cache(self._find)

    def of(self, path: str) -> Site:
        """The site of the file at ``path``."""
        return self._site(path.rpartition("/")[0])

    def _find(self, folder: str) -> Site:
        here = folder
        while True:
            site = self._marked(here)
            if site is not None:
                return site
            at = os.path.abspath(here or ".")
            if os.path.exists(os.path.join(at, ".git")) or os.path.dirname(at) == at:
                break
            here = _parent(here)
        roots = (root for root in self._roots if folder == root or folder.startswith(root + "/") or not root)
        return plain.read_site(next(roots, folder), self._base)

    def _marked(self, folder: str) -> Site | None:
        """The site whose root is ``folder``, if it is one."""
        at = folder or "."
        for name in jekyll.CONFIGURATION:
            settings = _settings(os.path.join(at, name))
            if settings is None:
                continue
            if os.path.isdir(os.path.join(at, "source")) and not os.path.isdir(os.path.join(at, "_posts")):
                return Site(root=folder, generator="hexo", title=settings.get("title", ""), now=self._base.now)
            return jekyll.read_site(folder, settings, self._base)
        if any(os.path.isfile(os.path.join(at, name)) for name in _HUGO):
            return Site(root=folder, generator="hugo", now=self._base.now)
        if os.path.isdir(os.path.join(at, "_posts")):
            if os.path.basename(os.path.abspath(at)) == "source":
                return Site(root=folder, generator="hexo", now=self._base.now)
            return jekyll.read_site(folder, None, self._base)
        return None


def _parent(folder: str) -> str:
    """The folder above, named from the working directory."""
    if folder == "" or folder.endswith(".."):
        return f"{folder}/..".lstrip("/")
    above, slash, _ = folder.rpartition("/")
    return above or slash


def _settings(path: str) -> dict[str, str] | None:
    """The scalars of a YAML file by dotted key, lists joined by spaces; None when there is no such file."""
    try:
        with open(path, "rb") as file:
            text = file.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return None
    found: dict[str, str] = {}
    root = read_yaml(path, text, 0, len(text)).root
    todo: list[tuple[str, Node]] = [("", root)] if root is not None else []
    while todo:
        prefix, node = todo.pop()
        if isinstance(node, Object):
            todo += [(f"{prefix}.{m.key.value}".lstrip("."), m.value) for m in node.members]
        elif isinstance(node, Scalar):
            found[prefix] = node.text.value
        else:
            found[prefix] = " ".join(item.text.value for item in node.items if isinstance(item, Scalar))
    return found
