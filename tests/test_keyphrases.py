"""Where keyphrases occur, held against what an editor would count: truth sets, written before the matcher was tuned."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from seolint.document import Document
from seolint.document.english import base_form
from seolint.document.morphemes import tokenize
from seolint.site import Site

DATA = Path(__file__).parent / "data"
DOCS = Path(__file__).parent.parent / "docs"
LEAST = {"ja": 150, "en": 30}


class Truth(TypedDict):
    """``text`` has ⟦…⟧ around each occurrence: of several terms, the rarest one's of each sentence; ``missed``: why it fails."""

    category: str
    keyphrase: str
    text: str
    note: str
    synonyms: NotRequired[list[list[str]]]
    missed: NotRequired[str]


def truths(language: str) -> list[Truth]:
    found: list[Truth] = json.loads((DATA / f"keyphrases_{language}.json").read_text(encoding="utf-8"))
    return found


CASES = [
    pytest.param(
        case,
        language,
        id=f"{language}-{number}-{case['keyphrase']}",
        marks=[pytest.mark.xfail(strict=True, reason=case["missed"])] if "missed" in case else [],
    )
    for language in LEAST
    for number, case in enumerate(truths(language))
]


@pytest.mark.parametrize(("case", "language"), CASES)
def test_occurrences_are_where_an_editor_sees_them(case: Truth, language: str) -> None:
    head = f"---\nlang: {language}\nkeywords: [{json.dumps(case['keyphrase'], ensure_ascii=False)}]\n---\n"
    site = replace(Site(), synonyms=tuple(tuple(group) for group in case.get("synonyms", ())))
    doc = Document("post.md", head + re.sub("[⟦⟧]", "", case["text"]) + "\n", site)
    (use,) = doc.keywords
    shown = doc.text
    for at in reversed(use.places):
        shown = f"{shown[: at.start]}⟦{shown[at.start : at.end]}⟧{shown[at.end :]}"
    assert shown[len(head) : -1] == case["text"]
    assert use.occurrences == case["text"].count("⟦")


@pytest.mark.parametrize("language", LEAST)
def test_the_sets_are_large_and_say_why(language: str) -> None:
    cases = truths(language)
    assert len({(case["keyphrase"], case["text"]) for case in cases}) == len(cases) >= LEAST[language]
    assert all(case["note"] and case["category"] for case in cases)


@pytest.mark.parametrize("page", ["keyphrases.md", "keyphrases.ja.md"])
def test_the_worked_example_of_the_docs(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    example = text.partition("```markdown\n")[2].partition("```")[0]
    (use,) = Document("post.md", example, Site()).keywords
    assert (use.occurrences, use.keyphrase.content_tokens, use.content_tokens) == (2, 3, 18)
    assert f"100 × 2 × 3 ÷ 18 = {use.density:.1f}" in text
    kinds = Counter(case["category"] for case in truths("ja"))
    shown = Counter(int(cases) for cases in re.findall(r"^\| [^|*]+ \| (\d\d) \| \d+ \| \d+ \|$", text, re.MULTILINE))
    assert shown == Counter(kinds.values())


@given(st.text("ｶﾞﾊﾟﾝｰﾞ゙゚がカか\u0301e㍿パン屋 。a1\n"))
def test_marks_that_stand_apart_keep_their_places(text: str) -> None:
    assert sum(token[0] for token in tokenize(text)) == len(text)


@pytest.mark.parametrize(
    "forms",
    [
        "plan plans planned planning", "plane planes", "hope hopes hoped hoping", "hop hopped hopping", "update updating updated",
        "price pricing prices", "handle handling handled", "visit visited visiting", "tell telling", "try tries tried trying",
        "play plays played", "class classes", "process processing processed", "status statuses", "image images", "bus buses",
        "edit editing", "write wrote writing written", "offer offers", "marketing", "market markets", "building", "build built",
    ],
)  # fmt: skip
def test_forms_of_an_english_word_come_to_one(forms: str) -> None:
    first, *others = forms.split()
    assert {base_form(form) for form in others} <= {first}
    assert base_form(first) == first
