"""What the result of a page depends on besides its path and text: the rules, the site, and what runs them."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from msgspec import Struct
from msgspec.msgpack import Encoder

from seolint.engine.page import plain
from seolint.engine.plan import Plan
from seolint.rule import Rule
from seolint.site import Site
from seolint.version import VERSION

_EPOCH = Site().now
_ENCODER = Encoder(enc_hook=plain, order="deterministic")
_INSTALLED = ("site-packages", "dist-packages")


class Contexts:
    """Equal values have equal contexts, in every run and on every machine."""

    def __init__(self, plan: Plan, folder: str) -> None:
        """``folder`` is where the results are kept: they have paths, which are from the working directory."""
        self._plan = plan
        alike = {id(rules): rules for rules in plan.rules.values()}
        packages = {type(rule).__module__.partition(".")[0] for rules in alike.values() for rule in rules}
        above = os.path.relpath(os.getcwd(), folder).replace(os.sep, "/")
        self._base = digest("\n".join((above, *_versions({"seolint", *packages}))).encode())
        self._sites: dict[int, bytes] = {}
        self._pages: dict[tuple[int, int], bytes] = {}

    def page(self, path: str) -> bytes:
        """The context of the page at ``path``."""
        rules, site = self._plan.rules[path], self._plan.sites[path]
        key = id(rules), id(site)
        if key not in self._pages:
            self._pages[key] = digest(b"".join((self.site(site), *(self.rule(rule) for rule in rules))))
        return self._pages[key]

    def site(self, site: Site) -> bytes:
        if id(site) not in self._sites:
            self._sites[id(site)] = digest(self._base + _encoded(site.at(_EPOCH, None)) + type(site.routing).__qualname__.encode())
        return self._sites[id(site)]

    def rule(self, rule: Rule) -> bytes:
        kind = type(rule)
        return digest(self._base + f"{kind.__module__}.{kind.__qualname__}".encode() + _encoded(rule))


def digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _encoded(value: Struct) -> bytes:
    """``value`` with the names of its fields, which are not all encoded where they have their defaults."""
    return _ENCODER.encode({name: getattr(value, name) for name in value.__struct_fields__})


def _versions(packages: Iterable[str]) -> Iterator[str]:
    """What is installed, by name and version; and of packages that are worked on where they lie, what their files are."""
    yield f"{VERSION} {sys.version} {unicodedata.unidata_version}"
    for folder in sys.path:
        if os.path.basename(folder) in _INSTALLED and os.path.isdir(folder):
            yield from sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    for package in sorted(packages):
        module: Any = sys.modules.get(package)
        for folder in getattr(module, "__path__", ()):
            if not any(part in _INSTALLED for part in folder.split(os.sep)):
                yield from _files(folder)


def _files(folder: str) -> Sequence[str]:
    """The files below ``folder`` with size and time, but for compiled ones."""
    found: list[str] = []
    for entry in os.scandir(folder):
        if entry.is_dir():
            found += () if entry.name == "__pycache__" else _files(entry.path)
        else:
            status = entry.stat()
            found.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
    return sorted(found)
