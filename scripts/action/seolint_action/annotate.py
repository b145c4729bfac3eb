"""Annotations: the workflow commands of seolint's ``github`` report, and nothing else of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from seolint_action import runner, words
from seolint_action.inputs import MOST_ANNOTATIONS

_COMMAND = re.compile(r"::(error|warning|notice) file=[^:\r\n]+::[^\r\n]*")
_COUNTS = {"error": "errors", "warning": "warnings", "notice": "infos"}


def write(report: str, summary: Mapping[str, Any], most: int, language: str) -> None:
    """At most ``most`` of each severity, as GitHub shows no more than ten of each; then how many more there are."""
    most = min(most, MOST_ANNOTATIONS)
    written = dict.fromkeys(_COUNTS, 0)
    for line in report.split("\n"):
        found = _COMMAND.fullmatch(line)
        if found and written[found[1]] < most:
            written[found[1]] += 1
            runner.say(line)
    more = {name: int(summary.get(name, 0)) - written[kind] for kind, name in _COUNTS.items()}
    if any(more.values()):
        runner.command("notice", words.more(more, language))
