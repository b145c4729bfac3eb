"""What stands where something is still to be written: the rows of placeholder.json, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from seolint import Document, Location, pattern
from seolint_rules.data import table
from seolint_rules.data.generator_residue import Kind
from seolint_rules.data.literals import Literals
from seolint_rules.data.url_hosts import host_of


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """Of posts in ``language``, "" for all; a text that matches holds one of ``needs``. All patterns are linear."""

    kind: str
    language: str
    needs: tuple[str, ...]
    pattern: str


class Placeholders(Struct, frozen=True, forbid_unknown_fields=True):
    """``comment`` begins a comment that is a note. ``hosts``, which ``marks`` hint at, lead nowhere. ``examples`` are words beside
    which blanks are meant, ``question`` those of a sentence that asks what the figure is.
    """

    kinds: dict[str, Kind]
    patterns: tuple[Row, ...]
    comment: str
    marks: tuple[str, ...]
    hosts: frozenset[str]
    examples: str
    question: str


def placeholders() -> Placeholders:
    return table("placeholder", Placeholders)


@cache
def needed(language: str) -> Literals:
    """What the rows of a language need."""
    return Literals(need for row in placeholders().patterns if row.language in {"", language} for need in row.needs)


@cache
def compiled(source: str) -> re.Pattern[str]:
    """A pattern of the table; most posts need few of them."""
    return pattern(source)


def links(doc: Document) -> Iterator[tuple[str, Location, str]]:
    """Links to hosts that are for examples, but those that show their URL or say that they are one."""
    hosts = placeholders().hosts
    for link in doc.links:
        host = host_of(link.url.value) if link.url is not None and not link.chrome else ""
        if link.url is not None and host.removeprefix("www.") in hosts and doc.in_prose(link):
            text = link.text.value
            if not ("." in text or "/" in text or compiled(placeholders().examples).search(text)):
                yield "link", link.url.at, host
