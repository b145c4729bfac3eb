"""What stands in structured data where a value is still to be written: the rows of schema_placeholder.json, compiled once."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from seolint import pattern
from seolint_rules.data import table
from seolint_rules.data.generator_residue import Kind
from seolint_rules.data.schema_org import vocabulary
from seolint_rules.data.url_hosts import host_of

_LONGEST, _SHORTEST = 80, 11
"""How long a value of the one kind is at most, and of the other at least."""


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of kinds. ``hosts`` are for examples, ``here`` for one computer; ``whole`` is all of a value, ``anywhere`` a part;
    ``label`` is a value only of things that are ``labelled``, whose name it cannot be. Every address that
    matches holds one of ``host_needs``.
    """

    kinds: dict[str, Kind]
    hosts: str
    here: str
    whole: dict[str, str]
    anywhere: dict[str, str]
    label: str
    labelled: tuple[str, ...]
    host_needs: tuple[str, ...]


@cache
def _table() -> _Table:
    return table("schema_placeholder", _Table)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return pattern(source)


def kind(name: str) -> Kind:
    return _table().kinds[name]


def hints(text: str) -> tuple[str, ...]:
    """What of that which the hosts need stands in ``text``."""
    lower = text.lower()
    return tuple(need for need in _table().host_needs if need in lower)


def is_reserved(host: str) -> bool:
    """Whether the host is only for examples."""
    return _compiled(_table().hosts).fullmatch(host) is not None


def host_kind(url: str) -> tuple[str, str]:
    """``host`` or ``here``, and the host, of a URL or mail address that no reader can use; "" for others."""
    host = host_of(url) or (url.rpartition("@")[2].strip().lower() if "@" in url and " " not in url.strip() else "")
    if host and is_reserved(host):
        return "host", host
    return ("here", host) if host and _compiled(_table().here).fullmatch(host) else ("", "")


def text_kind(text: str, types: tuple[str, ...]) -> tuple[str, int, int]:
    """The kind and place of a placeholder in a value of a thing of ``types``; "" for none."""
    known, value = _table(), text.strip()
    start = text.find(value)
    if value.startswith(("http", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")):
        open_ = len(value) < _LONGEST and (value[0] == "0" or "your" in value) and _compiled(known.whole["blank"]).fullmatch(value)
        return ("blank", start, start + len(value)) if open_ else ("", 0, 0)
    for name, source in known.whole.items() if len(value) < _LONGEST else ():
        if _compiled(source).fullmatch(value):
            return name, start, start + len(value)
    for name, source in known.anywhere.items() if len(value) >= _SHORTEST else ():
        if found := _compiled(source).search(text):
            return name, *found.span()
    if len(value) < 20 and _compiled(known.label).fullmatch(value) and _is_labelled(types):
        return "name", start, start + len(value)
    return "", 0, 0


def _is_labelled(types: tuple[str, ...]) -> bool:
    return any(vocabulary().is_a(each, above) for each in types for above in _table().labelled)
