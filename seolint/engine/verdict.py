"""What one site rule says of the pages of a site, by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from msgspec import Raw

from seolint.diagnostic import Diagnostic, Severity
from seolint.engine.page import encode, findings
from seolint.outcome import Tally

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
    """A verdict in memory, in few bytes: each finding is encoded as soon as it is said."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        said: defaultdict[str, list[Raw]] = defaultdict(list)
        spoken: defaultdict[str, dict[tuple[str, Severity], int]] = defaultdict(dict)
        for each in found:
            path, key = each.at.path, (each.rule, each.severity)
            said[path].append(Raw(encode(each)))
            spoken[path][key] = spoken[path].get(key, 0) + 1
        self._said = {path: encode(said.pop(path)) for path in tuple(said)}
        self.tallies: Mapping[str, Tally] = {
            path: tuple([(*key, count) for key, count in counts.items()]) for path, counts in spoken.items()
        }

    def findings(self, path: str) -> Sequence[Diagnostic]:
        data = self._said.get(path)
        return findings(data) if data is not None else ()

    def encoded(self, path: str) -> bytes:
        return self._said.get(path, _NOTHING)


_NOTHING = encode(())
