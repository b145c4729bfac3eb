"""The rules of one site and what they say of it now."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from msgspec import Raw
from msgspec.structs import replace

from seolint.diagnostic import Diagnostic
from seolint.engine.judge import AnyRule, Sitting
from seolint.engine.live.standing import Shift, Standing, near
from seolint.engine.page import PageResult, encode
from seolint.engine.results import Results
from seolint.engine.surroundings import Surroundings
from seolint.engine.verdict import Verdict
from seolint.index import Index, Page
from seolint.outcome import Tally, tally
from seolint.site import Site
from seolint.site.clock import Noted


class Seat:
    """A rule's verdict: as it was recalled at first, with what edits did to it, and then standing."""

    def __init__(self, rule: AnyRule, recalled: Verdict) -> None:
        self.rule, self.recalled = rule, recalled
        self.standing: Standing | None = None
        self._moved: dict[str, Sequence[Diagnostic]] = {}

    @property
    def tallies(self) -> Mapping[str, Tally]:
        if self.standing is not None:
            return self.standing.tallies
        if not self._moved:
            return self.recalled.tallies
        moved = {path: tally(found) for path, found in self._moved.items()}
        return {path: spoken for path, spoken in {**self.recalled.tallies, **moved}.items() if spoken}

    def findings(self, path: str) -> Sequence[Diagnostic]:
        if self.standing is not None:
            return self.standing.findings(path)
        if path in self._moved:
            return self._moved[path]
        return self.recalled.findings(path) if path in self.recalled.tallies else ()

    def encoded(self, path: str) -> bytes:
        return encode(tuple(self.findings(path)))

    def shift(self, path: str, shift: Shift) -> None:
        """Move what is said of a page along with an edit, until the rule has judged."""
        found = (shift(each) for each in self.findings(path))
        self._moved[path] = tuple(each for each in found if each is not None)

    def seat(self, standing: Standing, *, same: bool) -> set[str]:
        """Take a new standing; the paths of which it says something else, none where all is the ``same``."""
        if same:
            changed: set[str] = set()
        else:
            told = self.tallies.keys() | standing.tallies.keys()
            changed = {path for path in told if self.encoded(path) != encode(tuple(standing.findings(path)))}
        self.standing, self._moved = standing, {}
        return changed


class Court:
    """One site: ``paths`` are sorted, and ``rules`` those that judge."""

    def __init__(
        self, results: Results, paths: Sequence[str], rules: Sequence[AnyRule], site: Site, around: Surroundings, *, whole: bool
    ) -> None:
        self._results, self._paths, self._site, self._whole = results, paths, site, whole
        self._around, self._noted = around, Noted()
        self._sitting = self._sit()
        self._rules = rules
        self._stale: set[str] = set()
        self._edited = False
        self._now: dict[bool, Index] = {}
        """What rules that are routed, and others, see since a page has another title or address than it had."""
        self._titled = True
        """Whether no more than titles have changed since then."""
        self._built: dict[str, Standing] = {}
        self.seats: list[Seat] = []

    @property
    def until(self) -> float:
        """The moment until which what is said holds, in seconds since 1970."""
        return self._noted.next

    def _sit(self) -> Sitting:
        return Sitting(self._results, self._paths, self._site.at(self._site.now, self._noted), self._around, whole=self._whole)

    def _sit_anew(self) -> None:
        self._sitting, self._now, self._titled = self._sit(), {}, True

    @property
    def paths(self) -> Sequence[str]:
        """The pages of the site, sorted."""
        return self._paths

    @property
    def index(self) -> Index:
        """The pages and the routes between them, as they were when all was judged."""
        return self._sitting.routed

    def open(self) -> Iterator[None]:
        """Recall what every rule said of the site, or judge it."""
        verdicts = self._results.verdicts(self._site, self._paths, self._around, self._noted, whole=self._whole)
        for rule in self._rules:
            kept = verdicts.of(rule, partial(self._judged, rule), around=rule.routed or rule.informed)
            seat = Seat(rule, kept)
            if (standing := self._built.pop(rule.id(), None)) is not None:
                seat.seat(standing, same=True)
            self.seats.append(seat)
            yield

    def _judged(self, rule: AnyRule) -> Iterator[Diagnostic]:
        standing = Standing(rule)
        for _ in standing.build(self._results, self._sitting.index(rule), self._paths, self._around):
            pass
        self._built[rule.id()] = standing
        for path in standing.tallies:
            yield from standing.findings(path)

    def edit(self, path: str, page: PageResult, shift: Shift) -> set[str]:
        """Take what a page came to; the paths of which rules say something else now."""
        results, self._edited = self._results, True
        before = {seat.rule.id(): next(iter(results.facts(seat.rule.id(), [path])), None) for seat in self.seats}
        known = results.heads[path]
        moved = bytes(known.encoded_page) != bytes(page.encoded_page)
        titled = moved and replace(known.page, title=page.page.title) == page.page
        results.put(page)
        if moved:
            self._titled = self._titled and titled
            self._enter(page.page)
        changed: set[str] = set()
        for seat in self.seats:
            told, tells = before.get(seat.rule.id()), page.facts.get(seat.rule.id())
            if seat.standing is None:
                if _differ(told, tells):
                    seat.shift(path, shift)
                continue
            if _differ(told, tells) or (moved and seat.standing.minds(title=titled)):
                changed |= seat.standing.edit(path, told, self._index(seat.rule), results, self._around, shift)
            if self._now and seat.standing.minds(title=self._titled):  # perhaps it asked for the first time now
                self._stale.add(seat.rule.id())
        return changed

    def _index(self, rule: AnyRule) -> Index:
        """What is known of all pages now: of titles and addresses exactly, of what follows from them nearly."""
        return self._now[rule.routed] if self._now else self._sitting.index(rule)

    def _enter(self, entry: Page) -> None:
        """Let all rules know another title or address of a page."""
        before = self._now or {rule.routed: self._sitting.index(rule) for rule in self._rules}
        if not before:
            return
        pages = [*next(iter(before.values())).pages]
        pages[bisect_left(self._paths, entry.path)] = entry
        self._now = {routed: near(index, pages) for routed, index in before.items()}

    def look_again(self, around: Surroundings) -> None:
        """Other files than pages have changed."""
        self._around = around
        self._sit_anew()
        self._stale |= {seat.rule.id() for seat in self.seats if seat.rule.routed or seat.rule.informed}

    @property
    def is_settled(self) -> bool:
        """Whether all is said that the command line would say."""
        return not self._stale and all(seat.standing is not None and not seat.standing.late for seat in self.seats)

    def settle(self) -> Iterator[set[str]]:
        """Judge what has not been judged since an edit; each step says of which paths something else is said."""
        if self._now:
            self._sit_anew()
        for seat in self.seats:
            if seat.standing is None or seat.rule.id() in self._stale:
                standing = Standing(seat.rule)
                for _ in standing.build(self._results, self._sitting.index(seat.rule), self._paths, self._around):
                    yield set()
                changed = seat.seat(standing, same=seat.standing is None and not self._edited)
                self._stale.discard(seat.rule.id())
                yield changed
            else:
                yield from seat.standing.catch_up(self._sitting.index(seat.rule), self._results, self._around)


def _differ(one: Raw | bytes | None, other: Raw | bytes | None) -> bool:
    return (None if one is None else bytes(one)) != (None if other is None else bytes(other))
