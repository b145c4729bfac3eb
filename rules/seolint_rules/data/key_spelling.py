"""Keys of front matter, and which one a misspelt key stands for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec
from msgspec import Struct

from seolint import Document, Site
from seolint_rules.data import table

_SHORT, _LONG = 5, 9
"""From how many letters on one letter may be wrong, and two."""


class _Declared(Struct):
    properties: dict[str, msgspec.Raw] = {}


def known_keys(site: Site) -> frozenset[str]:
    """The keys that the generator, its usual themes and the site's own code read; in lower case for Hugo, to which case is none."""
    lists = (
        site.title_keys, site.description_keys, site.date_keys, site.updated_keys, site.image_keys, site.keyword_keys,
    )  # fmt: skip
    return _known(site.known_keys, lists, tuple(each.schema for each in site.declared if each.schema), site.generator == "hugo")


@lru_cache(64)
def _known(
    keys: frozenset[str], lists: tuple[tuple[str, ...], ...], declared: tuple[str, ...], folded: bool
) -> frozenset[str]:
    own = (msgspec.json.decode(schema, type=_Declared).properties for schema in declared)
    found = keys.union({key.partition(".")[0] for listed in lists for key in listed}, *own)
    return frozenset(map(str.lower, found)) if folded else found


def meant(name: str, site: Site, others: Iterable[str]) -> str:
    """The one known key, or one of `others`, that `name` is a misspelling of; "" for none, and for words that only look like it."""
    if name in table("front_matter_typo", frozenset[str]):
        return ""
    known, cased = known_keys(site), site.generator != "plain"
    if cased and name.lower() in known and name != name.lower():
        return name.lower()
    found = {key for key in (*known, *others) if (cased or key.lower() != name.lower()) and _is_slip(name, key)}
    return found.pop() if len(found) == 1 else ""


def misspells(doc: Document, keys: Iterable[str]) -> bool:
    """Whether the front matter has one of `keys`, misspelt."""
    known, wanted = known_keys(doc.site), frozenset(keys)
    names = (member.key.value for member in doc.front_matter.root.members)
    return any(name.lower() not in known and name not in known and meant(name, doc.site, ()) in wanted for name in names)


def _is_slip(name: str, key: str) -> bool:
    """Whether letters were swapped, or left out, doubled or mistaken inside the word: another beginning or end is another word."""
    size = min(len(name), len(key))
    if name == key or abs(len(name) - len(key)) > 2 or size < 4 or not name.isascii():
        return False
    if [char for char in name if not char.isalpha()] != [char for char in key if not char.isalpha()]:
        return False
    if sorted(name) == sorted(key):
        return distance(name, key) == 1
    same_ends = name[0] == key[0] and name[-1] == key[-1]
    return same_ends and size >= _SHORT and distance(name, key) <= (2 if size >= _LONG else 1)


def distance(one: str, other: str) -> int:
    """How many letters are left out, put in, mistaken or swapped with the next one."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        here = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, here[column - 1] + 1, last[column - 1] + (char != against))
            if row > 1 and column > 1 and char == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, last = last, here
    return last[-1]
