"""The pages that Jekyll's usual plugins make without a source file."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from seolint.site.folder import Setting, text, texts
from seolint.site.jekyll.permalinks import fill_page, slugify

_PERMALINKS = {
    "year": "/:year/", "month": "/:year/:month/", "day": "/:year/:month/:day/", "tag": "/tag/:name/",
    "category": "/category/:name/",
}  # fmt: skip
_NAMES = {"tags": "tag", "categories": "category", "year": "year", "month": "month", "day": "day"}
_MOST_PAGES = 100


class Archives(Struct, frozen=True):
    """jekyll-archives' pages: ``permalinks`` are pairs of tag, category, year, month or day and the template of its pages."""

    permalinks: tuple[tuple[str, str], ...] = ()

    def of(self, categories: tuple[str, ...], tags: tuple[str, ...], dates: tuple[datetime, ...]) -> tuple[str, ...]:
        """The addresses of the pages that list a post."""
        found: list[str] = []
        for kind, template in self.permalinks:
            if kind in {"tag", "category"}:
                names = tags if kind == "tag" else categories
                found += [fill_page(template, {"name": slugify(name), "type": kind}) for name in names]
            else:
                days = [{"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"} for day in dates]
                found += [fill_page(template, day) for day in days]
        return tuple(found)


def read_archives(settings: dict[str, Setting], plugins: frozenset[str]) -> Archives:
    if "jekyll-archives" not in plugins:
        return Archives()
    enabled = texts(settings, "jekyll-archives.enabled")
    kinds = list(_NAMES.values()) if enabled in {("true",), ("all",)} else [_NAMES[name] for name in enabled if name in _NAMES]
    own = {kind: text(settings, f"jekyll-archives.permalinks.{kind}") for kind in kinds}
    return Archives(tuple((kind, own[kind] or _PERMALINKS[kind]) for kind in kinds))


def made_by_plugins(settings: dict[str, Setting], plugins: frozenset[str]) -> tuple[str, ...]:
    """The addresses of feeds, the sitemap and further pages of the list of posts."""
    found: list[str] = []
    if "jekyll-feed" in plugins:
        found.append("/" + (text(settings, "feed.path") or "feed.xml").lstrip("/"))
        found += [f"/feed/{name}.xml" for name in texts(settings, "feed.categories")]
    if "jekyll-sitemap" in plugins:
        found += ["/sitemap.xml", "/robots.txt"]
    if "jekyll-redirect-from" in plugins and text(settings, "redirect_from.json") != "false":
        found.append("/redirects.json")
    if {"jekyll-paginate", "jekyll-paginate-v2"} & plugins and text(settings, "paginate"):
        path = "/" + (text(settings, "paginate_path") or "/page:num").lstrip("/")
        found += [path.replace(":num", str(number)) for number in range(2, _MOST_PAGES)]
    return tuple(found)
