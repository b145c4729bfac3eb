"""Jekyll: what ``_config.yml`` says of a site, and where it puts pages."""

from __future__ import annotations

import re

from seolint.pattern import pattern
from seolint.site import Site
from seolint.site.folder import Folder, Plain, Setting, at, table, text, texts
from seolint.site.jekyll.defaults import Defaults, read_defaults
from seolint.site.jekyll.entries import EXCLUDED, Entries
from seolint.site.jekyll.head import Heads, read_heads
from seolint.site.jekyll.made import made_by_plugins, read_archives
from seolint.site.jekyll.permalinks import STYLES
from seolint.site.jekyll.routing import Collection, JekyllRouting, Languages

CONFIGURATION = ("_config.yml", "_config.yaml", "_config.toml")

_KEYS = frozenset(
    "layout title date categories category tags tag author authors description excerpt image permalink published slug "
    "lang locale redirect_from redirect_to sitemap last_modified_at seo canonical_url toc comments math mermaid pin "
    "featured hidden order weight draft robots noindex header teaser classes sidebar ref twitter facebook video type "
    "render_with_liquid math_engine subtitle seo_keywords keywords focus_keyword focus_keyphrase reading_time".split()
)
_MARK = pattern(r"\{% *(?:post_url|link|include|highlight|raw|seo|figure)\b|(?:site|page)\.[a-z]|\| *relative_url")
_GROUP = pattern(r"^[ \t]*group\s*\(?\s*:jekyll_plugins\b[^\n]*\n(.*?)^[ \t]*end\b", re.MULTILINE | re.DOTALL)
_GROUPED = pattern(r"""^[ \t]*gem[ \t]*\(?\s*["']([\w-]+)["'][^\n]*:jekyll_plugins""", re.MULTILINE)
_GEM = pattern(r"""^[ \t]*gem[ \t]*\(?\s*["']([\w-]+)["']""", re.MULTILINE)
_GITHUB_PAGES = frozenset(
    "jekyll-default-layout jekyll-optional-front-matter jekyll-paginate jekyll-readme-index jekyll-titles-from-headings "
    "jekyll-relative-links".split()
)
_DESCRIPTION = pattern(r"""<meta\s+name=["']?description["']?\s(?:(?!<meta)[^>])*?page\.(\w+)[^>]*""")
_PAGE_KEY = re.compile(r"page\.(\w+)")


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is none of Jekyll's."""
    for name in CONFIGURATION:
        settings = folder.settings(name)
        if settings is not None:
            return read_site(root, settings, base, folder)
    if folder.is_folder("_posts") and folder.name != "source":
        return guessed(root, base)
    return None


def shows(text: str) -> bool:
    """Whether a post has Jekyll's tags and variables."""
    return text.startswith("---") and _MARK.search(text) is not None


def guessed(root: str, base: Site) -> Site:
    """The site at ``root`` that only its posts show: where they are published is not known."""
    return Site(
        root=root, generator="jekyll", routing=JekyllRouting(now=base.now), template="liquid", markdown="kramdown",
        heading_ids="kramdown", known_keys=_KEYS, now=base.now,
    )  # fmt: skip


def read_site(root: str, settings: dict[str, Setting], base: Site, folder: Folder) -> Site:
    """The site at ``root`` with the configuration ``settings``; its layouts are in ``folder``."""
    plugins, on_github = _plugins(settings, folder)
    source = _folder(text(settings, "source"))
    heads = read_heads(folder, source, settings, plugins)
    title = heads.site_text("title") if isinstance(settings.get("title"), Plain) else text(settings, "title")
    return Site(
        root=root, generator="jekyll", known=True, title=title,
        suffix=f" | {title}" if title and "jekyll-seo-tag" in plugins else "",
        url=text(settings, "url").rstrip("/"), baseurl=_baseurl(text(settings, "baseurl")),
        language=text(settings, "lang") or text(settings, "locale"),
        routing=_routing(settings, source, base, folder, plugins, heads, future=on_github),
        template="liquid", markdown=_markdown(settings), adds_base=False,
        follows_sources=_follows_sources(settings, plugins),
        heading_ids=_heading_ids(settings), heading_offset=_heading_offset(settings),
        description_keys=_description_keys(heads, plugins) or base.description_keys, known_keys=_KEYS, now=base.now,
    )  # fmt: skip


