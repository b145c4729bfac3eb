"""``--format jsonl``: JSON Lines, one finding to a line and the summary in the last, for programs that read a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint.outcome import Outcome
from seolint.report.elements import encode
from seolint.report.json import Writer
from seolint.report.texts import Texts

_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
"""Signs that JSON takes as they are, and that some readers end a line at."""


def render(outcome: Outcome, language: str, _: Texts) -> Iterator[str]:
    """Each finding as JSON has it; then ``{"summary": …}``."""
    writer = Writer(outcome, language)
    for found in outcome.diagnostics:
        line = writer.diagnostic(found)
        yield _LINE_ENDS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line) + "\n"
    yield encode({"summary": writer.summary()}) + "\n"
