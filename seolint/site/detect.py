"""Which generator a folder belongs to: by its configuration and folders, else by what its posts show."""

from __future__ import annotations

from seolint.site import Site, astro, docusaurus, hexo, hugo, jekyll, plain, qiita, react, vitepress, zenn
from seolint.site.folder import Folder

_GENERATORS = (docusaurus, vitepress, astro, hexo, jekyll, hugo, zenn, qiita, react, plain)
_SAMPLE = 30


def detect(root: str, folder: Folder, base: Site) -> Site | None:
    """The site whose root is ``folder``, at the path ``root``; None when it is the root of none."""
    found = (generator.find(root, folder, base) for generator in _GENERATORS)
    return next((site for site in found if site is not None), None)


def guess(root: str, folder: Folder, base: Site) -> Site:
    """The site of a folder without any configuration, by its first posts: two of them, or all of fewer, must agree."""
    texts = [folder.text(path) for path in folder.pages(_SAMPLE)]
    enough = min(2, len(texts))
    for shows, site in (
        (zenn.shows, zenn.read_site(root, base)),
        (qiita.shows, qiita.read_site(root, base)),
        (docusaurus.shows, docusaurus.read_site(root, None, base)),
        (vitepress.shows, vitepress.read_site(root, None, base)),
        (hexo.shows, hexo.read_site(root, None, base)),
        (jekyll.shows, jekyll.read_site(root, None, base)),
    ):
        if enough and sum(map(shows, texts)) >= enough:
            return site
    return plain.read_site(root, base)
