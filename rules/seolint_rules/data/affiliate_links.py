"""Links that pay whoever sets them: by host, and where a shop has other links too, by what the URL says."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from msgspec import Struct

from seolint import pattern
from seolint_rules.data import table

_TAGGED = pattern(r"/(?:dp|gp/product|ASIN|exec/obidos)/(?:[^?]*/)?[\w-]+-2[0-3](?:/|$)")
"""The tag of a partner as a part of Amazon's older paths, such as `/dp/4873119049/panlab-22/`."""

_HOST = pattern(r"[\w.-]+(?=[/?#:]|$)")
_SHOPS = frozenset({"", "www", "m", "smile"})
"""What stands before the domain of the shop: other names below it are no shop."""


class Affiliates(Struct, frozen=True, forbid_unknown_fields=True):
    """``hosts``: all links of these hosts pay, and of those below them. Others pay by a pattern of their ``paths``, by one of
    their ``parameters``, or by the tag of a partner (``amazon``).
    """

    hosts: frozenset[str]
    paths: dict[str, str]
    parameters: dict[str, frozenset[str]]
    amazon: frozenset[str]


def is_affiliate(url: str) -> bool:
    """Whether ``url`` surely pays whoever set the link."""
    scheme, _, rest = url.strip().partition("//")
    host_name = _HOST.match(rest) if scheme.lower() in {"", "http:", "https:"} else None
    labels = host_name[0].lower().split(".") if host_name is not None else []
    known = table("affiliate_links", Affiliates)
    path, _, query = rest[len(".".join(labels)) :].partition("#")[0].partition("?")
    for number in range(len(labels) - 1):
        host = ".".join(labels[number:])
        if host in known.hosts:
            return True
        if host in known.paths:
            return re.match(known.paths[host], path) is not None
        if host in known.parameters:
            return not known.parameters[host].isdisjoint(parse_qs(query))
        if host in known.amazon and ".".join(labels[:number]) in _SHOPS:
            return "tag" in parse_qs(query) or _TAGGED.search(path) is not None
    return False
