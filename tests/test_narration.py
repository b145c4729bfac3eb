"""What authors say in their own words: quotation marks and code are masked, and nothing moves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.document.narration import masked, quoted
from seolint.site import Site
from seolint.text import UNKNOWN


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("窯の話です。", []),
        ("「窯」と「薪」", ["「窯」", "「薪」"]),
        ("彼は「『窯』は熱い」と言う", ["「『窯』は熱い」"]),
        ("閉じない「窯", []),
        ("開かない窯」と「薪」", ["「薪」"]),
        ("閉じない「窯と「薪」", ["「薪」"]),
        ('He said "hot" and “very hot”.', ['"hot"', "“very hot”"]),
        ('A 5" pipe and a 6" pipe', []),
        ("It’s the ‘best’ oven, isn’t it", ["‘best’"]),
        ("The phrase 'As an AI, I can't help' is common, and 'so' it's.", ["'As an AI, I can't help'", "'so'"]),
        ("Don't heat the users' ovens; that's the bakers' work.", []),
        ("In the '90s we baked 'em in the bakers' oven, rock 'n' roll.", []),
        ("A 6' pipe, a 7' pipe", []),
        ("Print 'hot'.", ["'hot'"]),
        ('「the "hot" oven」と"薪"', ['「the "hot" oven」', '"薪"']),
    ],
)
def test_what_is_quoted(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in quoted(text)] == parts


@given(st.text("あ、「」『』“”\"'‘’ a\n"))
def test_masking_keeps_length_and_everything_outside(text: str) -> None:
    spans = quoted(text)
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    for number, char in enumerate(masked(text)):
        inside = any(start <= number < end for start, end in spans)
        assert char == (UNKNOWN if inside else text[number])


def test_narration_has_neither_code_nor_quotations() -> None:
    doc = Document("a.md", "窯の`温度`は「高い」です。\n\n> 引用\n\n```\n炭\n```\n\n薪です。\n", Site())
    hidden = UNKNOWN * 2, UNKNOWN * 4
    assert [said.text for said in doc.narration] == [f"窯の{hidden[0]}は{hidden[1]}です。", "薪です。"]
    at = doc.narration[1].part(0, 1)
    assert doc.text[at.start : at.end] == "薪"


def test_the_sentence_of_an_offset() -> None:
    doc = Document("a.md", "# 窯\n\n石です。薪です。\n", Site())
    found = doc.sentence_at(doc.text.index("薪"))
    assert found is not None
    assert found.text == "薪です。"
    assert doc.sentence_at(0) is None
