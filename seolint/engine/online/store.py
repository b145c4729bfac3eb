"""What URLs answered, kept beside the user's caches: an answer is as good as it is young."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from seolint.index import Reply

_HOUR, _DAY = 3_600, 86_400
_PASSING = frozenset({"lookup", "refused", "timeout", "broken"})
_TABLE = """CREATE TABLE IF NOT EXISTS replies (
    url BLOB PRIMARY KEY, at INTEGER NOT NULL, status INTEGER NOT NULL, target TEXT NOT NULL, hops INTEGER NOT NULL,
    problem TEXT NOT NULL
)"""
_MOST = 100_000
"""Answers that are kept; the oldest go."""


def age_limit(reply: Reply) -> int:
    """For how many seconds an answer holds: a week where the page is there, a day where it is not, an hour where that may pass."""
    if reply.problem in _PASSING or reply.status in {408, 425, 429} or reply.status >= 500:
        return _HOUR
    return 7 * _DAY if 200 <= reply.status < 300 and not reply.problem else _DAY


class Store:
    """A database of answers; one that cannot be read or written is empty and stays so. ``now`` is in seconds."""

    def __init__(self, file: Path, now: int) -> None:
        self._file, self._now = file, now

    def known(self, urls: Iterable[str]) -> dict[str, Reply]:
        """The answers of ``urls`` that still hold."""
        found: dict[str, Reply] = {}
        try:
            with closing(self._open()) as base:
                for url in urls:
                    row = base.execute(
                        "SELECT at, status, target, hops, problem FROM replies WHERE url = ?", (_key(url),)
                    ).fetchone()
                    if row is None:
                        continue
                    reply = Reply(int(row[1]), str(row[2]), int(row[3]), str(row[4]))
                    if 0 <= self._now - int(row[0]) < age_limit(reply):
                        found[url] = reply
        except (sqlite3.Error, OSError, ValueError, TypeError):
            return found
        return found

    def keep(self, replies: Mapping[str, Reply]) -> None:
        try:
            with closing(self._open()) as base, base:
                base.executemany(
                    "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?)",
                    ((_key(url), self._now, r.status, r.url, r.hops, r.problem) for url, r in replies.items()),
                )
                base.execute(
                    "DELETE FROM replies WHERE url NOT IN (SELECT url FROM replies ORDER BY at DESC LIMIT ?)", (_MOST,)
                )
        except (sqlite3.Error, OSError):
            return

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            base = sqlite3.connect(self._file, timeout=2)
            base.execute("PRAGMA journal_mode=WAL")
            base.execute(_TABLE)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            self._file.unlink(missing_ok=True)
            base = sqlite3.connect(self._file, timeout=2)
            base.execute(_TABLE)
        return base


def _key(url: str) -> bytes:
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).digest()
