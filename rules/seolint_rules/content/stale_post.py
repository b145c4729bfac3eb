import re
from collections.abc import Iterator, Sequence
from datetime import date

from seolint import Diagnostic, Document, Fact, Index, Invalid, Location, Severity, SiteRule, Text, Valid
from seolint_rules.data.as_of import as_of, year_of
from seolint_rules.data.years import is_history


class Dated(Fact, frozen=True):
    """What a post of the day ``last`` (published or updated) says to be so in ``year``."""

    last: str
    words: str
    year: int


class StalePost(SiteRule[Dated]):
    """Look again at old posts that say how things are in a year that is over.

    “As of 2022” or 2022年現在 tells readers that nobody has looked since. A post counts that was neither published nor updated in
    the 18 months before the site's newest post, so that the same site gives the same findings on any day, and that speaks so of
    its own time. Posts about a year, such as reviews and reports, are left alone.

    To fix it, check what has changed, write the new state, and give the post the date of the update.

    「2022年現在」のように過ぎた年の状態を書いた古い記事は、見直します。

    その年から誰も確かめていないことが、読者に伝わります。サイトでいちばん新しい記事の日付より18か月以上前に公開し、その後更新していない
    記事のうち、書いた当時を「現在」としているものを指摘します（いつ調べても結果は同じです）。振り返りや報告など、その年についての記事は
    指摘しません。

    直し方：変わったことを確かめて今の状態に書き直し、更新日を記します。
    """

    severity: Severity = Severity.INFO

    months: int = 18
    """Months without an update after which a post is old.

    古いとみなす、更新のない月数。"""

    alone = True
    advice = Text("Check it, and say how it is now.", "確かめて、今の状態に書き直してください")

    def collect(self, doc: Document) -> Iterator[Dated]:
        last, known = last_day(doc), as_of(doc.language)
        if not last or known is None or not known.sign.search(doc.narration_text) or not doc.is_article:
            return
        if is_history(doc.title.value if doc.title else ""):
            return
        own = int(last[:4])
        for said in (said for said in doc.narration if known.sign.search(said.text)):
            for found in known.pattern.finditer(said.text):
                at, year = said.part(*found.span()), year_of(found[found.lastindex or 0])
                if own - 1 <= year <= own and not _in_link(doc, at):
                    yield Dated(("",), at, last, found[0], year)
                    return

    def judge(self, key: str, facts: Sequence[Dated], index: Index) -> Iterator[Diagnostic]:
        newest = max((page.published for page in index.pages), default="")
        for fact in facts:
            age = _months(fact.last, newest)
            if age >= self.months and fact.year < index.newest_year:
                yield self.flag(
                    fact.at,
                    en=f"“{fact.words}” was never brought up to date: the newest post is {age} months younger "
                    f"({self.months} or more are worth a look)",
                    ja=f"「{fact.words}」のまま更新されていません"
                    f"（いちばん新しい記事より{age}か月前の記事。見直しの目安は{self.months}か月）",
                )

    examples = (
        Valid({
            "a.md": "---\ntitle: 窯\ndate: 2025-06-01\n---\n2025年6月現在、薪は高いです。\n",
            "b.md": "---\ndate: 2026-01-01\n---\n",
        }),
        Valid({
            "a.md": "---\ntitle: 窯\ndate: 2022-06-01\n---\n1999年現在の話と「2022年現在」という言葉。\n",
            "b.md": "---\ndate: 2026-01-01\n---\n",
        }),
        Valid({
            "a.md": "---\ntitle: 窯\ndate: 2022-06-01\nupdated: 2025-12-01\n---\n2022年6月現在、薪は高いです。\n",
            "b.md": "---\ndate: 2026-01-01\n---\n",
        }),
        Invalid({
            "a.md": "---\ntitle: 窯\ndate: 2022-06-01\n---\n⟦2022年6月現在⟧、薪は高いです。2022年現在です。\n",
            "b.md": "---\ndate: 2026-01-01\n---\n",
        }),
        Invalid({
            "a.md": "---\ntitle: 窯\ndate: 2022-06-01\n---\n⟦令和4年6月現在⟧、薪は高いです。\n",
            "b.md": "---\ndate: 2026-01-01\n---\n",
        }),
        Invalid({
            "a.md": "---\ntitle: The oven\ndate: 2023-02-01\n---\n⟦As of January 2023⟧, the wood is still cheap in this town.\n",
            "b.md": "---\ndate: 2026-01-01\n---\n",
        }),
    )  # fmt: skip


def last_day(doc: Document) -> str:
    """The day on which the post was last updated, or else published, ``YYYY-MM-DD``; "" when nothing tells."""
    days = (doc.published, doc.updated.value[:10] if doc.updated else "")
    return max((day for day in days if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)), default="")


def _months(first: str, last: str) -> int:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days * 12 // 365
    except ValueError:
        return 0


def _in_link(doc: Document, at: Location) -> bool:
    return any(link.text.at.start <= at.start < link.text.at.end for link in doc.links)
