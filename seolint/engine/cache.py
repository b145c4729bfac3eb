"""Results of pages and verdicts on sites in a database on the disk; what cannot be read there is not there.

Every row has a checksum, so that a broken file, or a foreign one, costs time and nothing else.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import reduce
from typing import Any, TypeVar

from msgspec import MsgspecError
from msgspec.msgpack import Decoder, Encoder
from msgspec.structs import astuple

from seolint.engine.kept import Kept, Row, Stamp, chained, checksum, places, row_sum
from seolint.engine.page import Head, PageResult
from seolint.engine.tallies import Spoken

T = TypeVar("T")

FILE, _FORMAT = "results.sqlite", 6
_MANY = 500
"""How many rows are asked for at once."""
_TABLES = """
CREATE TABLE IF NOT EXISTS pages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, context BLOB NOT NULL, size INTEGER NOT NULL,
    modified INTEGER NOT NULL, changed INTEGER NOT NULL, seen INTEGER NOT NULL, kept BLOB NOT NULL, rules TEXT NOT NULL,
    told BLOB NOT NULL, sum BLOB NOT NULL, UNIQUE (path, context));
CREATE TABLE IF NOT EXISTS findings (
    number INTEGER PRIMARY KEY, data BLOB NOT NULL, lines BLOB NOT NULL, tally BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS facts (rule TEXT, number INTEGER, data BLOB NOT NULL, PRIMARY KEY (rule, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS written (
    number INTEGER, form TEXT, key BLOB NOT NULL, others BLOB NOT NULL, data BLOB NOT NULL, sum BLOB NOT NULL,
    PRIMARY KEY (number, form));
CREATE TABLE IF NOT EXISTS verdicts (
    number INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, rule TEXT NOT NULL, key BLOB NOT NULL, until REAL NOT NULL,
    told BLOB NOT NULL, sum BLOB NOT NULL, UNIQUE (site, rule));
CREATE TABLE IF NOT EXISTS said (
    verdict INTEGER, path TEXT, part INTEGER, data BLOB NOT NULL, PRIMARY KEY (verdict, path, part)) WITHOUT ROWID;
CREATE TEMP TABLE spilled (path TEXT, part INTEGER, data BLOB NOT NULL);
"""


class BrokenCacheError(Exception):
    """The database cannot be read or written (any more); a ``ruined`` one never again."""

    def __init__(self, why: str, *, ruined: bool = False) -> None:
        super().__init__(why)
        self.ruined = ruined


_ENCODER = Encoder()
_DECODER = Decoder(Kept)
_SPOKEN, _OTHERS = Decoder(Spoken), Decoder(tuple[tuple[str, ...], bytes])


class Cache:
    """One database. Every method raises ``BrokenCacheError`` where the database fails."""

    def __init__(self, file: str) -> None:
        """``file`` is where it lies; "" for one that is gone when it is closed."""
        self._file = file
        with _failing():
            self._database = sqlite3.connect(file, timeout=2, isolation_level=None)
            for pragma in ("auto_vacuum = INCREMENTAL", "journal_mode = WAL", "synchronous = OFF"):
                self._database.execute(f"PRAGMA {pragma}")
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            if version not in {0, _FORMAT}:
                raise BrokenCacheError(f"format {version}", ruined=True)
            self._database.executescript(f"{_TABLES}PRAGMA user_version = {_FORMAT};")

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._database.close()

    def discard(self) -> None:
        """Close it for good, so that the next run begins anew."""
        self.close()
        if self._file:
            remove_file(self._file)

    def rows(self, contexts: Mapping[str, bytes]) -> dict[str, tuple[Row, Stamp]]:
        """What is kept of the pages at these paths in these contexts, and what their files were."""
        rows: dict[str, tuple[Row, Stamp]] = {}
        for part in _parts(tuple(contexts)):
            columns = "number, path, context, kept, rules, told, sum, size, modified, changed, seen"
            question = f"SELECT {columns} FROM pages WHERE path IN ({_marks(part)})"
            for number, path, context, kept, rules, told, total, *times in self._all(question, part):
                stamp = Stamp(*times)
                if contexts[path] == context and total == row_sum(path, context, stamp, kept, rules, told):
                    with suppress(MsgspecError):
                        rows[path] = Row(number, _DECODER.decode(kept), places(rules), told), stamp
        return rows

    def add(self, results: Iterable[tuple[PageResult, bytes, Stamp]]) -> list[Row]:
        """Keep results of pages in their contexts, all or none."""
        with self._transaction():
            return [self._put(result, context, stamp) for result, context, stamp in results]

    def _put(self, result: PageResult, context: bytes, stamp: Stamp) -> Row:
        execute = self._database.execute
        self._drop(execute("SELECT number, rules FROM pages WHERE path = ? AND context = ?", (result.path, context)).fetchall())
        head = Head(*(getattr(result, field) for field in Head.__struct_fields__))
        rules, told = "\n".join(result.facts), b"".join([checksum(memoryview(facts)) for facts in result.facts.values()])
        parts = [memoryview(part) for part in (result.encoded_findings, result.encoded_lines, result.encoded_tally)]
        data = _ENCODER.encode(Kept(head, *map(checksum, parts)))
        total = row_sum(result.path, context, stamp, data, rules, told)
        row = (result.path, context, *astuple(stamp), data, rules, told, total)
        columns = "path, context, size, modified, changed, seen, kept, rules, told, sum"
        number = execute(f"INSERT INTO pages ({columns}) VALUES (?,?,?,?,?,?,?,?,?,?)", row).lastrowid
        assert number is not None
        execute("INSERT INTO findings VALUES (?, ?, ?, ?)", (number, *parts))
        facts = [(rule, number, memoryview(facts)) for rule, facts in result.facts.items()]
        self._database.executemany("INSERT INTO facts VALUES (?, ?, ?)", facts)
        return Row(number, _DECODER.decode(data), places(rules), told)  # ``result`` holds all that its worker sent in memory

    def refresh(self, seen: Iterable[tuple[str, bytes, Row, Stamp]]) -> None:
        """Note what the files of pages are now, by path, context, and row."""
        changes = [
            (*astuple(stamp), row_sum(path, context, stamp, _ENCODER.encode(row.kept), "\n".join(row.rules), row.told), row.number)
            for path, context, row, stamp in seen
        ]
        question = "UPDATE pages SET size = ?, modified = ?, changed = ?, seen = ?, sum = ? WHERE number = ?"
        with self._transaction():
            self._database.executemany(question, changes)

    def findings(self, row: Row) -> bytes:
        """The findings of a page as they were encoded; nothing where they are gone or not what they were."""
        return self._part("data", row.number, row.kept.findings)

    def lines(self, row: Row) -> bytes:
        """Where the lines of a page begin, alike."""
        return self._part("lines", row.number, row.kept.lines)

    def tallies(self, rows: Sequence[Row]) -> dict[int, bytes]:
        """How often rules spoke of pages, encoded, by their numbers, but for what is gone or not what it was."""
        sums = {row.number: row.kept.tally for row in rows}
        question = f"SELECT number, tally FROM findings WHERE number IN ({_marks(rows)})"
        return {number: data for number, data in self._all(question, tuple(sums)) if checksum(data) == sums[number]}

    def _part(self, column: str, number: int, total: bytes) -> bytes:
        for (data,) in self._all(f"SELECT {column} FROM findings WHERE number = ?", (number,)):
            if checksum(data) == total:
                return bytes(data)
        return b""

    def facts(self, rule: str, rows: Sequence[Row]) -> dict[int, bytes]:
        """What pages told a rule, by their numbers, but for what is gone or not what it was."""
        sums = {row.number: row.sum(rule) for row in rows}
        found: dict[int, bytes] = {}
        for part in _parts(tuple(sums)):
            question = f"SELECT number, data FROM facts WHERE rule = ? AND number IN ({_marks(part)})"
            found.update((number, data) for number, data in self._all(question, (rule, *part)) if checksum(data) == sums[number])
        return found

    def verdict(self, site: str, rule: str, key: bytes, now: float) -> tuple[int, Spoken] | None:
        """The number of a rule's verdict on a site, and how it spoke, where what it judged has this ``key``."""
        question = "SELECT number, until, told, sum FROM verdicts WHERE site = ? AND rule = ? AND key = ?"
        for number, until, told, total in self._all(question, (site, rule, key)):
            if now < until and total == checksum(key + told):
                with suppress(MsgspecError):
                    return number, _SPOKEN.decode(told)
        return None

    def spill(self, part: int, said: Mapping[str, bytes]) -> None:
        """Hold a part of a verdict, the findings by path, until it is kept; the part 0 is the first of another one."""
        with _failing():
            if not part:
                self._database.execute("DELETE FROM spilled")
            rows = [(path, part, data) for path, data in said.items()]
            self._database.executemany("INSERT INTO spilled VALUES (?, ?, ?)", rows)

    def judge(
        self, site: str, rule: str, key: bytes, until: float, told: Spoken, parts: int, said: Mapping[str, bytes]
    ) -> int:  # fmt: skip
        """Keep a verdict in the place of the one before: until when it holds, how it spoke, and its findings by path, behind so
        many parts that were spilled."""
        encoded = _ENCODER.encode(told)
        with self._transaction():
            execute = self._database.execute
            for (number,) in execute("SELECT number FROM verdicts WHERE site = ? AND rule = ?", (site, rule)).fetchall():
                execute("DELETE FROM said WHERE verdict = ?", (number,))
                execute("DELETE FROM verdicts WHERE number = ?", (number,))
            row = (site, rule, key, until, encoded, checksum(key + encoded))
            columns = "site, rule, key, until, told, sum"
            number = execute(f"INSERT INTO verdicts ({columns}) VALUES (?,?,?,?,?,?)", row).lastrowid
            assert number is not None
            if parts:
                execute("INSERT INTO said SELECT ?, path, part, data FROM spilled", (number,))
                execute("DELETE FROM spilled")
            rows = [(number, path, parts, data) for path, data in said.items()]
            self._database.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", rows)
        return number

    def said(self, verdict: int, path: str, total: bytes) -> list[bytes]:
        """The findings of a verdict about a page, encoded, in parts; nothing where they are gone or have another checksum."""
        found = self._all("SELECT data FROM said WHERE verdict = ? AND path = ? ORDER BY part", (verdict, path))
        data = [bytes(part) for (part,) in found]
        return data if reduce(chained, data, b"") == total else []

    def written(self, row: Row, form: str, key: bytes) -> tuple[tuple[str, ...], bytes, str] | None:
        """What a report says of a page: the other pages that it names, what these were, and the text."""
        question = "SELECT others, data, sum FROM written WHERE number = ? AND form = ? AND key = ?"
        for others, data, total in self._all(question, (row.number, form, key)):
            if checksum(key + others + data) == total:
                with suppress(MsgspecError, zlib.error, UnicodeDecodeError):
                    return (*_OTHERS.decode(others), zlib.decompress(data).decode())
        return None

    def write(self, texts: Iterable[tuple[Row, str, bytes, tuple[str, ...], bytes, str]]) -> None:
        """Keep what reports say of pages: page, form, key, and the rest as ``written`` tells it."""
        rows: list[tuple[int, str, bytes, bytes, bytes, bytes]] = []
        for row, form, key, paths, digests, text in texts:
            others, data = _ENCODER.encode((paths, digests)), zlib.compress(text.encode(), 1)
            rows.append((row.number, form, key, others, data, checksum(key + others + data)))
        with self._transaction():
            self._database.executemany("INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?, ?, ?)", rows)

    def tidy(self, most: int) -> None:
        """Drop the pages that were not seen for longest where there are more than ``most``, and leave one small file."""
        count = self._all("SELECT count(*) FROM pages", ())[0][0]
        if count > most:
            with self._transaction():
                self._drop(self._all("SELECT number, rules FROM pages ORDER BY seen, number LIMIT ?", (count - most,)))
        self._all("PRAGMA incremental_vacuum", ())
        self._all("PRAGMA wal_checkpoint(TRUNCATE)", ())

    def _drop(self, pages: Sequence[tuple[int, str]]) -> None:
        """Drop pages, by number and the rules that they told something."""
        for number, rules in pages:
            told = [(rule, number) for rule in places(rules)]
            self._database.executemany("DELETE FROM facts WHERE rule = ? AND number = ?", told)
            self._database.execute("DELETE FROM findings WHERE number = ?", (number,))
            self._database.execute("DELETE FROM written WHERE number = ?", (number,))
            self._database.execute("DELETE FROM pages WHERE number = ?", (number,))

    def _all(self, question: str, values: Sequence[object]) -> list[Any]:
        with _failing():
            return self._database.execute(question, values).fetchall()

    @contextmanager
    def _transaction(self) -> Generator[None]:
        with _failing():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                with suppress(sqlite3.Error):
                    self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")


@contextmanager
def _failing() -> Generator[None]:
    try:
        yield
    except (sqlite3.Error, TypeError, ValueError) as error:
        raise BrokenCacheError(str(error), ruined=not isinstance(error, sqlite3.OperationalError)) from error


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _MANY):
        yield values[start : start + _MANY]


def remove_file(file: str, *others: str) -> str:
    """Remove a database, and ``others``; the file that cannot be removed, "" for none."""
    left = ""
    for name in (file, f"{file}-wal", f"{file}-shm", *others):
        try:
            os.unlink(name)
        except FileNotFoundError:
            continue
        except OSError:
            left = left or name
    return left
