"""What one site rule says of the pages of a site, by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from seolint.diagnostic import Diagnostic
from seolint.engine.page import encode
from seolint.outcome import Tally, tally

Judge = Callable[[], Iterable[Diagnostic]]


class Verdict(Protocol):
    """What a rule says, page by page; paths of which it says nothing have no tally."""

    @property
    def tallies(self) -> Mapping[str, Tally]: ...

    def findings(self, path: str) -> Sequence[Diagnostic]:
        """In the order in which the rule said them."""
        ...

    def encoded(self, path: str) -> bytes:
        """The same, encoded, or what tells it from anything else that the rule may say of the page."""
        ...


class Told:
    """A verdict in memory."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        self._found: defaultdict[str, list[Diagnostic]] = defaultdict(list)
        for each in found:
            self._found[each.at.path].append(each)
        self.tallies: Mapping[str, Tally] = {path: tally(found) for path, found in self._found.items()}

    def findings(self, path: str) -> Sequence[Diagnostic]:
        return self._found.get(path, ())

    def encoded(self, path: str) -> bytes:
        return encode(self.findings(path))
