"""What a run does: which rules read each page, of which site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from seolint.diagnostic import Severity
from seolint.notices import NOTICES
from seolint.rule import Rule, SiteRule
from seolint.site import Site

Hearing = Callable[[str, str, Severity], Severity | None]
"""The weight of what a rule says of a path; None where it is not heard."""


class Plan(Struct, frozen=True):
    """``rules`` and ``sites`` by path; ``roots`` has the rules of each site's own folder, by its root.

    ``silent`` has the engine's own notices that are switched off, by path.
    """

    rules: Mapping[str, tuple[Rule, ...]]
    sites: Mapping[str, Site]
    roots: Mapping[str, tuple[Rule, ...]]
    silent: Mapping[str, frozenset[str]] = {}

    @classmethod
    def uniform(cls, paths: Iterable[str], rules: Sequence[Rule], sites: Mapping[str, Site]) -> Plan:
        """The same rules for all paths."""
        same = tuple(rules)
        return cls(dict.fromkeys(paths, same), sites, {site.root: same for site in sites.values()})

    def judges(self, root: str, paths: Iterable[str]) -> list[SiteRule[Any]]:
        """The site rules for the pages ``paths`` of a site, with the options of the site's folder where they are on there."""
        found: dict[str, SiteRule[Any]] = {}
        seen: set[int] = set()
        for rules in (self.roots.get(root, ()), *(self.rules[path] for path in paths)):
            if id(rules) in seen:
                continue
            seen.add(id(rules))
            site_rules: list[SiteRule[Any]] = [rule for rule in rules if isinstance(rule, SiteRule)]
            for rule in site_rules:
                found.setdefault(rule.id(), rule)
        return [found[id_] for id_ in sorted(found)]

    def hearing(self) -> Hearing:
        """What site rules say is heard where they are on for the file that it is said of, with the weight that they have there."""
        alike = {id(rules): rules for rules in self.rules.values()}
        weights = {number: {rule.id(): rule.severity for rule in rules} for number, rules in alike.items()}
        heaviest = {rule.id(): rule.severity for rules in self.roots.values() for rule in rules}

        def heard(path: str, rule: str, said: Severity) -> Severity | None:
            if rule in NOTICES:
                return said
            weight = weights[id(self.rules[path])].get(rule)
            if weight is None or said is weight:
                return weight
            full = said is heaviest.get(rule, weight)
            return said if not full and said.rank >= weight.rank else weight

        return heard
