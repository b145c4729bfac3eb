"""The end of the report for people: the rules by count, the totals, and what to type next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from seolint.diagnostic import Severity
from seolint.outcome import Outcome, score
from seolint.report import table
from seolint.report.cells import cells, wrap
from seolint.report.table import plural
from seolint.report.terminal import Glyphs
from seolint.report.texts import Texts
from seolint.report.wording import COLORS, mended, visible

if TYPE_CHECKING:
    from rich.text import Text as Rich

_MANY = 200
"""More findings than one mends in a day."""


class Ending:
    """Blocks of text as wide as ``width``, each complete."""

    def __init__(
        self, shown: Outcome, outcome: Outcome, language: str, width: int, glyphs: Glyphs, *, explained: bool = False
    ) -> None:
        self.shown = shown
        self.outcome = outcome
        self.language = language
        self.width = width
        self.glyphs = glyphs
        self.tallies = outcome.tallies()
        self.scores = {path: score(spoken) for path, spoken in self.tallies.items()}
        self.explained = explained
        self.texts = Texts(outcome)

    def say(self, en: str, ja: str) -> str:
        return ja if self.language == "ja" else en

    def end(self) -> Iterator[Rich]:
        """The rules by count, the totals, and what to type next."""
        from rich.text import Text

        rule = Text(self.glyphs.rule * self.width, "dim")
        found = table.rows(self.shown.diagnostics)
        if found:
            yield rule
            block = Text()
            for weight, figures, bar, severity in table.draw(found, self.language, self.width, self.glyphs):
                style = "dim" if severity is None else COLORS[severity]
                block.append("  " + weight, f"bold {style}" if severity else style)
                block.append("  " + figures, "dim" if severity is None else "")
                block.append(f"  {bar}\n" if bar else "\n", style)
            block.right_crop(1)
            yield block
            yield rule
        yield from self.closing(found)

    def closing(self, found: Sequence[table.Row]) -> Iterator[Rich]:
        """The totals and the next step."""
        from rich.text import Text

        posts, advice = len(self.outcome.sources), self.outcome.count(Severity.INFO)
        if not posts and self.outcome.unchanged:
            yield self.note("No post changed.", "変わった記事はありません。")
        elif not posts:
            yield self.note("There was no post to check.", "調べる記事がありませんでした。")
        elif not found and not advice and (self.outcome.known or self.outcome.unchanged):
            yield Text(self.say(
                f"Checked {plural(posts, 'post')} and found nothing new.",
                f"{posts:,}記事を調べました。新しい指摘はありません。"), "bold green")  # fmt: skip
        elif not found and not advice:
            yield Text(self.say(
                f"Checked {plural(posts, 'post')} and found nothing to fix. Well done.",
                f"{posts:,}記事を調べました。直すところは見つかりませんでした。お見事です。"), "bold green")  # fmt: skip
        elif not found:
            yield Text(self.say(
                f"Checked {plural(posts, 'post')}: no errors, no warnings.",
                f"{posts:,}記事を調べました。エラーも警告もありません。"), "bold green")  # fmt: skip
        if posts:
            yield self.figures()
        for note in self.outcome.notes:
            yield self.note(visible(note.en), visible(note.ja))
        if self.outcome.left_out:
            names = ", ".join(self.outcome.left_out)
            yield self.note(
                f"These rules need the whole site and did not run: {names}",
                f"サイト全体を読んでいないため、次の規則は調べていません: {names}",
            )
        if self.outcome.mended is not None:
            said = mended(*self.outcome.mended)
            yield self.note(said.en, said.ja)
        else:
            yield from self.fixes()
        if found:
            yield self.note(
                f"Why, and how to fix it: seolint explain {found[0].rule}",
                f"理由と直し方を読むには seolint explain {found[0].rule}",
            )
        if len(self.shown.diagnostics) >= _MANY and not self.outcome.known and not self.outcome.unchanged:
            yield self.note(
                "To note these and see only new findings from now on: seolint baseline",
                "いまある指摘を記録して、次から新しい指摘だけを見るには seolint baseline",
            )
        if advice and not self.shown.count(Severity.INFO):
            yield self.note(
                f"To see the advice too ({advice:,}), add --show info", f"助言{advice:,}件も表示するには --show info"
            )

    def fixes(self) -> Iterator[Rich]:
        """How much a fix can mend."""
        proposed = [found.fix for found in self.outcome.diagnostics if found.fix is not None]
        safe = sum(fix.safe for fix in proposed)
        more = len(proposed) - safe
        if safe:
            yield self.note(f"seolint check --fix mends {safe:,} by itself", f"{safe:,}件は seolint check --fix で自動で直せます")
        if more:
            also, too = (" more", "さらに") if safe else ("", "")
            yield self.note(
                f"{more:,}{also} can be mended with --fix --unsafe-fixes, and want a second look",
                f"{too}{more:,}件は --fix --unsafe-fixes で直せます（確認が要る直しです）",
            )

    def figures(self) -> Rich:
        """The totals, on as many lines as they need."""
        from rich.text import Text

        block, used = Text(), 0
        for part, severity in table.totals(self.outcome, self.language):
            if used and used + 2 + cells(part) > self.width:
                block.append("\n")
                used = 0
            block.append("  " if used else "")
            counted = severity is not None and self.outcome.count(severity)
            block.append(part, f"bold {COLORS[severity]}" if severity and counted else "bold" if not used else "")
            used += (2 if used else 0) + cells(part)
        return block

    def note(self, en: str, ja: str) -> Rich:
        from rich.text import Text

        said = self.say(en, ja)
        return Text("\n".join(wrap(said.rstrip("\n"), self.width)) + ("\n" if said.endswith("\n") else ""))
