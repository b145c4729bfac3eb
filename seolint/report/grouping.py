"""Findings that say the same, together: what several posts share, and the thoughts of each post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from seolint.diagnostic import Diagnostic, Severity

Group = list[Diagnostic]


def sort(diagnostics: Iterable[Diagnostic]) -> tuple[list[Group], dict[str, list[Group]]]:
    """The causes that several posts share, weightiest first; and the rest by post, a thought a group."""
    causes: defaultdict[tuple[str, str], Group] = defaultdict(list)
    plain: list[Diagnostic] = []
    for found in diagnostics:
        (causes[found.rule, found.cluster] if found.cluster else plain).append(found)
    clusters = [group for group in causes.values() if len({found.at.path for found in group}) > 1]
    plain += (found for group in causes.values() if len({f.at.path for f in group}) == 1 for found in group)
    posts: defaultdict[str, dict[tuple[str, Severity, str], Group]] = defaultdict(dict)
    for found in sorted(plain, key=lambda found: found.at):
        thought = (found.rule, found.severity, f"\0{found.cluster}" if found.cluster else found.message.en)
        posts[found.at.path].setdefault(thought, []).append(found)
    clusters.sort(key=lambda group: (min(found.severity.rank for found in group), -len(group), group[0].rule))
    return clusters, {
        path: sorted(groups.values(), key=lambda group: (group[0].severity.rank, group[0].at))
        for path, groups in sorted(posts.items())
    }
