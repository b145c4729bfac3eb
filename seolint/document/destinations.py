"""Where links lead: their URLs and the tags that stand for URLs, read as the site's generator reads them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile
from operator import attrgetter

from msgspec import Struct

from seolint.document.template import Target
from seolint.site import Site
from seolint.site.addresses import decode
from seolint.site.routes import Destination, read_destination
from seolint.text import UNKNOWN, Location, Placed


class Lead(Struct, frozen=True, array_like=True):
    """A link or picture as the site has to know it: ``at`` is its whole URL.

    ``written`` is the URL behind the template code that it begins with, ``rest`` where that stands, None where it is not written
    as it is read. ``text`` is what the link says.
    """

    to: Destination
    at: Location
    written: str
    rest: Location | None
    text: str = ""


def read_lead(url: Placed[str], to: Destination, source: str, text: str = "") -> Lead:
    """``url`` in the post ``source``, which leads ``to``."""
    written, at = url.value.rstrip().lstrip(UNKNOWN), url.at
    rest = Location(at.path, at.end - len(written), at.end)
    plain = source[rest.start : rest.end] == written and rest.start >= at.start and written != ""
    return Lead(to, at, written, rest if plain else None, text)


_POSTS = frozenset({"post_url", "post_link", "post_path", "ref", "relref"})
_ROOTED = frozenset({"relative_url", "absolute_url"})
_PREFIXES = frozenset({"baseurl", "siteurl"})
_START = attrgetter("start")
_MOST = 3
"""How many tags one URL may have."""


def destination(
    url: Placed[str], targets: Sequence[Target], site: Site, path: str, address: str, relative_to: str = "",
    *, based: bool = False,
) -> Destination:
    """Where ``url`` leads from the page at ``path``, seen from the site's root, which is published at ``address``.

    ``relative_to`` and ``based`` are as in ``read_destination``.
    """
    value = url.value.strip()
    if UNKNOWN not in value:
        return read_destination(value, site, path, address, relative_to, based=based)
    first = bisect_left(targets, url.at.start, key=_START)
    inside = list(takewhile(lambda target: target.end <= url.at.end, targets[first : first + _MOST]))
    rest = value.lstrip(UNKNOWN)
    if not inside or not value.startswith(UNKNOWN):
        return Destination("unknown", value)
    target = next((target for target in inside if target.kind not in _PREFIXES), inside[-1])
    name, _, fragment = target.name.partition("#")
    fragment = decode(fragment or rest.partition("#")[2])
    if target.kind in _POSTS:
        names = site.routing.references(decode(name), path, target.language) if name else ()
        if not names:
            return Destination("unknown", value) if name else Destination("fragment", fragment=fragment)
        return Destination("internal", names[0], "post", fragment, names[1:])
    if target.kind == "link":
        return Destination("internal", "/" + decode(name).lstrip("/"), "file", fragment)
    if target.kind in _ROOTED:
        return read_destination("/" + target.name.lstrip("/") + rest, site, path, address, based=True)
    if target.kind in _PREFIXES and rest.startswith("/"):
        return read_destination(rest, site, path, address, based=True)
    return Destination("unknown", value)
