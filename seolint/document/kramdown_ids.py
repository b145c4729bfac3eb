"""The ids that kramdown 2.4 gives to headings: of its GFM parser, which Jekyll uses, and of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from seolint.document.content import Heading
from seolint.document.heading_ids import word_characters
from seolint.document.html import read_html
from seolint.document.tokens import Tag
from seolint.pattern import pattern
from seolint.site.kramdown import CLOSING, HEADER_ID, Spans
from seolint.text import UNKNOWN

_LINE = re.compile(r"[^\n]*\n?")
_FENCE = pattern(r" {0,3}(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)$")
_TAG = pattern(r"<(/?)([A-Za-z][\w-]*)([^<>]*)>")
_PARSED = pattern(r"""\bmarkdown\s*=\s*["']?(?:1|block)\b""")
_BLOCKS = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figure figcaption footer form header hgroup "
    "iframe li main map menu nav noscript object ol p pre section summary table tbody td tfoot th thead tr ul video".split()
)
_SILENT = pattern(r"\{%-?\s*comment\b.*?\{%-?\s*endcomment\s*-?%\}|\{%.*?%\}")
_OPTIONS = pattern(r"\{::options[ \t]([^}\n]{1,500})\}")
_OPTION = pattern(r"(\w+)=[\"']([^\"'\n]*)[\"']", re.ASCII)
_LABEL = pattern(r"^ {0,3}\[([^\n\]]+)\]:", re.MULTILINE)
_ATTRIBUTES = pattern(r"[ >\t]*\{:(?![:/])((?:\\\}|[^}\n])+)\}\s*$")
_ID = pattern(r"""(?:^|(?<=[\s\w-]))(?:\.[^\s.#]+)*\#([A-Za-z][\w:-]*)|(?:^|\s)id=["']([^"'}]*)["']""", re.ASCII)
_CLASSIC_CLOSING = re.compile(r"(?<!\\)#+\Z")
_LONGEST = 2_000
"""A line of more characters is no attribute list."""
_NOT_LETTERS = re.compile("^[^a-zA-Z]+")
_NOT_KEPT = re.compile("[^a-zA-Z0-9 -]")


def kramdown_ids(text: str, masked: str, headings: Sequence[Heading], start: int, style: str) -> tuple[str, ...]:
    """The id of each heading of ``text``; "" where there is none or a template decides. The body begins at ``start``.

    ``style`` is ``kramdown``, ``kramdown-plain`` (no typographic symbols), ``kramdown-classic`` for its own parser, or
    ``kramdown-explicit`` for no ids but those that are written; with a prefix for ids behind a colon if there is one.
    """
    kind, _, prefix = style.partition(":")
    options = _options(masked, start) if "{::options" in masked else {}
    kind = "kramdown-explicit" if options.get("auto_ids") == "false" else kind
    prefix = options.get("auto_id_prefix", prefix)
    return tuple(_Reader(text, masked, start, kind, prefix).ids(headings))


def _options(text: str, start: int) -> dict[str, str]:
    """What ``{::options}`` set for the whole text, outside code."""
    from seolint.document.template.code import code, within

    regions, found = code(text, start), dict[str, str]()
    for each in _OPTIONS.finditer(text, start):
        if within(regions, each.start()) < 0:
            found |= dict(_OPTION.findall(each[1]))
    return found


def written_id(text: str, heading: Heading) -> str:
    """The ``id`` that the tag of an HTML heading has; "" for none."""
    tag = next(iter(read_html("", text, heading.at.start, heading.at.end)), None)
    found = tag.attributes.get("id") if isinstance(tag, Tag) else None
    return found.value if found is not None and UNKNOWN not in found.value else ""


