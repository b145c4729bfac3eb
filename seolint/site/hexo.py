"""Hexo: what ``_config.yml`` says of a site whose posts are in ``source/_posts``, and where it puts pages."""

from __future__ import annotations

from seolint.site import Site
from seolint.site.folder import Folder, text


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is none of Hexo's."""
    if folder.is_folder("_posts") and folder.name == "source":
        return Site(root=root, generator="hexo", template="nunjucks", now=base.now)
    settings = folder.settings("_config.yml")
    if settings is not None and folder.is_folder("source") and not folder.is_folder("_posts"):
        return Site(root=root, generator="hexo", template="nunjucks", title=text(settings, "title"), now=base.now)
    return None
