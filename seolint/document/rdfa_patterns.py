"""What RDFa says of resources, and the patterns that they copy: https://www.w3.org/TR/html-rdfa/#property-copying."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from seolint.document.structured_data import Literal
from seolint.text import Location, Placed

COPY, PATTERN = "http://www.w3.org/ns/rdfa#copy", "http://www.w3.org/ns/rdfa#Pattern"


class Pointer(Struct, frozen=True):
    """A value that is the resource ``name``; ``place`` is the attribute that names it, None for one without a name."""

    name: str
    place: Placed[str] | None


Statement = tuple[str, Placed[str], Literal | Pointer, bool]
"""Term, name, value, and whether it is reversed."""


class Resource(Struct):
    """What the page says of one thing, in source order."""

    at: Location
    stop: int
    types: list[Placed[str]]
    terms: list[str]
    properties: list[Statement]
    id: Placed[str] | None = None
    copies: list[int] = []
    """Which of the properties are ``rdfa:copy``."""
    pattern: Placed[str] | None = None
    """The type that makes it a pattern."""
    whole: bool = True
    """Whether all is here that it copies."""


def copy_patterns(resources: dict[str, Resource], most: int, is_whole: Callable[[int, int], bool]) -> None:
    """Let each resource say what the patterns say that it copies, and those that they copy; such patterns are no things then.

    ``most`` says how much is copied: a resource that lacks some of it is not whole.
    """
    copied = set[str]()
    for resource in resources.values():
        if not resource.copies or resource.pattern is not None:
            continue
        own = list(_said(resource, resources))
        for name in _patterns(resource, resources):
            copied.add(name)
            pattern = resources[name]
            said = list(_said(pattern, resources)) if most > 0 else []
            most -= 1 + len(said)
            resource.whole = resource.whole and most >= 0 and is_whole(pattern.at.start, pattern.stop)
            if most < 0:
                break
            own += said
            types = zip(pattern.types, pattern.terms, strict=True)
            for type_, term in [each for each in types if each[0] is not pattern.pattern]:
                resource.types.append(type_)
                resource.terms.append(term)
        resource.properties = own
    for name in copied:
        del resources[name]


def _patterns(resource: Resource, resources: Mapping[str, Resource]) -> Iterator[str]:
    """The patterns that a resource copies, each once."""
    todo, seen = _targets(resource, resources), set[str]()
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            yield name
            todo += _targets(resources[name], resources)


def _targets(resource: Resource, resources: Mapping[str, Resource]) -> list[str]:
    """The patterns that it names itself, the last first."""
    values = (resource.properties[number][2] for number in reversed(resource.copies))
    return [value.name for value in values if isinstance(value, Pointer) and _is_pattern(value.name, resources)]


def _is_pattern(name: str, resources: Mapping[str, Resource]) -> bool:
    return name in resources and resources[name].pattern is not None


def _said(resource: Resource, resources: Mapping[str, Resource]) -> Iterator[Statement]:
    """What a resource says itself, without that it copies patterns."""
    copies = set(resource.copies)
    for number, said in enumerate(resource.properties):
        value = said[2]
        if number not in copies or not isinstance(value, Pointer) or not _is_pattern(value.name, resources):
            yield said
