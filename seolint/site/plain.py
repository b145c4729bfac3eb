"""No generator that we know: a folder of posts and pages."""

from __future__ import annotations

import re

from seolint.site import Site
from seolint.site.folder import Folder

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_KEYS = frozenset(
    "layout title date categories category tags author description image slug lang draft published permalink "
    "seo_keywords keywords reading_time featured type template status".split()
)


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The published folder that ``folder`` plainly is: a home page beside what only the root of a site has."""
    if not folder.is_file("index.html") or not any(map(folder.is_file, ("CNAME", "robots.txt", "sitemap.xml"))):
        return None
    host = folder.text("CNAME").strip()
    return read_site(root, base, f"https://{host}" if _HOST.fullmatch(host) else "")


def read_site(root: str, base: Site, url: str = "") -> Site:
    """The site at ``root``."""
    return Site(root=root, url=url, known_keys=_KEYS, now=base.now)
