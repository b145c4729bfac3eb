"""The worker's end of the pipe: requests come in while it works, and it ends with whoever asks."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque

from seolint.engine.live.messages import Report, Request, decode_request, frame


class Channel:
    """Requests in the order in which they came."""

    def __init__(self) -> None:
        """Standard output is kept for reports: what anything else prints goes to standard error."""
        self._in, self._out = os.dup(0), os.dup(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        os.close(nothing)
        if sys.platform != "win32":
            os.register_at_fork(after_in_child=self._close)  # so that the server sees this process end, whatever it has begun
        self._requests: deque[Request] = deque()
        self._arrived = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def _close(self) -> None:
        os.close(self._in)
        os.close(self._out)

    def _listen(self) -> None:
        while True:
            size = int.from_bytes(self._read(4), "big")
            request = decode_request.decode(self._read(size))
            with self._arrived:
                self._requests.append(request)
                self._arrived.notify()

    def _read(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size:
            part = os.read(self._in, min(size, 1 << 20))
            if not part:
                os._exit(0)  # the server is gone
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def waits(self) -> bool:
        """Whether a request waits for its answer."""
        return bool(self._requests)

    def next(self, seconds: float | None) -> Request | None:
        """The next request; None when none comes in this time."""
        with self._arrived:
            if not self._requests:
                self._arrived.wait(seconds)
            if not self._requests:
                return None
            return self._requests.popleft()

    def send(self, report: Report) -> None:
        data = memoryview(frame(report))
        try:
            while data:
                data = data[os.write(self._out, data) :]
        except OSError:
            os._exit(0)
