"""The fixes of a run: every post mended until nothing is left to mend, the site judged again, and then written."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping

import msgspec
from msgspec import Struct

from seolint.diagnostic import Diagnostic, Fix, Text
from seolint.engine.ignore import Sieve
from seolint.engine.lint import Reader, decoded
from seolint.engine.page import digest
from seolint.engine.pool import read_all
from seolint.engine.read import on_disk, read_text
from seolint.engine.results import Results
from seolint.engine.rounds import MOST, Mend, Settled, settle
from seolint.engine.write import changed, sweep, why_not, write_file
from seolint.outcome import Outcome

_ENCODER = msgspec.msgpack.Encoder()
Only = Callable[[tuple[str, ...]], Container[str]]
"""Which of these posts may be mended."""


class Mended(Struct, frozen=True, array_like=True):
    """What a worker hands back: the text that it read, and what became of it with the page that this is.

    ``settled`` is None, because of ``why``, where the post was not mended at all.
    """

    path: str
    text: str = ""
    settled: Settled | None = None
    page: bytes = b""
    why: Text | None = None


_DECODER = msgspec.msgpack.Decoder(Mended)
_FINDINGS = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])


class Mender(Struct, frozen=True):
    """Mends one post in memory: what a worker needs. ``findings`` are encoded; ``texts`` are posts mended before."""

    reader: Reader
    findings: Mapping[str, bytes]
    digests: Mapping[str, bytes]
    texts: Mapping[str, str]
    unsafe: bool

    def __call__(self, path: str) -> bytes:
        text = self.texts.get(path)
        found = read_text(path, self.reader.most) if text is None else text
        if not isinstance(found, str) or digest(found) != self.digests[path]:
            return _ENCODER.encode(Mended(path, why=why_not(changed())))

        def lint(text: str) -> Iterable[Diagnostic]:
            page = decoded(self.reader.page(path, text))
            return filter(Sieve(path, page.ignores).passes, page.diagnostics)

        findings = _FINDINGS.decode(self.findings[path])
        settled = settle(path, found, self.reader.plan.sites[path], findings, lint, self.wants)
        page = self.reader.page(path, settled.text) if settled.text != found else b""
        return _ENCODER.encode(Mended(path, found, settled, page))

    def wants(self, fix: Fix) -> bool:
        return fix.safe or self.unsafe


class Post:
    """A post at work: every text that it had, the first one being what is on the disk, and the fixes between them."""

    def __init__(self, text: str) -> None:
        self.texts = [text]
        self.mended: list[tuple[Mend, ...]] = []

    def add(self, settled: Settled) -> bool:
        """Take the next text; whether it came before, and is then the last one again."""
        if settled.text in self.texts:
            number = self.texts.index(settled.text)
            del self.texts[number + 1 :], self.mended[number:]
            return True
        self.texts.append(settled.text)
        self.mended.append(settled.mended)
        return False


class Mending:
    """Mends the posts of a run, and remembers what it did: to be given to ``lint_files`` as ``then``.

    ``posts`` have the texts before and after, ``refused`` and ``restless`` are by path, ``failures`` say which files could
    not be written.
    """

    def __init__(self, *, unsafe: bool, write: bool, jobs: int = 0, only: Only | None = None) -> None:
        self._only = only
        self._unsafe, self._write, self._jobs = unsafe, write, jobs
        self._given: dict[str, str] = {}
        self._data = b""
        self.posts: dict[str, Post] = {}
        self.refused: dict[str, tuple[Mend, ...]] = {}
        self.restless: dict[str, tuple[str, ...]] = {}
        self.failures: dict[str, Text] = {}
        self._done: set[str] = set()

    def of_input(self, path: str, data: bytes, text: object) -> Mending:
        """Mend a post that is not on the disk: ``data``, which is no text where it cannot be decoded."""
        self._data = data
        self._given[path] = text if isinstance(text, str) else ""
        return self

    @property
    def data(self) -> bytes | None:
        """What comes of the post that is not on the disk: the same bytes where nothing is mended; None without one."""
        texts = [post.texts[-1].encode() for path, post in self.posts.items() if path in self._given]
        return next(iter(texts), self._data) if self._given else None

    def text_of(self, path: str) -> str:
        """A post that is not on the disk, as the findings are about it."""
        mended = self._write and path in self.posts
        return self.posts[path].texts[-1] if mended else self._given[path]

    def __call__(self, reader: Reader, results: Results, conclude: Callable[[], Outcome]) -> Outcome:
        """Mend what ``results`` come to, round after round of the whole site, and write it; what is left to find."""
        first = outcome = conclude()
        changed_: set[str] = set()
        allowed = self._only(tuple(results.heads)) if self._only is not None else results.heads
        for number in range(MOST + 1):
            changed_ = self._round(reader, results, outcome, allowed, last=number == MOST)
            if not changed_:
                break
            outcome = conclude()
        self.posts = {path: post for path, post in self.posts.items() if len(post.texts) > 1}
        if not self._write:
            return first
        if self._save(reader, results):
            outcome = conclude()
        done = [mend for post in self.posts.values() for mends in post.mended for mend in mends]
        return msgspec.structs.replace(outcome, mended=(len(done), len(self.posts)))

    @property
    def mended(self) -> list[Mend]:
        """The fixes that were applied, by path and line."""
        found = (mend for post in self.posts.values() for mends in post.mended for mend in mends)
        return sorted(found, key=lambda mend: (mend.path, mend.line, mend.rule))

    def _round(
        self, reader: Reader, results: Results, outcome: Outcome, allowed: Container[str], *, last: bool
    ) -> set[str]:
        """Mend what ``outcome`` found; the posts that are other ones now. In a ``last`` round these go back to what they were."""
        by_path: defaultdict[str, list[Diagnostic]] = defaultdict(list)
        for found in outcome.diagnostics:
            if found.fix is not None and found.fix.edits and (found.fix.safe or self._unsafe):
                path = found.fix.edits[0].at.path
                if path in allowed:
                    by_path[path].append(found)
        for path in self._done | (by_path.keys() - results.heads.keys()):
            by_path.pop(path, None)
        texts = {**self._given, **{path: post.texts[-1] for path, post in self.posts.items() if path in by_path}}
        findings = {path: _ENCODER.encode(tuple(found)) for path, found in by_path.items()}
        digests = {path: results.heads[path].digest for path in by_path}
        mender = Mender(reader, findings, digests, texts, self._unsafe)
        moved: set[str] = set()
        for encoded in read_all(sorted(by_path), mender, _lost, 1 if self.posts else self._jobs):
            mended = _DECODER.decode(encoded)
            if self._take(mended, last=last):
                moved.add(mended.path)
                now = self.posts[mended.path].texts[-1]
                page = mended.page if mended.settled and now == mended.settled.text else reader.page(mended.path, now)
                results.put(decoded(page))
        return moved

    def _take(self, mended: Mended, *, last: bool) -> bool:
        """Note what became of a post; whether it is another one now."""
        path, settled = mended.path, mended.settled
        if settled is None:
            self._done.add(path)
            self.failures[path] = mended.why or why_not(changed())
            return False
        post = self.posts.setdefault(path, Post(mended.text))
        self.refused[path] = settled.refused
        if settled.restless:
            self.restless[path] = settled.restless
        if settled.text == post.texts[-1]:
            return False
        if last:
            self._done.add(path)
            self.restless[path] = tuple(sorted({mend.rule for mend in settled.mended}))
            del post.texts[1:], post.mended[:]
        elif post.add(settled):
            self._done.add(path)
            self.restless[path] = tuple(sorted({mend.rule for mend in settled.mended}))
        return True

    def _save(self, reader: Reader, results: Results) -> bool:
        """Write the posts; whether one of ``results`` is another one now, since its file is not what it should be."""
        swept: set[str] = set()
        for path, post in sorted(self.posts.items()):
            if path in self._given:
                continue
            real = os.path.realpath(on_disk(path))
            if (folder := os.path.dirname(real)) not in swept:
                swept.add(folder)
                sweep(folder)
            try:
                write_file(real, post.texts[-1].encode(), post.texts[0].encode())
            except OSError as error:
                self.failures[path] = why_not(error)
        again = [path for path in self.failures if path in self.posts]
        for path in again:
            self.posts.pop(path, None)
            if page := reader(path):
                results.put(decoded(page))
            else:
                results.drop(path)
        return bool(again)


def _lost(path: str) -> bytes:
    why = Text("mending it killed the process", "直している間にプロセスが異常終了しました")
    return _ENCODER.encode(Mended(path, why=why))
