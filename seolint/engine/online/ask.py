"""What one URL answers: HEAD, and GET where a server does not take that; redirects followed, each address checked."""

from __future__ import annotations

import http.client
import re
import ssl
import time
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from seolint.engine.online.addresses import Allowed, ForbiddenError, LookupFailedError, UnknownHostError
from seolint.engine.online.connection import Head, request
from seolint.index import Reply
from seolint.version import VERSION

SECONDS = 15.0
"""The longest that one URL may take, with all that it leads to."""
MOST_HOPS = 10

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": f"seolint/{VERSION} (link check)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "ja,en;q=0.8",
    "Connection": "close",
}
_SAFE = "%/:=&?~#+!$,;'@()*[]-._"
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


class _NotAskedError(Exception):
    """A URL that no request is made of."""


def ask(url: str, allowed: Allowed, seconds: float = SECONDS) -> Reply:
    """What ``url`` answers. ``problem`` is unknown-host, lookup, refused, timeout, certificate, broken (no HTTP), loop, hops,
    forbidden (an address inside a network) or not-asked (no URL of the web)."""
    end, hops, seen = time.monotonic() + seconds, 0, {url}
    while True:
        try:
            parts = _parts(url)
            head = _head(parts, allowed, end)
        except Exception as error:
            return Reply(0, url, hops, _problem(error))
        if head.status not in _REDIRECTS or not head.location:
            return Reply(head.status, url, hops)
        hops += 1
        try:
            url = urljoin(url, head.location)
        except ValueError:
            return Reply(head.status, url, hops, "not-asked")
        if url in seen:
            return Reply(head.status, url, hops, "loop")
        if hops > MOST_HOPS:
            return Reply(head.status, url, hops, "hops")
        seen.add(url)


def _head(parts: SplitResult, allowed: Allowed, end: float) -> Head:
    """The answer to HEAD; that to a short GET where it is an error, or none: some servers take no HEAD."""
    try:
        head = request("HEAD", parts, _HEADERS, allowed, _left(end))
        if head.status < 400 or head.status in {429, 503}:
            return head
    except (http.client.HTTPException, ConnectionError):
        pass
    return request("GET", parts, {**_HEADERS, "Range": "bytes=0-1023"}, allowed, _left(end))


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _parts(url: str) -> SplitResult:
    """``url`` as it is asked for: without fragment, its letters encoded. Raises _NotAskedError."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise _NotAskedError from None
    if not known or parts.username is not None or _CONTROL.search(url):
        raise _NotAskedError
    return urlsplit(urlunsplit((parts.scheme, parts.netloc, quote(parts.path, _SAFE), quote(parts.query, _SAFE), "")))


_PROBLEMS: tuple[tuple[type[Exception], str], ...] = (
    (_NotAskedError, "not-asked"),
    (UnknownHostError, "unknown-host"),
    (LookupFailedError, "lookup"),
    (ForbiddenError, "forbidden"),
    (ssl.SSLCertVerificationError, "certificate"),
    (TimeoutError, "timeout"),
    (http.client.HTTPException, "broken"),
    (ssl.SSLError, "broken"),
    (OSError, "refused"),
    (ValueError, "not-asked"),
)


def _problem(error: Exception) -> str:
    return next((name for kind, name in _PROBLEMS if isinstance(error, kind)), "broken")
