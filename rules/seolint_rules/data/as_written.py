"""What authors write for a value, in the form that schema.org reads; "" where it is not clear what they mean."""

from __future__ import annotations

import re
import unicodedata

from seolint import pattern

_DASHES = str.maketrans(dict.fromkeys("〜~～―–—‒‐‑−－ー", "-"))
_AMOUNT = pattern(r"([^\d.,-]*)(-?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万|億|千)?([^\d,]*)")
_TIMES = {"千": 10**3, "万": 10**4, "億": 10**8}
_SHARE = pattern(r"[割分の万億千百〜~-]")

_SPAN = pattern(r"(?:約|およそ|だいたい)?\s*((?:\d+(?:\.\d+)?\s*[^\W\d]+?\s*)+?)(半)?\s*(?:程度|ほど|くらい|ぐらい)?")
_PART = pattern(r"(\d+(?:\.\d+)?)\s*([^\W\d]+?)(?=\s*\d|\s*$)")
_UNITS = {
    "Y": "年 年間 year years yr yrs", "MO": "か月 ヶ月 カ月 ヵ月 ケ月 箇月 か月間 ヶ月間 カ月間 month months",
    "W": "週 週間 week weeks", "D": "日 日間 day days", "H": "時間 hour hours hr hrs h",
    "M": "分 分間 minute minutes min mins m", "S": "秒 秒間 second seconds sec secs s",
}  # fmt: skip
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_HALF = {"H": ("M", 30), "Y": ("MO", 6)}

_CLOCK = pattern(
    r"(午前|午後|am|pm)?\s*(\d{1,2})(?:\s*[:時]\s*(?:(\d{1,2})\s*(?:分|:\d{2})?|(半))?)?\s*(am|pm|a\.m\.|p\.m\.)?", re.I
)
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY_NAMES = {
    **{name + end: day for name, day in zip("月火水木金土日", _DAYS, strict=True) for end in ("", "曜", "曜日")},
    **{day.lower(): day for day in _DAYS},
    **{
        name[:size]: name[:2].title()
        for name in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        for size in (3, 4, 5, len(name))
    },
    "平日": "Mo-Fr", "毎日": "Mo-Su", "年中無休": "Mo-Su", "全日": "Mo-Su", "daily": "Mo-Su", "weekdays": "Mo-Fr",
    "土日": "Sa,Su", "土日祝": "Sa,Su,PH", "祝": "PH", "祝日": "PH",
}  # fmt: skip
_TIME_RANGE = pattern(r"\s*(.+?)\s*-\s*(.+?)\s*(?:まで)?\s*")
_FIRST_TIME = pattern(r"(?:午前|午後|am\s|pm\s)?\s*\d", re.I)


_LINK = pattern(r"\[[^\]]*\]\((https?://[^()\s]+)\)")
_WIDE = pattern(r"(https?)(?:：(?://|／／)|:／／)")

_LONGEST = 80


def half_width(text: str) -> str:
    """`text` with full-width forms made plain; a long one, which is no value, is nothing."""
    return unicodedata.normalize("NFKC", text).strip() if len(text) <= _LONGEST else ""


def number(text: str) -> str:
    """The one number of a text: `29,800円（税込）` is 29800, `2.5万円` is 25000; nothing when there are several."""
    found = _AMOUNT.fullmatch(half_width(text).replace("−", "-"))
    if found is None or _SHARE.search(found[5]) or _SHARE.search(found[1]):
        return ""
    plain = found[3].replace(",", "")
    if found[4]:
        value = float(plain) * _TIMES[found[4]]
        plain = str(int(value)) if value.is_integer() else ""
    return found[2] + plain if plain else ""


def url(text: str) -> str:
    """The URL in a link of Markdown, or without full-width signs, HTML's `&amp;` or spaces; `text` itself where it has none."""
    linked = _LINK.fullmatch(text)
    plain = linked[1] if linked else text
    if wide := _WIDE.match(plain):
        plain = wide[1] + "://" + plain[wide.end() :]
    if not plain.lower().startswith(("https://", "http://")):
        return text
    one = plain.count("://") == 1 and not re.search(r"[,、]\s", plain)
    return plain.replace("&amp;", "&").replace(" ", "%20" if one else " ")