class _Labels:
    """The links and footnotes that a text defines."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _found(self) -> frozenset[str]:
        return frozenset(" ".join(found.split()).lower() for found in _LABEL.findall(self._text))

    def link(self, label: str) -> bool:
        return label.lower() in self._found

    def footnote(self, label: str) -> bool:
        return f"^{label.lower()}" in self._found


class _Reader:
    def __init__(self, text: str, masked: str, start: int, kind: str, prefix: str) -> None:
        self.text, self.masked = (_line_ends(one) for one in (text, masked))
        self.start, self.kind, self.prefix = start, kind, prefix
        self.has_attributes = "{:" in self.text
        labels = _Labels(self.text)
        self.spans = Spans(labels.link, labels.footnote, symbols=kind != "kramdown-plain")
        self.taken: dict[str, int] = {}
        self.taken_inside: dict[str, int] = {}

    def ids(self, headings: Sequence[Heading]) -> Iterator[str]:
        modes = _modes(self.masked, [heading.at.start for heading in headings], self.start)
        for heading, mode in zip(headings, modes, strict=True):
            if self.masked.startswith(("<h", "<H"), heading.at.start):
                yield written_id(self.masked, heading)
                continue
            source, explicit = self.source(heading)
            if mode == "raw" or explicit or not source or self.kind == "kramdown-explicit":
                yield "" if mode == "raw" else explicit
            elif self.kind == "kramdown-classic":
                yield self.classic_id(source, self.taken)
            elif mode == "parsed":
                yield self.classic_id(self.spans.text(source), self.taken_inside)
            else:
                yield self.gfm_id(self.spans.text(source))

    def source(self, heading: Heading) -> tuple[str | None, str]:
        """The source of a heading's text, None where it is not known, and its explicit id."""
        first = heading.mark.end if heading.mark else heading.at.start
        end = _line_end(self.text, first)
        last = end if heading.mark else heading.at.end
        line, masked = self.text[first:end].strip(" \t"), self.masked[first:end]
        is_known = "{%" not in masked and UNKNOWN not in masked
        if is_known and "{%" in line:
            line = _SILENT.sub("", line).rstrip(" \t")
        found = HEADER_ID.search(line) if line.endswith("}") else None
        if found:
            line = line[: found.start()].rstrip(" \t")
        if heading.mark and line.endswith("#"):
            line = (_CLASSIC_CLOSING if self.kind == "kramdown-classic" else CLOSING).sub("", line).rstrip(" \t")
        if not is_known or (heading.mark is None and self.text.count("\n", first, last - 1) > 1):
            return None, self.attributes(heading) or (found[1] if found else "")
        return line, self.attributes(heading) or (found[1] if found else "")

    def attributes(self, heading: Heading) -> str:
        """The id in the attribute lists below the heading, or in the one above that belongs to nothing else."""
        if not self.has_attributes:
            return ""
        here, found = _line_end(self.text, max(heading.at.end - 1, heading.at.start)), ""
        while here < len(self.text):
            end = _line_end(self.text, here + 1)
            listed = _ATTRIBUTES.match(self.text[here + 1 : min(end, here + _LONGEST)])
            if listed is None:
                break
            found = _id(listed[1]) or found
            here = end
        return found or self.above(heading)

    def above(self, heading: Heading) -> str:
        """The id in the attribute lists above the heading; those right below a block belong to that."""
        found, listing, gap = "", False, False
        end = self.text.rfind("\n", self.start, heading.at.start)
        while end >= self.start:
            first = max(self.text.rfind("\n", self.start, end) + 1, self.start)
            if end - first > _LONGEST:
                return ""
            line = self.text[first:end]
            listed = _ATTRIBUTES.match(line)
            if listed is not None:
                found, listing = found or _id(listed[1]), True
            elif line.strip():
                return ""
            elif listing:
                return found
            else:
                gap = True
            end = first - 1
        return "" if gap else found  # at the very top the blank line takes them

    def gfm_id(self, text: str | None) -> str:
        if text is None or UNKNOWN in text:
            return ""
        kept = word_characters(text, " -\t")
        lower = kept.lower() if "Σ" not in kept else "".join(map(str.lower, kept))  # Ruby knows no final sigma
        slug = lower.replace(" ", "-").replace("\t", "-")
        count = self.taken.get(slug, 0)
        self.taken[slug] = count + 1
        return self.prefix + (f"{slug}-{count}" if count else slug)

    def classic_id(self, text: str | None, taken: dict[str, int]) -> str:
        if text is None or UNKNOWN in text:
            return ""
        slug = _NOT_KEPT.sub("", _NOT_LETTERS.sub("", text)).replace(" ", "-").lower() or "section"
        if slug in taken:
            taken[slug] += 1
            return f"{self.prefix}{slug}-{taken[slug]}"
        taken[slug] = 0
        return self.prefix + slug


def _id(attributes: str) -> str:
    found = [first or second for first, second in _ID.findall(attributes)]
    return found[-1] if found else ""


def _line_end(text: str, start: int) -> int:
    """Where the line that holds ``start`` ends, before its line feed."""
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _line_ends(text: str) -> str:
    """``text`` with line feeds alone at the ends of lines, as long as it was."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def _modes(text: str, starts: Sequence[int], start: int) -> Iterator[str]:
    """How kramdown reads each of the places ``starts``: "" as Markdown, ``parsed`` as Markdown in an element, ``raw`` as HTML."""
    if not starts or text.find("<", start, starts[-1]) < 0:
        yield from ("" for _ in starts)
        return
    open_: list[tuple[str, bool]] = []
    fence, here, number, parsed = "", start, 0, False
    while number < len(starts):
        end = _line_end(text, here)
        raw = bool(open_) and not open_[-1][1]
        while number < len(starts) and starts[number] <= end:
            yield "raw" if raw else "parsed" if open_ else ""
            number += 1
        line = text[here:end]
        mark = _FENCE.match(line) if not raw else None
        if mark and not fence:
            fence = mark[1] or mark[2]
        elif mark and line.strip().strip(fence[0]) == "" and len(line.strip()) >= len(fence):
            fence = ""
        elif not fence and "<" in line:
            _follow(line, open_, parsed)
        elif not fence and 'parse_block_html="true"' in line and _OPTIONS.search(line):
            parsed = True
        here = end + 1


def _follow(line: str, open_: list[tuple[str, bool]], parsed: bool) -> None:
    """Open and close the block elements of a line; in Markdown only those with which it begins.

    ``parsed`` says that all elements hold Markdown.
    """
    for tag in _TAG.finditer(line):
        name, raw = tag[2].lower(), bool(open_) and not open_[-1][1]
        if name not in _BLOCKS or (not raw and (line[: tag.start()].strip() or tag.start() > 3)):
            continue
        if not tag[1]:
            if not tag[3].endswith("/"):
                open_.append((name, parsed or _PARSED.search(tag[3]) is not None))
        elif any(opened == name for opened, _ in open_):
            while open_.pop()[0] != name:
                pass
