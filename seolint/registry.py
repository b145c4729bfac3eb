"""Finds rules behind the ``seolint.rules`` entry points; a rule is imported only when somebody asks for it.

In a package behind that door each file of each folder but ``data`` is one rule: ``some_name.py`` is some-name; the files of
``presets`` are ready settings, and its module ``inspection`` has what ``inspect`` and editors ask of it.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from msgspec import Struct

from seolint.cache_folder import cache_folder, modified, replace_file
from seolint.document import Document, Schema
from seolint.inspection import RichResult, VocabularyTerm
from seolint.rule import Rule

GROUP = "seolint.rules"


class Entry(Struct, frozen=True):
    """Where a rule is: enough to select it, without importing it."""

    id: str
    group: str
    module: str

    def load(self) -> type[Rule]:
        """The rule class; raises LookupError when the file does not hold it."""
        module = importlib.import_module(self.module)
        named = vars(module).get("".join(map(str.capitalize, self.id.split("-"))))
        for value in (named, *vars(module).values()):
            if not isinstance(value, type) or value.__module__ != self.module or not issubclass(value, Rule):
                continue
            if value.id() == self.id:
                return value
        raise LookupError(f"{self.module} has no rule class named for {self.id}")


@cache
def installed() -> Mapping[str, Entry]:
    """All installed rules by id, sorted."""
    found = [entry for package in _packages() for entry in entries(package)]
    return {entry.id: entry for entry in sorted(found, key=lambda entry: entry.id)}


@cache
def presets() -> Mapping[str, Path]:
    """The files of the presets by name: ``presets/NAME.toml`` of each package, sorted."""
    found: dict[str, Path] = {}
    for package in _packages():
        spec = importlib.util.find_spec(package)
        for location in spec.submodule_search_locations or () if spec else ():
            found |= {file.stem: file for file in Path(location, "presets").glob("*.toml")}
    return dict(sorted(found.items()))


def entries(package: str) -> Iterable[Entry]:
    """The rules of one package, by its files."""
    spec = importlib.util.find_spec(package)
    for location in spec.submodule_search_locations or () if spec else ():
        for folder in sorted(os.scandir(location), key=lambda item: item.name):
            if not folder.is_dir() or folder.name.startswith(("_", ".")) or folder.name == "data":
                continue
            for name in sorted(os.listdir(folder.path)):
                if name.endswith(".py") and not name.startswith("_"):
                    stem = name.removesuffix(".py")
                    module = f"{package}.{folder.name}.{stem}"
                    yield Entry(stem.replace("_", "-"), folder.name.replace("_", "-"), module)


def find_rich_results(document: Document) -> Iterator[RichResult]:
    """What the packages know of the results that a page is marked up for, by ``rich_results`` of their modules ``inspection``."""
    ask: Callable[[Document], Iterable[RichResult]]
    for ask in _inspections("rich_results"):
        yield from ask(document)


def find_schemas(document: Document) -> Iterator[Schema]:
    """What the packages know of the front matter of a post, by ``front_matter_schemas`` of their modules ``inspection``."""
    ask: Callable[[Document], Iterable[Schema]]
    for ask in _inspections("front_matter_schemas"):
        yield from ask(document)


def find_title_limit(rules: Sequence[Rule]) -> float | None:
    """How wide a title may be, as the rules among ``rules`` say that measure it; in full-width units, None where none does."""
    ask: Callable[[Sequence[Rule]], float | None]
    for ask in _inspections("title_limit"):
        if (limit := ask(rules)) is not None:
            return limit
    return None


def find_properties(types: Sequence[str]) -> Iterator[VocabularyTerm]:
    """The properties that things of ``types`` may have, by ``properties`` of the packages' modules ``inspection``."""
    ask: Callable[[Sequence[str]], Iterable[VocabularyTerm]]
    for ask in _inspections("properties"):
        yield from ask(types)


def find_types(name: str) -> Iterator[VocabularyTerm]:
    """The types that the value of the property ``name`` may have, of "" all types."""
    ask: Callable[[str], Iterable[VocabularyTerm]]
    for ask in _inspections("types"):
        yield from ask(name)


def find_values(name: str) -> Iterator[VocabularyTerm]:
    """The values of the property ``name`` that the vocabulary enumerates, as they are written."""
    ask: Callable[[str], Iterable[VocabularyTerm]]
    for ask in _inspections("values"):
        yield from ask(name)


def _inspections(name: str) -> Iterator[Any]:
    """What the packages' modules ``inspection`` have of this name."""
    for package in _packages():
        module = f"{package}.inspection"
        found = getattr(importlib.import_module(module), name, None) if importlib.util.find_spec(module) is not None else None
        if found is not None:
            yield found


_OWN = "seolint"
"""The name of our own door."""
_restricted = False


def use_own_rules_only() -> None:
    """Leave out what other packages bring, from now on and for good: where the author does not trust what lies around."""
    global _restricted
    _restricted = True
    installed.cache_clear()
    presets.cache_clear()


def own_rules() -> Iterator[type[Rule]]:
    """Our own rules, imported."""
    for package in _own():
        yield from (entry.load() for entry in entries(package))


def _own() -> list[str]:
    from importlib.metadata import entry_points

    return [door.value for door in entry_points(group=GROUP, name=_OWN)][:1]


def _packages() -> list[str]:
    """The packages behind the door, from an index beside the caches: asking the metadata costs more than all rules."""
    if _restricted:
        return _own()
    stamp = [sys.version, *(f"{path}:{modified(path)}" for path in sys.path)]
    file = cache_folder() / f"rules-{crc32(chr(0).join(sys.path).encode()):08x}.json"
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        if stored["stamp"] == stamp:
            return [str(name) for name in stored["packages"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    from importlib.metadata import entry_points

    packages = sorted({door.value for door in entry_points(group=GROUP)})
    replace_file(file, json.dumps({"stamp": stamp, "packages": packages}).encode())
    return packages
