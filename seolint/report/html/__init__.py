"""``--format html``: one file that asks for nothing from anywhere, for people to read, filter and print.

The data stands in it as JSON that no HTML parser can leave; the script builds the page with text nodes only, and the content
security policy allows that script and that style alone, by their hashes.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files

from seolint.diagnostic import Severity
from seolint.outcome import Outcome, site_score
from seolint.report.html.data import report_of
from seolint.report.html.words import words
from seolint.report.texts import Texts

SCRIPTS = ("start.js", "dom.js", "filter.js", "charts.js", "finding.js", "controls.js", "page.js")
"""The parts of the one script, in order."""

_HOLE = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def render(outcome: Outcome, language: str, texts: Texts) -> Iterator[str]:
    """The page, in which every string of a post is data."""
    import msgspec

    style = _file("page.css")
    script = "".join(map(_file, SCRIPTS))
    said = words(language)
    holes = {
        **{name: escape(text) for name, text in {**said, **_figures(outcome, said)}.items()},
        "language": language,
        "style": style,
        "script": script,
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }
    before, after = _file("page.html").split("{{data}}")
    yield _filled(before, holes)
    yield msgspec.json.encode(report_of(outcome, language, texts, said)).decode().translate(_UNSAFE)
    yield _filled(after, holes)


def _file(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _filled(template: str, holes: dict[str, str]) -> str:
    return _HOLE.sub(lambda hole: holes[hole[1]], template)


def _hash(text: str) -> str:
    """``text`` as a content security policy names it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _figures(outcome: Outcome, said: dict[str, str]) -> dict[str, str]:
    """The totals, which the page shows without its script too."""
    points = site_score(outcome)
    clean = len(outcome.sources) - len({found.at.path for found in outcome.diagnostics} & outcome.sources.keys())
    return {
        "posts": f"{len(outcome.sources):,}",
        "clean": said["cleanPosts"].format(n=f"{clean:,}"),
        "errors": f"{outcome.count(Severity.ERROR):,}",
        "warnings": f"{outcome.count(Severity.WARNING):,}",
        "infos": f"{outcome.count(Severity.INFO):,}",
        "score": "–" if points is None else f"{points:g}",
        "seconds": said["seconds"].format(n=f"{outcome.seconds:.1f}") if outcome.seconds else "",
        "leftOutRules": said["leftOut"].format(rules=", ".join(outcome.left_out)) if outcome.left_out else "",
    }
