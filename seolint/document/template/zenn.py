"""Zenn and Qiita: containers, ``@[service](name)`` and image widths; and what is certain in any Markdown."""

from __future__ import annotations

import re

from seolint.document.template.attributes import record_heading_ids
from seolint.document.template.code import code, within
from seolint.document.template.containers import PLAIN, QIITA, ZENN, read_containers
from seolint.document.template.core import SPACE, Draft, Mark, Next, Target
from seolint.document.template.tags import near
from seolint.text import UNKNOWN

_EMBED = re.compile(r"^@\[([\w-]+)\]\(([^()\n]*)\)[ \t]*\r?$", re.MULTILINE)
_WIDTH = re.compile(r"(?<=\S)[ \t]=(?:\d+x\d*|x\d+)[ \t]*(?=\))")
_HTML = re.compile(r"\\.|<br[ \t]?/?>|<!--")
_MATH = re.compile(r"\${5,}|(?P<sign>\$\$?)|\\.|\]\((?:<[^<>\n]*>|[^()<>\s]*)|^[ \t>]*\[[^\[\]\n]+\]:[^\n]*", re.MULTILINE)
_BLOCK = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_SERVICES = frozenset(
    "card tweet youtube github gist mermaid slideshare speakerdeck docswell jsfiddle codepen codesandbox stackblitz "
    "figma blueprintue".split()
)


def read_zenn(draft: Draft) -> None:
    if "$" in draft.text:
        _mask_math(draft)
    if "<" in draft.text:
        _mark_html(draft)
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


def _mask_math(draft: Draft) -> None:
    """``$$`` that opens a block, over lines, and ``$`` and ``$$`` on one line; a URL of a link between them is none."""
    text, here, regions = draft.text, draft.start, code(draft.text, draft.start)
    dollar, line_end, link = Next(text, r"\$"), Next(text, r"\n|\Z"), Next(text, r"\]\(http")
    closing = {sign: Next(text, r"(?<=\S)" + re.escape(sign)) for sign in ("$", "$$")}
    while found := _MATH.search(text, here):
        at, here = found.start(), found.end()
        sign = found["sign"]
        if not sign:
            continue
        if (inside := within(regions, at)) >= 0:
            here = inside
            continue
        end = _block_end(text, at, dollar) if sign == "$$" else -1
        if end < 0 and not (text[at - 1 : at].isdecimal() or text[here : here + 1].isspace()):
            stop = closing[sign].after(here + 1)
            limit = line_end.after(here)
            barred = link.after(here + 1)
            free = not 0 <= barred < (limit if sign == "$$" else dollar.after(here + 1))
            end = stop + len(sign) if 0 <= stop < limit and free else -1
            end = -1 if text[end : end + 1].isdecimal() else end
        elif end >= 0:
            end = line_end.after(end)
        if end >= 0:
            draft.hide(at, end, UNKNOWN)
            here = end
    draft.apply()


def _block_end(text: str, at: int, dollar: Next) -> int:
    """Where a block of mathematics at ``at`` ends, but for the rest of its line, which is lost; -1 where none begins there."""
    if not _BLOCK.fullmatch(text, text.rfind("\n", 0, at) + 1, at):
        return -1
    line = text.rfind("\n", 0, max(text.rfind("\n", 0, at), 0)) + 1
    before = text[line : text.rfind("\n", 0, at) + 1].strip(" \t\r\n>")
    end = dollar.after(at + 2)
    opens = not before or before.startswith(("#", "```", "$$", ":::")) or before.endswith("$$")
    return end + 2 if opens and end > at + 2 and text.startswith("$$", end) else -1


def _mark_html(draft: Draft) -> None:
    """Line breaks and comments on one line, all the HTML that Zenn reads."""
    regions = code(draft.text, draft.start)
    comment_end, line_end, here = Next(draft.text, "-->"), Next(draft.text, r"\n|\Z"), draft.start
    while found := _HTML.search(draft.text, here):
        at, here = found.start(), found.end()
        if found[0].startswith("\\") or within(regions, at) >= 0:
            continue
        if found[0] == "<!--":
            end = comment_end.after(here)
            if end < 0 or end > line_end.after(here):
                continue
            here = end + 3
        draft.marks.append(Mark(at, here, "element"))


def _mask_widths(draft: Draft) -> None:
    """``![alt](url =250x)``: the width is no part of the URL."""
    regions = None
    for found in _WIDTH.finditer(draft.text, draft.start):
        regions = code(draft.text, draft.start) if regions is None else regions
        if within(regions, found.start()) < 0:
            draft.hide(found.start(), found.end(), SPACE)
    draft.apply()
