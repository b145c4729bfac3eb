"""Front matter defaults: which sets of ``_config.yml`` hold for a file, and which of them wins (``frontmatter_defaults.rb``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from seolint.site.folder import Plain, Setting, at, table, tables, text, texts
from seolint.site.routing import Values
from seolint.text import UNKNOWN

_KINDS = {"page": "pages", "post": "posts", "draft": "drafts"}


class Default(Struct, frozen=True):
    """``type`` is None where the scope names none."""

    path: str
    type: str | None
    values: dict[str, Setting]


def read_defaults(settings: Mapping[str, Setting]) -> tuple[Default, ...]:
    found: list[Default] = []
    for entry in tables(settings, "defaults"):
        scope = table(entry, "scope")
        kind = text(scope, "type") if "type" in scope else None
        found.append(Default(text(scope, "path"), _KINDS.get(kind, kind) if kind else kind, table(entry, "values")))
    return tuple(found)


class Defaults(Struct, frozen=True):
    """``folder`` is ``collections_dir``, which paths of documents leave out."""

    sets: tuple[Default, ...] = ()
    folder: str = ""

    def of(self, path: str, kind: str) -> dict[str, Setting]:
        """The values for the file at ``path``, from the source folder, of the type ``kind``."""
        inner = path.removeprefix(self.folder + "/") if self.folder and kind != "pages" else path
        merged: dict[str, Setting] = {}
        last: Default | None = None
        for each in self.sets:
            if (each.type is not None and each.type != kind) or not self._applies(each.path, path, inner):
                continue
            if last is None or _precedes(each, last):
                merged |= {key: value for key, value in each.values.items() if value != "" or key not in merged}
                last = each
            else:
                merged = {**each.values, **{key: value for key, value in merged.items() if value != ""}}
        return merged

    def _applies(self, scope: str, path: str, inner: str) -> bool:
        if not scope:
            return True
        if "*" in scope:
            parts = path.split("/")
            glob = _glob(scope.lstrip("/").rstrip("/"))
            return any(glob.match("/".join(parts[:number])) for number in range(1, len(parts) + 1))
        return inner.startswith(scope.removeprefix(self.folder + "/") if self.folder else scope)


def _precedes(new: Default, old: Default) -> bool:
    length, last = len(new.path.lstrip("/")), len(old.path.lstrip("/"))
    return length > last if length != last else new.type is not None or old.type is None


@lru_cache(256)
def _glob(pattern: str) -> re.Pattern[str]:
    """Ruby's ``Dir.glob``: ``**/`` is any folders, ``*`` anything in one name that does not begin with a dot."""
    parts: list[str] = []
    here = 0
    while here < len(pattern):
        if pattern.startswith("**/", here):
            parts.append(r"(?:[^./][^/]*/)*")
            here += 3
        elif pattern[here] == "*":
            while pattern.startswith("*", here):
                here += 1
            parts.append(r"(?:(?<![^/])(?!\.))?[^/]*" if here == 1 or pattern[here - 2 : here - 1] == "/" else "[^/]*")
        else:
            parts.append("[^/]" if pattern[here] == "?" else re.escape(pattern[here]))
            here += 1
    return re.compile("".join(parts) + r"\Z")


class Merged(Struct, frozen=True):
    """The front matter of a file over the defaults that hold for it."""

    own: Values
    defaults: dict[str, Setting]

    def text(self, key: str) -> str:
        return self.own.text(key) or ("" if self.own.texts(key) else text(self.defaults, key))

    def texts(self, key: str) -> tuple[str, ...]:
        return self.own.texts(key) or texts(self.defaults, key)

    def plain(self, key: str) -> bool:
        """Whether YAML may take the scalar at ``key`` for a date, a number or a truth."""
        return self.own.plain(key) if self.own.text(key) else isinstance(at(self.defaults, key), Plain)

    def listed(self, key: str) -> tuple[tuple[str, bool], ...] | None:
        """What a list says, of the file or of the defaults."""
        found = self.own.listed(key)
        said = at(self.defaults, key) if found is None else ""
        if isinstance(said, str):
            return found
        items = said if isinstance(said, list) else [said]
        return tuple((item, isinstance(item, Plain)) if isinstance(item, str) else (UNKNOWN, False) for item in items)

    @property
    def permalink(self) -> str:
        return "" if self.says_no("permalink") else self.text("permalink")

    def says_no(self, key: str) -> bool:
        """Whether the value is YAML's false."""
        return self.plain(key) and self.text(key).lower() in {"false", "no", "off"}
