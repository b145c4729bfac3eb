"""The server with its stream in our hands."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from editor import COMMAND

_PATIENCE = 120


class Raw:
    """A session, message by message."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def say(self, message: object) -> None:
        body = json.dumps(message).encode()
        self.send(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def ask(self, number: int, method: str, params: object) -> dict[str, Any]:
        self.say({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while (answer := self.next()).get("id") != number or "method" in answer:
            pass
        return answer

    def next(self) -> dict[str, Any]:
        output = self.process.stdout
        assert output is not None
        length = 0
        while (line := output.readline()).strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        found: dict[str, Any] = json.loads(output.read(length))
        return found

    def published(self, uri: str, version: int) -> list[dict[str, Any]]:
        """The diagnostics that are pushed next of a document of this version."""
        while (said := self.next().get("params", {})).get("uri") != uri or said.get("version") != version:
            pass
        found: list[dict[str, Any]] = said["diagnostics"]
        return found

    def begin(self) -> None:
        self.ask(0, "initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.say({"jsonrpc": "2.0", "method": "initialized", "params": {}})

    def end(self) -> int:
        self.ask(99, "shutdown", None)
        self.say({"jsonrpc": "2.0", "method": "exit"})
        return self.process.wait(_PATIENCE)
