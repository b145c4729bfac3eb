"""What the pages of a run came to, by path."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Raw

from seolint.diagnostic import Diagnostic
from seolint.engine.page import Head, PageResult
from seolint.engine.surroundings import Surroundings
from seolint.engine.verdict import Judge, Told, Verdict
from seolint.outcome import Tally
from seolint.rule import Rule
from seolint.site import Site
from seolint.site.clock import Noted


class Verdicts:
    """The verdicts of rules on one site."""

    def of(self, rule: Rule, judge: Judge, *, around: bool) -> Verdict:
        """What ``rule`` says of the site; ``judge`` tells where it is not known. ``around``: the rule looks beyond the pages."""
        return Told(judge())


class Results:
    """In memory. ``heads`` are by path; the rest of a page is asked for by its path.

    ``keeps_written`` says whether what reports say of pages is kept for other runs.
    """

    keeps_written = False

    def __init__(self, results: Iterable[PageResult] = ()) -> None:
        self._whole = {result.path: result for result in results}

    @property
    def heads(self) -> Mapping[str, Head]:
        return self._whole

    def recall(self, paths: Sequence[str]) -> Sequence[str]:
        """Take what is known of ``paths``; those that have to be read."""
        return paths

    def add(self, result: PageResult) -> None:
        """Take the result of a page whose file was read."""
        self.put(result)

    def settle(self) -> None:
        """All pages were read."""

    def close(self) -> None:
        """The run has come to its end."""

    def put(self, result: PageResult) -> None:
        """Take what a page came to that is not, or not yet, in its file, in the place of what it was before."""
        self._whole[result.path] = result

    def drop(self, path: str) -> None:
        self._whole.pop(path, None)

    def tallies(self) -> Iterator[tuple[str, Tally]]:
        """How often rules spoke of each page, by path, sorted."""
        for path in sorted(self._whole):
            yield path, self._whole[path].tally

    def lines(self, path: str) -> tuple[int, ...]:
        """Where the lines of one page begin."""
        return self._whole[path].lines

    def findings(self, path: str) -> tuple[Diagnostic, ...]:
        """The findings of one page in order."""
        return self._whole[path].diagnostics

    def facts(self, rule: str, paths: Iterable[str]) -> Iterator[Raw | bytes]:
        """What the pages at ``paths`` told a rule, those that told nothing left out, as it was encoded."""
        for path in paths:
            told = self._whole[path].facts.get(rule)
            if told is not None:
                yield told

    def recall_written(self, path: str, form: str, key: bytes) -> str | None:
        """The findings of a page as a report in this ``form`` had them; None where that is not known."""
        return None

    def keep_written(self, path: str, form: str, key: bytes, others: Collection[str], text: str) -> None:
        """Keep what a report says of a page, and of places in ``others``."""

    def verdicts(self, site: Site, paths: Sequence[str], around: Surroundings, noted: Noted, *, whole: bool) -> Verdicts:
        """The verdicts on a site of these pages; ``noted`` says until when they hold."""
        return Verdicts()
