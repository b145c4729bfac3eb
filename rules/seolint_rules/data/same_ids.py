"""Things that pages name by `@id`: what they say of each, so far as only one value can be true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

import msgspec

from seolint import UNKNOWN, Document, Item, Literal, Location, Reference, Thing, fold
from seolint_rules.data.moments import moment
from seolint_rules.data.schema_org import vocabulary

SINGLE = frozenset(
    "name legalName headline datePublished dateCreated url telephone email taxID vatID birthDate foundingDate isbn sku gtin gtin8 "
    "gtin12 gtin13 gtin14 price priceCurrency ratingValue startDate endDate postalCode streetAddress".split()
)
"""Properties of which a thing has one value, or all its values at once."""

_MOST, _LONG = 100, 200
"""How many things a reference is compared with, and how long a text is compared at most, in characters."""


class Said(msgspec.Struct, frozen=True, array_like=True):
    """The values of one property, as they are compared, with the first as it is written and its place."""

    term: str
    values: frozenset[str]
    shown: str
    at: Location


def name_of(doc: Document, written: str) -> str:
    """An `@id` as one name for all pages of the site; "" where a template fills it, or nobody knows where it leads."""
    written = written.strip()
    if not written or UNKNOWN in written:
        return ""
    if written.startswith("_:") or not doc.url or "://" not in doc.url:
        absolute = "://" in written or written.startswith("urn:")
        return written if absolute else f"{doc.path} {written}"
    try:
        return urljoin(doc.url, written)
    except ValueError:
        return ""


def is_inner(name: str) -> bool:
    """Whether an `@id` can name nothing but what a page's data describes: a part of a page, or a blank node."""
    try:
        return name.startswith("_:") or bool(urlsplit(name).fragment)
    except ValueError:
        return False


def nearest(name: str, others: Sequence[str]) -> str:
    """The part of the page that `name` seems to mean, "" for none; the first things of a page are looked at."""
    from difflib import get_close_matches

    found = get_close_matches(name, others[:_MOST], 1, 0.8) if len(name) < _LONG else []
    return "#" + found[0].rpartition("#")[2] if found else ""


def said(item: Item) -> Iterator[Said]:
    """What an item says that another may contradict; nothing in several languages, and nothing that a template fills."""
    for term in dict.fromkeys(p.term for p in item.properties if p.term in SINGLE and not p.reverse):
        values = item.values(term)
        literals = [value for value in values if isinstance(value, Literal)]
        if len(literals) == len(values) and all(each.says and not each.keywords for each in literals):
            first = literals[0].text
            plain = frozenset(_plain(each.text.value[:_LONG]) for each in literals)
            yield Said(term, plain, first.value if len(first.value) <= 40 else first.value[:39] + "…", first.at)


def references(doc: Document) -> Iterator[Reference]:
    """The references of the page's JSON-LD to things, each place once; where a URL is due, it may lead to anything."""
    seen = set[Location]()
    for thing in doc.things:
        for held in thing.item.properties if thing.known and thing.item.syntax == "json-ld" else ():
            things = held.term and "URL" not in vocabulary().ranges(held.term)
            if isinstance(held.value, Reference) and things and held.value.at not in seen:
                seen.add(held.value.at)
                yield held.value


def described(doc: Document) -> Iterator[tuple[Thing, str]]:
    """The things that the page describes under a name, each place once."""
    seen = set[Location]()
    for thing in doc.things:
        item = thing.item
        if item.id is not None and item.properties and item.known and item.at not in seen:
            seen.add(item.at)
            yield thing, name_of(doc, item.id.value)


def _plain(value: str) -> str:
    found = moment(value)
    if found is not None:
        return found.date().isoformat()
    text = fold(value).strip().rstrip("/")
    for prefix in ("https://", "http://"):
        text = text.removeprefix(prefix).removeprefix("www.")
    try:
        return repr(float(text))
    except ValueError:
        return "".join(text.split())
