"""A server on loopback that misbehaves in every way that the network knows, one path for each."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections import Counter
from pathlib import Path


class Server:
    """Answers by path; ``asked`` has the request lines, ``most`` how many were answered at once."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.asked: list[str] = []
        self.most = 0
        self._open, self._lock, self._stopped = 0, threading.Lock(), threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def counts(self) -> Counter[str]:
        return Counter(line.split()[1] for line in self.asked)

    def url(self, path: str, scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self._stopped.set()
        self._listener.close()

    def _serve(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with self._lock:
            self._open += 1
            self.most = max(self.most, self._open)
        try:
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            line = connection.recv(65536).decode("latin-1").partition("\r\n")[0]
            method, path, _ = line.split(" ")
            self.asked.append(line)
            self._say(connection, method, path)
        except (OSError, ValueError):
            pass
        finally:
            with self._lock:
                self._open -= 1
            connection.close()

    def _say(self, to: socket.socket, method: str, path: str) -> None:
        name, _, rest = path.lstrip("/").partition("/")
        if name == "status":
            to.sendall(_head(int(rest.partition("/")[0])))
        elif name == "no-head":
            to.sendall(_head(405 if method == "HEAD" else 200))
        elif name == "head-hangs-up":
            to.sendall(b"" if method == "HEAD" else _head(200))
        elif name == "to":
            to.sendall(_head(302, rest))
        elif name == "circle":
            to.sendall(_head(301, "/circle/" + ("a" if rest == "b" else "b")))
        elif name == "chain":
            to.sendall(_head(301, f"/chain/{int(rest) - 1}") if int(rest) else _head(200))
        elif name == "no-http":
            to.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
        elif name == "nothing":
            pass
        elif name == "silent":
            self._stopped.wait(60)
        elif name == "drops":
            self._drip(to, b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 2_000)
        elif name == "endless-head":
            self._pour(to, b"HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n" * 500)
        elif name == "endless-body":
            self._pour(to, b"HTTP/1.1 200 OK\r\n\r\n" if method == "GET" else _head(404), b"x" * 65536)
        elif name == "long-line":
            self._pour(to, b"HTTP/1.1 200 OK\r\nX-Long: ", b"x" * 65536)
        elif name == "bad-location":
            to.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://[::1:bad/\r\nContent-Length: 0\r\n\r\n")

    def _drip(self, to: socket.socket, data: bytes) -> None:
        for byte in data:
            to.sendall(bytes([byte]))
            if self._stopped.wait(0.05):
                return

    def _pour(self, to: socket.socket, head: bytes, more: bytes) -> None:
        to.sendall(head)
        end = time.monotonic() + 60
        while not self._stopped.is_set() and time.monotonic() < end:
            to.sendall(more)


def _head(status: int, location: str = "") -> bytes:
    lines = [f"HTTP/1.1 {status} Some reason", "Content-Length: 0", "Connection: close"]
    lines += [f"Location: {location}"] if location else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def own_context(folder: Path) -> ssl.SSLContext:
    """A server's context with a certificate that nobody vouches for."""
    import subprocess

    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
