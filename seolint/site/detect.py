"""Which generator a folder belongs to: by its configuration and folders, else by what its posts show."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

from seolint.pattern import pattern
from seolint.site import Site
from seolint.site.folder import Folder

_MARKS: dict[str, tuple[str, ...]] = {
    "docusaurus": ("docusaurus.config.",),
    "vitepress": (".vitepress",),
    "astro": ("astro.config.", "src"),
    "hexo": ("_config.", "source"),
    "jekyll": ("_",),
    "hugo": ("hugo.", "config", "content"),
    "zenn": ("articles", "books"),
    "qiita": ("public",),
    "react": ("gatsby-config.", "next.config.", "contentlayer.config."),
    "plain": ("index.html",),
}
"""How a name in the folder begins where a generator may be at home; those with the surest marks first.

Start-up counts: a generator's module is imported only then."""

_SHOWN = ("zenn", "qiita", "docusaurus", "vitepress", "hexo", "jekyll", "hugo")
_SHOWING = pattern(r"^topics|^ignorePublish|^sidebar_|^<<< @/|<script setup|^:::|\{[%{]|\A\ufeff?\+\+\+", re.MULTILINE)
_SAMPLE, _PAGES = 30, 2_000


def detect(root: str, folder: Folder, base: Site) -> Site | None:
    """The site whose root is ``folder``, at the path ``root``; None when it is the root of none."""
    names = "\0".join(("", *folder.names()))
    for generator, marks in _MARKS.items():
        if any(f"\0{mark}" in names for mark in marks):
            find = cast(Callable[[str, Folder, Site], Site | None], import_module(f"seolint.site.{generator}").find)
            site = find(root, folder, base)
            if site is not None:
                return site
    return None


def guess(root: str, folder: Folder, base: Site, is_own: Callable[[str], bool] = lambda _: True) -> Site:
    """The site of a folder without any configuration, by a sample of its posts: two, and a fifth of them, must agree.

    ``is_own`` tells, of a path in the folder, whether it belongs to no other site.
    """
    pages = folder.pages(_PAGES)
    texts = [folder.text(path) for path in pages[:: max(len(pages) // _SAMPLE, 1)] if is_own(path)]
    enough = max(min(2, len(texts)), len(texts) / 5)
    showing = [text for text in texts if _SHOWING.search(text)]
    for generator in _SHOWN if len(showing) >= enough > 0 else ():
        module = import_module(f"seolint.site.{generator}")
        shows = cast(Callable[[str], bool], module.shows)
        if sum(map(shows, showing)) >= enough:
            return cast(Site, module.guessed(root, base))
    from seolint.site import plain

    return plain.read_site(root, base)


def named(generator: str, root: str, folder: Folder, base: Site) -> Site | None:
    """The site at ``root`` of a generator that the user names: by its configuration, else as its posts are usually read."""
    module = import_module(f"seolint.site.{'react' if generator in {'gatsby', 'next'} else generator}")
    if generator == "plain":
        return cast(Site, module.read_site(root, base))
    site = cast(Callable[[str, Folder, Site], Site | None], module.find)(root, folder, base)
    if site is None and generator in _SHOWN:
        site = cast(Site, module.guessed(root, base))
    return site
