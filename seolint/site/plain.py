"""No generator that we know: a folder of posts and pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from seolint.site import Site
from seolint.site.folder import Folder

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_CANONICAL = re.compile(
    r"""<link\b(?=[^>]*\brel=["']?canonical\b)[^>]*\bhref=(?:["'](https?://[^"'<>]*)["']|(https?://[^\s"'<>]*))""", re.IGNORECASE
)
_KEYS = frozenset(
    "layout title date categories category tags author description image slug lang draft published permalink "
    "seo_keywords keywords reading_time featured type template status".split()
)


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The published folder that ``folder`` plainly is: a home page beside what only the root of a site has."""
    if not folder.is_file("index.html") or not any(map(folder.is_file, ("CNAME", "robots.txt", "sitemap.xml"))):
        return None
    host = folder.text("CNAME").strip()
    home = _CANONICAL.search(folder.text("index.html"))
    address = urlsplit(home[1] or home[2]) if home else None
    if address is None or not address.netloc:
        return read_site(root, base, f"https://{host}" if _HOST.fullmatch(host) else "")
    return read_site(root, base, f"{address.scheme}://{address.netloc}", address.path.removesuffix("index.html").rstrip("/"))


def read_site(root: str, base: Site, url: str = "", path: str = "") -> Site:
    """The site at ``root``, published at ``url`` below ``path``."""
    return Site(root=root, url=url, baseurl=path, adds_base=False, known_keys=_KEYS, now=base.now)
