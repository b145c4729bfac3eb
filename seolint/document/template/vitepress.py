"""VitePress: Vue's ``{{ values }}`` outside code, containers, file snippets, includes and the table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seolint.document.template.attributes import mask_heading_ids
from seolint.document.template.code import Spans, code, within
from seolint.document.template.containers import VITEPRESS, read_containers
from seolint.document.template.core import NOTHING, Draft, Next
from seolint.text import UNKNOWN

_LINES = re.compile(r"^[ \t]*(?:(?P<toc>\[\[toc\]\])|<<<[ \t]*\S[^\n]*?|<!--[ \t]*@include:[^\n]*?-->)[ \t]*\r?$", re.MULTILINE)
_ELEMENT = re.compile(r"<([A-Za-z][\w-]*)([^<>]*)>")
_PLAIN = re.compile(r"\sv-pre(?![\w-])")


def read_vitepress(draft: Draft) -> None:
    if "{#" in draft.text:
        mask_heading_ids(draft)
    regions = code(draft.text, draft.start)
    if any(sign in draft.text for sign in ("[[toc]]", "<<<", "@include:")):
        for found in _LINES.finditer(draft.text, draft.start):
            if within(regions, found.start()) < 0:
                start = found.start() + len(found[0]) - len(found[0].lstrip(" \t"))
                draft.hide(start, start + len(found[0].strip()), NOTHING if found["toc"] else UNKNOWN)
        draft.apply()
    containers = read_containers(draft, VITEPRESS) if ":::" in draft.text else []
    if "{{" in draft.text:
        plain = [(start, end) for name, start, end in containers if name == "v-pre"]
        _mask_values(draft, regions, sorted([*plain, *_plain_elements(draft)]))


def _plain_elements(draft: Draft) -> Iterator[tuple[int, int]]:
    """Elements that Vue leaves as they are."""
    ends: dict[str, Next] = {}
    for found in _ELEMENT.finditer(draft.text, draft.start) if "v-pre" in draft.text else ():
        if not _PLAIN.search(found[2]):
            continue
        end = ends.setdefault(found[1], Next(draft.text, f"</{found[1]}")).after(found.end())
        if end >= 0:
            yield found.start(), end


def _mask_values(draft: Draft, regions: list[tuple[int, int]], plain: list[tuple[int, int]]) -> None:
    opening, closing, spans, here = Next(draft.text, r"\{\{"), Next(draft.text, r"\}\}"), Spans(draft.text), draft.start
    while (at := opening.after(here)) >= 0:
        here = max(within(regions, at), within(plain, at))
        if here >= 0:
            continue
        end = closing.after(at + 2)
        if end < 0 or end > spans.paragraph_end(at):
            here = at + 2
            continue
        here = end + 2
        draft.hide(at, here, UNKNOWN)
