"""Astro: what its configuration says of a site, and where it puts pages and the entries of content collections."""

from __future__ import annotations

import re

from seolint.site import Declared, Place, Routing, Site, Values, javascript
from seolint.site.astro_collections import read_collections
from seolint.site.folder import Folder

_SCRIPT = re.compile(r"src/pages/([^\[]*\.\w+)\.[cm]?[jt]s")
_ENDING = re.compile(r"\.(?:mdx?|markdown|html|astro)$")
_LOCALE = re.compile(r"^[a-z]{2}(?:-[a-z]{2,4})?$", re.IGNORECASE)
_ROUTES = ("[...slug].astro", "[slug].astro", "[...id].astro", "[id].astro")
_KEYS = frozenset(
    "title description date pubDate publishedDate updatedDate heroImage image cover tags category categories author authors "
    "draft slug layout featured lang sidebar template hero tableOfContents head editUrl lastUpdated pagefind prev next "
    "banner i18nReady type".split()
)


class AstroRouting(Routing, frozen=True):
    """``collections`` are those that a route of their own name publishes; ``starlight`` publishes ``docs`` at the root.

    ``slash`` is the final slash of addresses. ``folders`` are those of collections that are not where their names say, with these.
    """

    site_title: str = ""
    collections: tuple[str, ...] = ()
    starlight: bool = False
    slash: str = "/"
    folders: tuple[tuple[str, str], ...] = ()

    def place(self, path: str, values: Values) -> Place:
        if values.text("draft") == "true":
            return Place("draft")
        if path.startswith("src/pages/"):
            inside = _ENDING.sub("", path[len("src/pages/") :])
            if "[" in inside or any(part.startswith("_") for part in inside.split("/")):
                return Place("part")
            return Place("page", self._address(inside))
        moved = next(((name, path[len(folder) :]) for folder, name in self.folders if path.startswith(folder)), None)
        if moved is None and not path.startswith("src/content/"):
            return Place("part")
        collection, entry = moved or path[len("src/content/") :].partition("/")[::2]
        first = entry.partition("/")[0]
        language = first.lower() if "/" in entry and _LOCALE.match(first) else ""
        slug = values.text("slug") or "/".join(_slug(part) for part in _ENDING.sub("", entry).split("/"))
        if self.starlight and collection == "docs":
            return Place("page", self._address(slug), language=language)
        address = self._address(f"{collection}/{slug}") if collection in self.collections else ""
        return Place("post", address, language=language)

    def _address(self, stem: str) -> str:
        plain = re.sub(r"(?:^|/)index$", "", stem).strip("/")
        return f"/{plain}{self.slash}" if plain else "/"

    def makes(self, address: str) -> bool:
        """Code may."""
        return True

    def built(self) -> tuple[str, ...]:
        return ("dist/",)

    def asset(self, path: str) -> str:
        """A file of ``public``, or what a script beside the pages makes: ``src/pages/og.png.ts``."""
        made = _SCRIPT.fullmatch(path)
        return "/" + (made[1] if made else path[len("public/") :]) if made or path.startswith("public/") else ""

    def full_title(self, title: str, path: str, values: Values, place: Place) -> str:
        return f"{title} | {self.site_title}" if self.starlight and title and self.site_title else ""


def _slug(part: str) -> str:
    """A path's part as content collections write it: github-slugger's way."""
    return re.sub(r"[^\w\- ]", "", part.lower()).replace(" ", "-")


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is none of Astro's."""
    text = javascript.read(folder, ("astro.config",))
    content = javascript.source(folder, ("src/content.config", "src/content/config"))
    if text is None:
        return read_site(root, None, (), base, content) if content is not None or folder.is_folder("src/content/docs") else None
    names = [name for name in ("blog", "posts", "post", "articles", "news", "docs", "notes")
             if any(folder.is_file(f"src/pages/{name}/{route}") for route in _ROUTES)]  # fmt: skip
    return read_site(root, text, tuple(names), base, content)


def read_site(root: str, text: str | None, collections: tuple[str, ...], base: Site, content: str | None = None) -> Site:
    """The site at ``root`` with the text of its configuration and of that of its content, None when there is none."""
    found = text or ""
    starlight = "starlight(" in found
    own = dict(read_collections(content or ""))
    declared = tuple(own.values()) if own or not starlight else (Declared("src/content/docs/", known="starlight"),)
    folders = tuple((each.folder, name) for name, each in own.items() if each.folder != f"src/content/{name}/")
    title = javascript.literal(found, "title") if starlight else ""
    prefix = javascript.literal(found, "base").strip("/")
    slash = "" if javascript.literal(found, "trailingSlash") == "never" else "/"
    return Site(
        root=root, generator="astro", known=text is not None, title=title, suffix=f" | {title}" if title else "",
        url=javascript.literal(found, "site").rstrip("/"), baseurl=f"/{prefix}" if prefix else "",
        language=javascript.literal(found, "defaultLocale"),
        routing=AstroRouting(title, collections, starlight, slash, folders), template="astro", heading_ids="github",
        images_relative_to="source", known_keys=_KEYS, declared=declared, now=base.now,
    )  # fmt: skip
