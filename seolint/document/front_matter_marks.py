"""Where front matter begins and ends, by the marks that each generator accepts.

Read in their sources and tried with them: Jekyll 4.3, Hugo 0.111, hexo-front-matter 4.2, gray-matter 4.0 (Zenn, Qiita,
VitePress, Docusaurus, Gatsby and most sites of Next.js) and Astro 5.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from seolint.document.tree import Problem
from seolint.pattern import pattern
from seolint.text import Location

_OPENING = re.compile(r"\ufeff?([ \t\r\n]*)(?:(---+|\+\+\+)([^\r\n]*)(\r\n|\n|\r|\Z)|\{(?![{%]))")
_LINE_REST = re.compile(r"[ \t]*(?:\r\n|\n|\r)?")
_BLANK_REST = re.compile(r"[ \t]*(?![^\r\n])")
_POST = pattern(r"(?:^|/)_(?:posts|drafts)/")
_EMPTY_LINES = r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*+"
_NAMES = "title|date|author|tags|categories|layout|description|draft|slug"
_KEY = rf"[\"']?(?:[a-z_][\w.-]*|(?i:{_NAMES}))[\"']?[ \t]*(?::(?!//)|：)"
_TOML_KEY = r"[ \t]*(?:\[|[\w\"'.-]+[ \t]*[=:])"
_FIRST = re.compile(_EMPTY_LINES + _KEY)
"""The first line with something on it begins with ``key:``."""
_COMMENTS = pattern(_EMPTY_LINES)
_TOML_FIRST = pattern(_EMPTY_LINES + _TOML_KEY)
_LINE = pattern(rf"(?<![^\r\n]){_KEY}")
_NEARLY = pattern(r"(?<![^\r\n])[ \t]*+(?:[-‐-―−─ー－]{2,}+|—|\+{2,}+)[ \t]*+(?![^\r\n])")
_LOOKALIKE = pattern(r"\ufeff?[ \t\r\n]*((?:--|[‐-―−─ー－]+)[ \t]*)(?:\r\n|\n|\r)")
_BRACE = re.compile(r'["{}]|\\.', re.DOTALL)
_JSON_START = re.compile(r'\{\s*"')
_END = r"[ \t]*(?![^\r\n])"
_MARP, _MARP_CLOSING = re.compile(r"(?<![^\r\n])marp:[ \t]*true"), re.compile(rf"(?<![^\r\n]) {{1,3}}---{_END}")
"""Marp's slides may have white space before the closing mark, as fences of code may."""
_LANGUAGES = {"json": "json", "toml": "toml"}


class Marks(Struct, frozen=True):
    """What one generator accepts: patterns of what may stand ``before`` the opening mark and ``after`` it on its line, and of
    what must follow the closing mark (``closed``).

    A ``strict`` generator takes what is never closed for settings, or stops. ``separators`` says whether U+0085, U+2028
    and U+2029 end a line of YAML.
    """

    before: str = ""
    after: str = r"[ \t]*"
    closed: str = ""
    dots: bool = False
    toml: bool = False
    json: bool = False
    strict: bool = False
    separators: bool = False


_JEKYLL = Marks(closed=_END, dots=True, separators=True)
_HEXO = Marks(before=r"(?:\r?\n)?", after="")
_ASTRO = Marks(before=r"(?:\s*\n)?", after=r"[ \t]*(?:#.*)?", toml=True)
_HUGO = Marks(before=r"\s*", after=r" *(?:#.*)?", toml=True, json=True, strict=True, separators=True)
_GRAY_MATTER = Marks(after=r"[ \t]*(?:ya?ml|json|toml)?[ \t]*", strict=True)
_ANY = Marks(after=_GRAY_MATTER.after, closed=f"-*{_END}", dots=True, toml=True, json=True)
_GENERATORS = {"jekyll": _JEKYLL, "hexo": _HEXO, "astro": _ASTRO, "hugo": _HUGO} | dict.fromkeys(
    ("zenn", "qiita", "vitepress", "docusaurus", "gatsby", "next"), _GRAY_MATTER
)


class Head(Struct, frozen=True):
    """The settings are ``text[inner:outer]``; ``start`` is where the opening mark stands, ``end`` where the body begins.

    ``language`` is "" when the head was not found, only what is wrong with it. One that is not ``sure`` is front matter
    only if it can be read.
    """

    language: str
    start: int = 0
    inner: int = 0
    outer: int = 0
    end: int = 0
    sure: bool = True
    problems: tuple[Problem, ...] = ()


def marks_of(generator: str) -> Marks:
    """The marks of ``generator``; for "", "plain" and unknown ones what any of them may read."""
    return _GENERATORS.get(generator, _ANY)


def find_head(path: str, text: str, generator: str) -> Head | None:
    """Where the front matter of ``text`` is, as ``generator`` reads it or was plainly meant to."""
    opening = _OPENING.match(text)
    if opening is None:
        return _hexo_head(text) if generator == "hexo" else _lookalike(path, text)
    if opening[2]:
        return _Marked(path, text, generator, opening).head()
    return _json_head(path, text, opening.end() - 1, generator) if marks_of(generator).json else None


