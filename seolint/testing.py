"""Runs the examples that rules carry; for this project's tests and for those of plugins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from seolint.diagnostic import Diagnostic
from seolint.engine.files import ENDINGS
from seolint.engine.folder import read_settings
from seolint.engine.lint import lint_texts
from seolint.engine.rounds import settle
from seolint.engine.surroundings import MemorySurroundings
from seolint.rule import Example, Invalid, Rule
from seolint.site import Site
from seolint.site.detect import detect
from seolint.site.folder import Setting
from seolint.text import Location

_MARK = re.compile("⟦(.*?)⟧", re.DOTALL)
TODAY = datetime(2026, 1, 31, tzinfo=UTC)


class Case(Struct, frozen=True):
    """One example of one rule."""

    name: str
    rule: type[Rule]
    example: Example

    def __str__(self) -> str:
        return self.name

    def check(self) -> None:
        """Raise AssertionError unless the rule flags what the example marks, and nothing else."""
        rule = rule_of(self.rule, self.example)
        marked = self.example.source
        texts: dict[str, str] = {}
        expected: list[Location] = []
        for path, text in ({"post.md": marked} if isinstance(marked, str) else marked).items():
            texts[path], places = _unmark(path, text)
            expected += places
        around = MemorySurroundings({**texts, **self.example.around})
        pages = {path: text for path, text in texts.items() if path.endswith(ENDINGS)}
        found = lint_texts(pages, [rule], site_of(texts), around)
        assert sorted(d.at for d in found) == sorted(expected), _shown(texts, [d.at for d in found], expected)
        if not isinstance(self.example, Invalid):
            return
        assert found, "mark what the rule must flag with ⟦…⟧"
        wanted = self.example.severity or rule.severity
        assert {d.severity for d in found} == {wanted}, f"expected {wanted.value}: {[d.severity.value for d in found]}"
        for diagnostic in found:
            assert diagnostic.message.en != diagnostic.message.ja, "say it in both languages"
        if self.example.fixed is not None:
            path = found[0].at.path
            site = site_of(texts)

            def again(text: str) -> list[Diagnostic]:
                return lint_texts({**pages, path: text}, [rule], site, around)

            settled = settle(path, texts[path], site, found, again, lambda _: True)
            assert not settled.refused, f"the fix is refused: {settled.refused[0].why}"
            assert not settled.restless, "the fixes do not come to an end"
            assert settled.text == self.example.fixed, f"the fix gives {settled.text!r}"


def cases(rules: Iterable[type[Rule]]) -> list[Case]:
    """A case for each example of ``rules``."""
    return [
        Case(f"{rule.id()}-{type(example).__name__.lower()}-{number}", rule, example)
        for rule in rules
        for number, example in enumerate(rule.examples, 1)
    ]


def rule_of(rule: type[Rule], example: Example) -> Rule:
    """The rule with the options of its example, of which some may name files of it."""
    files: Mapping[str, str] = {} if isinstance(example.source, str) else example.source
    named = rule.file_options().intersection(example.options)
    return msgspec.convert({**example.options, **{key: files[str(example.options[key])] for key in named}}, rule)


def site_of(texts: Mapping[str, str]) -> Site:
    """The site of an example: what its files make a generator's own folder, else a plain one."""
    return detect("", ExampleFolder(texts), Site(now=TODAY)) or Site(now=TODAY)


class ExampleFolder:
    """The files of an example as a folder."""

    name = "example"

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def names(self, path: str = "") -> frozenset[str]:
        start = f"{path}/" if path else ""
        return frozenset(name[len(start) :].partition("/")[0] for name in self._texts if name.startswith(start))

    def is_file(self, path: str) -> bool:
        return path in self._texts

    def is_folder(self, path: str) -> bool:
        return any(name.startswith(path + "/") for name in self._texts)

    def text(self, path: str) -> str:
        return self._texts.get(path, "")

    def settings(self, path: str) -> dict[str, Setting] | None:
        return read_settings(path, self._texts[path]) if path in self._texts else None

    def files(self, path: str, most: int) -> tuple[str, ...]:
        start = f"{path}/" if path else ""
        return tuple(sorted(name[len(start) :] for name in self._texts if name.startswith(start)))[:most]

    def pages(self, most: int) -> tuple[str, ...]:
        return tuple(sorted(path for path in self._texts if path.endswith((".md", ".mdx", ".markdown"))))[:most]


def _unmark(path: str, text: str) -> tuple[str, list[Location]]:
    """The text without its marks, and where they stood."""
    places: list[Location] = []
    plain, last = "", 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        places.append(Location(path, len(plain), len(plain) + len(mark[1])))
        plain += mark[1]
        last = mark.end()
    return plain + text[last:], places


def _shown(texts: Mapping[str, str], found: list[Location], expected: list[Location]) -> str:
    said = [f"{at.path}: {texts[at.path][at.start : at.end]!r}" for at in found]
    wanted = [f"{at.path}: {texts[at.path][at.start : at.end]!r}" for at in expected]
    return f"flagged {said}, expected {wanted}"
