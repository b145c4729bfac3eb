"""Redirects that a host makes: addresses that lead on, whatever the sources of the site have there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from seolint.site.addresses import key
from seolint.site.folder import Setting

_SPECIAL = re.compile(r"[*:(\[{?]")


class Redirects(Struct, frozen=True):
    """``exact`` addresses as ``key`` makes them, and ``prefixes`` of those that a pattern leads on."""

    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()

    def lead(self, address: str) -> bool:
        """Whether ``address`` leads on."""
        return key(address) in self.exact or (bool(self.prefixes) and address.startswith(self.prefixes))


def read_redirects(patterns: Iterable[str]) -> Redirects:
    """``patterns`` as hosts write them: ``/old``, ``/blog/*``, ``/post/:slug``."""
    exact: set[str] = set()
    prefixes: set[str] = set()
    for pattern in patterns:
        special = _SPECIAL.search(pattern)
        if special:
            prefixes.add(pattern[: special.start()])
        elif pattern.startswith("/"):
            exact.add(key(pattern))
    return Redirects(frozenset(exact), tuple(sorted(prefixes)))


def patterns_of_lines(text: str) -> list[str]:
    """Those of a ``_redirects`` file (Netlify, Cloudflare Pages): from, to, status; one that shows an error page is none."""
    found: list[str] = []
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        if len(words) >= 2 and not words[-1].startswith("4"):
            found.append(re.sub(r"^https?://[^/]+", "", words[0]))
    return found


def patterns_of_settings(settings: Mapping[str, Setting]) -> list[str]:
    """Those of ``netlify.toml`` (``redirects``, ``from``) and ``vercel.json`` (``redirects`` and ``rewrites``, ``source``)."""
    found: list[str] = []
    for name in ("redirects", "rewrites"):
        listed = settings.get(name)
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, dict) and not str(each.get("status", "")).startswith("4"):
                source = each.get("from", each.get("source"))
                found += [source] if isinstance(source, str) else []
    return found
