from collections.abc import Iterator, Mapping
from datetime import UTC, timedelta

from seolint import Diagnostic, Document, Edit, Fix, Invalid, Item, PageRule, Placed, Related, Severity, Text, Valid
from seolint_rules.data.iso_dates import FIRST_AND_LAST, ZONED, dates, is_iso, lacks_zone, meant, names_a_day
from seolint_rules.data.moments import moment
from seolint_rules.data.schema_org import vocabulary

_ARTICLE = '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article", '


class SchemaDate(PageRule):
    """Write dates of structured data in ISO 8601, and let them agree.

    Programs read them: 「2026年1月31日」 is no date to them, a time without its zone may be hours off, and search results
    show a wrong day.

    To fix it, write 2026-01-31 or 2026-01-31T09:00:00+09:00. What readers see may stay as it is: give it to `<time>`.

    構造化データの日付はISO 8601で書き、前後関係も合わせます。

    日付を読むのはプログラムです。「2026年1月31日」は日付として読めず、時差のない時刻は何時間もずれて読まれることがあり、検索結果に誤った日が出ます。

    直し方：2026-01-31 や 2026-01-31T09:00:00+09:00 の形で書きます。画面に見せる文字はそのままで、`<time>`に日付を持たせます。
    """

    severity: Severity = Severity.ERROR
    advice = Text("Write it as 2026-01-31T09:00:00+09:00.", "2026-01-31T09:00:00+09:00 の形で書いてください")
    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        seen, without = set[object](), list[Placed[str]]()
        for thing in doc.things:
            item, told = thing.item, dict[str, Placed[str]]()
            if not item.known or item.at in seen:
                continue
            seen.add(item.at)
            for term, text in dates(item):
                told.setdefault(term, text)
                if not is_iso(text.value.strip()):
                    yield self._form(doc, item, term, text)
                elif term in ZONED and lacks_zone(text.value.strip()):
                    without.append(text)
            if len(told) > 1:
                yield from self._order(told)
            if told and not doc.is_draft and any(vocabulary().is_a(term, "Article") for term in thing.terms):
                yield from self._future(doc, told)
        if without:
            yield self._zone(without)

    def _form(self, doc: Document, item: Item, term: str, text: Placed[str]) -> Diagnostic:
        value = text.value.strip()
        shown, iso = value if len(value) <= 40 else value[:39] + "…", meant(value)
        en, ja = f"“{shown}” is no date in the form of ISO 8601", f"{term}の「{shown}」がISO 8601の日付ではありません"
        if names_a_day(value):
            en, ja = f"There is no such date: {shown}", f"この日付は存在しません（{shown}）"
        if not iso:
            return self.flag(text.at, en=en, ja=ja)
        advice, fix = Text(f"Write “{iso}”.", f"「{iso}」と書いてください"), None
        if item.syntax == "json-ld" or doc.text[text.at.start - 1 : text.at.start] in {'"', "'"}:
            fix = Fix(Text(f"write {iso}", f"「{iso}」に直す"), (Edit(text.at, iso),), safe=True)
        else:
            advice = Text(f'Write it as <time datetime="{iso}">.', f'<time datetime="{iso}"> の形で書いてください')
        return self.flag(text.at, en=en, ja=ja, advice=advice, fix=fix)

    def _order(self, told: Mapping[str, Placed[str]]) -> Iterator[Diagnostic]:
        for first, last in FIRST_AND_LAST:
            if first not in told or last not in told:
                continue
            one, other = told[first], told[last]
            begun, ended = moment(one.value), moment(other.value)
            if begun is None or ended is None or ended.date() >= begun.date():
                continue
            if begun.tzinfo is None or ended.tzinfo is None or ended < begun:
                yield self.flag(
                    other.at,
                    en=f"{last}, {ended.date()}, is before {first}, {begun.date()}",
                    ja=f"{last}（{ended.date()}）が{first}（{begun.date()}）より前です",
                    advice=Text("Correct the one that is wrong.", "誤っているほうを直してください"),
                    related=[Related(one.at, Text(f"the {first}", first))],
                    severity=Severity.WARNING,
                )

    def _future(self, doc: Document, told: Mapping[str, Placed[str]]) -> Iterator[Diagnostic]:
        """A day to come, where the front matter does not tell the date: what it tells is compared by another rule."""
        for term, own in (("datePublished", doc.date), ("dateModified", doc.updated)):
            when = moment(told[term].value) if term in told and own is None else None
            if when is None or when.date().isoformat() <= doc.published:
                continue
            if not doc.site.passed((when if when.tzinfo else when.replace(tzinfo=UTC)) - timedelta(days=1)):
                en, ja = f"{term} is a day to come, {when.date()}", f"{term}が未来の日付です（{when.date()}）"
                yield self.flag(told[term].at, en=en, ja=ja, severity=Severity.WARNING)
                break

    def _zone(self, without: list[Placed[str]]) -> Diagnostic:
        count, one = len(without), len(without) == 1
        return self.flag(
            without[0].at,
            en=f"{count} {'time tells' if one else 'times tell'} no time zone, and may be read hours off",
            ja=f"時差のない時刻が{count}個あり、何時間もずれて読まれることがあります",
            advice=Text("Add the zone, such as +09:00.", "+09:00 のように時差を書き足してください"),
            related=[Related(each.at, Text("no time zone", "時差のない時刻")) for each in without[1:]],
            severity=Severity.INFO,
        )

    examples = (
        Valid(_ARTICLE + '"datePublished": "2026-01", "dateModified": "2026-01-31T09:00:00+09:00"}</script>\n'),
        Valid(_ARTICLE + '"startTime": "18:30", "temporalCoverage": "縄文時代", "mainEntity": "2026年"}</script>\n'),
        Valid("---\ndate: 2026-03-01\n---\n" + _ARTICLE + '"datePublished": "2026-03-01"}</script>\n'),
        Invalid(
            _ARTICLE + '"datePublished": "⟦2026年1月31日⟧", "dateModified": "⟦2026-01-31 07:30:00 +0900⟧"}</script>\n',
            fixed=_ARTICLE + '"datePublished": "2026-01-31", "dateModified": "2026-01-31T07:30:00+09:00"}</script>\n',
        ),
        Invalid('<p vocab="https://schema.org/" typeof="Article"><b property="datePublished">⟦January 31, 2026⟧</b></p>\n'),
        Invalid('<p itemscope itemtype="https://schema.org/Person"><meta itemprop="birthDate" content="⟦2001-02-30⟧"></p>\n'),
        Invalid(_ARTICLE + '"datePublished": "2026-01-20", "dateModified": "⟦2025-01-20⟧"}</script>\n', severity=Severity.WARNING),
        Invalid(_ARTICLE + '"datePublished": "⟦2206-01-31⟧"}</script>\n', severity=Severity.WARNING),
        Invalid(_ARTICLE + '"datePublished": "⟦2026-01-20T09:00⟧"}</script>\n', severity=Severity.INFO),
    )
