"""The ``<title>`` that layouts write: jekyll-seo-tag's, or what the layout itself says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from seolint.pattern import pattern
from seolint.site.folder import Folder, Plain, Setting, at, text, texts
from seolint.site.jekyll.defaults import Merged
from seolint.text import UNKNOWN

if TYPE_CHECKING:
    from seolint.site.jekyll.liquid import Value
    from seolint.site.kramdown import Spans

_LAYOUT = pattern(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_PARENT = pattern(r"^layout:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_INCLUDE = pattern(r"\{%-?\s*include(?:_cached)?\s+([\w./-]++)[^%]*+%\}")
_HEAD = pattern(r"<title\b|\{%-?\s*seo\b", re.IGNORECASE)
_OPENING = re.compile(r"<title\b[^>]*>", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f\v]+")
_MOST_LAYOUTS, _MOST_DEPTH, _MOST_INCLUDES = 60, 5, 200
_OPEN = frozenset("time posts pages data collections github static_files documents html_pages html_files tags categories".split())
_LIVE = frozenset("date excerpt content next previous id categories tags collection relative_path".split())
_ARTICLE = pattern(r'"@type"\s*:\s*"((?:[A-Z]\w*)?(?:Article|BlogPosting))"')
_SEO = "\ue001"
"""Stands where jekyll-seo-tag writes its own structured data."""
_QUOTES = {"lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "apos": "'", "quot": '"', "laquo": "«", "raquo": "»",
           "sbquo": "‚", "bdquo": "„", "lsaquo": "‹", "rsaquo": "›"}  # fmt: skip


class Heads(Struct, frozen=True):
    """``layouts`` gives the text of each layout up to its title, includes and parents followed; ``theme`` says that other
    layouts come from a theme that calls jekyll-seo-tag."""

    layouts: dict[str, str] = {}
    settings: dict[str, Setting] = {}
    theme: bool = False
    from_headings: bool = False
    default_layouts: bool = False

    def full_title(self, found: Merged, made: str, kind: str, address: str, path: str) -> str:
        """The title of the page at ``path`` and ``address``, of a collection or of ``pages``, with the front matter ``found``.

        ``made`` is what Jekyll made of its file name. "" when the title is not known.
        """
        import html

        rendered = self._rendered(found, made, kind, address, path)
        opening = _OPENING.search(rendered)
        inner, closing, _ = rendered[opening.end() :].partition("</title>") if opening else ("", "", "")
        return _BLANK.sub(" ", html.unescape(inner)).strip(" ") if closing and UNKNOWN not in inner else ""

    def article(self, found: Merged, made: str, kind: str, address: str, path: str) -> str:
        """The type of article that the layout surely says the page is, by jekyll-seo-tag 2.8 or in JSON-LD of its own."""
        rendered = self._rendered(found, made, kind, address, path)
        if _SEO in rendered:
            return found.text("seo.type") or ("BlogPosting" if kind == "posts" or found.text("date") else "")
        own = _ARTICLE.search(rendered)
        return own[1] if own else ""

    def _rendered(self, found: Merged, made: str, kind: str, address: str, path: str) -> str:
        """The head of the page's layout; "" when it is not known."""
        import html

        from seolint.site.jekyll.liquid import render, written
        from seolint.site.jekyll.scalars import value_of

        zone = text(self.settings, "timezone")
        title = value_of(found, "title", zone)
        if title in {None, ""} or (title is False and made):
            title = made or None
        if title is None and self.from_headings:
            return ""
        layout = found.text("layout") or self.default_layout(kind, path)
        head = self.layouts.get(layout, "{% seo %}" if self.theme and layout not in {"", "none"} else "")

        def lookup(name: str) -> Value:
            first, _, rest = name.partition(".")
            if first == "page":
                return _page(rest)
            if first == "site":
                return self.site(rest)
            if first == "paginator" and not (text(self.settings, "paginate") and path.endswith("index.html")):
                return None
            if name == "paginator.page":
                return "1"
            return UNKNOWN if first in {"layout", "include", "jekyll", "paginator", "content"} else None

        def _page(key: str) -> Value:
            known: dict[str, Value] = {"title": title, "url": address or UNKNOWN, "path": path,
                                       "name": path.rpartition("/")[2]}  # fmt: skip
            if key in known:
                return known[key]
            if key in _LIVE or not key:
                return UNKNOWN
            return value_of(found, key, zone)

        def tag(name: str, rest: str) -> str:
            if name == "seo":
                own = "" if "title=false" in rest.lower() else f"<title>{html.escape(self.seo_title(written(title)))}</title>"
                return _SEO + own
            return UNKNOWN

        return render(head, lookup, tag)

    def default_layout(self, kind: str, path: str) -> str:
        """The layout that jekyll-default-layout gives to a page that names none."""
        if not self.default_layouts:
            return ""
        wanted = ("home", "page") if path.partition(".")[0] == "index" else ("post",) if kind == "posts" else ("page",)
        return next((name for name in wanted if name in self.layouts), "default")

    def site(self, key: str) -> Value:
        """The value of ``site.key``."""
        value = at(self.settings, key) if key.partition(".")[0] not in _OPEN else UNKNOWN
        if not isinstance(value, str) or key == "":
            return UNKNOWN
        from seolint.site.jekyll.scalars import read

        found = read(value, text(self.settings, "timezone")) if isinstance(value, Plain) else None
        return value or None if found is None else found

    def site_text(self, key: str) -> str:
        """``site.key`` as it is printed; "" where there is none."""
        from seolint.site.jekyll.liquid import written

        return written(self.site(key))

    def seo_title(self, title: str) -> str:
        """jekyll-seo-tag 2.8's title for a page of that title, unknown where its Markdown is."""
        spans = self._spans()
        names = ("title" if text(self.settings, "title") else "name", "tagline", "description")
        parts = [_formatted(value, spans) for value in (title, *(self.site_text(name) for name in names))]
        own, site, tagline, description = (part if part is not None else UNKNOWN for part in parts)
        page = own or site
        if site and page != site:
            return f"{page} | {site}"
        return f"{site} | {tagline or description}" if site and description else page

    def _spans(self) -> Spans:
        from seolint.site.kramdown import Spans

        said = at(self.settings, "kramdown.smart_quotes")
        names = said.split(",") if isinstance(said, str) and said else []
        quotes = [_QUOTES.get(name.strip(), UNKNOWN) for name in names] or ["‘", "’", "“", "”"]
        quotes += [UNKNOWN] * 4
        symbols = "no_auto_typographic" not in texts(self.settings, "kramdown.gfm_quirks")
        return Spans(quotes=(quotes[0], quotes[1], quotes[2], quotes[3]), symbols=symbols)


