"""Which machines may be asked: those of the public Internet, whatever a name, a redirect or a record says."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Allowed = Callable[[str, Ip, int], bool]
"""Whether the machine that a host's name stands for may be asked at a port."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenError(OSError):
    """The address is inside a network: a machine of the user's own, or of its provider."""


class UnknownHostError(OSError):
    """No such name."""


class LookupFailedError(OSError):
    """The name could not be looked up now."""


def public_and(hosts: frozenset[str]) -> Allowed:
    """Public machines, and those of ``hosts``: names, with or without a port."""

    def allowed(host: str, ip: Ip, port: int) -> bool:
        return not hosts.isdisjoint((host, f"{host}:{port}")) or is_public(ip)

    return allowed


def is_public(ip: Ip) -> bool:
    """Whether ``ip`` is a machine of the public Internet; one that is written inside another address counts as itself."""
    inner = _inside(ip)
    if inner is not None:
        return is_public(inner)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def resolve(host: str, port: int, allowed: Allowed) -> list[tuple[int, str]]:
    """The families and addresses of ``host`` that may be asked. Raises UnknownHostError, LookupFailedError or ForbiddenError.

    The caller connects to these, not to the name: a second look at the name may say otherwise.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except socket.gaierror as error:
        missing = error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        raise (UnknownHostError if missing else LookupFailedError)(str(error)) from None
    except (UnicodeError, ValueError) as error:
        raise UnknownHostError(str(error)) from None
    addresses = dict.fromkeys((int(family), str(place[0])) for family, _, _, _, place in found)
    open_ = [(family, text) for family, text in addresses if allowed(host, ipaddress.ip_address(text.partition("%")[0]), port)]
    if not open_:
        raise ForbiddenError(host)
    return open_


def _inside(ip: Ip) -> Ip | None:
    """The IPv4 address that an IPv6 address leads to, by the ways in which networks write it there."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
