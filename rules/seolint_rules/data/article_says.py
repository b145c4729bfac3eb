"""Where the structured data of an article differs from what its page says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from seolint import Document, Literal, Placed, Thing, fold
from seolint_rules.data.moments import iso, moment, same
from seolint_rules.data.page_says import Told, alike, dates, home, same_page, titles
from seolint_rules.data.thing_urls import named_urls

_HANDLE = re.compile(r"[a-z0-9_.-]+|@.*")


class Difference(msgspec.Struct, frozen=True):
    """``said`` in the data, ``told`` by the page; ``right`` is what a fix may write, "" for nothing."""

    term: str
    said: Placed[str]
    told: Told
    right: str


def differences(doc: Document, article: Thing) -> Iterator[Difference]:
    headline, told = _text(article, "headline"), titles(doc)
    if headline is not None and told and not alike(headline.value, told):
        yield Difference("headline", headline, told[0], told[0].value)
    for term in ("datePublished", "dateModified"):
        yield from _date(doc, term, _text(article, term))
    yield from _image(doc, article)
    said, own = _text(article, "description"), doc.front_matter.first(doc.site.description_keys)
    if own is not None and said is not None and own.value.strip() and not alike(said.value, [Told(own, own.value)]):
        yield Difference("description", said, Told(own, own.value), own.value)
    yield from _author(doc, article)
    yield from _url(doc, article)


def _date(doc: Document, term: str, said: Placed[str] | None) -> Iterator[Difference]:
    one = moment(said.value) if said is not None else None
    for told in dates(doc, term) if one is not None else ():
        other = moment(told.value)
        if said is not None and one is not None and other is not None and not same(one, other):
            yield Difference(term, said, told, iso(told.value, said.value))


def _image(doc: Document, article: Thing) -> Iterator[Difference]:
    said, own = tuple(article.url("image")), doc.featured_image if doc.front_matter.exists else None
    if own is None or len(said) != 1 or len(article.values("image")) != 1:
        return
    one, other = doc.image_identity(said[0]), doc.image_identity(own)
    if one and other and one.rpartition("/")[2] != other.rpartition("/")[2]:
        yield Difference("image", said[0], Told(own, own.value), own.value if "//" in own.value else "")


def _author(doc: Document, article: Thing) -> Iterator[Difference]:
    own, names = [*doc.front_matter.strings("author"), *doc.front_matter.strings("authors")], list(_names(article))
    if not own or not names or len(names) < len(article.values("author")):
        return
    ours = {_tight(each) for each in own}
    if not any(_HANDLE.fullmatch(each.value) for each in own) and ours.isdisjoint(map(_tight, names)):
        right = own[0].value if len(names) == len(own) == 1 else ""
        yield Difference("author", names[0], Told(own[0], own[0].value), right)


def _url(doc: Document, article: Thing) -> Iterator[Difference]:
    told = home(doc)
    for term in ("url", "mainEntityOfPage") if told is not None else ():
        for url in named_urls(article, term):
            if told is not None and same_page(url.value, told.value) is False:
                yield Difference(term, url, told, told.value)


def _text(article: Thing, term: str) -> Placed[str] | None:
    return next((value.text for value in article.values(term) if isinstance(value, Literal) and value.says), None)


def _names(article: Thing) -> Iterator[Placed[str]]:
    """What the authors are called, as far as the page tells."""
    for value in article.values("author"):
        for part in article.described(value):
            if (name := part.text("name")) is not None:
                yield name
        if isinstance(value, Literal) and value.says and "//" not in value.text.value:
            yield value.text


def _tight(name: Placed[str]) -> str:
    return "".join(fold(name.value).split())