def _formatted(value: str, spans: Spans) -> str | None:
    from seolint.site.kramdown import line_text

    found = line_text(_BLANK.sub(" ", value), spans) if value else ""
    return _BLANK.sub(" ", found).strip(" ") if found is not None else None


def read_heads(folder: Folder, source: str, settings: dict[str, Setting], plugins: frozenset[str]) -> Heads:
    """What the layouts of ``folder`` say of titles."""
    base = source + (text(settings, "layouts_dir") or "_layouts").strip("/")
    names = sorted(name for name in folder.names(base) if name.endswith((".html", ".htm")))[:_MOST_LAYOUTS]
    layouts = {name.rpartition(".")[0]: folder.text(f"{base}/{name}") for name in names}
    includes = source + (text(settings, "includes_dir") or "_includes").strip("/")
    heads = {name: _head(name, layouts, folder, includes) for name in layouts}
    return Heads(
        {name: head for name, head in heads.items() if head}, settings,
        theme="jekyll-seo-tag" in plugins and bool(text(settings, "theme") or text(settings, "remote_theme")),
        from_headings="jekyll-titles-from-headings" in plugins, default_layouts="jekyll-default-layout" in plugins,
    )  # fmt: skip


def _head(name: str, layouts: Mapping[str, str], folder: Folder, includes: str) -> str:
    """The head of the outermost layout of ``name``; "" where it has no title."""
    for _ in range(_MOST_DEPTH):
        found = layouts.get(name, "")
        front = _LAYOUT.match(found)
        parent = _PARENT.search(front[1]) if front else None
        body = found[front.end() :] if front else found
        if parent is None:
            head = _Includes(folder, includes).expand(body.partition("</head>")[0], _MOST_DEPTH).partition("</head>")[0]
            return head if _HEAD.search(head) else ""
        name = parent[1]
    return ""


class _Includes:
    """Puts a limited number of the files of a folder in for the tags that include them."""

    def __init__(self, folder: Folder, path: str) -> None:
        self.folder, self.path, self.left = folder, path, _MOST_INCLUDES

    def expand(self, body: str, depth: int) -> str:
        def put(found: re.Match[str]) -> str:
            self.left -= 1
            if self.left < 0 or depth == 0 or ".." in found[1]:
                return found[0]
            return self.expand(self.folder.text(f"{self.path}/{found[1]}"), depth - 1)

        return _INCLUDE.sub(put, body)
