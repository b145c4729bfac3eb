"""One HTTP request with bounds: to a checked address, in a limited time, and nothing of a body is read."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import cache
from urllib.parse import SplitResult

from msgspec import Struct

from seolint.engine.online.addresses import Allowed, resolve


class Head(Struct, frozen=True):
    """The beginning of an answer. ``location`` is where a redirect leads, "" for none."""

    status: int
    location: str = ""


class _Plain(http.client.HTTPConnection):
    """A connection to one of the addresses that were checked, each tried in turn."""

    def __init__(self, host: str, port: int, addresses: list[tuple[int, str]], seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self.addresses = addresses
        self.opened: socket.socket | None = None

    def connect(self) -> None:
        problem: OSError = OSError("no address")
        for family, address in self.addresses:
            self.opened = socket.socket(family, socket.SOCK_STREAM)
            self.opened.settimeout(self.timeout)
            try:
                self.opened.connect((address, self.port))
            except OSError as error:
                self.opened.close()
                problem = error
                continue
            self.sock = self.opened
            return
        raise problem


class _Secure(_Plain):
    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        secured = _context().wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock = self.opened = secured
        secured.do_handshake()


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def request(method: str, url: SplitResult, headers: dict[str, str], allowed: Allowed, seconds: float) -> Head:
    """Ask for ``url``, which has a host. Raises OSError and http.client.HTTPException; TimeoutError after ``seconds``, however
    the time was spent."""
    host = (url.hostname or "").rstrip(".")
    name = host if host.isascii() else host.encode("idna").decode("ascii")
    secure = url.scheme == "https"
    port = url.port or (443 if secure else 80)
    connection = (_Secure if secure else _Plain)(name, port, resolve(name, port, allowed), seconds)
    target = (url.path or "/") + (f"?{url.query}" if url.query else "")
    with _limited(connection, seconds):
        connection.request(method, target, headers=headers)
        response = connection.getresponse()
        return Head(response.status, response.getheader("Location") or "")


@contextmanager
def _limited(connection: _Plain, seconds: float) -> Generator[None]:
    """Close the connection in the end, and after ``seconds`` in any case: a drop at a time never runs into a timeout."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        if connection.opened is not None:
            with suppress(OSError):
                socket.socket.shutdown(connection.opened, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
        if late.is_set():
            raise TimeoutError
    except (OSError, ValueError, http.client.HTTPException):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
        connection.close()
