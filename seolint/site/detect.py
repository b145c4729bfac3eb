"""Which generator a folder belongs to: each is asked in turn, those with the surest marks first."""

from __future__ import annotations

from seolint.site import Site, hexo, hugo, jekyll
from seolint.site.folder import Folder

_GENERATORS = (hexo, jekyll, hugo)


def detect(root: str, folder: Folder, base: Site) -> Site | None:
    """The site whose root is ``folder``, at the path ``root``; None when it is the root of none."""
    found = (generator.find(root, folder, base) for generator in _GENERATORS)
    return next((site for site in found if site is not None), None)
