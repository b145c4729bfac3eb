"""Jekyll: what ``_config.yml`` says of a site, and where it puts pages."""

from __future__ import annotations

import re

from seolint.site import Site
from seolint.site.folder import Folder, Setting, text, texts

CONFIGURATION = ("_config.yml", "_config.yaml", "_config.toml")

_MARK = re.compile(r"\{% *(?:highlight|post_url|link|include)\b|\{\{ *(?:site\.(?:baseurl|url|data)|page\.)")
_KEYS = frozenset(
    "layout title date categories category tags tag author authors description excerpt image permalink published slug "
    "lang locale redirect_from redirect_to sitemap last_modified_at seo canonical_url toc comments math mermaid pin "
    "featured hidden order weight draft robots noindex header teaser classes sidebar ref twitter facebook video type "
    "render_with_liquid math_engine subtitle seo_keywords keywords focus_keyword focus_keyphrase reading_time".split()
)


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is none of Jekyll's."""
    for name in CONFIGURATION:
        settings = folder.settings(name)
        if settings is not None:
            return read_site(root, settings, base)
    if folder.is_folder("_posts") and folder.name != "source":
        return read_site(root, None, base)
    return None


def shows(text: str) -> bool:
    """Whether a post has Jekyll's tags and variables."""
    return text.startswith("---") and _MARK.search(text) is not None


def guessed(root: str, base: Site) -> Site:
    """The site at ``root`` that only its posts show."""
    return read_site(root, None, base)


def read_site(root: str, settings: dict[str, Setting] | None, base: Site) -> Site:
    """The site at ``root`` with the configuration ``settings``; None when only ``_posts`` tells."""
    found = settings or {}
    title = text(found, "title")
    suffix = f" | {title}" if title and "jekyll-seo-tag" in (*texts(found, "plugins"), *texts(found, "gems")) else ""
    return Site(
        root=root, generator="jekyll", known=settings is not None, title=title, suffix=suffix,
        url=text(found, "url").rstrip("/"), baseurl=text(found, "baseurl").rstrip("/"),
        language=text(found, "lang") or text(found, "locale"),
        template="liquid", markdown="kramdown", heading_ids="kramdown",
        known_keys=_KEYS, now=base.now,
    )  # fmt: skip
