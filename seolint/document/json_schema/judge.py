"""What front matter says against a schema, each thing with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from seolint.document.json_schema.fault import Fault
from seolint.document.json_schema.schema import Json, Part, Schema
from seolint.document.json_schema.values import (
    FORMATS,
    LIMITS,
    Found,
    Here,
    is_type,
    plain,
    plain_json,
    shown,
    size,
    written,
)
from seolint.document.meanings import Meaning
from seolint.document.tree import Array, Member, Node, Object, Scalar
from seolint.text import Location

_COLLECTION = Meaning("unknown")
_DEEPEST = 100


class Judge:
    """Holds one tree against one schema. ``meaning`` says what a scalar is, ``fold`` which keys are the same."""

    def __init__(self, schema: Schema, meaning: Callable[[Scalar], Meaning], fold: Callable[[str], str] = str) -> None:
        self.schema, self._meaning, self._fold = schema, meaning, fold
        self._known: dict[tuple[int, int], Found] = {}
        self._same: dict[object, int] = {}
        self._numbers: dict[int, int] = {}
        self._depth = 0

    def judge(self, root: Object, at: Location) -> Found:
        """All that is wrong; what is about the whole is at ``at``."""
        return self._faults(root, self.schema.root, at, "")

    def _faults(self, node: Node, part: Part, at: Location, key: str) -> Found:
        """Each pair of a value and a schema is judged once: aliases may repeat a value without end."""
        if part is True:
            return ()
        pair = (id(node), id(part))
        if pair not in self._known and self._depth < _DEEPEST:
            self._known[pair] = ()  # so that a schema that names itself comes to an end
            here = self._here(node, at, key)
            self._depth += 1
            self._known[pair] = (here.fault("false", {}),) if part is False else tuple(self._all(here, part))
            self._depth -= 1
        return self._known.get(pair, ())

    def _here(self, node: Node, at: Location, key: str) -> Here:
        if not isinstance(node, Scalar):
            return Here(node, "array" if isinstance(node, Array) else "object", _COLLECTION, at, key)
        meaning = self._meaning(node)
        return Here(node, meaning.kind, meaning, at, key)

    def _all(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        if here.kind == "unknown":
            return
        if "type" in part and not is_type(here, part["type"]):
            wanted = part["type"] if isinstance(part["type"], list) else [part["type"]]
            yield here.fault("type", part, here.kind, map(str, wanted))
            return
        if here.kind == ("date" if part.get("x-date") is False else "string" if part.get("x-date") else ""):
            yield here.fault("date", part, here.kind, ["string"])
            return
        for keywords, method in _CHECKS:
            if not keywords.isdisjoint(part):
                yield from method(self, here, part)
        for keyword in LIMITS:
            if keyword in part:
                yield from self.limit(here, part, keyword)

    # What holds for every value

    def ref(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        target = self.schema.target(str(part["$ref"]))
        yield from self._faults(here.node, target, here.at, here.key) if target is not None else ()

    def enum(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        values = cast("list[Json]", part["enum"])
        if not any(self._equal(here.node, value) for value in values):
            yield here.fault("enum", part, wanted=map(written, values))

    def const(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        if not self._equal(here.node, part["const"]):
            yield here.fault("enum", part, wanted=[written(part["const"])])

    def all_of(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        for each in _parts(part, "allOf"):
            yield from self._faults(here.node, each, here.at, here.key)

    def any_of(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        found = [self._faults(here.node, each, here.at, here.key) for each in _parts(part, "anyOf")]
        if all(found):
            yield from _nearest(here, found, part)

    def one_of(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        found = [self._faults(here.node, each, here.at, here.key) for each in _parts(part, "oneOf")]
        if all(found):
            yield from _nearest(here, found, part)
        elif found.count(()) > 1 and self._is_known(here.node):
            yield here.fault("oneOf", part)

    def negation(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        if not self._faults(here.node, cast("Part", part["not"]), here.at, here.key) and self._is_known(here.node):
            yield here.fault("not", part)

    def condition(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        if not self._is_known(here.node):
            return
        holds = not self._faults(here.node, cast("Part", part["if"]), here.at, here.key)
        then = part.get("then" if holds else "else", True)
        yield from self._faults(here.node, cast("Part", then), here.at, here.key)

    # Objects

    def _members(self, node: Node) -> dict[str, Member]:
        """The members by their keys, the last of each."""
        return {self._fold(member.key.value): member for member in node.members} if isinstance(node, Object) else {}

    def each_property(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        named = {self._fold(name): each for name, each in _tables(part, "properties").items()}
        patterns = [(self.schema.pattern(text), each) for text, each in _tables(part, "patternProperties").items()]
        rest = part.get("additionalProperties", True)
        for name, member in self._members(here.node).items():
            key = member.key.value
            parts = [named[name]] if name in named else []
            parts += [each for pattern, each in patterns if pattern.search(key)]
            if not parts and rest is False:
                known = tuple(_tables(part, "properties"))
                yield Fault("additionalProperties", member.key.at, here.inner(key), key, known, 0, part)
                continue
            at = member.value.at if isinstance(member.value, Scalar) and member.value.text.value else member.key.at
            for each in parts or [cast("Part", rest)]:
                yield from self._faults(member.value, each, at, here.inner(key))

    def required(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        yield from self.lacks(here, part, cast("list[str]", part["required"]))

    def dependent(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        there = self._members(here.node)
        for key, names in cast("dict[str, list[str]]", part["dependentRequired"]).items():
            yield from self.lacks(here, part, names) if self._fold(key) in there else ()

    def lacks(self, here: Here, part: dict[str, Json], names: list[str]) -> Iterator[Fault]:
        there = self._members(here.node)
        missing = [name for name in names if self._fold(name) not in there]
        if missing and isinstance(here.node, Object):
            yield here.fault("required", part, wanted=missing)

    # Lists, and what is counted or measured

    def each_item(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        items = here.node.items if isinstance(here.node, Array) else ()
        first = _parts(part, "prefixItems")
        for number, item in enumerate(items):
            each = first[number] if number < len(first) else cast("Part", part.get("items", True))
            yield from self._faults(item, each, _place(item, here.at), here.inner(str(number)))

    def unique(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        seen: set[int] = set()
        for number, item in enumerate(here.node.items if isinstance(here.node, Array) and part["uniqueItems"] else ()):
            same = self._number(item)
            if same in seen and self._is_known(item):
                text = shown(item.text.value) if isinstance(item, Scalar) else ""
                yield Fault("uniqueItems", _place(item, here.at), here.inner(str(number)), text, (), 0, part)
            seen.add(same)

    def _number(self, node: Node) -> int:
        """A number that only equal values have, found once for each node."""
        if id(node) not in self._numbers:
            looks: object
            if isinstance(node, Array):
                looks = ("array", tuple(map(self._number, node.items)))
            elif isinstance(node, Object):
                members = self._members(node)
                looks = ("object", frozenset((name, self._number(member.value)) for name, member in members.items()))
            else:
                looks = plain(node, self._meaning(node))
            self._numbers[id(node)] = self._same.setdefault(looks, len(self._same))
        return self._numbers[id(node)]

    def _equal(self, node: Node, value: Json) -> bool:
        """Whether a value is that of the schema; one that is not known may be."""
        if isinstance(node, Array):
            return isinstance(value, list) and len(value) == len(node.items) and all(map(self._equal, node.items, value))
        if isinstance(node, Object):
            members = self._members(node)
            folded = {self._fold(key): inner for key, inner in value.items()} if isinstance(value, dict) else None
            return folded is not None and members.keys() == folded.keys() and all(
                self._equal(member.value, folded[name]) for name, member in members.items()
            )
        meaning = self._meaning(node)
        return meaning.kind == "unknown" or plain(node, meaning) == plain_json(value)

    def _is_known(self, node: Node) -> bool:
        """Whether nothing in ``node`` is unknown."""
        todo, seen = [node], set[int]()
        while todo:
            here = todo.pop()
            if id(here) in seen:
                continue
            seen.add(id(here))
            if isinstance(here, Array):
                todo += here.items
            elif isinstance(here, Object):
                todo += (member.value for member in here.members)
            elif self._meaning(here).kind == "unknown":
                return False
        return True

    def limit(self, here: Here, part: dict[str, Json], keyword: str) -> Iterator[Fault]:
        found, limit = size(here, keyword), cast(float, part[keyword])
        if found is not None and LIMITS[keyword](found, limit):
            yield here.fault(keyword, part, wanted=[f"{limit:.12g}"], number=found)

    def matches(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        text = str(part["pattern"])
        if here.kind in {"string", "date"} and not self.schema.pattern(text).search(here.text):
            yield here.fault("pattern", part, wanted=[text])

    def format_of(self, here: Here, part: dict[str, Json]) -> Iterator[Fault]:
        name = str(part["format"])
        test = FORMATS.get(name)
        if test is not None and (here.kind == "string" or (here.kind == "date" and name == "date")) and not test(here.text):
            yield here.fault("format", part, wanted=[name])


_CHECKS: tuple[tuple[frozenset[str], Callable[[Judge, Here, dict[str, Json]], Iterator[Fault]]], ...] = (
    (frozenset({"$ref"}), Judge.ref),
    (frozenset({"enum"}), Judge.enum),
    (frozenset({"const"}), Judge.const),
    (frozenset({"properties", "patternProperties", "additionalProperties"}), Judge.each_property),
    (frozenset({"required"}), Judge.required),
    (frozenset({"dependentRequired"}), Judge.dependent),
    (frozenset({"items", "prefixItems"}), Judge.each_item),
    (frozenset({"uniqueItems"}), Judge.unique),
    (frozenset({"pattern"}), Judge.matches),
    (frozenset({"format"}), Judge.format_of),
    (frozenset({"allOf"}), Judge.all_of),
    (frozenset({"anyOf"}), Judge.any_of),
    (frozenset({"oneOf"}), Judge.one_of),
    (frozenset({"not"}), Judge.negation),
    (frozenset({"if"}), Judge.condition),
)


def _parts(part: dict[str, Json], keyword: str) -> list[Part]:
    return cast("list[Part]", part.get(keyword, []))


def _tables(part: dict[str, Json], keyword: str) -> dict[str, Part]:
    return cast("dict[str, Part]", part.get(keyword, {}))


def _nearest(here: Here, found: list[Found], part: dict[str, Json]) -> Iterator[Fault]:
    """Of ways that are all wrong, what is wrong with the one that was meant: another type was hardly."""
    own = [faults for faults in found if not (faults[0].keyword == "type" and faults[0].at == here.at and len(faults) == 1)]
    if own:
        enums = [faults[0] for faults in own if len(faults) == 1 and faults[0].keyword == "enum" and faults[0].key == here.key]
        if len(enums) == len(own) > 1:
            yield here.fault("enum", part, wanted=(text for fault in enums for text in fault.wanted))
        else:
            yield from min(own, key=len)
        return
    yield here.fault("type", part, here.kind, dict.fromkeys(text for faults in found for text in faults[0].wanted))


def _place(item: Node, at: Location) -> Location:
    """Where to flag an item of a list that is at ``at``."""
    if isinstance(item, Scalar):
        return item.at if item.text.value else at
    if isinstance(item, Array):
        return _place(item.items[0], at) if item.items else at
    return item.members[0].key.at if item.members else at
