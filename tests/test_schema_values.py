"""Values of schema.org's properties: which are right, what is wrong with others, and what their authors mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint_rules.data import as_written, iso_dates
from seolint_rules.data.schema_values import due, fits, wrong

RIGHT = [
    ("price", "29800"), ("price", "29800.50"), ("price", "TBD"), ("priceCurrency", "JPY"), ("priceCurrency", "BTC"),
    ("addressCountry", "JP"), ("addressCountry", "日本"), ("addressCountry", "jp"), ("inLanguage", "ja-JP"),
    ("inLanguage", "English"),
    ("cookTime", "PT1H30M"), ("duration", "P1Y2M10DT2H30M"), ("timeRequired", "P3M"), ("totalTime", "PT0S"),
    ("opens", "09:30"), ("closes", "24:00"), ("opens", "09:30:00+09:00"), ("startTime", "2026-01-31T09:00:00+09:00"),
    ("openingHours", "Mo-Fr 09:00-17:00"), ("openingHours", "Mo,Tu,We 10:00-14:00, 17:00-21:00"), ("openingHours", "Mo-Su"),
    ("openingHours", "Mo-Fr 9:00-17:00, Sa 10:00-14:00"), ("openingHours", "Sa,Su,PH 10:00 - 16:00"),
    ("openingHours", "Mo,Fr 8:30-12:30 13:30-17:30"),
    ("latitude", "35.6812"), ("latitude", "-90"), ("longitude", "139.7671"), ("box", "35.1 139.1 35.9 139.9"),
    ("circle", "35.68,139.76 500"), ("polygon", "35 139 36 139 36 140 35 139"), ("line", "39.3280 120.1633 40.445 123.7878"),
    ("gtin13", "4901234567894"), ("gtin8", "49123456"), ("gtin", "https://id.gs1.org/01/09506000134352"),
    ("gtin12", "012345678905"),
    ("isbn", "978-4-87311-778-2"), ("isbn", "0-330-25864-8"), ("isbn", "urn:isbn:9784873117782"), ("issn", "0140-6736"),
    ("availability", "https://schema.org/InStock"), ("availability", "InStock"), ("dayOfWeek", "Monday"),
    ("isAccessibleForFree", "true"), ("isAccessibleForFree", "https://schema.org/False"), ("ratingValue", "4.5/5"),
    ("ratingValue", "最高"), ("reviewCount", "0"), ("price", "0"), ("image", "a.png"), ("url", "https://pan.jp/a,b?x=(1)&y=2"),
    ("inLanguage", "zh-Hant-TW"),
    ("ratingValue", "80%"),
    ("numberOfRooms", "twelve"), ("numberOfRooms", "12 rooms"), ("author", "小林 麻衣"), ("location", "東京都"),
    ("image", "/a.png"),
    ("gameLocation", "\"Beitild's House\""), ("telephone", "03-1234-五六七八"), ("sameAs", "https://x.dev/パン"),
    ("version", "2026-01"),
]  # fmt: skip

WRONG = [
    ("price", "29,800円（税込）", "number", "29800"), ("price", "２９８００", "number", "29800"),
    ("price", "2.5万円", "number", "25000"),
    ("price", "1,000〜2,000円", "number", ""), ("price", "無料", "number", "0"), ("lowPrice", "$35", "number", "35"),
    ("price", "-5", "amount", ""), ("lowPrice", "-0.5", "amount", ""), ("reviewCount", "-3", "count", ""),
    ("ratingValue", "★★★★☆", "rating", "4"), ("ratingValue", "⭐️⭐️⭐️", "rating", "3"), ("ratingValue", "☆☆☆", "rating", ""),
    ("ratingValue", "5点", "rating", "5"), ("inLanguage", "ja_JP", "language", "ja-JP"),
    ("image", "[https://pan.jp/a.png](https://pan.jp/a.png)", "url", "https://pan.jp/a.png"),
    ("logo", "https://pan.jp/a b.png", "url", "https://pan.jp/a%20b.png"), ("sameAs", "@pan", "url", ""),
    ("url", "https：//pan.jp", "url", "https://pan.jp"), ("image", "file:///C:/a.png", "url", ""),
    ("image", "C:\\a.png", "url", ""), ("url", "https://pan.jp/?x=1&amp;y=2", "url", "https://pan.jp/?x=1&y=2"),
    ("sameAs", "https://x.com/a, https://y.com/b", "url", ""),
    ("priceCurrency", "円", "currency", "JPY"), ("priceCurrency", "jpy", "currency", "JPY"),
    ("priceCurrency", "JPX", "currency", ""),
    ("addressCountry", "JA", "country", "JP"), ("applicableCountry", "XX", "country", ""),
    ("inLanguage", "jp", "language", "ja"), ("inLanguage", "日本語", "language", "ja"),
    ("cookTime", "1時間半", "duration", "PT1H30M"), ("prepTime", "５０分", "duration", "PT50M"),
    ("cookTime", "P50M", "months", "PT50M"),
    ("totalTime", "T0M15S", "duration", "PT0M15S"), ("duration", "1:30:00", "duration", "PT1H30M"),
    ("duration", "90", "duration", ""),
    ("opens", "9時", "time", "09:00"), ("opens", "9:00", "time", "09:00"),
    ("closes", "25時", "time", "01:00"), ("opens", "午後3時半", "time", "15:30"),
    ("opens", "朝", "time", ""),
    ("opens", "25:00", "time", "01:00"), ("opens", "９：００", "time", "09:00"),
    ("openingHours", "9時〜17時", "hours", "Mo-Su 09:00-17:00"),
    ("openingHours", "平日9:00～18:00", "hours", "Mo-Fr 09:00-18:00"),
    ("openingHours", "Mon-Fri 9am-5pm", "hours", "Mo-Fr 09:00-17:00"), ("openingHours", "不定休", "hours", ""),
    ("openingHours", "Mo-Su 9:00−20:00", "hours", "Mo-Su 09:00-20:00"),
    ("openingHours", "平日 9時〜18時、土曜 10時〜17時", "hours", ""),
    ("openingHours", "月・水・金 10:00〜19:00", "hours", "Mo,We,Fr 10:00-19:00"),
    ("latitude", "139.7671", "latitude", ""), ("latitude", "北緯35.6812度", "latitude", "35.6812"),
    ("longitude", "東経", "longitude", ""),
    ("box", "139.1 35.1 139.9 35.9", "points", ""), ("box", "35.1 139.1 35.9", "points", ""), ("polygon", "東京", "points", ""),
    ("gtin13", "4901234567890", "check", ""), ("gtin13", "012345678905", "gtin13", "0012345678905"),
    ("gtin8", "4901", "gtin8", ""),
    ("gtin", "４９０１２３４５６７８９４", "gtin", "4901234567894"), ("gtin14", "JAN 4901", "gtin14", ""),
    ("isbn", "978-4-87311-778-0", "check", ""), ("isbn", "ISBN978-4-87311-778-2", "isbn", "978-4-87311-778-2"),
    ("isbn", "なし", "isbn", ""),
    ("issn", "0140-6730", "check", ""), ("issn", "パン", "issn", ""),
    ("availability", "在庫あり", "member", "InStock"), ("availability", "https://schema.org/InStok", "member", "InStock"),
    ("dayOfWeek", "月曜日", "member", "Monday"), ("isAccessibleForFree", "はい", "boolean", "true"),
    ("numberOfRooms", "１２", "number", "12"), ("ratingCount", "1,234", "number", "1234"),
    ("reviewCount", "4.5", "integer", ""),
    ("ratingCount", "12件", "number", "12"), ("ratingCount", "3割", "number", ""), ("sameAs", "https:/x.dev", "url", ""),
]  # fmt: skip


@pytest.mark.parametrize(("term", "text"), RIGHT)
def test_right_values(term: str, text: str) -> None:
    assert wrong(term, text) is None


@pytest.mark.parametrize(("term", "text", "kind", "meant"), WRONG)
def test_wrong_values(term: str, text: str, kind: str, meant: str) -> None:
    assert wrong(term, text) == (kind, meant)
    assert all(due(term, kind))  # type: ignore[arg-type]


@pytest.mark.parametrize(("term", "meant"), [(term, meant) for term, _, _, meant in WRONG if meant])
def test_what_is_meant_is_right(term: str, meant: str) -> None:
    assert wrong(term, meant) is None


@pytest.mark.parametrize(
    ("term", "types", "expected"),
    [
        ("author", ("Person",), True), ("author", ("PerformanceRole",), True), ("author", ("Thing",), True),
        ("author", ("Place",), False), ("author", ("Organization", "Brand"), True), ("author", ("Unknown",), True),
        ("height", ("QuantitativeValue",), True), ("datePublished", ("DateTime",), True), ("nothing", ("Place",), True),
    ],
)  # fmt: skip
def test_things_in_range(term: str, types: tuple[str, ...], expected: bool) -> None:
    assert fits(term, types) is expected


@pytest.mark.parametrize(
    "text",
    "2026 2026-01 2026-01-31 20260131 2024-02-29 2026-01-31T07:30 2026-01-31T07:30Z 2026-01-31T07:30:00.123+09:00 --05-03 "
    "2026-01-31T07:30:00+0900 -0044-03-15 2026-W05 2012-09-20/2016-01-22 2012-09-20/.. 1979-12-21/ 2026-01-01/P7D".split(),
)
def test_iso_dates(text: str) -> None:
    assert iso_dates.is_iso(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026年1月31日", "2026-01-31"), ("２０２６年１月３１日（土）", "2026-01-31"),
        ("令和8年1月31日 9時", "2026-01-31T09:00"),
        ("令和元年5月1日", "2019-05-01"), ("2026年1月", "2026-01"), ("2026年", "2026"),
        ("2026年1月31日 午後7時30分", "2026-01-31T19:30"),
        ("2026/1/31", "2026-01-31"), ("2026.1.31", "2026-01-31"), ("2026-1-31", "2026-01-31"),
        ("２０２６−０１−３１", "2026-01-31"),
        ("2026-01-31 07:30:00 +0900", "2026-01-31T07:30:00+09:00"), ("2026-01-31 07:30:00 UTC", "2026-01-31T07:30:00Z"),
        ("2026-01-31T07:30:00JST", "2026-01-31T07:30:00+09:00"),
        ("Sat, 31 Jan 2026 07:30:00 +0900", "2026-01-31T07:30:00+09:00"),
        ("Jan 31st, 2026 at 7:30 pm", "2026-01-31T19:30"), ("31 January 2026", "2026-01-31"), ("31/01/2026", "2026-01-31"),
        ("01/02/2026", ""), ("2026-02-30", ""), ("2026年2月30日", ""), ("2026-13-01", ""), ("2026-01-31T25:00", ""),
        ("未定", ""),
        ("2026年1月31日〜2月3日", ""), ("1767232749", ""), ("2026-01T10:00", ""), ("P1Y", ""), ("きのう" * 50, ""),
    ],
)  # fmt: skip
def test_other_dates_and_what_they_mean(text: str, meant: str) -> None:
    assert not iso_dates.is_iso(text)
    assert iso_dates.meant(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"), [("1.5時間", "PT1H30M"), ("1年半", "P1Y6M"), ("2週間", "P2W"), ("約3日", "P3D"), ("2日半", "")]
)
def test_durations(text: str, meant: str) -> None:
    assert as_written.duration(text) == meant


TERMS = (
    "price openingHours cookTime opens latitude box gtin13 gtin isbn issn priceCurrency inLanguage ratingValue ratingCount "
    "availability isAccessibleForFree duration numberOfRooms addressCountry sameAs"
).split()
PIECES = (
    "0 1 2 5 9 30 59 60 2026 12,345 ０ ３ 年 月 日 時 分 秒 半 間 時間 か月 〜 - : / . , ¥ $ 円 万 約 午後 令和 元 平日 "
    "土 から まで P T H M S D Y Z +09:00 JST Jan Mo Fr Mon am ° N x http schema.org/ InStock true 978"
).split()
made_up = st.lists(st.sampled_from([*PIECES, " "]), min_size=1, max_size=12).map("".join)


@given(st.sampled_from(TERMS), made_up)
def test_what_is_meant_is_always_right(term: str, text: str) -> None:
    found = wrong(term, text)
    assert found is None or not found.meant or wrong(term, found.meant) is None


@given(made_up)
def test_a_date_that_is_meant_is_always_one(text: str) -> None:
    iso = iso_dates.meant(text)
    assert not iso or iso_dates.is_iso(iso)


@given(st.text(max_size=60))
def test_any_text_is_judged(text: str) -> None:
    for term in TERMS:
        wrong(term, text)
    assert not iso_dates.is_iso(text) or text[:1] in "+-P." or text[0].isdigit()


@pytest.mark.parametrize(
    "text",
    ["Mo," * 20_000, "Mo " * 20_000 + "x", "1:00-2:00 " * 9_000, "9" * 50_000 + "x", "1 2 " * 9_000, " " * 50_000, "www." * 9_000],
)
def test_long_values_are_judged_in_time(text: str) -> None:
    """Each in linear time: the test would not end otherwise."""
    for term in (*TERMS, "box", "polygon", "sameAs", "ratingValue"):
        wrong(term, text)
    assert not iso_dates.is_iso(text)
    assert iso_dates.meant(text) == ""
