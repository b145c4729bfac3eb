"""What every dialect comes to, and the draft in which one is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from seolint.document.tokens import MOST, TooManyError
from seolint.pattern import pattern
from seolint.text import UNKNOWN

_VISIBLE = re.compile(r"[^\r\n]")
_LINE_REST = pattern(r"[ \t]*(?:[\r\n]|\Z)")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_HEADING = re.compile(r"#{1,6}(?=[ \t])")
_FIRST_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_MOST_PROBLEMS = 100
_LONGEST_PLACE = 60

SPACE = " "
"""An edit's fill: nothing is shown, and nothing stands there."""
NOTHING = ""
"""An edit's fill: spaces where the lines hold nothing else; else U+E000, as what stands around it may hang on it."""
QUIET = "-"
"""An edit's fill: as NOTHING, but what stands around it on its line does not hang on it."""
TAG = "<"
"""An edit's fill: spaces where the lines hold nothing else; else the text stays, with the edits inside it."""
_UNSEEN = frozenset({NOTHING, QUIET, TAG})


class Target(Struct, frozen=True):
    """A tag that names a post, a file or an address; ``start`` and ``end`` are the argument's, or else the tag's.

    ``language`` is that of the post where the tag says it.

    ``kind`` is the tag or filter: post_url, link, relative_url, absolute_url, baseurl, siteurl (Jekyll), ref, relref
    (Hugo), post_link, post_path, asset_path, asset_img, asset_link (Hexo) or the service of ``@[service](name)`` (Zenn).
    """

    kind: str
    name: str
    start: int
    end: int
    language: str = ""


class Attributes(Struct, frozen=True):
    """``{#id}`` behind a heading, or kramdown's ``{: .class #id}``, from ``start`` to ``end``, that gives an ``id``."""

    start: int
    end: int
    id: str
    id_start: int
    id_end: int


class Problem(Struct, frozen=True):
    """Template code that its generator cannot read as it was meant; ``start`` and ``end`` are what to correct.

    ``code`` is unclosed-tag, empty-tag, unknown-tag, unclosed-block, crossed-block, unexpected-end, unclosed-container,
    nested-container, unknown-container or unclosed-expression. ``name`` is what is written, ``meant`` what is missing or was meant.
    """

    code: str
    start: int
    end: int
    name: str = ""
    meant: str = ""


class Mark(Struct, frozen=True):
    """What MDX reads as JSX, or Zenn as HTML: a tag, a comment or an expression from ``start`` to ``end``.

    ``kind`` is element (the masked text is HTML: a tag, or a comment, or a script with its content), empty (an element's
    only tag), component (or a comment: it shows nothing by itself) or value (the masked text is what it shows).
    """

    start: int
    end: int
    kind: str


class Template(Struct, frozen=True):
    """``text`` is as long as the source. ``code`` are spans shown as code, ``control`` those of control tags.

    ``ids`` are the ids that attributes give, in order, whether they are masked or left to the Markdown parser; ``marks``
    are those of MDX and Zenn, in order, none within another.
    """

    text: str
    code: tuple[tuple[int, int], ...] = ()
    control: tuple[tuple[int, int], ...] = ()
    targets: tuple[Target, ...] = ()
    ids: tuple[Attributes, ...] = ()
    problems: tuple[Problem, ...] = ()
    marks: tuple[Mark, ...] = ()


def blank(text: str, start: int, end: int, by: str = SPACE) -> str:
    """``text[start:end]`` made of ``by``, line ends kept."""
    return _VISIBLE.sub(by, text[start:end])


def opens_line(text: str, start: int) -> bool:
    """Whether nothing but white space stands before ``start`` on its line."""
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return start == 0 or text[start - 1] in "\r\n"


