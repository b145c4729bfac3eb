"""What of a page is the text of a JSON-LD script."""

from __future__ import annotations

import re

from msgspec.structs import replace

from seolint.document.template import Template
from seolint.document.tokens import Raw
from seolint.text import UNKNOWN, Location

_PRINTED = re.compile(r"\{\{[^{}\"\n]*\}\}|\{%[^%\"\n]*%\}|<[%?][^>\"\n]*[%?]>")
_CLOSE = re.compile(r"</script|\n[ \t]*\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r"[^\n]*(?:\n[ ]{0,3}>[^\n]*)+\n?")
_FAR = 50_000


def inside(path: str, text: str, raw: Raw) -> Location | None:
    """The content of a script, also of one amid a line of Markdown, which reads it as text; None for one that is quoted."""
    start, end = raw.start, raw.end
    if start == end < len(text) and not text.startswith("</", end):
        close = _CLOSE.search(text, end, end + _FAR)
        if close is None or not close[0].startswith("<"):
            return None
        end = close.start()
    return None if _QUOTED.fullmatch(text, start, end) else Location(path, start, end)


def masked(template: Template, at: Location) -> Template:
    """What code of a language that we do not know prints is unknown."""
    shown = _PRINTED.sub(lambda found: UNKNOWN * len(found[0]), template.text[at.start : at.end])
    return replace(template, text=template.text[: at.start] + shown + template.text[at.end :])
