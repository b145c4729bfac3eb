"""Outcomes for the tests of formats: what all rules say of their own examples, and what hostile posts would make rules say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import msgspec
from jsonschema.protocols import Validator

from seolint.diagnostic import Diagnostic, Edit, Fix, Related, Severity, Text
from seolint.engine.files import ENDINGS
from seolint.engine.lint import lint_texts
from seolint.notices import parse_failed
from seolint.outcome import Outcome, Source
from seolint.registry import installed
from seolint.report.formats import render
from seolint.rule import Invalid
from seolint.testing import rule_of, site_of
from seolint.text import Lines, Location

LANGUAGES = ("ja", "en")

HOSTILE = (
    "\x1b[2J\x1b]8;;https://evil.example\x07x", "\u202eevil\u2066", "\n::error::x", "\r\n::warning file=a::x", "%0A::error::x",
    "::error::x", "::stop-commands::token", "##[error]x", "</script><img src=x onerror=alert(1)>", "]]>", "--><!--", "<b>x</b>",
    "&lt;b&gt; &amp;amp;", "| a | b |", "\\| a \\| b", "`code` ``more` |", "**bold** __bold__ *i* ~~gone~~", "@octocat, @org/team",
    "see #1, GH-12, org/repo#3, !4 and a5c3785ed8d6a35868bc169f07e40e889087fd2e", "https://evil.example/a?b=c&d=e",
    "www.evil.example", "evil@evil.example mailto:evil@evil.example", "[x](https://evil.example)", "![x](https://evil.example/x.png)",
    "[x][y] [^1]", "[link](1) and [[a]](2)", "{0} {{page.title}}", ":tada: $x$ $$y$$", "\x00\x08\x0b\x7f\x85\x9f", "\ud800 \udfff",
    "\ufffe\uffff\ufeff", "\u2028\u2029", "\ue000\ue000", "-", "1. x", "# x", "    x", "'\"\\/", "食パン😀の焼き方",
    "か\u3099👨‍👩‍👧",
)  # fmt: skip

NAMES = (
    "記事/その 1.md", 'quote"\'.md', "line\nfeed.md", "percent%0Acent%25.md", "-dash.md", "name\\x82\\xa0.md", "::error::x.md",
    "a,b:c;d.md", "`tick`.md", "<b>.md", "##[error]x.md", "a|b.md", "@octocat.md", "../outside.md", "/absolute/x.md", "[a](b).md",
    "]]>.md", "tab\t.md", "\u202eevil.md", " .md", "https://evil.example/x.md", "#1.md",
)  # fmt: skip

TEXT = '\ufeff---\r\ntitle: "食パン😀の焼き方"\r\n---\r\n本文です。😀😀\rが\u3099と𠮷野家。\nThe end.'


def of(texts: dict[str, str], found: Iterable[Diagnostic], left_out: tuple[str, ...] = (), seconds: float = 0.0) -> Outcome:
    """An outcome of posts that are in memory."""
    sources = {path: Source(path, Lines.of(text).starts, text) for path, text in texts.items()}
    return Outcome(tuple(sorted(found, key=lambda d: (d.at, d.rule))), sources, left_out, seconds)


def rendered(format_: str, outcome: Outcome, language: str = "ja") -> str:
    return "".join(render(format_, outcome, language))


def check(validator: Validator, value: Any) -> None:
    """``value`` keeps to a schema."""
    assert [error.message for error in validator.iter_errors(value)] == []


@cache
def everything() -> Outcome:
    """All that the rules say of the examples that they must flag."""
    texts: dict[str, str] = {}
    found: list[Diagnostic] = []
    for entry in installed().values():
        rule = entry.load()
        for number, example in enumerate(rule.examples):
            if not isinstance(example, Invalid):
                continue
            marked = example.source if not isinstance(example.source, str) else {"post.md": example.source}
            pages = {path: re.sub("⟦(.*?)⟧", r"\1", text, flags=re.DOTALL) for path, text in marked.items()}
            posts = {path: text for path, text in pages.items() if path.endswith(ENDINGS)}
            folder = f"{rule.id()}/{number}/"
            texts |= {folder + path: text for path, text in posts.items()}
            said = lint_texts(posts, [rule_of(rule, example)], site_of(pages))
            found += (_moved(diagnostic, folder) for diagnostic in said)
    return of(texts, found, ("orphan-post",), 1.5)


def _moved(found: Diagnostic, folder: str) -> Diagnostic:
    def move(at: Location) -> Location:
        return Location(folder + at.path, at.start, at.end)

    fix = found.fix and msgspec.structs.replace(
        found.fix, edits=tuple(Edit(move(edit.at), edit.text) for edit in found.fix.edits)
    )
    related = tuple(Related(move(other.at), other.message) for other in found.related)
    return msgspec.structs.replace(found, at=move(found.at), related=related, fix=fix)


@cache
def hostile() -> Outcome:
    """Each hostile text as message, advice, related message, title of a fix and path, over a text of all widths."""
    found = [
        *(said for number, text in enumerate(HOSTILE) for said in _hostile(NAMES[number % len(NAMES)], text, number)),
        *(said for number, path in enumerate(NAMES) for said in _hostile(path, HOSTILE[number % len(HOSTILE)], number)),
    ]
    broken = parse_failed("broken.md", "This is not UTF-8", "文字コードがUTF-8ではありません")
    return of({**dict.fromkeys(NAMES, TEXT), "broken.md": "", "clean.md": "本文\n"}, [*found, broken])


def _hostile(path: str, text: str, number: int) -> Iterator[Diagnostic]:
    start = number % len(TEXT)
    at = Location(path, start, min(start + number % 5, len(TEXT)))
    said = Text(text, text)
    clean = text.encode("utf-8", "replace").decode()
    fix = Fix(said, (Edit(at, clean), Edit(Location(path, at.end, at.end), "")), safe=number % 2 == 0)
    related = (Related(Location(NAMES[number % 7], 0, 3), said), Related(Location("nowhere.md", 0, 0), said))
    for severity in Severity:
        yield Diagnostic("title-length", severity, at, said, said, related, fix)
    yield Diagnostic("no-such-rule", Severity.WARNING, at, Text(f"a {text} b", f"あ{text}い"), cluster="one")


OUTCOMES: dict[str, Callable[[], Outcome]] = {
    "everything": everything,
    "hostile": hostile,
    "nothing": lambda: of({}, ()),
    "clean": lambda: of({"a.md": "本文\n"}, ()),
}
