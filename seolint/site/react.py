"""Gatsby and Next: pages in their folders of routes; posts in content folders, whose addresses only the code knows."""

from __future__ import annotations

import re

from seolint.site import Place, Routing, Site, Values, javascript
from seolint.site.folder import Folder

_ROUTED = re.compile(r"(?:src/)?pages/(.+)\.(?:mdx?|html)$")
_APP = re.compile(r"(?:src/)?app/((?:.+/)?)page\.mdx?$")
_POST = re.compile(r"(?:^|/)(?:contents?|posts?|blogs?|articles?|_posts)/")


class ReactRouting(Routing, frozen=True):
    """``folder`` holds the files that are published as they are: ``public/`` or ``static/``."""

    folder: str = "public/"
    slash: str = ""

    def place(self, path: str, values: Values) -> Place:
        draft = values.text("draft") == "true" or values.text("published") == "false"
        found = _APP.match(path) or _ROUTED.match(path)
        if found and "[" not in path:
            stem = re.sub(r"(?:^|/)index$", "", re.sub(r"\([^)]*\)/", "", found[1])).strip("/")
            return Place("draft" if draft else "page", "" if draft else f"/{stem}{self.slash}" if stem else "/")
        return Place("draft" if draft else "post" if _POST.search(path) else "page")

    def makes(self, address: str) -> bool:
        """Code may."""
        return True

    def asset(self, path: str) -> str:
        return "/" + path[len(self.folder) :] if path.startswith(self.folder) else ""


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is neither Gatsby's nor Next's."""
    for name, configuration, routing in (
        ("gatsby", "gatsby-config", ReactRouting("static/", "/")),
        ("next", "next.config", ReactRouting("public/", "")),
        ("next", "contentlayer.config", ReactRouting("public/", "")),
    ):
        text = javascript.read(folder, (configuration,))
        if text is not None:
            url = javascript.literal(text, "siteUrl").rstrip("/")
            return Site(
                root=root, generator=name, known=True, url=url, baseurl=javascript.literal(text, "basePath").rstrip("/"),
                routing=routing, heading_ids="none", images_relative_to="source", now=base.now,
            )  # fmt: skip
    return None
