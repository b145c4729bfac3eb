"""What of a page is the text of a JSON-LD script."""

from __future__ import annotations

import re

from msgspec.structs import replace

from seolint.document.json_slips import Slip
from seolint.document.template import Template
from seolint.document.tokens import Raw
from seolint.pattern import pattern
from seolint.text import UNKNOWN, Location

_PRINTED = pattern(r"\{\{[^{}\"\n]*\}\}|\{%[^%\"\n]*%\}|<[%?][^>\"\n]*[%?]>")
_CLOSE = pattern(r"</script|\n[ \t]*\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r"[^\n]*(?:\n[ ]{0,3}>[^\n]*)+\n?")
_FAR = 50_000
_NEAR = frozenset(
    "application/json+ld application/ld-json application/json-ld application/jsonld application/ldjson application/ld+jason "
    "application/ld_json application/json_ld text/json+ld text/jsonld text/ld+json ld+json".split()
)
_JAVASCRIPT = frozenset({"", "text/javascript", "application/javascript"})
_DATA = pattern(r"\s*\{\s*\"@(?:context|graph|type)\"\s*:")


def is_json_ld(raw: Raw) -> bool:
    return raw.tag.name == "script" and _type(raw) == "application/ld+json"


def type_slip(path: str, text: str, raw: Raw) -> Slip | None:
    """What is wrong with the type of a script that was meant to be JSON-LD; as JavaScript its first lines would be a mistake."""
    tag, kind = raw.tag, _type(raw)
    near = kind in _NEAR or (kind in _JAVASCRIPT and _DATA.match(text, raw.start, raw.end) is not None)
    if tag.name != "script" or not near or not text.startswith("<", tag.start) or "{" in text[tag.start : tag.end]:
        return None
    place, behind = tag.attributes.get("type"), tag.start + len("<script")
    if place is None:
        return Slip("type", Location(path, tag.start, behind), ((behind, behind, ' type="application/ld+json"'),))
    return Slip("type", place.at, ((place.at.start, place.at.end, "application/ld+json"),))


def _type(raw: Raw) -> str:
    kind = raw.tag.attributes.get("type")
    return kind.value.split(";")[0].strip().lower() if kind is not None else ""


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
