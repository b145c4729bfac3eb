"""Completion in front matter: keys, values that a schema enumerates, and the tags and categories of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from seolint.assist import Around
from seolint.assist.front_matter_lines import Spot
from seolint.assist.proposal import NOTHING, Kind, Proposal
from seolint.assist.schema_keys import Known, keys_at, value_at
from seolint.diagnostic import Text
from seolint.document import Document, Schema
from seolint.pattern import pattern

_TAGS = frozenset({"tags", "tag", "topics", "taxonomies.tags"})
_CATEGORIES = frozenset({"categories", "category", "taxonomies.categories"})
_REQUIRED = Text("required", "必須")
_ODD = pattern(r"[-?:,\[\]{}#&*!|>'\"%@`\s]|.*(?:: |\s#|:\Z|\s\Z)|(?i:true|false|yes|no|on|off|null|~|[\d.+-]+)\Z")
"""What YAML does not take for a plain text."""
_IN_LIST = pattern(r"[,\[\]{}]")
_OTHER = 100
_SIGNS = {"yaml": ": ", "toml": " = ", "json": ": "}


def front_matter(doc: Document, spot: Spot, around: Around, schemas: Sequence[Schema]) -> Iterator[Proposal]:
    """What may stand at ``spot``."""
    folded = doc.site.generator == "hugo"
    if spot.role in {"key", "item"} and not spot.flow and not (spot.role == "item" and spot.quoted):
        yield from _keys(doc, spot, keys_at(schemas, spot.path, folded=folded))
    if spot.role == "key":
        return
    item = spot.role == "item"
    known = value_at(schemas, spot.path, item=item, folded=folded)
    for value in known.values:
        yield _value(doc, spot, value, "value", NOTHING, 1, plain=known.plain)
    name = ".".join(spot.path).lower()
    used: Mapping[str, int] = around.tags if name in _TAGS else around.categories if name in _CATEGORIES else {}
    own = {tag.value for tag in doc.tags} if name in _TAGS else set[str]()
    for number, (tag, count) in enumerate(sorted(used.items(), key=lambda pair: (-pair[1], pair[0]))):
        if tag not in own:
            said = Text("1 post" if count == 1 else f"{count:,} posts", f"{count:,}記事")
            yield _value(doc, spot, tag, "tag", said, 10 + number)


def _keys(doc: Document, spot: Spot, known: Mapping[str, Known]) -> Iterator[Proposal]:
    """Keys that the object has not; at the top those that the generator reads besides."""
    usual = dict.fromkeys(_usual(doc)) if not spot.path and spot.role == "key" else {}
    have = {key.lower() for key in spot.keys} if doc.site.generator == "hugo" else spot.keys
    written = doc.text[spot.start : spot.end]
    weights = _weights(doc) if not spot.path else dict[str, int]()
    for key in (*known, *(key for key in usual if key not in known)):
        if (key.lower() if doc.site.generator == "hugo" else key) in have and key != written:
            continue
        about = known.get(key, Known())
        if about.refused:
            continue
        detail = Text(", ".join(about.values[:4]), "、".join(about.values[:4])) if about.values else NOTHING
        rank = 0 if about.required else weights.get(key.lower(), _OTHER if key in known else _OTHER + 1)
        text = _named(spot, key)
        yield Proposal(doc.at(spot.start, spot.end), text, key, "key", _REQUIRED if about.required else detail, rank=rank)


def _weights(doc: Document) -> Mapping[str, int]:
    """The ranks of the keys that a post is found by, in the order in which one writes them; the generator's own names first."""
    site = doc.site
    lists = (
        site.title_keys[:1], ("title",), site.description_keys[:1], ("description",), site.date_keys[:1], ("date",), ("tags",),
        ("categories",), site.image_keys[:1], ("image",), site.keyword_keys[:1], site.updated_keys[:1], ("slug",), ("author",),
    )  # fmt: skip
    names = dict.fromkeys(key.partition(".")[0].lower() for keys in lists for key in keys)
    return {name: 1 + number for number, name in enumerate(names)}


def _named(spot: Spot, key: str) -> str:
    """A key with the quotes that JSON wants or that are open, and with its sign, as far as these are not there yet."""
    opens, closes = spot.language == "json" and not spot.quoted, (spot.language == "json" or spot.quoted) and not spot.closed
    ends = "" if spot.signed or spot.closed else _SIGNS[spot.language]
    return '"' * opens + key + '"' * closes + ends


def _usual(doc: Document) -> Iterator[str]:
    """The keys that the site is known to read."""
    site = doc.site
    lists = (site.title_keys, site.description_keys, site.date_keys, site.updated_keys, site.image_keys, site.keyword_keys)
    if site.known_keys:
        yield from sorted(site.known_keys)
        yield from site.keyword_keys[:1]
    else:
        yield from (keys[0].partition(".")[0] for keys in lists if keys)
        yield from ("tags", "categories")


def _value(
    doc: Document, spot: Spot, value: str, kind: Kind, detail: Text, rank: int, *, plain: bool = False
) -> Proposal:  # fmt: skip
    text = value
    if not spot.quoted and not plain:
        odd = _ODD.match(value) is not None or (spot.flow and _IN_LIST.search(value) is not None)
        if spot.language != "yaml" or odd:
            text = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return Proposal(doc.at(spot.start, spot.end), text, value, kind, detail, rank=rank)
