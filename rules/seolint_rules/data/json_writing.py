"""What fixes write into JSON-LD: escaped for JSON, for the script that holds it, and for the template language around that."""

from __future__ import annotations

import json
import re

from seolint import Document, Edit, Location

_SPECIAL = re.compile(r"</|<!|<%|<\?|\{\{|\{%|\{#|%\}|\}\}|\$\{|[\ue000\ud800-\udfff]")
"""What ends a script, begins a comment in it, or is code to a generator."""


def json_string(value: str) -> str:
    """``value`` as a JSON string that may stand in any script of any post, quotes included."""
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0][0]):04x}{found[0][1:]}", json.dumps(value, ensure_ascii=False))


def replaced(doc: Document, at: Location, value: str) -> Edit | None:
    """``value`` in the place of a JSON string or number; None where there is none, or a template makes a part of it."""
    script = next((each.at for each in doc.scripts if each.at.start <= at.start and at.end <= each.at.end), None)
    if script is None:
        return None
    before, after = doc.text[at.start - 1 : at.start], doc.text[at.end : at.end + 1]
    if before == after == '"':
        return Edit(at, json_string(value)[1:-1])
    return Edit(at, json_string(value)) if '"' not in {before, after} else None
