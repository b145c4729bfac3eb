"""Permalinks as Jekyll 4 fills them: its ``url.rb``, ``drops/url_drop.rb`` and ``Utils.slugify``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime

from seolint.site.addresses import decode

STYLES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
_PLACEHOLDER = re.compile(":([a-z_]+)")
_SLASHES = re.compile("/{2,}")
_PRETTY = frozenset("._~!$&'()+,;=@")
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DATES: dict[str, Callable[[datetime], str]] = {
    "year": lambda d: f"{d.year:04}",
    "short_year": lambda d: f"{d.year % 100:02}",
    "month": lambda d: f"{d.month:02}",
    "i_month": lambda d: str(d.month),
    "short_month": lambda d: _MONTHS[d.month - 1][:3],
    "long_month": lambda d: _MONTHS[d.month - 1],
    "day": lambda d: f"{d.day:02}",
    "i_day": lambda d: str(d.day),
    "y_day": lambda d: f"{d.timetuple().tm_yday:03}",
    "w_year": lambda d: f"{d.isocalendar().year:04}",
    "week": lambda d: f"{d.isocalendar().week:02}",
    "w_day": lambda d: str(d.isoweekday()),
    "short_day": lambda d: _DAYS[d.weekday()][:3],
    "long_day": lambda d: _DAYS[d.weekday()],
    "hour": lambda d: f"{d.hour:02}",
    "minute": lambda d: f"{d.minute:02}",
    "second": lambda d: f"{d.second:02}",
}


def slugify(text: str, *, pretty: bool = False) -> str:
    """``text`` as Jekyll's slug: ``pretty`` keeps case and some punctuation, as ``:title`` does."""
    parts: list[str] = []
    for char in text:
        kind = unicodedata.category(char)
        if kind[0] in "LM" or kind == "Nd" or (pretty and char in _PRETTY):
            parts.append(char if pretty else char.lower())
        elif not parts or parts[-1] != "-":
            parts.append("-")
    return "".join(parts).removeprefix("-").removesuffix("-")


def titleize(slug: str) -> str:
    """The title that Jekyll makes of a slug."""
    return " ".join(word[:1].title() + word[1:].lower() for word in slug.rstrip("-").split("-"))


def suffixed(template: str, style: str) -> str:
    """``template`` ending as permalinks of the site's ``style`` do."""
    if style == "pretty" or style.endswith("/"):
        return template + "/"
    return template + ":output_ext" if style in {"date", "ordinal", "none"} or style.endswith(":output_ext") else template


def fill_document(template: str, words: dict[str, str], dates: tuple[datetime, ...]) -> str:
    """The address of a post or document; "" where the template names what is not known.

    ``dates`` are what its date may be: what they do not agree on is not known.
    """
    found = {_fill(template, words, date) for date in (dates or (None,))}
    return found.pop() if len(found) == 1 else ""


def _fill(template: str, words: dict[str, str], date: datetime | None) -> str:
    parts: list[str] = []
    here = 0
    for found in _PLACEHOLDER.finditer(template):
        name = found[1]
        if name not in words and name not in _DATES:
            name = name.removesuffix("_")
        if name in _DATES and date is not None:
            value = _DATES[name](date)
        elif name in words:
            value = words[name]
        else:
            return ""
        parts += [template[here : found.start()], value.replace("%", "%25")]
        here = found.start() + 1 + len(name)
    return finish("".join(parts) + template[here:])


def fill_page(template: str, words: dict[str, str]) -> str:
    """The address of a page, where only ``words`` stand for something, in their order."""
    for name, value in words.items():
        template = template.replace(":" + name, value.replace("%", "%25"))
    return finish(template)


def finish(url: str) -> str:
    """``url`` as an address: Jekyll takes dots and doubled slashes out."""
    return decode(_SLASHES.sub("/", ("/" + url).replace("..", "/").replace("./", "")))
