"""``:::name title`` … ``:::``: containers of Zenn, Qiita, VitePress and Docusaurus, and MyST's admonitions."""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec import Struct

from seolint.document.template.code import fences, within
from seolint.document.template.core import SPACE, Draft

_LINE = re.compile(r"^(?P<indent>[ \t>]*)(?P<colons>:{3,})(?P<rest>[^\n]*)$", re.MULTILINE)
_NAME = re.compile(r"[ \t]*(?P<name>\{[\w-]+\}|[A-Za-z][\w-]*)(?P<label>\[)?")
_LABEL_END = re.compile(r"\](?:\{[^{}]*\})?$")
_OPTIONS = re.compile(r"\{[^{}]*\}$")
_CODE_INDENT = 4
_KINDS = {"message": frozenset({"", "alert"}), "note": frozenset({"", "info", "warn", "alert"})}
"""What may stand behind a name and is no title."""
_COMMON = frozenset(
    "message details note tip info warning danger caution important alert success hint raw v-pre code-group "
    "{note} {tip} {warning} {caution} {important} {hint} {seealso} {danger} {attention} {error} {admonition}".split()
)


class Containers(Struct, frozen=True):
    """``names`` are what may open one, None for any; ``labels`` says that a title may stand in brackets.

    ``closed`` says that what else follows colons is a mistake. ``judges`` is False where ``:::`` may be plain text:
    only pairs with a known name are masked then, and nothing is reported.
    """

    names: frozenset[str] | None
    labels: bool = False
    closed: bool = False
    judges: bool = True


PLAIN = Containers(_COMMON, labels=True, judges=False)
VITEPRESS = Containers(None)
DOCUSAURUS = Containers(None, labels=True)
ZENN = Containers(frozenset({"message", "details"}), closed=True)
QIITA = Containers(frozenset({"note"}), closed=True)


class _Opening(Struct, frozen=True):
    """An opening line from its colons to its ``end``; the title stands in ``[title, title_end)``. ``text`` if it is none."""

    name: str
    colons: int
    indent: int
    start: int
    title: int
    title_end: int
    end: int
    text: bool = False


def read_containers(draft: Draft, language: Containers) -> list[tuple[str, int, int]]:
    """Mask the lines that open and close containers; the name of each, and from where to where it goes."""
    regions = fences(draft.text, draft.start)
    quoted: dict[int, list[re.Match[str]]] = {}
    for line in _LINE.finditer(draft.text, draft.start):
        if within(regions, line.start("colons")) < 0:
            quoted.setdefault(line["indent"].count(">"), []).append(line)
    found: list[tuple[str, int, int]] = []
    for depth, lines in quoted.items():
        reader = _Reader(draft, language, reports=language.judges and not depth)
        reader.read(lines)
        found += reader.found
    draft.apply()
    return found


class _Reader:
    """Reads the lines of one depth of quotation."""

    def __init__(self, draft: Draft, language: Containers, *, reports: bool) -> None:
        self.reports = reports
        self.draft, self.text, self.language = draft, draft.text, language
        self.open: list[_Opening] = []
        self.fewest: list[int] = []
        self.cut_short: list[tuple[_Opening, _Opening]] = []
        self.found: list[tuple[str, int, int]] = []

    def read(self, lines: list[re.Match[str]]) -> None:
        for line in lines:
            if not line["rest"].strip():
                self.close(line)
            elif opening := self.opening(line):
                self.open.append(opening)
                self.fewest.append(max([-opening.colons, *self.fewest[-1:]]))
        if self.language.judges:
            for opening in (*self.open, *(inner for _, inner in self.cut_short)):
                self.report("unclosed-container", opening, ":" * opening.colons)
                self.mask(opening)

    def close(self, line: re.Match[str]) -> None:
        """Colons alone close the outermost container that has no more of them, as all generators have it."""
        start, end = line.span("colons")
        number = self.closed(_indent(line), end - start)
        if number < len(self.open):
            outer = self.open[number]
            self.cut_short += [(outer, inner) for inner in self.open[number + 1 :] if not inner.text]
            del self.open[number:], self.fewest[number:]
            if not outer.text:
                self.mask(outer)
                self.draft.hide(start, end, SPACE)
                self.found.append((outer.name, outer.start, end))
        elif self.cut_short:
            outer, inner = self.cut_short.pop()
            self.report("nested-container", outer, ":" * (inner.colons + 1))
            if self.language.judges:
                self.mask(inner)
        elif self.reports and not line["indent"]:
            self.draft.report("unexpected-end", start, end, line["colons"])

    def closed(self, indent: int, colons: int) -> int:
        """Which open container is closed; as many as there are for none. Far indented colons close the innermost at most."""
        if indent < _CODE_INDENT:
            return bisect_left(self.fewest, -colons)
        inner = self.open[-1] if self.open else None
        fits = inner is not None and indent - inner.indent < _CODE_INDENT and inner.colons <= colons
        return len(self.open) - fits

    def opening(self, line: re.Match[str]) -> _Opening | None:
        """What a line opens; None when it is text."""
        language = self.language
        start, colons, end = *line.span("colons"), line.start("rest") + len(line["rest"].rstrip())
        count, indent = colons - start, _indent(line)
        found = _NAME.match(self.text, colons, end)
        name = found["name"] if found else ""
        rest = self.text[found.end("name") : end].strip() if found else ""
        kinds = _KINDS.get(name, frozenset({rest} if rest and name == "details" else ()))
        known = found is not None and (language.names is None or name in language.names)
        if found is None or not known or (language.closed and rest not in kinds):
            if language.closed:
                opening = _Opening(name, count, indent, start, end, end, end, text=True)
                self.report("unknown-container", opening, "")
                return opening
            return None
        if name in _KINDS and rest in kinds:
            return _Opening(name, count, indent, start, end, end, end)
        title, title_end = found.end("name"), end
        while title < end and self.text[title] in " \t":
            title += 1
        if language.labels and found["label"]:
            closing = _LABEL_END.search(self.text, found.end(), end)
            title, title_end = (found.end(), closing.start()) if closing else (title, end)
        elif not language.closed and (options := _OPTIONS.search(self.text, title, end)):
            title_end = options.start()
        return _Opening(name, count, indent, start, title, title_end, end)

    def mask(self, opening: _Opening) -> None:
        """Only the title stays, on a line that no paragraph takes in: a processing instruction stands for the rest."""
        if opening.title < opening.title_end:
            filler = "<?" + SPACE * (opening.title - opening.start - 4) + "?>"
            self.draft.hide(opening.start, opening.title, filler)
            self.draft.hide(opening.title_end, opening.end, SPACE)
        else:
            self.draft.hide(opening.start, opening.end, SPACE)

    def report(self, code: str, opening: _Opening, meant: str) -> None:
        if self.reports and not opening.indent and not (opening.text and code != "unknown-container"):
            end = opening.end if code == "unknown-container" else min(opening.title, opening.end)
            stop = opening.start + len(self.text[opening.start : end].rstrip("[ \t"))
            self.draft.report(code, opening.start, stop, opening.name, meant)


def _indent(line: re.Match[str]) -> int:
    """Columns before the colons, those of quotation marks left out."""
    return len(line["indent"].rpartition(">")[2])
