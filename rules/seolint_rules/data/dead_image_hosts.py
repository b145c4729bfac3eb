"""Hosts that no longer serve images (dead_image_hosts.json)."""

from __future__ import annotations

from functools import cache, lru_cache
from urllib.parse import urlsplit

from msgspec import Struct

from seolint_rules.data import table
from seolint_rules.data.images import host


class DeadHosts(Struct, frozen=True, forbid_unknown_fields=True):
    """Hosts that were shut; one that begins with a dot stands for all below it.

    ``path`` is how the paths begin that are meant, ``since`` the day, month or year, and ``source`` who says so.
    """

    hosts: tuple[str, ...]
    since: str
    source: str
    en: str
    ja: str
    path: str = ""


@cache
def _by_host() -> dict[str, DeadHosts]:
    return {host: entry for entry in table("dead_image_hosts", tuple[DeadHosts, ...]) for host in entry.hosts}


def dead(url: str) -> tuple[str, DeadHosts] | None:
    """The host of ``url`` and what became of it; None for one that may serve it."""
    if "//" not in url:
        return None
    name = host(url)
    found = _shut(name)
    return (name, found) if found is not None and urlsplit(url.strip()).path.startswith(found.path) else None


@lru_cache(1_000)
def _shut(name: str) -> DeadHosts | None:
    known = _by_host()
    found = known.get(name)
    while found is None and "." in name:
        name = name.partition(".")[2]
        found = known.get("." + name)
    return found
