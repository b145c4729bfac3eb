"""The parts that a document is made of, as a fix must leave them: each with its kind, its place and what it says."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from seolint.document import Document, Item, Literal, Reference
from seolint.document.tokens import HEADINGS
from seolint.document.tree import Array, Node, Object
from seolint.text import Location, Placed


class Part(Struct, frozen=True, gc=False):
    """One part; what it says may change only where one of ``spots`` does."""

    kind: str
    at: tuple[int, int]
    says: object
    spots: tuple[tuple[int, int], ...]


class Parts(Struct, frozen=True):
    """The parts of a document: of its body with the scripts, of its front matter, and of each JSON-LD script."""

    body: tuple[Part, ...]
    front_matter: tuple[Part, ...]
    scripts: tuple[tuple[Part, ...], ...]


def parts_of(doc: Document) -> Parts:
    """Every front matter key and value, heading, link, image, script, item of structured data and block of ``doc``."""
    items = tuple(tuple(_dedupe(part for item in script.items for part in _item(item))) for script in doc.scripts)
    return Parts(tuple(_dedupe(_body(doc))), tuple(_dedupe(_front_matter(doc))), items)


def _dedupe(parts: Iterator[Part]) -> Iterator[Part]:
    """Each part once: an alias and a shared node come again."""
    seen: set[tuple[str, tuple[int, int], object]] = set()
    for part in parts:
        key = (part.kind, part.at, part.says)
        if key not in seen:
            seen.add(key)
            yield part


def _body(doc: Document) -> Iterator[Part]:
    for heading in doc.headings:
        yield _part("heading", heading.at, (heading.level, heading.text.value, _said(heading.id)))
    for link in doc.links:
        spots = [link.text.at, *(value.at for value in (link.url, *link.attributes.values()) if value)]
        yield _part("link", link.at, (link.text.value, _said(link.url)), *spots)
    for image in doc.images:
        spots = [image.url.at, *(value.at for value in (image.alt, *image.attributes.values()) if value)]
        yield _part("image", image.at, (image.url.value, _said(image.alt)), *spots)
    for raw in doc.content.scripts:
        yield _part("script", doc.at(raw.start, raw.end), doc.text[raw.start : raw.end])
    for block in doc.blocks:
        kind = "heading text" if block.kind in HEADINGS else block.kind
        yield _part(kind, block.text.at, block.text.value)


def _front_matter(doc: Document) -> Iterator[Part]:
    written = doc.front_matter
    if not written.exists:
        return
    yield Part("front matter", (written.at.start, written.at.end), written.language, ())
    todo: list[tuple[Node, tuple[Placed[str], ...]]] = [(written.root, ())]
    read: set[int] = set()
    while todo:
        node, keys = todo.pop()
        if id(node) in read:
            continue
        read.add(id(node))
        if isinstance(node, Array):
            todo += [(entry, keys) for entry in node.items]
        elif isinstance(node, Object):
            for member in node.members:
                inner = (*keys, member.key)
                yield _part("key", member.key.at, _names(inner), *(key.at for key in inner))
                todo.append((member.value, inner))
        else:
            yield _part("value", node.at, (_names(keys), node.text.value, node.kind), *(key.at for key in keys))


def _item(item: Item) -> Iterator[Part]:
    """The item, its properties and their values, items inside too."""
    named = [placed for placed in (*item.types, item.id) if placed is not None]
    yield Part("item", _span(item.at), (_names(item.types), _said(item.id)), tuple(_span(placed.at) for placed in named))
    for each in item.properties:
        yield _part("property", each.name.at, (each.name.value, each.reverse))
        value = each.value
        if isinstance(value, Literal):
            yield _part("value", value.at, (value.text.value, value.kind, value.type))
        elif isinstance(value, Reference):
            yield _part("reference", value.at, value.id.value)
        else:
            yield from _item(value)


def _part(kind: str, at: Location, says: object, *others: Location) -> Part:
    return Part(kind, _span(at), says, (_span(at), *map(_span, others)))


def _span(at: Location) -> tuple[int, int]:
    return at.start, at.end


def _said(value: Placed[str] | None) -> str | None:
    return value.value if value is not None else None


def _names(values: tuple[Placed[str], ...]) -> tuple[str, ...]:
    return tuple(value.value for value in values)
