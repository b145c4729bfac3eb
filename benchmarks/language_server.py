"""Times of ``seolint lsp`` on a site, as an editor sees them, and the memory of its processes.

``python benchmarks/language_server.py FOLDER [POST]``: the site is to be in the cache. Wall time, with the processor time of the
server and its worker in brackets; beside it what the command line takes for the same. Linux only: it asks /proc.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_SEOLINT = str(Path(sys.executable).with_name("seolint"))
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class Session:
    """A server, and the messages that it sends."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen([_SEOLINT, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.version = 1
        capabilities = {"window": {"workDoneProgress": True}}
        self.say("initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": capabilities}, number=0)
        self.until(lambda message: message.get("id") == 0)
        self.say("initialized", {})

    def say(self, method: str, params: object, number: int | None = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params} | ({} if number is None else {"id": number}))

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        output = self.process.stdout
        assert output is not None
        while True:
            length = 0
            while (line := output.readline()).strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            message: dict[str, Any] = json.loads(output.read(length))
            if "id" in message and "method" in message:
                self.send({"jsonrpc": "2.0", "id": message["id"], "result": None})
            if wanted(message):
                return message

    def published(self, version: int) -> Callable[[dict[str, Any]], bool]:
        return lambda message: message.get("params", {}).get("version") == version

    def processes(self) -> list[int]:
        """The server, its worker, and what that has begun."""
        found, todo = list[int](), [self.process.pid]
        while todo:
            found.append(todo.pop())
            try:
                children = Path(f"/proc/{found[-1]}/task/{found[-1]}/children").read_text().split()
            except OSError:
                continue
            todo += map(int, children)
        return found

    def worked(self) -> float:
        """Seconds of the processor."""
        total = 0
        for process in self.processes():
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
            total += sum(map(int, fields[11:15]))
        return total / _TICKS

    def megabytes(self) -> float:
        """What the processes have of memory, what they share being told once."""
        total = 0
        for process in self.processes():
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total / 1024

    def quiet(self) -> None:
        """Wait until nothing is worked at."""
        before = -1.0
        while before != (before := self.worked()):
            time.sleep(3)


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    posts = sorted(folder.glob("_posts/*.md"))
    post = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else posts[len(posts) // 2]
    text = post.read_text(encoding="utf-8")
    _say("a cold check of the one post", [_timed([_SEOLINT, "check", str(post)], folder) for _ in range(5)])
    unchanged = [_timed([_SEOLINT, "check", "--format", "concise"], folder) for _ in range(3)]
    _say("an unchanged check of the site", unchanged)

    firsts: list[tuple[float, float]] = []
    for _ in range(4):
        session, took = _open(folder, post, text)
        firsts.append(took)
        session.process.kill()
        session.process.wait()
    session, took = _open(folder, post, text)
    firsts.append(took)
    _say("first findings of the post, from the start of the server", firsts)
    begun = time.perf_counter()
    session.until(lambda message: message.get("params", {}).get("value", {}).get("kind") == "end")
    print(f"the site is read {time.perf_counter() - begun:.2f} s later; memory then {session.megabytes():.0f} MB")
    session.quiet()
    print(f"all is judged, {session.worked():.1f} s of the processor in all; memory then {session.megabytes():.0f} MB")

    edits: list[tuple[float, float]] = []
    for number in range(2, 12):
        session.quiet()
        changed = text.rstrip() + "\n\n" + "続きの段落をここに書きました。" * number + "\n"
        begun, worked = time.perf_counter(), session.worked()
        session.say("textDocument/didChange", {
            "textDocument": {"uri": post.as_uri(), "version": number}, "contentChanges": [{"text": changed}]
        })  # fmt: skip
        session.until(session.published(number))
        edits.append((time.perf_counter() - begun, session.worked() - worked))
    _say("new findings after an edit of the body (0.1 s of it waiting for the next key)", edits)
    titles: list[tuple[float, float]] = []
    for number in range(12, 17):
        session.quiet()
        changed = text.replace("title: ", f"title: 新{number}", 1)
        begun, worked = time.perf_counter(), session.worked()
        session.say("textDocument/didChange", {
            "textDocument": {"uri": post.as_uri(), "version": number}, "contentChanges": [{"text": changed}]
        })  # fmt: skip
        session.until(session.published(number))
        titles.append((time.perf_counter() - begun, session.worked() - worked))
        session.quiet()
        print(f"  then judged in the pause: {session.worked() - worked:.2f} s of the processor, {session.megabytes():.0f} MB")
    _say("new findings after an edit of the title", titles)
    session.process.kill()


def _open(folder: Path, post: Path, text: str) -> tuple[Session, tuple[float, float]]:
    """A server that has said what it finds in the post by itself, and how long that took."""
    begun = time.perf_counter()
    session = Session(folder)
    opened = {"uri": post.as_uri(), "languageId": "markdown", "version": 1, "text": text}
    session.say("textDocument/didOpen", {"textDocument": opened})
    session.until(session.published(1))
    return session, (time.perf_counter() - begun, session.worked())


def _timed(command: list[str], folder: Path) -> tuple[float, float]:
    begun, before = time.perf_counter(), os.times()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - begun, worked


def _say(what: str, times: list[tuple[float, float]]) -> None:
    wall, worked = (statistics.median(each) for each in zip(*times, strict=True))
    print(f"{what}: {wall:.3f} s ({worked:.3f})", flush=True)


if __name__ == "__main__":
    main()
