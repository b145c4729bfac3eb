"""Qiita: articles in ``public/`` as Qiita CLI keeps them; the author's name, and so the URL, is not in the repository."""

from __future__ import annotations

import re

from seolint.site import Place, Routing, Site, Values
from seolint.site.folder import Folder

_ARTICLE = re.compile(r"^(?:ignorePublish|organization_url_name|slide)\s*:", re.MULTILINE)
_KEYS = frozenset("title tags private updated_at id organization_url_name slide ignorePublish".split())


class QiitaRouting(Routing, frozen=True):
    """Articles are known by their id alone."""

    def place(self, path: str, values: Values) -> Place:
        if not path.startswith("public/"):
            return Place("part")
        hidden = values.text("ignorePublish") == "true" or values.text("private") == "true"
        return Place("draft" if hidden else "post", names=tuple(filter(None, (values.text("id"),))))

    def reads(self, path: str) -> bool:
        return path.startswith("public/") or not path.lower().endswith((".html", ".htm"))

    def asset(self, path: str) -> str:
        return ""


def find(root: str, folder: Folder, base: Site) -> Site | None:
    """The site in ``folder``, whose path is ``root``; None when it is none of Qiita's."""
    if not folder.is_folder("public"):
        return None
    if folder.is_file("qiita.config.json") or "@qiita/qiita-cli" in folder.text("package.json"):
        return read_site(root, base)
    return None


def shows(text: str) -> bool:
    """Whether a post's front matter is Qiita's."""
    return text.startswith("---") and len(_ARTICLE.findall(text[:2000])) >= 2


def guessed(root: str, base: Site) -> Site:
    """The site at ``root`` that only its posts show."""
    return read_site(root, base)


def read_site(root: str, base: Site) -> Site:
    """Qiita's site at ``root``; a description is made of the body."""
    return Site(
        root=root, generator="qiita", known=True, language="ja", routing=QiitaRouting(), template="qiita",
        heading_ids="github", publishes_description=False, date_keys=(), updated_keys=("updated_at",),
        known_keys=_KEYS, now=base.now,
    )  # fmt: skip
