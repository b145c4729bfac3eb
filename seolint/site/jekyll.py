"""Jekyll: what ``_config.yml`` says of a site."""

from __future__ import annotations

from collections.abc import Mapping

from seolint.site import Site

CONFIGURATION = ("_config.yml", "_config.yaml")

_KEYS = frozenset(
    "layout title date categories category tags tag author authors description excerpt image permalink published slug "
    "lang locale redirect_from redirect_to sitemap last_modified_at seo canonical_url toc comments math mermaid pin "
    "featured hidden order weight draft robots noindex header teaser classes sidebar ref twitter facebook video type "
    "render_with_liquid math_engine subtitle seo_keywords keywords focus_keyword focus_keyphrase reading_time".split()
)


def read_site(root: str, settings: Mapping[str, str] | None, base: Site) -> Site:
    """The site at ``root`` from the scalars of its configuration by dotted key; None when only ``_posts`` tells."""
    found = settings or {}
    title = found.get("title", "")
    plugins = found.get("plugins", "") + found.get("gems", "")
    suffix = f" | {title}" if title and "jekyll-seo-tag" in plugins else ""
    return Site(
        root=root, generator="jekyll", known=settings is not None, title=title, suffix=suffix,
        url=found.get("url", "").rstrip("/"), baseurl=found.get("baseurl", "").rstrip("/"),
        language=found.get("lang", "") or found.get("locale", ""),
        known_keys=_KEYS, now=base.now,
    )  # fmt: skip