def alone(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` shares its lines with nothing but white space."""
    return opens_line(text, start) and _LINE_REST.match(text, end) is not None


class Next:
    """The next match of a pattern, asked for with rising positions: the text is read once."""

    def __init__(self, text: str, pattern: str) -> None:
        self._text, self._pattern = text, re.compile(pattern)
        self._asked, self._found = 0, -2

    def after(self, position: int) -> int:
        """Where the first match at or behind ``position`` begins; -1 when there is none."""
        if self._found == -2 or position < self._asked or -1 < self._found < position:
            found = self._pattern.search(self._text, position)
            self._asked, self._found = position, found.start() if found else -1
        return self._found


class Blocks:
    """The blocks that are open, the innermost last: name, start and end of what opens each."""

    def __init__(self) -> None:
        self.open: list[tuple[str, int, int]] = []
        self._depths: dict[str, int] = {}

    def begin(self, name: str, start: int, end: int) -> None:
        self.open.append((name, start, end))
        self._depths[name] = self._depths.get(name, 0) + 1

    def close(self, name: str) -> list[tuple[str, int, int]]:
        """The innermost block of ``name``, behind those inside it that were left open; none when it is not open."""
        closed: list[tuple[str, int, int]] = []
        while self._depths.get(name) and not (closed and closed[-1][0] == name):
            closed.append(self.open.pop())
            self._depths[closed[-1][0]] -= 1
        return closed


class Draft:
    """One text while a dialect reads it: what to mask, and what was found on the way.

    ``text`` ends lines with LF or CRLF only, so that every ``^`` and ``$`` is true; offsets are the source's.
    """

    def __init__(self, text: str, start: int) -> None:
        self._returns = [m.start() for m in _LONE_RETURN.finditer(text)] if "\r" in text else []
        self.text = _LONE_RETURN.sub("\n", text) if self._returns else text
        self.start = start
        self.code: list[tuple[int, int]] = []
        self.control: list[tuple[int, int]] = []
        self.targets: list[Target] = []
        self.ids: list[Attributes] = []
        self.problems: list[Problem] = []
        self.marks: list[Mark] = []
        self._edits: list[tuple[int, int, str]] = []

    def hide(self, start: int, end: int, by: str) -> None:
        """Fill ``[start, end)``: by UNKNOWN, SPACE, NOTHING, QUIET, TAG or a text as long. One within another is none.

        Raises TooManyError.
        """
        self._edits.append((start, end, by))
        if len(self._edits) > MOST:
            raise TooManyError

    def hide_quietly(self, start: int, end: int) -> None:
        """What shows nothing becomes spaces."""
        self.hide(start, end, QUIET)

    def report(self, code: str, start: int, end: int, name: str = "", meant: str = "") -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(code, start, end, name, meant))

    def report_line(self, code: str, start: int, limit: int, name: str, meant: str) -> None:
        """Report what begins at ``start``, to the end of its line, to ``limit`` or for some characters."""
        if len(self.problems) >= _MOST_PROBLEMS:
            return
        line = self.text[start : min(limit, start + _LONGEST_PLACE)].partition("\n")[0]
        self.report(code, start, start + len(line.rstrip()), name, meant)

    def apply(self) -> None:
        """Make the text what the edits so far say, for the next reader."""
        if not self._edits:
            return
        parts: list[str] = []
        here = 0
        for start, end, by in self._resolved():
            parts.append(self.text[here:start])
            parts.append(by if len(by) > 1 else blank(self.text, start, end, by))
            here = end
        parts.append(self.text[here:])
        self.text, self._edits = "".join(parts), []

    def finish(self) -> Template:
        self.apply()
        text = self.text
        if self._returns:
            kept = [text[a + 1 : b] for a, b in zip([-1, *self._returns], [*self._returns, len(text)], strict=True)]
            text = "\r".join(kept)
        in_order = sorted(self.targets, key=lambda target: target.start)
        problems = sorted(self.problems, key=lambda problem: problem.start)
        return Template(
            text, tuple(sorted(self.code)), tuple(sorted(self.control)), tuple(in_order),
            tuple(sorted(self.ids, key=lambda each: each.start)), tuple(problems),
            tuple(self.marks),
        )  # fmt: skip

    def _resolved(self) -> Iterator[tuple[int, int, str]]:
        """The edits in order, with the fill that each comes to; none overlaps another."""
        edits = sorted(self._edits, key=lambda edit: (edit[0], -edit[1]))
        outer: list[tuple[int, int, str]] = []
        inner: dict[int, list[tuple[int, int, str]]] = {}
        here = -1
        for edit in edits:
            if edit[0] >= here:
                outer.append(edit)
                here = edit[1]
            else:
                inner.setdefault(len(outer) - 1, []).append(edit)
        number, heading, hung = 0, -1, -1
        while number < len(outer):
            last = number
            if outer[number][2] in _UNSEEN:
                while self._joined(outer, last):
                    last += 1
            group = outer[number : last + 1]
            first, stop = group[0][0], group[-1][1]
            whole, led = alone(self.text, first, stop), ""
            if not whole and all(edit[2] in {NOTHING, QUIET} for edit in group):
                led = self._led(first, *group[-1][:2])
                heading = stop if led else heading
                whole = not led and self._trails_heading(first, stop, heading, hung)
            for index, (start, end, by) in enumerate(group, number):
                if by not in _UNSEEN:
                    yield start, end, by
                elif whole or led:
                    yield start, end, led if led and index == last else SPACE
                elif by == NOTHING:
                    hung = end
                    yield start, end, UNKNOWN
                elif by == QUIET:  # spaces must not turn the rest of the line into indented code
                    inline = end - start > 3 and opens_line(self.text, start)
                    yield start, end, UNKNOWN + blank(self.text, start + 1, end) if inline else SPACE
                else:
                    yield from inner.get(index, ())
            number = last + 1

    def _led(self, first: int, start: int, end: int) -> str:
        """The fill of ``[start, end)``, the last of the tags from ``first``, that gives the heading behind it its own line."""
        if not _HEADING.match(self.text, end) or not opens_line(self.text, first):
            return ""
        fill = "\n" + self.text[self._line(first) : first]
        before = end - len(fill)
        return blank(self.text, start, before) + fill if before > start and "\n" not in self.text[before:end] else ""

    def _trails_heading(self, first: int, stop: int, heading: int, hung: int) -> bool:
        """Whether a heading's line ends with the tags ``[first, stop)``, and none before them on it leaves its text unknown.

        ``heading`` is where the last one begins that tags lead, ``hung`` where the last text does that hangs on tags.
        """
        if not _LINE_REST.match(self.text, stop):
            return False
        line = self._line(first)
        found = _HEADING.match(self.text, heading) if heading >= line else _FIRST_HEADING.match(self.text, line)
        return found is not None and found.end() <= first and hung < line

    def _line(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _joined(self, edits: list[tuple[int, int, str]], index: int) -> bool:
        """Whether the edit behind ``index`` is such a tag too, and nothing stands between the two."""
        if index + 1 == len(edits) or edits[index + 1][2] not in _UNSEEN:
            return False
        return not self.text[edits[index][1] : edits[index + 1][0]].strip(" \t")
