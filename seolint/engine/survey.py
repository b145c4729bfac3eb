"""A look at a site before its first configuration: how large it is, what builds it, and where its keywords stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from seolint.document import Document
from seolint.engine.read import read_text
from seolint.site import Site

_MOST = 200
_LARGEST = 1_000_000
_KEYWORDS = re.compile(r"(?i)(?:.*[_.-])?(?:keywords?|keyphrases?)")


class Survey(Struct, frozen=True):
    """``posts`` that were found, the language of most of those that were read, and the keys that name keywords.

    ``sites`` have the number of posts of each, the largest first.
    """

    posts: int
    language: str
    keyword_keys: tuple[str, ...]
    drafts: tuple[str, ...]
    sites: tuple[tuple[Site, int], ...]


def survey(paths: Sequence[str], sites: Sequence[Site]) -> Survey:
    """Look at posts from all over ``paths``, whose sites are ``sites``."""
    counted = Counter(site.root for site in sites)
    by_root = {site.root: site for site in sites}
    step = max(len(paths) // _MOST, 1)
    languages: Counter[str] = Counter()
    keys: Counter[str] = Counter()
    for path, site in list(zip(paths, sites, strict=True))[::step]:
        text = read_text(path, _LARGEST)
        if not isinstance(text, str):
            continue
        doc = Document(path, text, site)
        try:
            languages[doc.language] += 1
        except ValueError:  # of too many elements to say
            continue
        written = {member.key.value for member in doc.front_matter.root.members}
        keys.update(key for key in written if _names_keywords(doc, key))
    likeliest = [language for language, _ in languages.most_common() if language]
    return Survey(
        posts=len(paths),
        language=likeliest[0] if likeliest else "",
        keyword_keys=tuple(key for key, _ in keys.most_common()),
        drafts=tuple(sorted({_folder(path) for path in paths if _folder(path)})),
        sites=tuple((by_root[root], count) for root, count in counted.most_common()),
    )


def _names_keywords(doc: Document, key: str) -> bool:
    return _KEYWORDS.fullmatch(key) is not None and any(value.value.strip() for value in doc.front_matter.strings(key))


def _folder(path: str) -> str:
    """The folder of drafts that ``path`` is in; "" when it is in none."""
    parts = path.split("/")[:-1]
    for number, part in enumerate(parts, 1):
        if part.lower() in {"drafts", "_drafts", "draft", "下書き"}:
            return "/".join(parts[:number]) + "/"
    return ""
