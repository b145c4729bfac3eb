"""No generator that we know: a folder of posts and pages."""

from __future__ import annotations

from seolint.site import Site

_KEYS = frozenset(
    "layout title date categories category tags author description image slug lang draft published permalink "
    "seo_keywords keywords reading_time featured type template status".split()
)


def read_site(root: str, base: Site) -> Site:
    """The site at ``root``."""
    return Site(root=root, known_keys=_KEYS, now=base.now)
