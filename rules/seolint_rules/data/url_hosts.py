"""Whose a host is: the domain that one registers, and the hosts that keep pictures for everybody."""

from __future__ import annotations

import functools
from urllib.parse import urlsplit

import msgspec

from seolint_rules.data import table


class Hosts(msgspec.Struct, frozen=True):
    """`cdn`: hosts of pictures and files; `shared`: each name below is a site of its own; `second`: `co` in `co.jp`; `private`:
    names below which no reader finds a site.
    """

    cdn: tuple[str, ...]
    shared: tuple[str, ...]
    second: frozenset[str]
    private: frozenset[str]


@functools.cache
def _hosts() -> Hosts:
    return table("url_hosts", Hosts)


def host_of(url: str) -> str:
    """The host of an absolute URL, "" of others."""
    try:
        return (urlsplit(url.strip()).hostname or "").lower()
    except ValueError:
        return ""


def domain_of(host: str) -> str:
    """The registered domain of a host: `example.co.jp` for `www.example.co.jp`."""
    labels = host.split(".")
    double = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _hosts().second
    keeps = 3 if double or ".".join(labels[-2:]) in _hosts().shared else 2
    return ".".join(labels[-keeps:])


def is_cdn(host: str) -> bool:
    """Whether the host keeps pictures of any site."""
    return any(host == each or host.endswith("." + each) for each in _hosts().cdn)


def is_public(host: str) -> bool:
    """Whether the host may be a site that readers can open: a name that is neither reserved nor a number."""
    labels = host.split(".")
    below = (".".join(labels[number:]) for number in range(len(labels)))
    return len(labels) > 1 and not labels[-1].isdigit() and ":" not in host and _hosts().private.isdisjoint(below)