class _Marked:
    """Front matter that ``---`` or ``+++`` opens."""

    def __init__(self, path: str, text: str, generator: str, opening: re.Match[str]) -> None:
        self.path, self.text, self.generator, self.opening = path, text, generator, opening
        self.marks = marks_of(generator)
        self.start, self.inner = opening.start(2), opening.end()
        self.mark, self.rest = str(opening[2]), str(opening[3])
        self.toml = self.mark == "+++"
        self.problems: list[Problem] = []

    def problem(self, code: str, start: int, end: int, detail: str = "", other: Location | None = None) -> None:
        self.problems.append(Problem(code, Location(self.path, start, end), detail, other))

    def head(self) -> Head | None:
        clear = (_TOML_FIRST if self.toml else _FIRST).match(self.text, self.inner) is not None
        self.judge_opening()
        if self.problems and not clear:
            return None
        closing = _closing(self.mark[:3] if self.generator != "hexo" else self.mark, self.marks.closed).search(
            self.text, self.inner
        )
        if closing is not None and self.marks is _ANY and _MARP.search(self.text, self.inner, closing.start()):
            closing = _MARP_CLOSING.search(self.text, self.inner, closing.start()) or closing
        if closing is None:
            return self.unclosed(clear)
        if closing[0].startswith("...") and not self.marks.dots:
            self.problem("dots", closing.start(), closing.start() + 3)
        self.judge_bytes()
        end = _LINE_REST.match(self.text, closing.end()).end()  # type: ignore[union-attr]
        language = "toml" if self.toml else _LANGUAGES.get(self.rest.strip(), "yaml")
        stop = closing.start()
        sure = clear or self.marks is not _ANY or bool(_LINE.search(self.text, self.inner, stop)) or self.is_comment(stop)
        return Head(language, self.start, self.inner, closing.start(), end, sure, tuple(self.problems))

    def is_comment(self, stop: int) -> bool:
        """Whether nothing but comments stands before ``stop``."""
        found = _COMMENTS.match(self.text, self.inner, stop)
        return found is not None and found.end() == stop and "#" in found[0]

    def judge_opening(self) -> None:
        """What keeps the generator from seeing the opening mark."""
        opening, marks = self.opening, self.marks
        longer = len(self.mark) > 3 and self.generator != "hexo"
        if longer or not re.fullmatch(marks.after, self.rest):
            said = self.rest.strip()
            first = opening.start(3) + self.rest.find(said)
            self.problem("opening", *((first, first + len(said)) if said else opening.span(3 if self.rest else 2)))
        elif not re.fullmatch(marks.before, opening[1]) and not (self.toml and marks is _ANY):
            self.problem("blank-before", self.start, self.start + len(self.mark))
        if self.toml and not marks.toml:
            self.problem("unread", self.start, self.start + 3)

    def judge_bytes(self) -> None:
        """What nobody sees, but the generator stumbles over."""
        if self.opening[4] == "\r" and self.generator != "hugo":
            self.problem("line-ends", self.start, self.start + len(self.mark))
        if self.generator == "jekyll" and self.text[0] == "\ufeff" and not _POST.search(self.path):
            self.problem("byte-order-mark", 0, 1)

    def unclosed(self, clear: bool) -> Head | None:
        strict = self.marks.strict and self.text[self.inner : self.inner + 1000].strip()
        if not (clear or strict):
            return None
        nearly = _NEARLY.search(self.text, self.inner)
        other = Location(self.path, *nearly.span()) if nearly else None
        self.problem("unclosed", self.start, self.start + len(self.mark), self.mark[:3], other)
        return Head("", problems=tuple(self.problems))


@lru_cache(32)
def _closing(mark: str, closed: str) -> re.Pattern[str]:
    """The next line of ``mark``, or of dots for YAML; literals come first, which is what makes the search fast."""
    sign = re.escape(mark)
    if "+" in mark:
        return re.compile(rf"{sign}(?<![^\r\n]{sign}){closed.replace('-', sign[:2])}")
    return re.compile(rf"{sign}(?<![^\r\n]{sign}){closed}|\.\.\.(?<![^\r\n]\.\.\.){_END}")


def _lookalike(path: str, text: str) -> Head | None:
    """Settings between lines that only look like ``---``: of two dashes, or of others than hyphens."""
    opening = _LOOKALIKE.match(text)
    if opening is None or not _FIRST.match(text, opening.end()) or not _NEARLY.search(text, opening.end()):
        return None
    return Head("", problems=(Problem("opening", Location(path, *opening.span(1))),))


def _json_head(path: str, text: str, start: int, generator: str) -> Head | None:
    """An object at the top, as Hugo counts its braces; where the generator is not known it has to be one beyond doubt."""
    hugo = generator == "hugo"
    if not hugo and not _JSON_START.match(text, start):
        return None
    level, inside = 0, False
    for found in _BRACE.finditer(text, start):
        sign = found[0]
        if sign == '"':
            inside = not inside
        elif not inside and sign in {"{", "}"}:
            level += 1 if sign == "{" else -1
            if level == 0:
                stop = found.end()
                if not hugo and not _BLANK_REST.match(text, stop):
                    return None
                end = _LINE_REST.match(text, stop).end()  # type: ignore[union-attr]
                return Head("json", start, start, stop, end, hugo)
    problem = Problem("syntax", Location(path, start, start + 1), "json unclosed")
    return Head("", problems=(problem,)) if hugo else None


def _hexo_head(text: str) -> Head | None:
    """Hexo needs no opening mark."""
    start = int(text.startswith("\ufeff"))
    closing = _closing("---", "-*").search(text, start) if _FIRST.match(text, start) else None
    if closing is None or closing[0].startswith("."):
        return None
    end = _LINE_REST.match(text, closing.end()).end()  # type: ignore[union-attr]
    return Head("yaml", start, start, closing.start(), end, sure=False)
