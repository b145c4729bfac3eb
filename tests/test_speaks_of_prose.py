"""Rules about words speak of what the author says: not of code, of what others said, or of text in another language.

What each example of a rule marks is put where nobody speaks to the reader, amid a post that is in order; then the rule must
not point there.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from seolint.diagnostic import Diagnostic
from seolint.document import Document
from seolint.engine.files import ENDINGS
from seolint.engine.lint import lint_texts
from seolint.engine.surroundings import MemorySurroundings
from seolint.registry import installed
from seolint.rule import Invalid
from seolint.testing import Case, cases, rule_of, site_of

GROUPS = {"keywords", "content"}
BREAKS = {"template-syntax"}
"""Rules about what stops the generator, which reads code and quotations too."""

MARKS = re.compile("[⟦⟧]")
PROSE = {
    "ja": "朝の台所で見たことを、そのまま書き留めておきます。霜の降りた庭には、まだ誰の足跡もありませんでした。\n\n",
    "en": "What happened in the kitchen that morning is written down here as it was, and nobody was in the garden yet.\n\n",
}


def examples() -> list[Case]:
    rules = [entry.load() for entry in installed().values() if entry.group in GROUPS and entry.id not in BREAKS]
    return [case for case in cases(rules) if isinstance(case.example, Invalid)]


def put(case: Case, around: Callable[[str, str], tuple[str, str, str]]) -> tuple[dict[str, str], dict[str, range]]:
    """The files of an example with their bodies put in the midst of something, and where each body went.

    ``around`` gets a body and its language, and says what comes before it, what it becomes, and what comes after.
    """
    source = case.example.source
    texts = {path: MARKS.sub("", text) for path, text in ({"post.md": source} if isinstance(source, str) else source).items()}
    site, places = site_of(texts), dict[str, range]()
    for path, text in texts.items():
        if path.endswith((".md", ".mdx", ".markdown")):
            doc = Document(path, text, site)
            start = doc.front_matter.end
            before, body, after = around(text[start:], doc.language)
            head = text[:start] + "\n" * (start > 0) + before
            texts[path] = head + body + after
            places[path] = range(len(head), len(head) + len(body))
    return texts, places


def findings_in(case: Case, texts: dict[str, str], places: dict[str, range]) -> list[Diagnostic]:
    pages = {path: text for path, text in texts.items() if path.endswith(ENDINGS)}
    around = MemorySurroundings({**texts, **case.example.around})
    found = lint_texts(pages, [rule_of(case.rule, case.example)], site_of(texts), around)
    return [one for one in found if one.at.path in places and one.at.start in places[one.at.path]]


def told(found: list[Diagnostic], texts: dict[str, str]) -> list[str]:
    return [f"{one.message.en}: {texts[one.at.path][one.at.start : one.at.end]!r}" for one in found]


def prose(language: str, count: int, *, after: bool) -> str:
    return PROSE.get(language, PROSE["en"]) * count * (1 + after)


@pytest.mark.parametrize("first", [False, True], ids=["amid", "first"])
@pytest.mark.parametrize("case", examples(), ids=str)
def test_no_rule_speaks_of_code(case: Case, first: bool) -> None:
    def around(body: str, language: str) -> tuple[str, str, str]:
        before = "" if first else prose(language, 3, after=False)
        return before + "~~~~~~~~~~text\n", body.rstrip("\n"), "\n~~~~~~~~~~\n\n" + prose(language, 3, after=first)

    texts, places = put(case, around)
    assert not (found := findings_in(case, texts, places)), told(found, texts)


@pytest.mark.parametrize("first", [False, True], ids=["amid", "first"])
@pytest.mark.parametrize("case", examples(), ids=str)
def test_no_rule_speaks_of_quotations(case: Case, first: bool) -> None:
    def around(body: str, language: str) -> tuple[str, str, str]:
        quotation = "".join(f"> {line}" for line in body.strip("\n").splitlines(keepends=True))
        return "" if first else prose(language, 3, after=False), quotation, "\n\n" + prose(language, 3, after=first)

    texts, places = put(case, around)
    assert not (found := findings_in(case, texts, places)), told(found, texts)


@pytest.mark.parametrize("first", [False, True], ids=["amid", "first"])
@pytest.mark.parametrize("case", examples(), ids=str)
def test_no_rule_speaks_of_another_language(case: Case, first: bool) -> None:
    """Only of a text so short that nobody can tell its language."""

    def around(body: str, language: str) -> tuple[str, str, str]:
        other = "en" if language == "ja" else "ja"
        return "" if first else prose(other, 30, after=False), body, "\n\n" + prose(other, 30, after=first)

    texts, places = put(case, around)
    site = site_of(texts)
    found = [one for one in findings_in(case, texts, places) if is_foreign(Document(one.at.path, texts[one.at.path], site), one)]
    assert not found, told(found, texts)


def is_foreign(doc: Document, found: Diagnostic) -> bool:
    """Whether it points into a block of another language than that of the post; a comment is in no block."""
    if any(comment.start <= found.at.start < comment.end for comment in doc.content.comments):
        return False
    before = [block for block in doc.blocks if block.text.at.start <= found.at.start]
    return bool(before) and doc.language_of(before[-1]) != doc.language


def test_the_language_of_a_text_in_a_post_of_another_one_is_told() -> None:
    """Where it could not be told, the test before this one would say nothing."""
    said = {"ja": "これは⟦howTo構造の視点⟧から見た話です。", "en": "⟦As an AI language model, I cannot⟧ cut the bread."}
    for language, other in (("ja", "en"), ("en", "ja")):
        doc = Document("a.md", prose(other, 30, after=False) + MARKS.sub("", said[language]) + "\n", site_of({}))
        assert (doc.language, doc.language_of(doc.blocks[-1])) == (other, language)
