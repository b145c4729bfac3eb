"""``--format checkstyle``: Checkstyle's XML, which most servers for continuous integration read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from seolint.outcome import Outcome
from seolint.report.texts import Texts
from seolint.report.wording import statement
from seolint.report.xml import HEAD, escape


def render(outcome: Outcome, language: str, _: Texts) -> Iterator[str]:
    """A ``file`` for each post with findings, an ``error`` for each finding; columns count code points."""
    yield HEAD + '<checkstyle version="4.3">\n'
    for path, findings in groupby(outcome.diagnostics, key=lambda found: found.at.path):
        yield f'  <file name="{escape(path)}">\n'
        for found in findings:
            line, column = outcome.sources[path].lines.position(found.at.start)
            yield (
                f'    <error line="{line}" column="{column}" severity="{found.severity.value}" '
                f'message="{escape(statement(found, language))}" source="seolint.{escape(found.rule)}"/>\n'
            )
        yield "  </file>\n"
    yield "</checkstyle>\n"
