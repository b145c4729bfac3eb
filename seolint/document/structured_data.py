"""Structured data as one placed item tree: JSON-LD today, with room for the same from Microdata and RDFa."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal as OneOf

from msgspec import Struct
from msgspec.structs import replace

from seolint.document.json_ld import Context, Gaps, controls, extend
from seolint.document.json_ld_parts import Top, contexts, scalars, tops
from seolint.document.json_slips import Slip
from seolint.document.json_tree import JsonError, read_json
from seolint.document.script_text import inside, is_json_ld, masked, type_slip
from seolint.document.template import Template
from seolint.document.tokens import Raw
from seolint.document.tree import Array, Member, Node, Object, Scalar, duplicates, same
from seolint.pattern import pattern
from seolint.text import UNKNOWN, Location, Placed

_DEPTH, _MOST = 64, 200
_CODE = re.compile(r"\{\{(?!\s*\"[^\"\n]*\"\s*:)|\{%|<[%?]")
"""Template code of a generator that we do not know: what it makes of a script is not known either."""

_EXPRESSION = pattern(r"\s*\{\s*[^\s\"'“”}@,/]")
"""What MDX computes: no data, but a brace with something other than a property behind it."""


class Literal(Struct, frozen=True):
    """A value that is no item. ``kind`` is JSON's; ``unknown`` is what a template fills or could not be read.

    ``type`` is the ``@type`` of a value object, "" without one. ``resolved`` says that it stands in an attribute for addresses, so
    that its readers complete a relative one.
    """

    text: Placed[str]
    kind: OneOf["string", "number", "boolean", "null", "unknown"]
    type: str = ""

    keywords: tuple[Placed[str], ...] = ()
    resolved: bool = False

    @property
    def at(self) -> Location:
        return self.text.at

    @property
    def unknown(self) -> bool:
        """Whether a template fills it, or a part of it."""
        return self.kind == "unknown" or UNKNOWN in self.text.value

    @property
    def says(self) -> bool:
        """Whether it is known and says something: neither null nor blank."""
        return not self.unknown and self.kind != "null" and bool(self.text.value.strip())


class Reference(Struct, frozen=True):
    """``{"@id": …}`` alone: an item described elsewhere."""

    id: Placed[str]
    at: Location


class Property(Struct, frozen=True):
    """One property with one value; a list of values comes as several properties.

    ``term`` is schema.org's name, "" when the name belongs to another vocabulary; ``name`` is what the page says.
    """

    term: str
    name: Placed[str]
    value: Value
    reverse: bool = False


class Item(Struct, frozen=True):
    """``types`` and ``properties`` in source order. ``terms`` are schema.org's names of the types, "" for foreign ones.

    ``known`` is False where a foreign or unreadable context decides what the names mean: judge nothing then.
    ``first`` is where its first key stands, ``last`` where its last value ends: places to insert at. ``whole`` is False
    where a template may add properties that nobody sees. ``keywords`` are other keys that begin with ``@``, those of
    its value objects included. In Microdata and RDFa ``at`` is the start tag.
    """

    at: Location
    types: tuple[Placed[str], ...]
    terms: tuple[str, ...]
    id: Placed[str] | None
    properties: tuple[Property, ...]
    known: bool
    first: int
    last: int
    whole: bool = True
    keywords: tuple[Placed[str], ...] = ()
    syntax: OneOf["json-ld", "microdata", "rdfa"] = "json-ld"

    @property
    def name_at(self) -> Location:
        """Where one sees what the item is: its first type, else its opening brace."""
        at = self.at
        return self.types[0].at if self.types else Location(at.path, at.start, at.start + 1)

    def values(self, term: str) -> tuple[Value, ...]:
        """The values of schema.org's property ``term``."""
        return tuple(p.value for p in self.properties if p.term == term and not p.reverse)

    def text(self, term: str) -> Placed[str] | None:
        """The first text value of ``term`` that is known."""
        for value in self.values(term):
            if isinstance(value, Literal) and value.says:
                return value.text
        return None


Value = Item | Literal | Reference


class Script(Struct, frozen=True):
    """One JSON-LD script: its tree, and what is wrong with it: the first ``error``, and all that a reader finds who reads on.

    ``root`` and ``items`` are what was meant where there are mistakes, None and none where that cannot be told.
    ``control`` says that template control tags are inside, which may choose between what stands there.
    """

    at: Location
    root: Node | None
    error: JsonError | None
    control: bool
    items: tuple[Item, ...]
    errors: tuple[Slip, ...] = ()

    @property
    def duplicates(self) -> tuple[tuple[Placed[str], Placed[str], bool], ...]:
        """Keys that repeat an earlier one of the same object, each with the first, and whether both have the same value; none
        where a template may choose."""
        if self.control:
            return ()
        return tuple((member.key, first.key, same(member.value, first.value)) for member, first in duplicates(self.root))

    @property
    def tops(self) -> tuple[Top, ...]:
        """The objects that no other holds; none where a template or a mistake hides some of what is in them."""
        seen = not self.control and self.root is not None and all(item.whole for item in self.items)
        return tuple(tops(self.root)) if seen else ()

    @property
    def contexts(self) -> tuple[Placed[str], ...]:
        """The addresses that its ``@context`` names."""
        return tuple(contexts(self.root))

    @property
    def values(self) -> tuple[Scalar, ...]:
        """Every value that is neither object nor array."""
        return tuple(scalars(self.root))


def read_scripts(path: str, text: str, template: Template, raws: tuple[Raw, ...]) -> tuple[Script, ...]:
    """The JSON-LD scripts of a document in order, the first 200; ``text`` is what ``template`` was read from.

    Where there are more, one stands for the rest and says so.
    """
    found = tuple(islice(_read_scripts(path, text, template, raws), _MOST + 1))
    if len(found) <= _MOST:
        return found
    at = found[_MOST].at
    return (*found[:_MOST], Script(at, None, None, True, (), (Slip("many", Location(path, at.start, at.start + 1)),)))


