"""What the page is made from: posts, worst first, each with its thoughts and the few source lines that they need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct

from seolint.diagnostic import Diagnostic, Severity, Text
from seolint.outcome import Outcome, losses, score, scores, site_score, tally
from seolint.report.grouping import Group, sort
from seolint.report.html.excerpts import Hunk, Piece, Row, hunks, rows
from seolint.report.texts import Texts
from seolint.report.wording import visible
from seolint.rule_page import find_page

SEVERITIES = tuple(sorted(Severity, key=lambda severity: severity.rank))
_BINS = 10
_RELATED = 20
"""Most related places of one finding that the page carries."""


class RuleData(Struct):
    """A rule's page; paragraphs are parted by empty lines. ``severity`` is the weightiest of its findings here."""

    id: str
    severity: int
    count: int
    summary: str = ""
    body: str = ""
    fix: str = ""


class RelatedData(Struct, omit_defaults=True):
    """``path`` is a string's number, -1 for the same post; ``line`` is 0 when the place is not known."""

    line: int
    message: int
    path: int = -1


class FixData(Struct):
    """Each hunk is ``[path or -1, line, before, after]``; ``more`` counts the hunks left out."""

    title: int
    safe: bool
    hunks: list[tuple[int, int, list[int], list[int]]]
    more: int


class Place(Struct, omit_defaults=True):
    """One finding. A row is ``[line, string, kind, string, kind, …]``, line 0 for lines left out."""

    line: int
    column: int
    message: int
    advice: int = -1
    rows: list[list[int]] = []
    related: list[RelatedData] = []
    unlisted: int = 0
    fix: FixData | None = None


class Thought(Struct, omit_defaults=True):
    """What is said once: the findings of one post that say the same. ``rule`` and ``cluster`` are numbers."""

    rule: int
    severity: int
    places: list[Place]
    cluster: int = -1


class Post(Struct):
    """``lost`` has ``[rule, severity, count, points]``."""

    path: str
    score: int
    lost: list[tuple[int, int, int, float]]
    thoughts: list[Thought]


class Report(Struct):
    """All of it. ``distribution`` counts all posts by tens of their score; ``clean`` those without findings by folder."""

    language: str
    words: dict[str, str]
    totals: dict[str, int]
    score: float | None
    distribution: list[int]
    clean: dict[str, int]
    clusters: int
    rules: list[RuleData]
    posts: list[Post]
    strings: list[str]


def report_of(outcome: Outcome, language: str, texts: Texts, words: dict[str, str]) -> Report:
    """The page's data, every string harmless to look at."""
    writer = _Writer(outcome, language, texts)
    found: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in outcome.diagnostics:
        found[diagnostic.at.path].append(diagnostic)
    posts = [writer.post(path, diagnostics) for path, diagnostics in sorted(found.items())]
    distribution = [0] * _BINS
    for points in scores(outcome).values():
        distribution[min(points * _BINS // 100, _BINS - 1)] += 1
    return Report(
        language=language,
        words=words,
        totals={
            "posts": len(outcome.sources),
            **{severity.value: outcome.count(severity) for severity in SEVERITIES},
        },
        score=site_score(outcome),
        distribution=distribution,
        clean=Counter(visible(path.rpartition("/")[0]) for path in outcome.sources if path not in found),
        clusters=len(writer.clusters),
        rules=[writer.rule(id_) for id_ in writer.rules],
        posts=sorted(posts, key=lambda post: (post.score, -sum(len(t.places) for t in post.thoughts), post.path)),
        strings=list(writer.strings),
    )


class _Writer:
    """Findings as the page's data; strings and rules are numbered as they come."""

    def __init__(self, outcome: Outcome, language: str, texts: Texts) -> None:
        self.outcome, self.language, self.texts = outcome, language, texts
        self.strings: dict[str, int] = {}
        self.rules: dict[str, Severity] = {}
        for diagnostic in outcome.diagnostics:
            known = self.rules.setdefault(diagnostic.rule, diagnostic.severity)
            self.rules[diagnostic.rule] = min(known, diagnostic.severity, key=lambda severity: severity.rank)
        self.counts = Counter(diagnostic.rule for diagnostic in outcome.diagnostics)
        self.rule_numbers = {id_: number for number, id_ in enumerate(self.rules)}
        shared, _ = sort(outcome.diagnostics)
        self.clusters = {(group[0].rule, group[0].cluster): number for number, group in enumerate(shared)}

    def rule(self, id_: str) -> RuleData:
        page = find_page(id_)
        said = (page.summary, page.body, page.fix) if page else ()
        return RuleData(
            visible(id_), self.rules[id_].rank, self.counts[id_], *(text.get(self.language) for text in said)
        )

    def post(self, path: str, found: list[Diagnostic]) -> Post:
        spoken = tally(found)
        lost = [(self.rule_numbers[loss.rule], loss.severity.rank, loss.count, loss.points) for loss in losses(spoken)]
        groups = sort(found)[1][path]
        return Post(visible(path), score(spoken), lost, [self.thought(group) for group in groups])

    def thought(self, group: Group) -> Thought:
        first = group[0]
        cluster = self.clusters.get((first.rule, first.cluster), -1) if first.cluster else -1
        places = [self.place(found) for found in group]
        return Thought(self.rule_numbers[first.rule], first.severity.rank, places, cluster)

    def place(self, found: Diagnostic) -> Place:
        source, text = self.outcome.sources[found.at.path], self.texts.of(found.at.path)
        line, column = source.lines.position(found.at.start)
        related = self.related(found, line)
        return Place(
            line,
            column,
            self.say(found.message),
            self.say(found.advice) if found.advice else -1,
            [self.row(row) for row in rows(text, source.lines, found)],
            related[:_RELATED],
            max(len(related) - _RELATED, 0),
            self.fix(found),
        )

    def related(self, found: Diagnostic, line: int) -> list[RelatedData]:
        """The places that the finding names, each line once, without its own line, where they are marked."""
        made: dict[tuple[str, int, str], RelatedData] = {}
        for related in found.related:
            path, at = related.at.path, self.line(related.at.path, related.at.start)
            if path == found.at.path and at == line:
                continue
            elsewhere = -1 if path == found.at.path else self.string(visible(path))
            made.setdefault((path, at, related.message.en), RelatedData(at, self.say(related.message), elsewhere))
        return list(made.values())

    def fix(self, found: Diagnostic) -> FixData | None:
        if found.fix is None:
            return None
        made, more = hunks(self.texts, self.outcome.sources, found.fix)
        changed = [self.hunk(hunk, found.at.path) for hunk in made]
        return FixData(self.say(found.fix.title), found.fix.safe, changed, more)

    def hunk(self, hunk: Hunk, path: str) -> tuple[int, int, list[int], list[int]]:
        elsewhere = -1 if hunk.path == path else self.string(visible(hunk.path))
        return elsewhere, hunk.line, self.pieces(hunk.before), self.pieces(hunk.after)

    def row(self, row: Row) -> list[int]:
        return [row.line, *self.pieces(row.pieces)]

    def pieces(self, pieces: Iterable[Piece]) -> list[int]:
        return [number for text, kind in pieces for number in (self.string(text), kind)]

    def line(self, path: str, offset: int) -> int:
        source = self.outcome.sources.get(path)
        return source.lines.position(offset)[0] if source else 0

    def say(self, text: Text) -> int:
        return self.string(visible(text.get(self.language)))

    def string(self, text: str) -> int:
        return self.strings.setdefault(text, len(self.strings))
