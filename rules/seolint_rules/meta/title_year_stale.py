import re
from collections.abc import Iterator, Sequence

from seolint import UNKNOWN, Diagnostic, Document, Edit, Fact, Fix, Index, Invalid, Placed, SiteRule, Text, Valid, fold
from seolint_rules.data.years import is_history, names_event

MARK = re.compile(
    r"(20\d\d)年度?(?:版|最新|の最新)|最新[ 　]?(20\d\d)|【(?:最新)?(20\d\d)年?(?:度|最新|更新|対応)*版?】|^(20\d\d)年[、,]"
    r"|\b(20\d\d) (?:edition|guide)\b|\[(20\d\d)\]|\((?:updated (?:for )?(20\d\d)|(20\d\d) (?:edition|update))\)",
    re.IGNORECASE,
)
"""A year that says how fresh the post is."""


class TitleYear(Fact, frozen=True):
    """The title of a page with the year that it calls itself up to date for."""

    title: str
    year: Placed[str]


class TitleYearStale(SiteRule[TitleYear]):
    """Let no title call itself fresh for a year that is over.

    “2024 edition” promises the newest state, and a year later says the opposite. The year is compared with that of the
    site's newest post, so the same site gives the same findings on any day; a post alone with its own date. A year that
    the post is about, and the older parts of a series, stay as they are.

    To fix it, bring the post up to date and name the new year, or leave the year out.

    過ぎた年を、新しさの目印としてタイトルに残しません。

    「2024年版」は最新だという約束ですが、年が変わると古いという印になります。サイトでいちばん新しい記事の年と比べるので、
    いつ調べても結果は同じです。記事が一つなら、その公開日の年と比べます。その年のできごとを伝える記事や、年ごとに
    書いている連載の過去の回は、そのままでかまいません。

    直し方：内容を見直して新しい年に改めるか、年を外します。
    """

    alone = True
    advice = Text("Update the post and the year, or leave it out.", "内容とともに今の年に直すか、年を外してください")

    def collect(self, doc: Document) -> Iterator[TitleYear]:
        title = doc.title
        if title is None or "20" not in title.value or UNKNOWN in title.value or not doc.is_listed:
            return
        found = max(MARK.finditer(title.value), key=lambda mark: mark[mark.lastindex or 0], default=None)
        if found is not None and not (is_history(title.value) or names_event(title.value)):
            number = found.lastindex or 0
            yield TitleYear(("",), title.at, title.value, Placed(found[number], title.part(*found.span(number))))

    def judge(self, key: str, facts: Sequence[TitleYear], index: Index) -> Iterator[Diagnostic]:
        now = index.newest_year
        stale = [fact for fact in facts if int(fact.year.value) < now]
        newest: dict[str, str] = {}
        for page in index.pages if stale else ():
            for year in re.findall(r"20\d\d", page.title):
                name = series(page.title)
                newest[name] = max(newest.get(name, ""), year)
        for fact in stale:
            if newest.get(series(fact.title), "") > fact.year.value:
                continue
            yield self.flag(
                fact.year.at,
                en=f"The title calls itself fresh for {fact.year.value}, but the newest post is of {now}",
                ja=f"タイトルの年が古いままです（{fact.year.value}年。いちばん新しい記事は{now}年）",
                fix=Fix(Text(f"write {now}", f"{now}に直す"), (Edit(fact.year.at, str(now)),), safe=False),
            )

    examples = (
        Valid("---\ntitle: 2026年版パン切り包丁の選び方\ndate: 2026-01-31\n---\n"),
        Valid({"a.md": "---\ntitle: 【2024年】の振り返り\ndate: 2024-12-31\n---\n", "b.md": "---\ndate: 2026-01-01\n---\n"}),
        Valid({
            "a.md": "---\ntitle: 石窯カタログ2024年版\ndate: 2024-01-01\n---\n",
            "b.md": "---\ntitle: 石窯カタログ 2026年版\ndate: 2026-01-01\n---\n",
        }),
        Valid({
            "a.md": "---\ntitle: 2025年版パン切り包丁の選び方\ndate: 2025-06-01\n---\n",
            "b.md": "---\ntitle: 来年の窯\ndate: 2026-04-01\ndraft: true\n---\n",
        }),
        Valid("---\ntitle: 2020年版パン切り包丁の選び方\n---\n日付がなければ、古いか分かりません。\n"),
        Invalid(
            "---\ntitle: 【⟦2025⟧年最新】パン切り包丁の選び方\ndate: 2026-01-31\n---\n",
            fixed="---\ntitle: 【2026年最新】パン切り包丁の選び方\ndate: 2026-01-31\n---\n",
        ),
        Invalid({
            "a.md": "---\ntitle: Bread knives (⟦2024⟧ edition)\ndate: 2024-02-01\n---\n",
            "b.md": "---\ntitle: 窯\ndate: 2026-01-01\n---\n",
        }),
    )  # fmt: skip


def series(title: str) -> str:
    """What the titles of a yearly series have in common: all but signs and numbers."""
    return "".join(char for char in fold(title) if char.isalpha())
