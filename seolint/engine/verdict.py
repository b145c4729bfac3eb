"""What one site rule says of the pages of a site, by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from msgspec import Raw

from seolint.diagnostic import Diagnostic, Severity
from seolint.engine.kept import chained
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


Spill = Callable[[int, Mapping[str, bytes]], bool]
"""Takes a part of a verdict, by its number from 0: findings by path, encoded. False where there is no room for it."""

_MOST = 4_000_000
"""So many bytes of a verdict are in memory where there is somewhere else to put them."""


class Told:
    """A verdict in few bytes: each finding is encoded as soon as it is said.

    What is too much goes to ``spill``, in so many ``parts``, and only what is ``left`` is here; ``sums`` has the checksums of it
    all, by path. A verdict is ``lost`` where it could not go there.
    """

    def __init__(self, found: Iterable[Diagnostic], spill: Spill | None = None, most: int = _MOST) -> None:
        said: defaultdict[str, list[Raw]] = defaultdict(list)
        tallies: dict[str, Tally] = {}
        self.parts, self.lost, self.sums, size = 0, False, dict[str, bytes](), 0
        for each in found:
            path, data = each.at.path, encode(each)
            said[path].append(Raw(data))
            tallies[path] = _more(tallies.get(path, ()), each.rule, each.severity)
            size += len(data)
            if spill is not None and size > most:
                if not spill(self.parts, self._sealed(said)):
                    self.lost = True
                    break
                self.parts, size = self.parts + 1, 0
        self.tallies: Mapping[str, Tally] = tallies
        self.left = self._sealed(said)

    def _sealed(self, said: dict[str, list[Raw]]) -> dict[str, bytes]:
        """A part by path, taken out of ``said``."""
        part = {path: encode(said.pop(path)) for path in tuple(said)}
        for path, data in part.items():
            self.sums[path] = chained(self.sums.get(path, b""), data)
        return part

    def findings(self, path: str) -> Sequence[Diagnostic]:
        data = self.left.get(path)
        return findings(data) if data is not None else ()

    def encoded(self, path: str) -> bytes:
        return self.left.get(path, _NOTHING)


@lru_cache(4_000)
def _more(tally: Tally, rule: str, severity: Severity) -> Tally:
    """A tally with one finding more; pages have few different ones."""
    counts = {(each, weight): count for each, weight, count in tally}
    counts[rule, severity] = counts.get((rule, severity), 0) + 1
    return tuple([(*key, count) for key, count in counts.items()])


_NOTHING = encode(())