def duration(text: str) -> str:
    """The ISO 8601 duration of `1時間半`, `90 min`, `1:30:00` or `P90M15S` without its T."""
    plain = half_width(text)
    if clock_ := re.fullmatch(r"(\d{1,3}):([0-5]?\d):([0-5]?\d)", plain):
        return _written({unit: float(n) for unit, n in zip("HMS", clock_.groups(), strict=True)})
    if iso := re.fullmatch(r"P?(\d+[YWD])*T?((?:\d+[HMS])+)", plain.upper()):
        return f"P{iso[1] or ''}T{iso[2]}"
    found = _SPAN.fullmatch(plain.lower())
    if found is None:
        return ""
    parts = {_UNIT.get(unit, ""): float(n) for n, unit in _PART.findall(found[1])}
    last = list(parts)[-1:]
    if "" in parts or len(parts) < len(_PART.findall(found[1])) or (found[2] and last[0] not in _HALF):
        return ""
    if found[2]:
        unit, half = _HALF[last[0]]
        parts[unit] = half
    return _written(parts)


def _written(parts: dict[str, float]) -> str:
    if not parts.get("H", 0.0).is_integer():
        minutes = parts["H"] * 60 + parts.get("M", 0)
        parts = {**parts, "H": minutes // 60, "M": minutes % 60}
    if not any(parts.values()) or not all(n.is_integer() for n in map(float, parts.values())):
        return ""
    date = "".join(f"{int(parts[unit])}{unit[0]}" for unit in ("Y", "MO", "W", "D") if parts.get(unit))
    time = "".join(f"{int(parts[unit])}{unit}" for unit in "HMS" if parts.get(unit))
    return f"P{date}{'T' if time else ''}{time}"


def clock(text: str) -> str:
    """`HH:MM` of `9時半`, `午後3時`, `9:30 AM`, `25時` (one in the night)."""
    plain = half_width(text)
    if plain == "正午":
        return "12:00"
    found = _CLOCK.fullmatch(plain)
    if found is None or plain.isdigit():
        return ""
    hour, minute = int(found[2]), 30 if found[4] else int(found[3] or 0)
    side = (found[1] or found[5] or "").lower().replace(".", "")
    if side and hour > 12:
        return ""
    if side in {"午後", "pm"} and hour < 12:
        hour += 12
    elif side in {"午前", "am"} and hour == 12:
        hour = 0
    return f"{hour if hour == 24 else hour % 24:02}:{minute:02}" if hour < 30 and minute < 60 else ""


def opening_hours(text: str) -> str:
    """`Mo-Fr 09:00-17:00` of `月〜金 9時〜17時`; without a day every day is meant, as on a shop's door."""
    plain = half_width(text).translate(_DASHES).replace("から", "-")
    if plain in {"24時間", "24時間営業", "24/7"}:
        return "Mo-Su 00:00-24:00"
    first = _FIRST_TIME.search(plain)
    if first is None:
        return _days(plain)
    days, times = plain[: first.start()].strip(" :："), plain[first.start() :]
    named = _days(days) if days and days not in {"営業時間", "営業"} else "Mo-Su"
    ranges = [_range(part) for part in re.split(r"[,、・/]", times)]
    return f"{named} {','.join(ranges)}" if named and all(ranges) else ""


def _range(text: str) -> str:
    found = _TIME_RANGE.fullmatch(text)
    one, other = (clock(end + "時" * end.isdigit()) for end in found.groups()) if found else ("", "")
    return f"{one}-{other}" if one and other else ""


def _days(text: str) -> str:
    parts = [part.split("-") for part in re.split(r"[,、・/&]\s*|\s+", re.sub(r"\s*-\s*", "-", text.lower().strip())) if part]
    named = [[_DAY_NAMES.get(day.strip("()"), "") for day in part] for part in parts]
    if not named or not all(all(days) and len(days) < 3 for days in named):
        return ""
    return ",".join("-".join(days) for days in named)
