"""VitePress: what ``.vitepress/config`` says of a site, and where it puts pages."""

from __future__ import annotations

import re

from seolint.site import Place, Routing, Site, Values, javascript
from seolint.site.folder import Folder

_LOCALE = re.compile(r"^[a-z]{2}(?:-[A-Za-z]{2,4})?$")
_OWN = re.compile(r"^(?:<<< @/|<script setup)", re.MULTILINE)
_CONTAINER = re.compile(r"^::: ?(?:tip|warning|info|danger|details)\b", re.MULTILINE)
_HEADING_ID = re.compile(r"^#+ .*\{#[\w-]+\}[ \t]*\r?$", re.MULTILINE)
_KEYS = frozenset(
    "title titleTemplate description head lang layout hero features navbar sidebar aside outline lastUpdated editLink "
    "footer pageClass search prev next date author tags image category cover draft".split()
)


class VitePressRouting(Routing, frozen=True):
    """``source`` is ``srcDir`` with a final slash; ``known`` says that no rewrites move pages."""

    site_title: str = ""
    title_template: str = ""
    source: str = ""
    clean: bool = False
    known: bool = False

    def place(self, path: str, values: Values) -> Place:
        inside = path[len(self.source) :] if path.startswith(self.source) else ""
        first = inside.partition("/")[0]
        language = first.lower() if _LOCALE.match(first) and "/" in inside else ""
        if not inside or inside.startswith((".", "node_modules/")):
            return Place("part")
        if not self.known:
            return Place("page", language=language)
        stem = re.sub(r"\.md$", "", inside)
        folder, _, name = stem.rpartition("/")
        where = f"/{folder}/" if folder else "/"
        address = where if name == "index" else where + name + ("" if self.clean else ".html")
        return Place("page", address, language=language, names=(values.text("titleTemplate"),))

    def built(self) -> tuple[str, ...]:
        return (".vitepress/dist/",)

    def asset(self, path: str) -> str:
        public = self.source + "public/"
        return "/" + path[len(public) :] if path.startswith(public) else ""

    def full_title(self, title: str, path: str, values: Values, place: Place) -> str:
        """VitePress's own rule: the title, then the template or the site's title behind a bar."""
        template = next(iter(place.names), "") or self.title_template
        title = title or self.site_title
        if ":title" in template:
            return template.replace(":title", title)
        tail = "" if template == "false" else template if template not in {"", "true"} else self.site_title
        tail = "" if tail == self.site_title and template not in {"", "true"} else tail
        return title if not tail or title == tail else f"{title} | {tail}"

    def sources(self) -> tuple[str, ...]:
        return (self.source, self.source + "public/")


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is none of VitePress's."""
    text = javascript.read(folder, (".vitepress/config", ".vitepress/config/index"))
    if text is None:
        return read_site(root, None, base) if folder.is_folder(".vitepress") else None
    return read_site(root, text, base)


def shows(text: str) -> bool:
    """Whether a page is written for VitePress."""
    return bool(_OWN.search(text) or (_HEADING_ID.search(text) and _CONTAINER.search(text)))


def guessed(root: str, base: Site) -> Site:
    """The site at ``root`` that only its posts show."""
    return read_site(root, None, base)


def read_site(root: str, text: str | None, base: Site) -> Site:
    """The site at ``root`` with the text of its configuration, None when there is none."""
    found = text or ""
    title = javascript.literal(found, "title")
    source = javascript.literal(found, "srcDir").strip("./")
    routing = VitePressRouting(
        title, javascript.literal(found, "titleTemplate"), f"{source}/" if source else "",
        clean=javascript.literal(found, "cleanUrls") == "true", known=text is not None and "rewrites" not in found,
    )  # fmt: skip
    host = re.match(r"https?://[^/]+", javascript.literal(found, "hostname"))
    return Site(
        root=root, generator="vitepress", known=text is not None, title=title, suffix=f" | {title}" if title else "",
        url=host[0] if host else "", baseurl=javascript.literal(found, "base").rstrip("/"),
        language=javascript.literal(found, "lang"), routing=routing, template="vitepress",
        markdown="markdown-it", heading_ids="vitepress", images_relative_to="source", known_keys=_KEYS, now=base.now,
    )  # fmt: skip
