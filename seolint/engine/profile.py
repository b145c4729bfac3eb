"""Where the time of a run goes: to which view of the posts, and to which rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from time import perf_counter
from typing import Any, TypeVar

from msgspec import Struct

from seolint.diagnostic import Diagnostic
from seolint.document import Document
from seolint.engine.page import PageResult, read_page, run_rule
from seolint.rule import Fact, Rule
from seolint.site import Site

T = TypeVar("T")


class Spent(Struct, frozen=True):
    """What a view or a rule took of all pages, in ``seconds`` of the clock, without the views that it asked for."""

    kind: str
    name: str
    seconds: float


class Profile:
    """Takes the time of the pages that are read through it, ``pages`` of them."""

    def __init__(self) -> None:
        self._spent: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._inner: list[float] = []
        self.pages = 0
        views = {
            name: self._view(name, view.func)
            for kind in reversed(Document.__mro__) for name, view in vars(kind).items() if isinstance(view, cached_property)
        }  # fmt: skip
        self._document: type[Document] = type("ProfiledDocument", (Document,), views)

    def __iter__(self) -> Iterator[Spent]:
        """What took longest comes first."""
        for (kind, name), seconds in sorted(self._spent.items(), key=lambda spent: -spent[1]):
            yield Spent(kind, name, seconds)

    def read_page(
        self, path: str, text: str, site: Site, rules: Sequence[Rule], judges: Callable[[Rule], bool]
    ) -> PageResult:
        """The same as ``page.read_page``."""
        self.pages += 1
        return read_page(path, text, site, rules, judges, document=self._document, run=self._run)

    def _run(self, rule: Rule, doc: Document, *, collects: bool) -> tuple[list[Diagnostic], list[Fact]]:
        return self._timed("rule", rule.id(), lambda: run_rule(rule, doc, collects=collects))

    def _view(self, name: str, read: Callable[[Any], Any]) -> cached_property[Any]:
        return cached_property(lambda doc: self._timed("view", name, lambda: read(doc)))

    def _timed(self, kind: str, name: str, ask: Callable[[], T]) -> T:
        started = perf_counter()
        self._inner.append(0.0)
        try:
            return ask()
        finally:
            took = perf_counter() - started
            self._spent[kind, name] += took - self._inner.pop()
            if self._inner:
                self._inner[-1] += took
