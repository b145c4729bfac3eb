import re
from collections.abc import Iterator, Sequence

from seolint import Diagnostic, Document, Edit, Fact, Fix, Index, Invalid, Placed, SiteRule, Text, Valid
from seolint_rules.data.years import is_history, is_of_year, names_event

YEAR = re.compile(r"(?<![\w.:/-])(20\d\d)(?=$|\s|年(?:版|度|最新|の?最新)?(?:$|\s))|最新[ 　]?(20\d\d)|(20\d\d)年(?:版|最新)")
"""A year that stands for itself or marks freshness."""


class KeywordYear(Fact, frozen=True):
    """A keyword with the newest year that it names."""

    keyword: str
    year: Placed[str]


class KeywordYearStale(SiteRule[KeywordYear]):
    """Let no keyword name a year that is over.

    The year is compared with that of the site's newest post, so the same site gives the same findings on any day; a
    post alone is compared with its own date. Events and products that are named with their year are left alone, and so are
    posts that look back on that year or name it in the title.

    To fix it, bring post and keyword up to date, or leave the year out.

    過ぎた年をキーワードに残しません。

    サイトでいちばん新しい記事の年と比べるので、いつ調べても結果は同じです。記事が一つなら、その公開日の年と比べます。
    年を名前に含むできごとや製品（パリ五輪 2024、Photoshop 2024）と、その年を扱う記事は指摘しません。

    直し方：内容とともに新しい年に改めるか、年を外します。
    """

    alone = True
    advice = Text("Name the current year, or none.", "今の年に直すか、年を外してください")

    def collect(self, doc: Document) -> Iterator[KeywordYear]:
        for use in doc.keywords:
            phrase = use.keyphrase.text
            years = list(YEAR.finditer(phrase.value))
            if not years or is_history(phrase.value) or names_event(phrase.value):
                continue
            newest = max(years, key=lambda found: found[found.lastindex or 0])
            number = newest.lastindex or 0
            if is_of_year(doc.title.value if doc.title is not None else "", newest[number]):
                continue
            year = Placed(newest[number], phrase.part(*newest.span(number)))
            yield KeywordYear(("",), phrase.at, phrase.value, year)

    def judge(self, key: str, facts: Sequence[KeywordYear], index: Index) -> Iterator[Diagnostic]:
        for fact in facts:
            year, now = fact.year.value, index.newest_year
            if int(year) >= now:
                continue
            title = Text(f"write {now}", f"{now}に直す")
            yield self.flag(
                fact.at,
                en=f"The keyword “{fact.keyword}” names {year}, but the newest post is of {now}",
                ja=f"キーワード「{fact.keyword}」の年が古いままです（{year}年。いちばん新しい記事は{now}年）",
                fix=Fix(title, (Edit(fact.year.at, str(now)),), safe=False),
            )

    examples = (
        Valid("---\ndate: 2026-01-31\nseo_keywords: [食パン 2026, 窯]\n---\n"),
        Valid("---\ndate: 2026-01-31\nseo_keywords: [ISO 27001:2022, Windows 2019, 2024年 振り返り]\n---\n"),
        Valid("---\ndate: 2026-01-31\nseo_keywords: [WBC 2023, 能登半島地震 2024年, RubyKaigi 2025, iPhone 15 2024]\n---\n"),
        Valid("---\ntitle: 2024年に食べたパンの話\ndate: 2026-01-31\nseo_keywords: [食パン 2024]\n---\n"),
        Valid("---\nseo_keywords: [食パン 2020]\n---\n日付のない記事では、年が古いか分かりません。\n"),
        Invalid({"_posts/2024-05-01-a.md": "---\nkeywords: ⟦食パン 2024⟧\n---\n", "_posts/2026-01-01-b.md": "新しい\n"}),
        Invalid(
            "---\ndate: 2026-01-31\nseo_keywords: [⟦SEO対策 2025⟧]\n---\n",
            fixed="---\ndate: 2026-01-31\nseo_keywords: [SEO対策 2026]\n---\n",
        ),
        Invalid("---\ntitle: 2025年版パンの選び方\ndate: 2026-01-31\nseo_keywords: [⟦食パン 2025⟧]\n---\n"),
        Invalid(
            "---\ndate: 2026-01-31\nkeywords: ⟦best bread knives 2024⟧\n---\n",
            fixed="---\ndate: 2026-01-31\nkeywords: best bread knives 2026\n---\n",
        ),
    )
