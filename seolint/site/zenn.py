"""Zenn: articles in ``articles/``, books in ``books/``; the author's name, and so the URL, is not in the repository."""

from __future__ import annotations

import re

from seolint.site import Place, Routing, Site, Values
from seolint.site.folder import Folder

_ARTICLE = re.compile(r"\A\ufeff?---\s.*^(?:topics|emoji)\s*:.*?^---", re.MULTILINE | re.DOTALL)
_KEYS = frozenset("title emoji type topics published published_at publication_name slug summary price toc_depth free".split())


class ZennRouting(Routing, frozen=True):
    """Articles are known by their slug alone."""

    def place(self, path: str, values: Values) -> Place:
        folder, _, name = path.rpartition("/")
        slug = name.rpartition(".")[0]
        if values.text("published") == "false":
            return Place("draft", names=(slug,))
        if folder == "articles":
            return Place("post", names=(slug,), language="")
        return Place("page" if folder.startswith("books/") else "part", names=(slug,))

    def reads(self, path: str) -> bool:
        return path.startswith(("articles/", "books/")) or not path.lower().endswith((".html", ".htm"))

    def asset(self, path: str) -> str:
        return "/" + path if path.startswith("images/") else ""


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is none of Zenn's."""
    if not (folder.is_folder("articles") or folder.is_folder("books")):
        return None
    named = "zenn-cli" in folder.text("package.json")
    articles = [path for path in folder.pages(200) if path.startswith("articles/")][:5] if not named else []
    if named or any(shows(folder.text(path)) for path in articles):
        return read_site(root, base)
    return None


def shows(text: str) -> bool:
    """Whether a post's front matter is Zenn's."""
    return _ARTICLE.match(text[:2000]) is not None and "topics" in text[:2000] and "emoji" in text[:2000]


def guessed(root: str, base: Site) -> Site:
    """The site at ``root`` that only its posts show."""
    return read_site(root, base)


def read_site(root: str, base: Site) -> Site:
    """Zenn's site at ``root``; a description is made of the body."""
    return Site(
        root=root, generator="zenn", known=True, language="ja", routing=ZennRouting(), template="zenn",
        markdown="zenn", heading_ids="markdown-it", publishes_description=False, date_keys=("published_at",),
        known_keys=_KEYS, now=base.now,
    )  # fmt: skip
