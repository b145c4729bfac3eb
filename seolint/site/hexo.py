"""Hexo: what ``_config.yml`` says of a site whose posts are in ``source/_posts``, and where it puts pages."""

from __future__ import annotations

import re
from functools import lru_cache

from seolint.site import Place, Routing, Site, Values
from seolint.site.folder import Folder, Setting, text, texts

_PERMALINK, _NAME = ":year/:month/:day/:title/", ":title.md"
_PLACEHOLDER = re.compile(r":(year|month|i_month|day|i_day|hour|minute|second|title|name|post_title|category|lang)")
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_KEY, _MOST_KEYS = re.compile(r":(\w+)", re.ASCII), 8
_SEGMENTS = {"year": r"(\d{4})", "month": r"(\d{2})", "day": r"(\d{2})", "i_month": r"(\d{1,2})", "i_day": r"(\d{1,2})",
             "hash": "([0-9a-f]{12})"}  # fmt: skip
_SPECIAL = re.compile(r"""[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:"'<>,.?/]+""")
_MARK = re.compile(r"\{% *(?:post_link|asset_img|post_path|codeblock|note|blockquote)\b")
_PAGE = re.compile(r"\.(?:md|markdown|html)$")
_KEYS = frozenset(
    "title date updated tags categories category permalink excerpt comments layout published lang language description "
    "keywords thumbnail cover banner top sticky toc author subtitle photos mathjax disableNunjucks disqusId slug".split()
)


class HexoRouting(Routing, frozen=True):
    """``name`` is how names of posts are made, ``source`` the source folder from the site's root with a final slash; ``known``
    says that the configuration was read.
    """

    permalink: str = _PERMALINK
    name: str = _NAME
    source: str = "source/"
    default_category: str = "uncategorized"
    known: bool = False

    def place(self, path: str, values: Values) -> Place:
        if not path.startswith(self.source):
            return Place("part")
        inside = path[len(self.source) :]
        if inside.startswith("_drafts/") or values.text("published") == "false":
            return Place("draft")
        if inside.startswith("_posts/"):
            said = _said(_PAGE.sub("", inside[len("_posts/") :]), _PAGE.sub("", self.name))
            slug = said["title"]
            names = tuple(dict.fromkeys((slug, slug.rpartition("/")[2])))
            language = said.get("lang") or values.text("lang")
            return Place("post", self._post(said, language, values) if self.known else "", names=names, language=language)
        if inside.startswith("_") or "/_" in inside:
            return Place("part")
        if not self.known:
            return Place("page")
        own = values.text("permalink")
        address = own if own else re.sub(r"(^|/)index\.html$", r"\1", _PAGE.sub(".html", inside))
        return Place("page", "/" + address.lstrip("/"))

    def _post(self, said: dict[str, str], language: str, values: Values) -> str:
        """The address of a post whose name says ``said``; "" where Hexo takes what the file does not say, such as its day."""
        own = values.text("permalink")
        if own:
            return "/" + own.lstrip("/")
        slug = said["title"]
        month, date = (said.get(key) or said.get(f"i_{key}", "") for key in ("month", "day"))
        day = _DATE.match(values.text("date") or f"{said.get('year')}-{month}-{date}")
        categories = (*values.texts("categories"), *values.texts("category"))
        words = {
            "title": slug, "name": slug.rpartition("/")[2], "post_title": _slugize(values.text("title")),
            "category": "/".join(map(_slugize, categories)) or self.default_category, "lang": language,
        }  # fmt: skip
        if day:
            year, month, date, *clock = day.groups()
            words |= {"year": year, "month": f"{int(month):02}", "i_month": str(int(month)), "day": f"{int(date):02}",
                      "i_day": str(int(date))}  # fmt: skip
            words |= {name: f"{int(value or 0):02}" for name, value in zip(("hour", "minute", "second"), clock, strict=True)}
        wanted = _PLACEHOLDER.findall(self.permalink)
        rest = _PLACEHOLDER.sub("", self.permalink)
        if ":" in rest or any(name not in words for name in wanted):
            return ""
        return "/" + re.sub("/{2,}", "/", _PLACEHOLDER.sub(lambda found: words[found[1]], self.permalink)).lstrip("/")

    def built(self) -> tuple[str, ...]:
        return ("public/",)

    def asset(self, path: str) -> str:
        inside = path[len(self.source) :] if path.startswith(self.source) else ""
        return "/" + inside if inside and not inside.startswith("_") and "/_" not in inside else ""

    def sources(self) -> tuple[str, ...]:
        return (self.source,)


def _said(stem: str, name: str) -> dict[str, str]:
    """What the path ``stem`` of a post says by the pattern ``name``: its slug as ``title``, and maybe its day."""
    keys = _KEY.findall(name)
    pattern = _name_pattern(name) if len(keys) <= _MOST_KEYS else None
    found = pattern.fullmatch(stem) if pattern else None
    said = dict(zip(keys, found.groups(), strict=True)) if found else {}
    return said if "title" in said else {**said, "title": _slugize(stem)}


@lru_cache(64)
def _name_pattern(name: str) -> re.Pattern[str]:
    parts = _KEY.split(name)
    return re.compile("".join(_SEGMENTS.get(part, "(.+?)") if number % 2 else re.escape(part) for number, part in enumerate(parts)))


def _slugize(text: str) -> str:
    return _SPECIAL.sub("-", text).strip("-")


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is none of Hexo's."""
    if folder.is_folder("_posts") and folder.is_file("_config.yml"):
        return None
    settings = folder.settings("_config.yml")
    source = text(settings, "source_dir") or "source" if settings is not None else "source"
    if settings is not None:
        own = "hexo" in folder.text("package.json")
        return read_site(root, settings, base) if own or folder.is_folder(f"{source}/_posts") else None
    return read_site(root, None, base) if folder.is_folder("source/_posts") else None


def shows(text: str) -> bool:
    """Whether a post has Hexo's tags."""
    return _MARK.search(text) is not None


def guessed(root: str, base: Site) -> Site:
    """The site at ``root`` that only its posts show."""
    return read_site(root, None, base)


def read_site(root: str, settings: dict[str, Setting] | None, base: Site) -> Site:
    """The site at ``root`` with the configuration ``settings``, None when only ``source/_posts`` tells."""
    found = settings or {}
    origin = re.match(r"(https?://[^/]+)(/.*)?$", text(found, "url"))
    path = (text(found, "root") or (origin[2] if origin and origin[2] else "")).rstrip("/")
    routing = HexoRouting(
        text(found, "permalink") or _PERMALINK, text(found, "new_post_name") or _NAME,
        (text(found, "source_dir") or "source").strip("/") + "/", text(found, "default_category") or "uncategorized",
        known=settings is not None,
    )  # fmt: skip
    return Site(
        root=root, generator="hexo", known=settings is not None, title=text(found, "title"),
        url=origin[1] if origin else "", baseurl=path, language=next(iter(texts(found, "language")), ""), routing=routing,
        template="nunjucks", heading_ids="hexo", known_keys=_KEYS, now=base.now,
    )  # fmt: skip
