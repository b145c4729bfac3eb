"""Zenn and Qiita: containers, ``@[service](name)`` and image widths; and what is certain in any Markdown."""

from __future__ import annotations

import re

from seolint.document.template.attributes import record_heading_ids
from seolint.document.template.code import code, within
from seolint.document.template.containers import PLAIN, QIITA, ZENN, read_containers
from seolint.document.template.core import SPACE, Draft, Target
from seolint.document.template.tags import near
from seolint.text import UNKNOWN

_EMBED = re.compile(r"^@\[([\w-]+)\]\(([^()\n]*)\)[ \t]*\r?$", re.MULTILINE)
_WIDTH = re.compile(r"(?<=\S)[ \t]=(?:\d+x\d*|x\d+)[ \t]*(?=\))")
_SERVICES = frozenset(
    "card tweet youtube github gist mermaid slideshare speakerdeck docswell jsfiddle codepen codesandbox stackblitz "
    "figma blueprintue".split()
)


def read_zenn(draft: Draft) -> None:
    if "@[" in draft.text:
        _mask_embeds(draft, judges=True)
    if "](" in draft.text:
        _mask_widths(draft)
    if ":::" in draft.text:
        read_containers(draft, ZENN)


def read_qiita(draft: Draft) -> None:
    read_containers(draft, QIITA)


def read_plain(draft: Draft) -> None:
    """What is certain whichever generator reads the text: pairs of well-known containers, well-known embeds."""
    if "{#" in draft.text:
        record_heading_ids(draft)
    if "@[" in draft.text:
        _mask_embeds(draft, judges=False)
    if ":::" in draft.text:
        read_containers(draft, PLAIN)


def _mask_embeds(draft: Draft, *, judges: bool) -> None:
    regions = code(draft.text, draft.start)
    for found in _EMBED.finditer(draft.text, draft.start):
        if within(regions, found.start()) >= 0:
            continue
        known = found[1] in _SERVICES
        if judges and not known and (meant := near(found[1], _SERVICES)):
            draft.report("unknown-tag", *found.span(1), found[1], meant)
        if judges or known:
            draft.hide(found.start(), found.end(2) + 1, UNKNOWN)
            draft.targets.append(Target(found[1], found[2], *found.span(2)))
    draft.apply()


def _mask_widths(draft: Draft) -> None:
    """``![alt](url =250x)``: the width is no part of the URL."""
    regions = None
    for found in _WIDTH.finditer(draft.text, draft.start):
        regions = code(draft.text, draft.start) if regions is None else regions
        if within(regions, found.start()) < 0:
            draft.hide(found.start(), found.end(), SPACE)
    draft.apply()
