"""``--format markdown``: a comment for a pull request, or the summary of a step in GitHub Actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from seolint.diagnostic import Diagnostic, Text
from seolint.outcome import REPORT, Outcome, scores
from seolint.report import table
from seolint.report.grouping import Group, sort
from seolint.report.markdown_text import code, escape
from seolint.report.table import plural
from seolint.report.texts import Texts
from seolint.report.wording import SEVERITY, line_numbers, statement

MOST_BYTES = 1024 * 1024 - 32 * 1024
"""GitHub refuses the summary of a step that is larger than a mebibyte; other tools of the step write to it too."""

_MEMBERS = 8


def render(outcome: Outcome, language: str, _: Texts) -> Iterator[str]:
    """Totals and score, the rules, then the findings: what posts share, and posts, the worst first."""
    page = _Page(outcome, language)
    head = "".join(page.head())
    yield head
    room, told = MOST_BYTES - len(head.encode()), 0
    for part, count in page.findings():
        room -= len(part.encode())
        if room < 0:
            break
        told += count
        yield part
    yield page.foot(len(outcome.diagnostics) - told)


class _Page:
    def __init__(self, outcome: Outcome, language: str) -> None:
        self.outcome, self.language = outcome, language
        self.scores = scores(outcome)

    def say(self, en: str, ja: str) -> str:
        return Text(en, ja).get(self.language)

    def head(self) -> Iterator[str]:
        """The totals and the rules by count."""
        lasting = msgspec.structs.replace(self.outcome, seconds=0.0)
        parts = [f"**{part}**" if number == 0 else part for number, (part, _) in
                 enumerate(table.totals(lasting, self.language))]  # fmt: skip
        yield f"{REPORT}\n## seolint\n\n{' · '.join(parts)}\n"
        if not self.outcome.sources:
            yield "\n" + self.say("There was no post to check.", "調べる記事がありませんでした。") + "\n"
        elif not self.outcome.diagnostics:
            yield "\n" + self.say("Nothing to fix. Well done.", "直すところは見つかりませんでした。お見事です。") + "\n"
        else:
            yield from self.rules()

    def rules(self) -> Iterator[str]:
        headings = [self.say("Severity", "重さ"), *(heading.get(self.language) for heading in table.HEADINGS)]
        yield f"\n| {' | '.join(headings)} |\n| --- | --- | ---: | ---: | ---: |\n"
        for row in table.rows(self.outcome.diagnostics):
            figures = (f"{figure:,}" for figure in (row.findings, row.posts, row.fixes))
            severity = SEVERITY[row.severity].get(self.language)
            yield f"| {severity} | {escape(row.rule)} | {' | '.join(figures)} |\n"

    def findings(self) -> Iterator[tuple[str, int]]:
        """Pieces, each with the number of findings that it tells."""
        clusters, posts = sort(self.outcome.diagnostics)
        heading = f"\n### {self.say('Shared by several posts', '複数の記事に共通する指摘')}\n\n"
        for group in clusters:
            yield heading + self.cluster(group), len(group)
            heading = ""
        for path in sorted(posts, key=lambda path: self.weight(path, posts[path])):
            heading = f"\n### {code(path)}{self.points(path)}\n\n"
            for group in posts[path]:
                yield heading + self.finding(group), len(group)
                heading = ""

    def weight(self, path: str, groups: Sequence[Group]) -> tuple[int, int, str]:
        """Posts with errors come first, then those with warnings; among them the lowest score."""
        return groups[0][0].severity.rank, self.scores[path], path

    def points(self, path: str) -> str:
        return self.say(f" ({self.scores[path]} of 100)", f"（{self.scores[path]}点）")

    def finding(self, group: Group) -> str:
        """One thought about a post, with the lines that it is about."""
        places = list(dict.fromkeys(map(self.line, group)))
        more = len(group) - len(places[:3])
        several = self.say(f", {len(group):,} places", f"、{len(group):,}か所") if more > 0 else ""
        where = self.say(f"{line_numbers(places, 'en')}{several}: ", f"{line_numbers(places, 'ja')}{several}：")
        return self.item(group[0], where)

    def cluster(self, group: Group) -> str:
        """One cause in several posts, with the first of them."""
        members = list({found.at.path: found for found in reversed(group)}.values())[::-1]
        lines = [self.item(group[0], self.say(f"{plural(len(members), 'post')}: ", f"{len(members):,}記事："))]
        lines += (f"  - {code(found.at.path)}:{self.line(found)}\n" for found in members[:_MEMBERS])
        if len(members) > _MEMBERS:
            more = len(members) - _MEMBERS
            said = self.say(f"and {plural(more, 'more post')}", f"ほか{more:,}記事")
            lines.append(f"  - {said}\n")
        return "".join(lines)

    def item(self, found: Diagnostic, where: str) -> str:
        severity = SEVERITY[found.severity].get(self.language)
        return f"- **{severity}** {where}{escape(statement(found, self.language))} {code(found.rule)}\n"

    def line(self, found: Diagnostic) -> int:
        return self.outcome.sources[found.at.path].lines.position(found.at.start)[0]

    def foot(self, left: int) -> str:
        """What is not told here."""
        notes: list[str] = []
        if left:
            notes.append(self.say(f"{plural(left, 'more finding')} left out here, since GitHub takes a mebibyte at most.",
                                  f"GitHubが受け付けるのは1 MiBまでなので、ほかの{left:,}件は省きました。"))  # fmt: skip
        if self.outcome.left_out:
            names = ", ".join(map(code, self.outcome.left_out))
            notes.append(self.say(f"These rules need the whole site and did not run: {names}",
                                  f"サイト全体を読んでいないため、次の規則は調べていません: {names}"))  # fmt: skip
        return "".join(f"\n{note}\n" for note in notes)
