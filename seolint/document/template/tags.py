"""``{% tags %}`` and ``{{ values }}``, as Liquid and Nunjucks have them: one reader, two languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from seolint.document.template.code import Regions, within
from seolint.document.template.core import NOTHING, SPACE, Blocks, Draft, Next, Target
from seolint.pattern import pattern
from seolint.text import UNKNOWN

_NAME = re.compile(r"\{%[-+]?\s*([\w-]*)")
_END_NAME = re.compile(r"\{%[-+]?\s*end([\w-]+)")
WORD = pattern(r"\s*[\"']?([^\s\"']*[^\s\"'-])")
"""The argument of a tag that takes the first of several words."""
WHOLE = re.compile(r"\s*[\"']?([^\s\"'](?:[^\"'\n]*[^\s\"'-])?)[\"']?\s*-?\Z")
"""The argument of a tag that takes all that stands in it."""
_RAW_END = r"\{%[-+]?\s*end(?:raw|verbatim)\s*[-+]?%\}"
_ANY = re.compile(r"\{[{%]")
_INSIDE = re.compile(r"\{[{%][^{}%]*")
_MENTION = re.compile(r"[\w-]+")
_SHORTEST = 5
"""Letters from which a name that is nearly a known one is a slip rather than another name."""


class Language(Struct, frozen=True):
    """``blocks`` are tags that need an end, ``wrappers`` those of them that show a block; ``code`` those that show code.

    ``inner`` stand inside blocks; ``silent`` print nothing by themselves; ``printing`` are other tags that are known;
    ``targets`` name a post or file by their ``argument``. ``strict`` says that a value must be closed by the first brace behind
    it, and that a tag has a name.
    """

    blocks: frozenset[str]
    inner: frozenset[str]
    silent: frozenset[str]
    printing: frozenset[str]
    targets: frozenset[str]
    argument: re.Pattern[str]
    raw: frozenset[str]
    code: frozenset[str]
    has_comment_tag: bool
    has_comment_signs: bool
    strict: bool

    def names(self) -> frozenset[str]:
        """Every name that is known, ends of blocks included."""
        ends = {f"end{name}" for name in (*self.blocks, *self.raw)}
        return frozenset(ends.union(self.blocks, self.inner, self.silent, self.printing, self.targets, self.raw))


def near(name: str, names: Iterable[str]) -> str:
    """The one of ``names`` from which ``name`` differs by one letter, or by two that changed places; "" for none.

    A plural is another name, and so is whatever is nearly a short one.
    """
    found = [known for known in names if len(known) >= _SHORTEST and name != known + "s" and _one_slip(name, known)]
    return found[0] if len(found) == 1 else ""


def _one_slip(a: str, b: str) -> bool:
    short, long = sorted((len(a), len(b)))
    if long - short > 1 or a == b:
        return False
    same = 0
    while same < short and a[same] == b[same]:
        same += 1
    rest = 0
    while rest < short - same and a[-1 - rest] == b[-1 - rest]:
        rest += 1
    swapped = short == long and same + rest == short - 2 and a[same] == b[same + 1] and a[same + 1] == b[same]
    return swapped or same + rest >= long - 1


def read_tags(
    draft: Draft, language: Language, skipped: Regions = (), value: Callable[[Draft, int, int], Target | None] | None = None
) -> None:
    """Mask the tags outside ``skipped``; ``value`` says what a ``{{ value }}`` from start to end names."""
    _Reader(draft, language, skipped, value).read()


class _Reader:
    def __init__(
        self,
        draft: Draft,
        language: Language,
        skipped: Regions,
        value: Callable[[Draft, int, int], Target | None] | None,
    ) -> None:
        self.draft, self.text, self.language, self.skipped, self.target = draft, draft.text, language, skipped, value
        self.tag_end, self.value_end, self.brace = Next(self.text, "%}"), Next(self.text, "}}"), Next(self.text, "}")
        self.line_end, self.comment_end = Next(self.text, r"\r?\n"), Next(self.text, "#}")
        self.raw_end = Next(self.text, _RAW_END)
        self.blocks = Blocks()
        self.cut: dict[str, list[tuple[str, int, int]]] = {}
        self.spellings: dict[str, str] = {}
        self.names = language.names()
        self.foreign = False
        self.wrappers: frozenset[str] | None = None
        self.mentions: dict[str, int] | None = None

    def read(self) -> None:
        opening = re.compile(r"\{[{%#]" if self.language.has_comment_signs else r"\{[{%]")
        readers = {"{%": self.tag, "{{": self.value, "{#": self.comment}
        here = self.draft.start
        while found := opening.search(self.text, here):
            at = found.start()
            here = within(self.skipped, at) if self.skipped else -1
            if here < 0:
                here = readers[found[0]](at)
        for name, start, end in (*self.blocks.open, *(each for cut in self.cut.values() for each in cut)):
            if start >= 0:
                self.draft.report("unclosed-block", start, end, name, f"{{% end{name} %}}")

    def comment(self, at: int) -> int:
        end = self.comment_end.after(at + 2)
        if end < 0:
            return at + 2
        self.draft.hide_quietly(at, end + 2)
        return end + 2

    def value(self, at: int) -> int:
        end = self.closed_value(at)
        if end > at + 2:
            self.draft.hide(at, end, UNKNOWN)
            target = self.target(self.draft, at, end) if self.target else None
            if target:
                self.draft.targets.append(target)
        return end

    def closed_value(self, at: int) -> int:
        """Where the value at ``at`` ends; where it only begins if nothing closes it, which is reported."""
        brace = self.brace.after(at + 2) if self.language.strict else -1
        end = self.value_end.after(at + 2)
        if self.language.strict and (end < 0 or brace < end):
            line = self.line_end.after(at)
            line = line if line >= 0 else len(self.text)
            self.draft.report_line("unclosed-tag", at, brace + 1 if 0 <= brace < line else line, "{{", "}}")
            end = end if end < line else -1
        return end + 2 if end >= 0 else at + 2

    def tag(self, at: int) -> int:
        end = self.tag_end.after(at + 2)
        inner = self.text.find("{%", at + 2, end) if end >= 0 else -1
        found = _NAME.match(self.text, at)
        name = found[1].rstrip("-") if found else ""
        if end < 0 or (inner >= 0 and not self.quoted(at + 2, inner)):
            self.draft.report_line("unclosed-tag", at, inner if inner >= 0 else len(self.text), name, "%}")
            if name in self.language.blocks:
                self.blocks.begin(name, -1, -1)
            return inner if inner >= 0 else at + 2
        end += 2
        if not name:
            if self.language.strict and not self.text[at + 2 : end - 2].strip(" \t\r\n-"):
                self.draft.report("empty-tag", at, end)
            self.draft.hide(at, end, UNKNOWN)
            return end
        argument = found.end() if found else end
        if name in self.language.targets and (slug := self.language.argument.match(self.text, argument, end - 2)):
            self.draft.targets.append(Target(name, slug[1], *slug.span(1)))
        return self.named(name, at, end, argument - len(name))

    def quoted(self, start: int, end: int) -> bool:
        """Whether a quotation mark that opens behind ``start`` is open at ``end``."""
        return self.text.count('"', start, end) % 2 > 0 or self.text.count("'", start, end) % 2 > 0

    def named(self, name: str, at: int, end: int, name_at: int) -> int:
        """The tag ``name`` at ``[at, end)``."""
        meant = self.meant(name)
        if meant != name:
            self.draft.report("unknown-tag", name_at, name_at + len(name), name, meant)
        if meant in self.language.raw:
            return self.raw(meant, at, end)
        if meant == "comment" and self.language.has_comment_tag:
            return self.comment_tag(at, end)
        if meant in self.language.blocks:
            self.blocks.begin(meant, at, end)
        elif meant.startswith("end") and meant[3:] in self.language.blocks:
            self.close(meant[3:], at, end)
        elif meant == name and self.is_stray(name):
            self.draft.report("unexpected-end", at, end, name)
        silent = meant in self.language.silent or meant in self.language.inner
        silent = silent or meant.removeprefix("end") in self.language.blocks | self.language.raw or self.wraps(name)
        if meant not in self.names:
            self.foreign = True
        if silent:
            self.draft.control.append((at, end))
        self.draft.hide(at, end, NOTHING if silent else UNKNOWN)
        return end

    def is_stray(self, name: str) -> bool:
        """Whether ``name`` ends or divides a block though none is open; a plugin's tag may be one."""
        ends = name.startswith("end") and (name[3:] in self.language.raw or name == "endcomment")
        return ends or (name in self.language.inner and not self.blocks.open and not self.foreign)

    def meant(self, name: str) -> str:
        """The known tag that ``name`` is or was meant to be, else ``name``."""
        if name not in self.spellings:
            self.spellings[name] = name if name in self.names else near(name, self.names) or name
        return self.spellings[name]

    def wraps(self, name: str) -> bool:
        """Whether ``name``, a tag of some plugin, is one of a pair around text."""
        if self.wrappers is None:
            self.wrappers = frozenset(_END_NAME.findall(self.text, self.draft.start))
        return name in self.wrappers or (name.startswith("end") and name[3:] in self.wrappers)

    def close(self, name: str, at: int, end: int) -> None:
        """The end of the innermost block of ``name``; blocks inside it that are still open have their ends too late, or none."""
        closed = self.blocks.close(name)
        for each in closed[:-1]:
            self.cut.setdefault(each[0], []).append(each)
        if not closed:
            cut = self.cut.get(name)
            if cut:
                self.draft.report("crossed-block", at, end, name, f"{{% end{name} %}}")
                cut.pop()
            else:
                self.draft.report("unexpected-end", at, end, f"end{name}")
            return
        _, start, inner = closed[-1]
        if name in self.language.code and start >= 0:
            self.draft.code.append((inner, at))
            self.draft.hide(start, end, SPACE)
        elif name == "capture" and start >= 0 and not self.prints(self.text[start:inner], end):
            self.draft.hide_quietly(start, end)

    def prints(self, tag: str, end: int) -> bool:
        """Whether what the ``capture`` tag holds is named again after ``end``: then it is published, if elsewhere."""
        if self.mentions is None:
            tags = _INSIDE.finditer(self.text, self.draft.start)
            self.mentions = {name: found.start() for found in tags for name in _MENTION.findall(found[0])}
        names = _MENTION.findall(tag)
        return len(names) > 1 and self.mentions.get(names[1], 0) > end

    def raw(self, name: str, at: int, end: int) -> int:
        """What stands between the two tags is text."""
        stop = self.raw_end.after(end)
        if stop < 0:
            self.draft.report("unclosed-block", at, end, name, f"{{% end{name} %}}")
            return len(self.text)
        last = self.text.find("%}", stop) + 2
        self.draft.hide_quietly(at, end)
        self.draft.hide_quietly(stop, last)
        return last

    def comment_tag(self, at: int, end: int) -> int:
        """A comment: what stands in it is read, though nothing of it is shown."""
        open_, here = [("comment", at, end)], end
        while open_ and (found := _ANY.search(self.text, here)):
            start = found.start()
            here = self.closed_value(start) if found[0] == "{{" else self.commented_tag(start, open_)
        if open_:
            self.draft.report("unclosed-block", *open_[0][1:], "comment", "{% endcomment %}")
            self.draft.hide(at, len(self.text), SPACE)
            return len(self.text)
        self.draft.hide_quietly(at, here)
        return here

    def commented_tag(self, at: int, open_: list[tuple[str, int, int]]) -> int:
        """Where the tag at ``at`` in a comment ends; ``open_`` are the blocks that are open there."""
        found, end = _NAME.match(self.text, at), self.tag_end.after(at + 2) + 2
        name = found[1].rstrip("-") if found else ""
        if end < 2:
            return at + 2
        if name in self.language.raw:
            stop = self.raw_end.after(end)
            return self.text.find("%}", stop) + 2 if stop >= 0 else len(self.text)
        if name == "comment" or name in self.language.blocks:
            open_.append((name, at, end))
        elif name == "endcomment":
            while open_[-1][0] != "comment":
                each = open_.pop()
                self.draft.report("unclosed-block", *each[1:], each[0], f"{{% end{each[0]} %}}")
            open_.pop()
        elif name == f"end{open_[-1][0]}":
            open_.pop()
        return end
