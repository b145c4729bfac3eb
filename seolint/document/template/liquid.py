"""Liquid as Jekyll runs it: everywhere in a page, in code too."""

from __future__ import annotations

import re

from seolint.document.template.attributes import mask_heading_ids, mask_kramdown
from seolint.document.template.core import Draft, Target
from seolint.document.template.tags import WHOLE, Language, read_tags
from seolint.pattern import pattern

LIQUID = Language(
    blocks=frozenset("if unless for case capture tablerow ifchanged highlight".split()),
    inner=frozenset("else elsif when".split()),
    silent=frozenset("assign break continue comment endcomment paginate".split()),
    printing=frozenset("include include_relative include_cached increment decrement cycle render echo seo feed_meta gist".split()),
    targets=frozenset({"post_url", "link"}),
    argument=WHOLE,
    raw=frozenset({"raw"}),
    code=frozenset({"highlight"}),
    has_comment_tag=True,
    has_comment_signs=False,
    strict=True,
)

_ADDRESS = pattern(
    r"""\{\{-?\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')\s*\|\s*"""
    r"(?:(?P<filter>relative_url|absolute_url)|prepend:\s*site\.baseurl(?P<whole>\s*\|\s*prepend:\s*site\.url)?)\s*-?\}\}"
)
_BASE = re.compile(r"\{\{-?\s*site\.(baseurl|url)\s*-?\}\}")


def read_liquid(draft: Draft, *, attributes: bool) -> None:
    """Tags and values; with ``attributes``, kramdown's attribute lists too."""
    if "{%" in draft.text or "{{" in draft.text:
        read_tags(draft, LIQUID, value=_target)
        draft.apply()
    if attributes and "{:" in draft.text:
        mask_kramdown(draft)
    if attributes and "{#" in draft.text:
        mask_heading_ids(draft)


def _target(draft: Draft, start: int, end: int) -> Target | None:
    """The address that a value makes of what is written in it."""
    if base := _BASE.match(draft.text, start, end):
        return Target("siteurl" if base[1] == "url" else "baseurl", "", start, end)
    found = _ADDRESS.match(draft.text, start, end)
    if found is None:
        return None
    kind = found["filter"] or ("absolute_url" if found["whole"] else "relative_url")
    group = "single" if found["double"] is None else "double"
    return Target(kind, found[group], *found.span(group))
