"""Where keyphrases occur, held against what an editor would count: truth sets, written before the matcher was tuned."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TypedDict

import pytest
from msgspec.structs import replace

from seolint.document import Document
from seolint.site import Site

DATA = Path(__file__).parent / "data"
LEAST = {"ja": 150, "en": 30}


class Truth(TypedDict, total=False):
    """``text`` has ⟦…⟧ around each occurrence: of several terms, the rarest one's of each sentence."""

    category: str
    keyphrase: str
    text: str
    synonyms: list[list[str]]
    note: str


def truths(language: str) -> list[Truth]:
    found: list[Truth] = json.loads((DATA / f"keyphrases_{language}.json").read_text(encoding="utf-8"))
    return found


CASES = [
    pytest.param(case, language, id=f"{language}-{number}-{case['keyphrase']}")
    for language in LEAST
    for number, case in enumerate(truths(language))
]


@pytest.mark.parametrize(("case", "language"), CASES)
def test_occurrences_are_where_an_editor_sees_them(case: Truth, language: str) -> None:
    head = f"---\nlang: {language}\nkeywords: [{json.dumps(case['keyphrase'], ensure_ascii=False)}]\n---\n"
    site = replace(Site(), synonyms=tuple(map(tuple, case.get("synonyms", []))))
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
