"""Rules that only tests have: they mend what they should not, overlap, fight and never end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

from seolint import Diagnostic, Document, Edit, Fact, Fix, Index, Location, PageRule, Severity, SiteRule, Text


def fix(*edits: Edit, safe: bool = True, scope: Location | None = None) -> Fix:
    return Fix(Text("mend it", "直す"), edits, safe, scope)


class Replacing(PageRule):
    """Replaces each ``old`` by ``new``."""

    old: str = "a"
    new: str = "b"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        place = doc.text.find(self.old)
        while place >= 0:
            at = doc.at(place, place + len(self.old))
            yield self.flag(at, en="old", ja="古い", fix=fix(Edit(at, self.new)))
            place = doc.text.find(self.old, place + len(self.old))


class Fighting(Replacing):
    """Undoes what ``Replacing`` does."""

    old: str = "b"
    new: str = "a"


class Growing(PageRule):
    """Never content: one more sign at the end of the text."""

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        end = doc.at(len(doc.text), len(doc.text))
        yield self.flag(end, en="more", ja="もっと", fix=fix(Edit(end, "o")))


class Felling(PageRule):
    """Deletes lines, whatever they hold: about one in seven."""

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        place = 0
        for line in doc.text.splitlines(keepends=True):
            if crc32(line.encode()) % 7 == 0:
                at = doc.at(place, place + len(line))
                yield self.flag(at, en="line", ja="行", fix=fix(Edit(at, "")))
            place += len(line)


class Writing(PageRule):
    """Writes a line of its own before lines of its choice, about one in five, once."""

    line: str = "written\n"
    severity: Severity = Severity.INFO

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        place, before = 0, ""
        for line in doc.text.splitlines(keepends=True):
            if crc32(line.encode()) % 5 == 0 and before.split() != self.line.split() != line.split():
                at = doc.at(place, place)
                yield self.flag(at, en="line", ja="行", fix=fix(Edit(at, self.line)))
            place, before = place + len(line), line


class Agreeing(SiteRule[Fact]):
    """Every post ends as the first one does."""

    def collect(self, doc: Document) -> Iterator[Fact]:
        yield Fact((doc.text.rstrip()[-1:],), doc.at(len(doc.text.rstrip()) - 1, len(doc.text.rstrip())))
        yield Fact(("",), doc.at(len(doc.text.rstrip()) - 1, len(doc.text.rstrip())))

    def judge(self, key: str, facts: Sequence[Fact], index: Index) -> Iterator[Diagnostic]:
        if key:
            return
        for fact in facts[1:]:
            yield self.flag(fact.at, en="end", ja="終わり", fix=fix(Edit(fact.at, "!")))
