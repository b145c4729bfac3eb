"""The ids that generators give to headings: one function for each way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from seolint.text import UNKNOWN

_GITHUB_DROPPED = re.compile(r"[^\w\- ]")


def heading_ids(headings: Iterable[tuple[str, str]], style: str) -> tuple[str, ...]:
    """The id of each heading, given its text and its explicit id ("" for none); "" where the id is not known."""
    return tuple(_STYLES[style](headings))


def _github(headings: Iterable[tuple[str, str]]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for text, explicit in headings:
        slug = explicit or _GITHUB_DROPPED.sub("", text.lower()).replace(" ", "-")
        yield "" if UNKNOWN in slug else slug
        seen[slug] = seen.get(slug, 0) + 1


_STYLES: dict[str, Callable[[Iterable[tuple[str, str]]], Iterator[str]]] = {"github": _github, "kramdown": _github}