def _routing(
    settings: dict[str, Setting], source: str, base: Site, folder: Folder, plugins: frozenset[str], heads: Heads, *, future: bool
) -> JekyllRouting:
    permalink = text(settings, "permalink") or "date"
    collections_dir = _folder(text(settings, "collections_dir"))
    endings = text(settings, "markdown_ext") or "markdown,mkdown,mkdn,mkd,md"
    languages = texts(settings, "languages")
    require = "jekyll-optional-front-matter" in plugins and text(settings, "optional_front_matter.enabled") != "false"
    readme = "jekyll-readme-index" in plugins and text(settings, "readme_index.enabled") != "false"
    has_index = any(name.lower().startswith("index.") for name in folder.names(source.rstrip("/")))
    return JekyllRouting(
        known=True, permalink=permalink, source=source, collections_dir=collections_dir,
        collections=_collections(settings, permalink),
        defaults=Defaults(read_defaults(settings), collections_dir.rstrip("/")),
        entries=Entries(
            texts(settings, "include") if "include" in settings else (".htaccess",), (*texts(settings, "exclude"), *EXCLUDED),
            _folder(text(settings, "destination")).rstrip("/") or "_site",
        ),
        markdown=tuple(f".{ending.lower()}" for ending in endings.split(",")),
        timezone=text(settings, "timezone"), drafts=_is_true(settings, "show_drafts"),
        future=_is_true(settings, "future") or (future and "future" not in settings),
        unpublished=_is_true(settings, "unpublished"), redirects="jekyll-redirect-from" in plugins, bare_pages=require,
        bare_readme=readme and not has_index,
        languages=Languages(languages, text(settings, "default_lang") or "en") if "jekyll-polyglot" in plugins else None,
        now=base.now, heads=heads, archives=read_archives(settings, plugins), made=made_by_plugins(settings, plugins),
    )  # fmt: skip


def _plugins(settings: dict[str, Setting], folder: Folder) -> tuple[frozenset[str], bool]:
    """The names of the plugins that are on, and whether GitHub Pages builds the site."""
    gems = folder.text("Gemfile")
    named = {*texts(settings, "plugins"), *texts(settings, "gems"), *_GROUPED.findall(gems)}
    for group in _GROUP.finditer(gems):
        named |= set(_GEM.findall(group[1]))
    on_github = "github-pages" in _GEM.findall(gems)
    return frozenset(named | _GITHUB_PAGES if on_github else named), on_github


def _collections(settings: dict[str, Setting], permalink: str) -> tuple[Collection, ...]:
    """The collections, posts among them; a list names those that are not published."""
    named = at(settings, "collections")
    told = named if isinstance(named, dict) else dict.fromkeys(texts(settings, "collections"), "")
    found = {"posts": Collection("posts", output=True, permalink=STYLES.get(permalink, permalink))}
    for label in told:
        said = table(told, label) if isinstance(told[label], dict) else {}
        label = re.sub(r"[^A-Za-z0-9_\-.]", "", label)
        own = text(said, "permalink")
        if label == "posts":
            found["posts"] = Collection("posts", output=True, permalink=own or found["posts"].permalink)
        else:
            found[label] = Collection(label, _is_true(said, "output"), own)
    return tuple(found.values())


def _markdown(settings: dict[str, Setting]) -> str:
    """The dialect: GitHub's for CommonMark, CommonMarkGhPages and commonmarker, else kramdown's."""
    return "gfm" if text(settings, "markdown").lower().startswith("commonmark") else "kramdown"


def _heading_ids(settings: dict[str, Setting]) -> str:
    """The way of ids, with their prefix behind a colon; ``kramdown-explicit`` for those that are not predicted."""
    if (text(settings, "markdown") or "kramdown").lower() != "kramdown" or text(settings, "kramdown.auto_ids") == "false":
        return "kramdown-explicit"
    classic = (text(settings, "kramdown.input") or "GFM") != "GFM"
    if classic and text(settings, "kramdown.transliterated_header_ids") == "true":
        return "kramdown-explicit"
    plain = "no_auto_typographic" in texts(settings, "kramdown.gfm_quirks")
    prefix = text(settings, "kramdown.auto_id_prefix")
    style = "kramdown-classic" if classic else "kramdown-plain" if plain else "kramdown"
    return f"{style}:{prefix}" if prefix else style


def _heading_offset(settings: dict[str, Setting]) -> int:
    said = text(settings, "kramdown.header_offset")
    return int(said) if re.fullmatch(r"[-+]?\d{1,3}", said, re.ASCII) else 0


def _description_keys(heads: Heads, plugins: frozenset[str]) -> tuple[str, ...]:
    """The keys that layouts publish as description; () where they do not tell."""
    if "jekyll-seo-tag" in plugins and (heads.theme or any(re.search(r"\{%-?\s*seo\b", head) for head in heads.layouts.values())):
        return ("description", "excerpt")
    for head in heads.layouts.values():
        found = _DESCRIPTION.search(head)
        if found:
            return tuple(dict.fromkeys(_PAGE_KEY.findall(found[0])))
    return ()


def _baseurl(path: str) -> str:
    path = path.rstrip("/")
    return path if not path or path.startswith("/") else "/" + path


def _folder(path: str) -> str:
    """A folder's path with a final slash; "" for the site's root itself."""
    parts = [part for part in path.split("/") if part not in {"", "."}]
    return "/".join(parts) + "/" if parts else ""


def _follows_sources(settings: dict[str, Setting], plugins: frozenset[str]) -> bool:
    """Whether jekyll-relative-links turns links to Markdown files into links to their pages."""
    return "jekyll-relative-links" in plugins and text(settings, "relative_links.enabled") != "false"


def _is_true(settings: dict[str, Setting], key: str) -> bool:
    return text(settings, key).lower() in {"true", "yes", "on"}
