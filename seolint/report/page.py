"""A rule's page on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from seolint.report.cells import cells, wrap
from seolint.report.excerpt import underlined
from seolint.report.samples import FILES, kind_of, shortened
from seolint.report.terminal import Glyphs
from seolint.report.wording import COLORS, SEVERITY, visible
from seolint.rule_page import RulePage, Sample

if TYPE_CHECKING:
    from rich.text import Text as Rich


class Writer:
    """A page as text of at most ``width`` cells a line."""

    def __init__(self, language: str, width: int, glyphs: Glyphs) -> None:
        self.language = language
        self.width = width
        self.glyphs = glyphs

    def say(self, en: str, ja: str) -> str:
        return ja if self.language == "ja" else en

    def page(self, page: RulePage) -> Rich:
        from rich.text import Text

        block = Text()
        block.append(page.id, "bold")
        block.append("  " + SEVERITY[page.severity].get(self.language), f"bold {COLORS[page.severity]}")
        block.append(f"  {page.group}", "dim")
        if page.fixable:
            block.append(self.say("  proposes a fix", "  直し方の案あり"), "dim")
        if page.opt_in:
            block.append(self.say("  only when selected", "  選んだときだけ動く"), "dim")
        block.append("\n")
        self.paragraphs(block, page.summary.get(self.language), "", "bold")
        for text in (page.body, page.fix):
            if text.get(self.language):
                block.append("\n")
                self.paragraphs(block, text.get(self.language), "")
        self.examples(block, page)
        self.options(block, page)
        block.right_crop(1)
        return block

    def paragraphs(self, block: Rich, text: str, lead: str, style: str = "") -> None:
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                block.append("\n")
            for line in paragraph.split("\n"):
                for part in wrap(visible(line), self.width - cells(lead)):
                    block.append(lead + part + "\n", style)

    def title(self, block: Rich, text: str) -> None:
        block.append(f"\n{text}\n", "bold")

    def examples(self, block: Rich, page: RulePage) -> None:
        """A bad example with what is flagged underlined, how it looks when fixed, and a good one."""
        bad, good = page.sample(self.language, good=False), page.sample(self.language, good=True)
        for sample, words, style in (
            (bad, self.say("What it finds", "指摘する例"), "red"),
            (good, self.say("What it likes", "よい例"), "green"),
        ):
            if sample is None:
                continue
            if sample.options:
                words += self.say(f" (with {sample.options})", f"（{sample.options} のとき）")
            self.title(block, words)
            self.sample(block, sample, style)
            if sample.fixed:
                self.title(block, self.say("The fix it proposes", "直し方の案"))
                fixed = Sample(True, {"": sample.fixed}, {})
                self.sample(block, fixed, "green")

    def sample(self, block: Rich, sample: Sample, style: str) -> None:
        kinds: dict[str, int] = {}
        for path, text in sample.files.items():
            flagged = sample.flagged.get(path, ())
            kind = kind_of(text, path)
            kinds[kind] = kinds.get(kind, 0) + (not flagged)
            if kinds[kind] > FILES and not flagged:
                continue
            if path:
                block.append(f"    {path}\n", "dim")
            self.source(block, *shortened(text, flagged, self.glyphs.ellipsis, self.more_lines), style)
        if more := sum(max(count - FILES, 0) for count in kinds.values()):
            said = self.say(f"({more} more file{'s' * (more > 1)} like these)", f"（同じようなファイルがほか{more}件）")
            block.append(f"    {said}\n", "dim")

    def more_lines(self, count: int) -> str:
        return self.say(f"({count} more lines like these)", f"（同じ行がほか{count}行）")

    def source(self, block: Rich, text: str, flagged: Sequence[tuple[int, int]], style: str) -> None:
        start = 0
        lines = text.splitlines(keepends=True)
        dull = _fold([bool(line.strip()) for line in lines], [
            any(a < at + len(line) and at < max(b, a + 1) for a, b in flagged) for at, line in _starts(lines)
        ])  # fmt: skip
        for line, shown in zip(lines, dull, strict=True):
            if shown:
                places = [(max(a - start, 0), min(b - start, len(line))) for a, b in flagged
                          if a < start + len(line) and start < max(b, a + 1)]  # fmt: skip
                for said, marks in underlined(line, places, self.width - 6, self.glyphs):
                    block.append(f"    {self.glyphs.gutter} ", style)
                    block.append(said + "\n")
                    if marks.strip():
                        block.append(f"    {self.glyphs.gutter} ", style)
                        block.append(marks.rstrip() + "\n", style)
            start += len(line)

    def options(self, block: Rich, page: RulePage) -> None:
        """Each option as it stands in the configuration, and what it means."""
        if not page.options:
            return
        self.title(block, self.say("Options", "設定"))
        block.append(f"    [rules.{page.id}]\n", "dim")
        for option in page.options:
            named, kind = f"    {option.name} = {_short(option.default)}", option.type.get(self.language)
            block.append(named)
            apart = "  " if cells(named) + 2 + cells(kind) <= self.width else "\n        "
            block.append(f"{apart}{kind}\n", "dim")
            if option.text.get(self.language):
                self.paragraphs(block, option.text.get(self.language), "        ")


def _short(default: str, most: int = 60) -> str:
    return default if len(default) <= most else default[:most].rpartition(",")[0] + ", …]"


def _starts(lines: Sequence[str]) -> list[tuple[int, str]]:
    starts: list[tuple[int, str]] = []
    at = 0
    for line in lines:
        starts.append((at, line))
        at += len(line)
    return starts


def _fold(full: Sequence[bool], flagged: Sequence[bool]) -> list[bool]:
    """Which lines of an example to show: all of a short one; of a long one those near what is flagged."""
    if len(full) <= 16:
        return [True] * len(full)
    if not any(flagged):
        return [number < 12 for number in range(len(full))]
    return [any(flagged[max(number - 2, 0) : number + 3]) for number in range(len(full))]