def _read_scripts(path: str, text: str, template: Template, raws: tuple[Raw, ...]) -> Iterator[Script]:
    for raw in raws:
        named = is_json_ld(raw)
        slip = None if named else type_slip(path, text, raw)
        at = inside(path, template.text, raw) if named or slip is not None else None
        if at is not None:
            script = _read_script(path, text, template, at)
            yield script if slip is None else replace(script, errors=(slip, *script.errors))


def _read_script(path: str, text: str, template: Template, at: Location) -> Script:
    control = bool(controls(template, at.start, at.end))
    code = _CODE.search(template.text, at.start, at.end) is not None
    if path.endswith(".mdx") and _EXPRESSION.match(template.text, at.start, at.end):
        return Script(at, None, None, True, ())
    if code:
        template = masked(template, at)
    slips = _comma_slips(path, text, at) if control or code else ()
    try:
        root = read_json(path, template.text, at.start, at.end)
    except JsonError as error:
        if code:
            return Script(at, None, error, True, (), slips)
        mended = _mended(path, template, at, error)
        return Script(at, None, error, True, mended.items, slips) if control else mended
    gaps = Gaps(template, at.start, at.end) if control or UNKNOWN in template.text[at.start : at.end] else None
    return Script(at, root, None, control, tuple(_items(root, Context(gaps=gaps), 0)), slips)


def _comma_slips(path: str, text: str, at: Location) -> tuple[Slip, ...]:
    from seolint.document.json_commas import comma_slips

    return tuple(comma_slips(path, text, at.start, at.end))


def _mended(path: str, template: Template, at: Location, error: JsonError) -> Script:
    """The script at ``at``, which is no JSON."""
    from seolint.document.json_script import recover_script

    found = recover_script(path, template.text, at.start, at.end, error)
    gaps = Gaps(template, at.start, at.end, found.lost)
    items = tuple(_items(found.root, Context(gaps=gaps), 0)) if found.root is not None else ()
    return Script(at, found.root, error, False, items, found.slips)


def _items(node: Node, context: Context, depth: int) -> Iterator[Item]:
    """Top-level items of a script."""
    if depth > _DEPTH:
        return
    if isinstance(node, Array):
        for entry in node.items:
            yield from _items(entry, context, depth + 1)
    elif isinstance(node, Object):
        here = _context_of(node, context)
        graph = next((m.value for m in node.members if here.keyword(m.key.value) == "@graph"), None)
        if graph is not None:
            yield from _items(graph, here, depth + 1)
        item = _item(node, context, depth)
        if isinstance(item, Item) and (item.properties or item.types or graph is None):
            yield item


def _context_of(node: Object, context: Context) -> Context:
    for member in node.members:
        if member.key.value == "@context":
            context = extend(context, member.value)
    return context


def _item(node: Object, context: Context, depth: int) -> Value:
    context = _context_of(node, context)
    types: list[Placed[str]] = []
    identifier: Placed[str] | None = None
    properties: list[Property] = []
    keywords: list[Placed[str]] = []
    for member in node.members:
        keyword = context.keyword(member.key.value)
        if keyword == "@type":
            entries = member.value.items if isinstance(member.value, Array) else (member.value,)
            types += [entry.text for entry in entries if isinstance(entry, Scalar)]
        elif keyword == "@id":
            identifier = member.value.text if isinstance(member.value, Scalar) else None
        elif keyword == "@reverse" and isinstance(member.value, Object):
            properties += [p for inner in member.value.members for p in _properties(inner, context, depth, reverse=True)]
        elif keyword:
            keywords.append(member.key)
        else:
            properties += _properties(member, context, depth)
    if identifier is not None and not types and not properties:
        return Reference(identifier, node.at)
    keywords += [key for p in properties if isinstance(p.value, Literal) for key in p.value.keywords]
    first = node.members[0].key.at.start - 1 if node.members else node.at.start + 1
    last = _end(node.members[-1].value) if node.members else first
    whole = context.gaps is None or not context.gaps.inside(node)
    terms = tuple(context.term(t.value) for t in types)
    return Item(
        node.at, tuple(types), terms, identifier, tuple(properties), context.known, first, last, whole, tuple(keywords)
    )


def _end(node: Node) -> int:
    """Where a value ends, its closing quote included."""
    return node.at.end + (isinstance(node, Scalar) and node.kind == "string")


def _properties(member: Member, context: Context, depth: int, *, reverse: bool = False) -> Iterator[Property]:
    term = context.term(member.key.value)
    for value in _values(member.value, context, depth + 1):
        yield Property(term, member.key, value, reverse)


def _values(node: Node, context: Context, depth: int) -> Iterator[Value]:
    if depth > _DEPTH:
        return
    if isinstance(node, Array):
        for entry in node.items:
            yield from _values(entry, context, depth + 1)
    elif isinstance(node, Scalar):
        yield Literal(node.text, "string" if node.kind == "plain" else node.kind)
    else:
        inner = {context.keyword(m.key.value): m.value for m in node.members}
        if "@value" in inner:
            value, kind = inner["@value"], inner.get("@type")
            if isinstance(value, Scalar):
                type_ = kind.text.value if isinstance(kind, Scalar) else ""
                others = tuple(m.key for m in node.members if context.keyword(m.key.value))
                yield Literal(value.text, "string" if value.kind == "plain" else value.kind, type_, others)
        elif "@list" in inner or "@set" in inner:
            yield from _values(inner.get("@list") or inner["@set"], context, depth + 1)
        else:
            yield _item(node, context, depth + 1)
