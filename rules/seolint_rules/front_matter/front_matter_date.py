import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from seolint import UNKNOWN, Diagnostic, Document, Invalid, PageRule, Placed, Severity, Text, Valid, pattern

DAY = re.compile(r"\s*(\d{4})\s?([-/.年])\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)日?")
TIME = re.compile(r"[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?")
YEAR = Text("Correct the year.", "年を直してください")
WORD = pattern(r"\d{4}(?:[-/.]\d{1,2}|年(?:\d{1,2}月)?)?|\d{8,14}|.*\b[A-Za-z]{3,9}\.?,? .*\d.*|\d+ [A-Za-z]{3}.*")


class FrontMatterDate(PageRule):
    """Give each post a date that exists and that its file name agrees with.

    A date that cannot be read stops the generator or puts the post in the wrong place; search results show a wrong one.

    To fix it, write the date as 2026-01-31 or 2026-01-31T09:00:00+09:00.

    公開日と更新日は、実在する日付で、ファイル名とも合うように書きます。

    読み取れない日付はサイトを作る妨げになり、誤った日付は検索結果にもそのまま出ることがあります。

    直し方：2026-01-31 や 2026-01-31T09:00:00+09:00 の形で書きます。
    """

    severity: Severity = Severity.ERROR

    earliest: int = 1990
    """Earliest year of a post.

    記事の日付として認める、いちばん古い年。"""

    days_apart: int = 1
    """Days that the date may differ from the file name's: a time zone accounts for one.

    ファイル名の日付との違いを認める日数（1日は時差で生じます）。"""

    advice = Text("Write a date that exists, such as 2026-01-31.", "2026-01-31 の形で、正しい日付を書いてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        keys = (*doc.site.date_keys, *doc.site.updated_keys)
        for value in filter(None, map(doc.front_matter.get, keys)):
            text = value.value.strip()
            if not text or UNKNOWN in text or "{" in text or text.lower() in {"true", "false"}:
                continue
            day = read(text)
            if day is not None:
                yield from self.compare(doc, value, day)
            elif DAY.match(text):
                yield self.flag(value.at, en=f"There is no such date: {text}", ja=f"この日付は存在しません（{text}）")
            elif not WORD.fullmatch(text) and doc.date is not None and value.at == doc.date.at:
                yield self.flag(value.at, en=f"“{text}” is no date", ja=f"「{text}」は日付として読み取れません")

    def compare(self, doc: Document, value: Placed[str], day: date) -> Iterator[Diagnostic]:
        """A date that exists, against the clock, the limit and the file name."""
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        if day.year < self.earliest:
            limit = self.earliest
            yield self.flag(
                value.at,
                en=f"The date is of {day.year} (limit {limit})",
                ja=f"日付が{day.year}年です（下限は{limit}年）",
                advice=YEAR,
            )
        elif not doc.site.passed(noon - timedelta(days=366)):
            yield self.flag(value.at, en=f"{day} is over a year ahead", ja=f"日付が1年以上先です（{day}）", advice=YEAR)
        elif doc.date is not None and value.at == doc.date.at and doc.name_date:
            named = read(doc.name_date)
            apart = abs((day - named).days) if named else 0
            if apart > self.days_apart:
                yield self.flag(
                    value.at,
                    en=f"The file name says {named}, {apart} days apart from this date",
                    ja=f"ファイル名の日付（{named}）と{apart}日違います",
                    advice=Text("Keep the right one in both places.", "正しいほうの日付にそろえてください"),
                    severity=Severity.WARNING,
                )

    examples = (
        Valid("---\ndate: 2016-07-06T20:24\n---\n"),
        Valid("---\ndate: 2018/11/25 02:11\nupdated: 2023-02-23 16:40:00 +0900\n---\n"),
        Valid({"_posts/2026-01-02-neighbour.md": "---\ndate: 2026-01-01T01:59:11.233Z\n---\n"}),
        Valid("---\npublished: true\ndate: Jan 2, 2025\n---\n"),
        Invalid("---\ntitle: 雪の日の種\ndate: ⟦2025-02-30⟧\n---\n"),
        Invalid("---\ndate: 2024-12-31\nupdated: '⟦2024-13-45⟧'\n---\n"),
        Invalid("---\ndate: ⟦2024-12-31 25:00:00⟧\n---\n"),
        Invalid("---\ndate: ⟦あした⟧\n---\n"),
        Invalid("---\ndate: ⟦1970-01-01⟧\n---\n"),
        Invalid("---\ndate: ⟦2206-01-31⟧\n---\n"),
        Invalid({"_posts/2026-01-12-oven.md": "---\ndate: ⟦2026-01-02⟧\n---\n"}, severity=Severity.WARNING),
    )


def read(text: str) -> date | None:
    """The day that ``text`` begins with; None when there is no such day or time."""
    found = DAY.match(text)
    time = TIME.match(text, found.end()) if found else None
    if found is None or (time and any(int(n or 0) > most for n, most in zip(time.groups(), (24, 59, 60), strict=True))):
        return None
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None
