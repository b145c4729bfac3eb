"""``--format full``: the report for people. A post at a time, then what posts share, then the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from seolint.diagnostic import Diagnostic
from seolint.outcome import Outcome, losses
from seolint.report import terminal
from seolint.report.cells import cells, pad, shorten, wrap
from seolint.report.ending import Ending
from seolint.report.excerpt import excerpt
from seolint.report.grouping import sort
from seolint.report.table import plural
from seolint.report.wording import COLORS, SEVERITY, line_numbers, shown_path, visible

if TYPE_CHECKING:
    from rich.text import Text as Rich

GUTTER = 8
"""Cells in which places and line numbers stand."""

OF_A_RULE, ALTOGETHER, CLUSTERS, MEMBERS, RELATED, PLACES = 5, 3000, 40, 8, 3, 3
"""How many are shown: thoughts of a rule in a post, thoughts in all, clusters, their members, related, line numbers."""


def print_report(
    shown: Outcome, outcome: Outcome, language: str, *, color: str, statistics_only: bool, explained: bool = False
) -> None:
    """Print ``shown``, with the figures of all of ``outcome``; ``explained``: with what each post lost of its score."""
    import sys

    console = terminal.console(color)
    report = Report(shown, outcome, language, console.width, terminal.glyphs(sys.stdout), explained=explained)
    for block in report.end() if statistics_only else report.all():
        console.print(block, soft_wrap=True)
        terminal.write(console)


class Report(Ending):
    """Blocks of text as wide as ``width``, each complete."""

    def all(self) -> Iterator[Rich]:
        """Every block."""
        clusters, posts = sort(self.shown.diagnostics)
        left = ALTOGETHER
        rest: list[Diagnostic] = []
        for path, groups in posts.items():
            if left <= 0:
                rest += (found for group in groups for found in group)
                continue
            left -= len(groups)
            yield self.post(path, groups)
        if rest:
            count, files = len(rest), len({found.at.path for found in rest})
            yield self.note(
                f"{plural(count, 'more finding')} in {plural(files, 'post')}: --format concise lists them all\n",
                f"ほかに{files:,}記事の{count:,}件があります。--format concise ですべて表示します。\n",
            )
        if clusters:
            yield self.heading(self.say("Shared by several posts", "複数の記事に共通する指摘"), "")
            for group in clusters[:CLUSTERS]:
                yield self.cluster(group)
            if len(clusters) > CLUSTERS:
                more, count = len(clusters) - CLUSTERS, sum(map(len, clusters[CLUSTERS:]))
                yield self.note(
                    f"{plural(more, 'more group')} ({plural(count, 'finding')}): --format concise lists them all\n",
                    f"ほかに{more:,}組（{count:,}件）があります。--format concise ですべて表示します。\n",
                )
        yield from self.end()

    def post(self, path: str, groups: Sequence[Sequence[Diagnostic]]) -> Rich:
        """A post: its path and score, and each thought once."""
        block = self.heading(shown_path(path), f"{self.scores.get(path, 100)} / 100")
        if self.explained:
            self.explain(block, path)
        text = self.texts.of(path)
        spoken: defaultdict[str, int] = defaultdict(int)
        kept: list[Sequence[Diagnostic]] = []
        dropped: defaultdict[str, int] = defaultdict(int)
        for group in groups:
            rule = group[0].rule
            spoken[rule] += 1
            if spoken[rule] > OF_A_RULE:
                dropped[rule] += len(group)
            else:
                kept.append(group)
        for group in kept:
            line, column = self.position(group[0])
            block.append("\n")
            self.finding(block, f"{line}:{column}", group[0], self.elsewhere(group), text)
            self.related(block, group[0])
        for rule, count in dropped.items():
            block.append("\n")
            said = self.say(f"{rule}: {count:,} more here; --format concise lists them all",
                            f"{rule} はこの記事にほか{count:,}件あります（--format concise ですべて表示）")  # fmt: skip
            block.append(" " * (GUTTER + 2) + said + "\n", "dim")
        return block

    def explain(self, block: Rich, path: str) -> None:
        """What the post lost of its score to which rules."""
        comma = self.say(", ", "、")
        lost = comma.join(f"{loss.points:g} ({loss.rule})" for loss in losses(self.tallies[path]))
        for line in wrap(self.say(f"Lost of 100: {lost}", f"100点からの減点：{lost}"), self.width - 2):
            block.append(f"  {line}\n", "dim")

    def cluster(self, group: Sequence[Diagnostic]) -> Rich:
        """One cause in several posts, with its members."""
        from rich.text import Text

        members = list({found.at.path: found for found in reversed(group)}.values())[::-1]
        block = Text()
        label = self.say(f"{len(members):,}x", f"{len(members):,}記事")
        self.finding(block, label, group[0], "", self.texts.of(group[0].at.path))
        for found in members[:MEMBERS]:
            block.append(" " * (GUTTER + 3))
            place = f":{self.position(found)[0]}"
            path = shorten(visible(found.at.path), self.width - GUTTER - 3 - len(place), self.glyphs.ellipsis)
            block.append(path)
            block.append(place + "\n", "dim")
        if len(members) > MEMBERS:
            more = len(members) - MEMBERS
            block.append(
                " " * (GUTTER + 3) + self.say(f"and {plural(more, 'more post')}", f"ほか{more:,}記事") + "\n", "dim"
            )
        return block

    def heading(self, left: str, right: str) -> Rich:
        """A line with its two ends filled."""
        from rich.text import Text

        block = Text()
        left = shorten(left, self.width - cells(right) - 2, self.glyphs.ellipsis)
        block.append(pad(left, self.width - cells(right)).rstrip() if not right else left, "bold")
        if right:
            points = int(right.split()[0])
            block.append(" " * (self.width - cells(left) - cells(right)))
            block.append(right, f"bold {'green' if points >= 80 else 'yellow' if points >= 50 else 'red'}")
        return block.append("\n")

    def finding(self, block: Rich, place: str, found: Diagnostic, more: str, text: str) -> None:
        """The place, the sentence and the rule; below, the line of the post and what to do."""
        color, severity = COLORS[found.severity], SEVERITY[found.severity].get(self.language)
        lead = GUTTER + 2 + cells(severity) + 1
        block.append(pad(place, GUTTER, right=True) + "  ", "dim")
        block.append(severity + " ", f"bold {color}")
        room = max(self.width - lead, 20)
        lines = wrap(visible(found.message.get(self.language)), room)
        block.append(f"\n{' ' * lead}".join(lines))
        used = cells(lines[-1])
        for said, style in ((more, ""), (found.rule, "dim")):
            if not said:
                continue
            if used + 2 + cells(said) <= room:
                block.append("  ")
                used += 2
            else:
                block.append("\n" + " " * lead)
                used = 0
            block.append(said, style)
            used += cells(said)
        block.append("\n")
        self.source(block, found, text, color)

    def source(self, block: Rich, found: Diagnostic, text: str, color: str) -> None:
        """The line of the post, underlined, and the advice where there is room for it."""
        advice = visible(found.advice.get(self.language)) if found.advice else ""
        room = self.width - GUTTER - 3
        cut = excerpt(text, self.outcome.sources[found.at.path].lines, found, room, self.glyphs)
        gutter = " " * (GUTTER + 1) + self.glyphs.gutter + " "
        if cut is None:
            lead = GUTTER + 2
            for line in wrap(advice, self.width - lead) if advice else ():
                block.append(" " * lead + line + "\n", color)
            return
        block.append(f"{cut.number:>{GUTTER}} {self.glyphs.gutter} ", "dim")
        block.append(cut.shown + "\n")
        marks = cut.marks.rstrip()
        block.append(gutter, "dim")
        block.append(marks, color)
        if cells(marks) + 1 + cells(advice) <= room:
            block.append(" " + advice if advice else "", color)
        elif advice:
            start = len(marks) - len(marks.lstrip())
            lines = wrap(advice, room)
            start = min(start, room - max(map(cells, lines)))
            for line in lines:
                block.append("\n").append(gutter, "dim").append(" " * start + line, color)
        block.append("\n")

    def related(self, block: Rich, found: Diagnostic) -> None:
        """The places elsewhere that the finding names: those in the post by what is said of them, then other posts'."""
        here: defaultdict[str, dict[int, None]] = defaultdict(dict)
        away: list[tuple[str, str]] = []
        line = self.position(found)[0]
        for related in found.related:
            source = self.outcome.sources.get(related.at.path)
            at = source.lines.position(related.at.start)[0] if source else 0
            message = visible(related.message.get(self.language))
            if related.at.path != found.at.path:
                away.append((visible(related.at.path) + (f":{at}" if at else ""), message))
            elif at != line:
                here[message][at] = None
        said = [(self.numbers(list(numbers)), message) for message, numbers in here.items()] + away
        lead = " " * (GUTTER + 1) + self.glyphs.corner + " "
        for place, message in said[:RELATED]:
            place = shorten(place, self.width - cells(lead), self.glyphs.ellipsis)
            block.append(lead + place, "dim")
            if message and cells(message) <= self.width - cells(lead) - cells(place) - 2:
                block.append("  " + message, "dim")
            block.append("\n")
        if len(said) > RELATED:
            more = len(said) - RELATED
            block.append(lead + self.say(f"and {plural(more, 'more place')}", f"ほか{more:,}か所") + "\n", "dim")

    def numbers(self, numbers: Sequence[int]) -> str:
        """Line numbers, the first few of them."""
        return line_numbers(numbers, self.language, most=PLACES, ellipsis=self.glyphs.ellipsis)

    def elsewhere(self, group: Sequence[Diagnostic]) -> str:
        """「ほか5か所（18、25、40行目など）」: where else in the post the same is to be said."""
        if len(group) == 1:
            return ""
        others = list(dict.fromkeys(self.position(found)[0] for found in group))[1:]
        more = len(group) - 1
        lines_en, lines_ja = (f" ({self.numbers(others)})", f"（{self.numbers(others)}）") if others else ("", "")
        return self.say(f"and {plural(more, 'more place')}{lines_en}", f"ほか{more:,}か所{lines_ja}")

    def position(self, found: Diagnostic) -> tuple[int, int]:
        return self.outcome.sources[found.at.path].lines.position(found.at.start)
