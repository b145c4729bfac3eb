"""Attribute lists: kramdown's ``{: .class #id}`` and the ``{#id}`` behind a heading."""

from __future__ import annotations

import re

from seolint.document.template.code import code, within
from seolint.document.template.core import SPACE, Attributes, Draft, Next
from seolint.pattern import pattern

_KRAMDOWN = pattern(r"\{::comment\}|\{::?[^{}\n]*\}|\{:/\w*\}")
_COMMENT_END = "{:/comment}"
_ID = pattern(r"(?:[\s:{]#|\bid=[\"']?)([^\s\"'{}.#]+)")
_HEADING_ID = pattern(r"\{#([^\s{}#]+)(?:[ \t][^{}\n]*)?\}(?=[ \t]*(?:#+[ \t]*)?\r?$)", re.MULTILINE)
_HEADING = pattern(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*#{1,6}[ \t]")
_UNDERLINE = pattern(r"[ \t]*(?:#+[ \t]*)?\r?\n[ \t>]*(?:=+|-+)[ \t]*\r?$", re.MULTILINE)


def mask_kramdown(draft: Draft) -> None:
    """Kramdown's attribute lists and extensions, which print nothing."""
    regions, here = code(draft.text, draft.start), draft.start
    comment_end = Next(draft.text, re.escape(_COMMENT_END))
    while found := _KRAMDOWN.search(draft.text, here):
        here = within(regions, found.start())
        if here >= 0:
            continue
        here = found.end()
        if found[0] == "{::comment}":
            end = comment_end.after(here)
            here = end + len(_COMMENT_END) if end >= 0 else here
        elif named := _ID.search(draft.text, found.start(), found.end()):
            draft.ids.append(Attributes(found.start(), found.end(), named[1], *named.span(1)))
        draft.hide(found.start(), here, SPACE)
    draft.apply()


def mask_heading_ids(draft: Draft) -> None:
    """``{#id}`` at the end of a heading."""
    record_heading_ids(draft)
    for each in draft.ids:
        if draft.text.startswith("{#", each.start):
            draft.hide(each.start, each.end, SPACE)
    draft.apply()


def record_heading_ids(draft: Draft) -> None:
    """The ids of headings, for a Markdown parser that reads the attributes itself."""
    regions = None
    for found in _HEADING_ID.finditer(draft.text, draft.start):
        start = found.start()
        line = draft.text.rfind("\n", 0, start) + 1
        if _HEADING.match(draft.text, line, start) or _UNDERLINE.match(draft.text, found.end()):
            regions = code(draft.text, draft.start) if regions is None else regions
            if within(regions, start) < 0:
                draft.ids.append(Attributes(start, found.end(), found[1], *found.span(1)))
