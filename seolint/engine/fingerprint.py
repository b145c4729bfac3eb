"""What a finding is known by from run to run: its rule and the text around it, never its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from hashlib import sha256

from msgspec import Struct

from seolint.diagnostic import Diagnostic
from seolint.document.front_matter_marks import find_head
from seolint.text import Lines, Location

ABSENT = "absent"
"""The key of a finding about what is not there."""

_LONG = 20
"""More lines than that without a blank one are a table, a list or a page, not a paragraph: there the finding's lines count."""
_EXCERPT = 60
_TITLE = re.compile("<title>([^<]+)", re.IGNORECASE)
_MARKUP = ("<", "{", "---", "+++", "import ")


class Mark(Struct, frozen=True):
    """What a finding in a post is known by, and an excerpt for people: of the place, or, for what is absent, of the post.

    ``shared`` says that the absence is that of several posts, and flagged in one of them.
    """

    path: str
    rule: str
    key: str
    text: str
    shared: bool = False


class Post:
    """The text of a post, in which findings are marked."""

    def __init__(self, path: str, text: str) -> None:
        self.text = text
        self._starts = Lines.of(text).starts
        head = find_head(path, text, "")
        self.head = head.end if head is not None and head.language else 0
        """Where the body begins."""
        self._body = bisect_right(self._starts, max(self.head - 1, 0)) if self.head else 0
        self._inner = head.inner if self.head and head is not None else 0
        self._keys: dict[tuple[int, int], str] = {}
        self._name: str | None = None

    def mark(self, found: Diagnostic, path: str) -> Mark:
        """What ``found`` is known by in the post that the baseline calls ``path``."""
        if is_absent(found.at, self.text):
            shared = any(r.at.path != found.at.path and r.at.start == found.at.start for r in found.related)
            return Mark(path, found.rule, ABSENT, self.name, shared)
        at = found.at
        return Mark(path, found.rule, self._key(at.start, at.end), excerpt(self.text[at.start : at.end]))

    @property
    def name(self) -> str:
        """The line with the title, else the first line of the body that is no markup; "" where there is none."""
        if self._name is None:
            settings = self.text[self._inner : self.head].splitlines()
            start = self.text[self.head : self.head + 5_000]
            lines: list[str] = [line for line in settings if line.lower().lstrip("\"' ").startswith("title")]
            lines += _TITLE.findall(start)
            lines += (line for line in start.splitlines() if not line.lstrip().startswith(_MARKUP))
            self._name = next((short for line in lines if (short := excerpt(line))), "")
        return self._name

    def top(self) -> int:
        """Where the part ends that may hold what is absent: the front matter, else the first paragraph."""
        return self.head or self._end(self._paragraph(0, 0)[1])

    def _key(self, start: int, end: int) -> str:
        first, last = self._line(start), self._line(max(end - 1, start))
        if last >= self._body:
            first, last = self._paragraph(max(first, self._body), last)
        key = self._keys.get((first, last))
        if key is None:
            words = "".join(self.text[self._starts[first] : self._end(last)].replace("\ufeff", "").split())
            key = self._keys[first, last] = sha256(words.encode(errors="replace")).hexdigest()[:16]
        return key

    def _paragraph(self, first: int, last: int) -> tuple[int, int]:
        """The lines around these up to blank ones; just these in a long run."""
        above, below = first, last
        while above > self._body and first - above <= _LONG and not self._is_blank(above - 1):
            above -= 1
        while below + 1 < len(self._starts) and below - last <= _LONG and not self._is_blank(below + 1):
            below += 1
        return (first, last) if below - above + 1 > max(_LONG, last - first + 1) else (above, below)

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _end(self, line: int) -> int:
        return self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)

    def _is_blank(self, line: int) -> bool:
        start, end = self._starts[line], self._end(line)
        return not self.text[start : min(end, start + 1_000)].strip() and not self.text[start:end].strip()


def is_absent(at: Location, text: str) -> bool:
    """Whether a finding at ``at`` is about what is not there: it flags the whole first line, or nothing at the start."""
    start = int(text.startswith("\ufeff"))
    if at.start > start:
        return False
    line = text[start : at.end]
    return at.end <= start or (not {"\n", "\r"} & set(line) and text[at.end : at.end + 1] in {"", "\n", "\r"})


def excerpt(text: str) -> str:
    """``text`` in one line, the first 60 characters of it."""
    words = " ".join(text[: 20 * _EXCERPT].split())
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + "…"
