"""What a page says of each thing, where it stands: items with their references resolved within the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from seolint.document.structured_data import Item, Literal, Property, Reference, Value
from seolint.text import Location, Placed

_MOST_PARTS = 20


class Thing(Struct, frozen=True):
    """An item where it stands, or where a reference puts it.

    ``parents`` are the ``(property, item)`` pairs that lead to it, outermost first; ``parts`` what the page says under
    its ``@id``, the first 20. A thing that is referred to from several places comes once for each.
    """

    item: Item
    parents: tuple[tuple[str, Item], ...]
    parts: tuple[Item, ...]
    page: Mapping[str, tuple[Item, ...]]

    @property
    def terms(self) -> tuple[str, ...]:
        """schema.org's names of its types, as all parts give them."""
        return tuple(dict.fromkeys(term for part in self.parts for term in part.terms if term))

    @property
    def at(self) -> Location:
        """The same place wherever the thing is referred to."""
        return self.parts[0].name_at

    @property
    def known(self) -> bool:
        return all(part.known for part in self.parts)

    @property
    def whole(self) -> bool:
        return all(part.whole for part in self.parts)

    @property
    def last(self) -> bool:
        """Whether it is the last of the list that holds it."""
        if not self.parents:
            return True
        term, parent = self.parents[-1]
        value = next((p.value for p in reversed(parent.properties) if p.term == term and not p.reverse), None)
        return value is self.item or (isinstance(value, Reference) and self._is(value))

    @property
    def alone(self) -> bool:
        """Whether it stands for the page: by itself, or as the main entity of what does."""
        return all(term == "mainEntity" for term, _ in self.parents)

    def values(self, path: str) -> tuple[Value, ...]:
        """The values at a dotted path such as ``author.name``, references followed."""
        *outer, name = path.split(".")
        parts = self.parts
        for step in outer:
            parts = tuple(inner for part in parts for value in part.values(step) for inner in self.described(value))
        return tuple(value for part in parts for value in part.values(name))

    def look(self, path: str) -> tuple[str, ...]:
        """What stands at a dotted path, one text a value: "" for a thing or what is not known; ``@type`` for types."""
        *outer, name = path.split(".")
        if name == "@type":
            inner = self.values(".".join(outer)) if outer else ()
            parts = tuple(part for value in inner for part in self.described(value)) if outer else self.parts
            return tuple(term for part in parts for term in part.terms)
        found = tuple(_text(v) for v in self.values(path) if not isinstance(v, Literal) or v.unknown or v.says)
        return found or (("",) if outer and self._elsewhere(outer) else ())

    def described(self, value: Value) -> tuple[Item, ...]:
        """What the page says of a value: nothing for a literal and for what another page describes."""
        if isinstance(value, Literal):
            return ()
        if value.id is not None and value.id.value in self.page:
            return self.page[value.id.value]
        return (value,) if isinstance(value, Item) else ()

    def url(self, path: str) -> Iterator[Placed[str]]:
        """The known URLs at a path: text as it stands, of an image object its ``url`` or ``contentUrl``."""
        for value in self.values(path):
            if isinstance(value, Literal):
                if value.says:
                    yield value.text
                continue
            inner = [t for part in self.described(value) for t in (part.text("url"), part.text("contentUrl")) if t]
            yield from inner[:1]

    def _elsewhere(self, path: list[str]) -> bool:
        return any(v.id is not None and stub(v) and not self.described(v) for v in self.values(".".join(path))
                   if not isinstance(v, Literal))  # fmt: skip

    def _is(self, reference: Reference) -> bool:
        return self.item.id is not None and self.item.id.value == reference.id.value


def read_things(items: tuple[Item, ...]) -> tuple[Thing, ...]:
    """Every thing of a page, in source order."""
    every = tuple(_walk(items))
    page: dict[str, tuple[Item, ...]] = {}
    named: set[str] = set()
    for item, _ in every:
        if item.id is not None and not stub(item):
            known = page.get(item.id.value, ())
            page[item.id.value] = known if len(known) == _MOST_PARTS else (*known, item)
        own = item.id.value if item.id is not None else ""
        named |= {name for p in item.properties if (name := _refers(p)) and name != own}
    return tuple(_things(every, page, named))


def stub(value: Item | Reference) -> bool:
    """Whether it only names a thing that is described elsewhere."""
    return isinstance(value, Reference) or (value.id is not None and not value.properties)


def _things(
    every: tuple[tuple[Item, tuple[tuple[str, Item], ...]], ...], page: Mapping[str, tuple[Item, ...]], named: set[str]
) -> Iterator[Thing]:
    for item, parents in every:
        name = item.id.value if item.id is not None else ""
        if not stub(item) and (parents or name not in named):
            yield Thing(item, parents, page.get(name, (item,)), page)
        for held in item.properties:
            target = page.get(_refers(held), ())
            if target and target[0] is not item:
                yield Thing(target[0], (*parents, (held.term, item)), target, page)


def _refers(held: Property) -> str:
    """The ``@id`` that a property only refers to, "" when it says more or nothing."""
    value = held.value
    if held.reverse or isinstance(value, Literal) or value.id is None or not stub(value):
        return ""
    return value.id.value


def _walk(items: tuple[Item, ...]) -> Iterator[tuple[Item, tuple[tuple[str, Item], ...]]]:
    todo: list[tuple[Item, tuple[tuple[str, Item], ...]]] = [(item, ()) for item in reversed(items)]
    while todo:
        item, parents = todo.pop()
        yield item, parents
        held = [("" if p.reverse else p.term, p.value) for p in item.properties if isinstance(p.value, Item)]
        todo += [(value, (*parents, (term, item))) for term, value in reversed(held)]


def _text(value: Value) -> str:
    return value.text.value if isinstance(value, Literal) and not value.unknown else ""
