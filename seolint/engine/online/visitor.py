"""Asks for many URLs: several hosts at once, each host one request after the other with a pause between."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from msgspec import Struct

from seolint.engine.online.addresses import Allowed
from seolint.engine.online.ask import SECONDS, ask
from seolint.engine.online.store import Store
from seolint.index import Reply

_NOT_ASKED = frozenset({"forbidden", "not-asked"})
"""Replies for which nobody was asked."""


class Manners(Struct, frozen=True):
    """``hosts`` are asked at once; ``pause`` is between two requests to one host, ``seconds`` for one URL, ``total`` for all.

    After ``few`` URLs in a row that one host left without an answer, it is asked no more.
    """

    hosts: int = 8
    pause: float = 1.0
    seconds: float = SECONDS
    total: float = 900.0
    few: int = 3


class Visitor:
    """Asks for URLs, each once in a run, and none whose answer is still known."""

    def __init__(
        self, store: Store, allowed: Allowed, manners: Manners, progress: Callable[[int, int], None] | None = None
    ) -> None:
        """``progress`` is told how many of how many answers are there."""
        self._store, self._allowed, self._manners, self._progress = store, allowed, manners, progress
        self._known: dict[str, Reply] = {}
        self.asked = 0
        """How many URLs were asked for, and not known."""
        self.left = 0
        """How many were not asked for, since their hosts did not want it or time was out."""

    def __call__(self, urls: Iterable[str]) -> Mapping[str, Reply]:
        wanted = [url for url in dict.fromkeys(urls) if url not in self._known]
        self._known |= self._store.known(wanted)
        missing = [url for url in wanted if url not in self._known]
        replies = _Round(missing, self._allowed, self._manners, self._progress).run()
        self.asked += len(replies)
        self._known |= replies
        self.left += len(missing) - len(replies)
        self._store.keep({url: reply for url, reply in replies.items() if reply.problem not in _NOT_ASKED})
        return self._known

    @property
    def offline(self) -> bool:
        """Whether nothing at all answered, so that the network is to blame and not the URLs."""
        alone = ("lookup", "unknown-host", "refused", "timeout")
        return self.asked > 0 and all(reply.problem in alone for reply in self._known.values())


class _Round:
    """One round of questions. Threads are daemons: a name that is looked up for ever does not hold the run."""

    def __init__(
        self, urls: Iterable[str], allowed: Allowed, manners: Manners, progress: Callable[[int, int], None] | None
    ) -> None:
        self._hosts: dict[str, deque[str]] = {}
        for url in urls:
            self._hosts.setdefault(_host(url), deque()).append(url)
        self._count = sum(map(len, self._hosts.values()))
        self._waiting = deque(self._hosts)
        self._allowed, self._manners, self._progress = allowed, manners, progress
        self._lock = threading.Lock()
        self._replies: dict[str, Reply] = {}

    def run(self) -> dict[str, Reply]:
        end = time.monotonic() + self._manners.total
        count = min(self._manners.hosts, len(self._hosts))
        threads = [threading.Thread(target=self._work, args=(end,), daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, end + self._manners.seconds - time.monotonic()))
        with self._lock:
            return dict(self._replies)

    def _work(self, end: float) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    return
                host = self._waiting.popleft()
            self._ask_all(self._hosts[host], end)

    def _ask_all(self, urls: deque[str], end: float) -> None:
        silent = 0
        while urls and silent < self._manners.few and time.monotonic() < end:
            url = urls.popleft()
            reply = ask(url, self._allowed, self._manners.seconds)
            silent = silent + 1 if reply.problem in {"timeout", "refused", "lookup"} else 0
            with self._lock:
                self._replies[url] = reply
                if self._progress is not None:
                    self._progress(len(self._replies), self._count)
            if reply.status == 429:
                return
            if urls and reply.problem not in _NOT_ASKED:
                time.sleep(self._manners.pause)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
