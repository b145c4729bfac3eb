"""What a page says of itself outside its structured data: in the front matter, in its head, and to its readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import unquote, urlsplit

import msgspec

from seolint import UNKNOWN, Document, Placed, Text, fold, pattern
from seolint_rules.data.moments import moment
from seolint_rules.data.url_hosts import domain_of

_START = r"(?:^|[\s／/|｜・、。（(])(?:最終)?"
_DAY = r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?"
_LABELS = {
    "datePublished": pattern(rf"{_START}(?:公開日?|投稿日?|掲載日|作成日|published(?: on)?|posted(?: on)?)[\s:：]*{_DAY}", re.I),
    "dateModified": pattern(rf"{_START}(?:更新日?|改訂日?|(?:last )?(?:updated|modified)(?: on)?)[\s:：]*{_DAY}", re.I),
}
_METAS = {"datePublished": "article:published_time", "dateModified": "article:modified_time"}
_MOST = 10
_BRIEF = 120
"""Lines with dates are no longer than this, in characters: what is longer tells of something."""
_INDEX = pattern(r"/index\.html?$|\.html?$|/+$")


class Told(msgspec.Struct, frozen=True):
    """``as_written`` is what the page says there, ``value`` what it means; ``by`` says who says so."""

    as_written: Placed[str]
    value: str
    by: Literal["front matter", "page", "canonical", "address"] = "front matter"


BY = {
    "front matter": Text("that of the front matter", "先頭の設定（front matter）の"),
    "page": Text("what the page shows", "ページに書いてある"),
    "canonical": Text("the canonical URL", "canonicalの"),
    "address": Text("where the page is published", "ページのURL"),
}


def titles(doc: Document) -> tuple[Told, ...]:
    """The title of the front matter, else all that the page shows as its title; none where a template makes one."""
    own = doc.front_matter.first(doc.site.title_keys)
    if own is not None:
        return (_own(own),) if own.value.strip() else ()
    shown = [heading.text for heading in doc.headings if heading.level == 1 and letters(heading.text.value)][:_MOST]
    shown += [each for each in (doc.content.head_title,) if each is not None and letters(each.value)]
    return tuple(Told(each, each.value, "page") for each in shown) if not any(UNKNOWN in each.value for each in shown) else ()


def dates(doc: Document, term: str) -> tuple[Told, ...]:
    """The days of publication or change that the front matter names, else those of the head, else those that readers see."""
    own = doc.date if term == "datePublished" else doc.updated
    if own is not None:
        return (_own(own),)
    meta = doc.content.meta.get(_METAS[term]) if doc.is_html else None
    found = (Told(meta, meta.value, "page"),) if meta is not None and moment(meta.value) else tuple(_labelled(doc, term))
    return found[:1]


def _labelled(doc: Document, term: str) -> Iterator[Told]:
    for block in doc.blocks:
        text = block.text.value
        found = _LABELS[term].search(text) if len(text) <= _BRIEF and not block.chrome and block.kind != "pre" else None
        if found is not None:
            year, month, day = found.groups()
            yield Told(Placed(found[0], block.text.part(*found.span())), f"{year}-{int(month):02}-{int(day):02}", "page")


def home(doc: Document) -> Told | None:
    """The complete URL that the page says or the site gives it."""
    named = (doc.front_matter.get(key) for key in ("canonical_url", "canonical", "canonicalUrl", "canonicalURL"))
    written = [each for each in named if each is not None]
    written += [each.href for each in doc.content.head.links if "canonical" in each.rels and each.href is not None]
    if written:
        (first, *_) = written
        return Told(first, first.value, "canonical") if "://" in first.value and UNKNOWN not in first.value else None
    return Told(Placed(doc.url, doc.top), doc.url, "address") if "://" in doc.url else None


def same_page(one: str, other: str) -> bool | None:
    """Whether two URLs lead to one page of a site; None when they are of different sites, or one is no complete URL."""
    try:
        left, right = urlsplit(one.strip()), urlsplit(other.strip())
        hosts = (left.hostname or "", right.hostname or "")
    except ValueError:
        return None
    if not all(hosts) or domain_of(hosts[0]) != domain_of(hosts[1]):
        return None
    return hosts[0].removeprefix("www.") == hosts[1].removeprefix("www.") and _path(left.path) == _path(right.path)


def alike(said: str, told: Iterable[Told]) -> bool:
    """Whether a text is one of those told, or one of the two is a part of the other; of those shown, nearly one is enough."""
    own = letters(said)
    others = [(each.by, letters(each.value)) for each in told]
    if not own or any(own in other or other in own for _, other in others):
        return True
    from difflib import SequenceMatcher

    return any(by == "page" and SequenceMatcher(None, own[:300], other[:300], False).ratio() >= 0.8 for by, other in others)


def letters(text: str) -> str:
    """Letters and digits alone, folded."""
    return "".join(filter(str.isalnum, fold(text)))


def _own(value: Placed[str]) -> Told:
    return Told(value, value.value)


def _path(path: str) -> str:
    return _INDEX.sub("", unquote(path).lower())
