"""Hugo: what its configuration says of a site, and where it puts pages."""

from __future__ import annotations

from seolint.site import Site
from seolint.site.folder import Folder

CONFIGURATION = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is none of Hugo's."""
    if any(folder.is_file(name) for name in CONFIGURATION):
        return Site(root=root, generator="hugo", template="hugo", now=base.now)
    return None


def shows(text: str) -> bool:
    """Whether a post's front matter is TOML, as only Hugo's is."""
    return text.removeprefix("\ufeff").startswith("+++")


def guessed(root: str, base: Site) -> Site:
    """The site at ``root`` that only its posts show."""
    return Site(root=root, generator="hugo", template="hugo", now=base.now)
