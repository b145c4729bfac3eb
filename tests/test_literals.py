"""Many words looked for in one pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint_rules.data.literals import Literals

LETTERS = st.text(alphabet="ab 構造のA-[.", max_size=12)
WORDS = st.lists(LETTERS.filter(bool), min_size=1, max_size=8)


@given(WORDS, LETTERS)
def test_what_is_held_is_what_is_in_the_text(words: list[str], text: str) -> None:
    assert Literals(words).held(text) == {word for word in words if word in text}


@pytest.mark.parametrize(
    ("words", "text", "held"),
    [
        (["構造の視点", "視点", "点"], "この構造の視点から", {"構造の視点", "視点", "点"}),
        (["howTo", "how-to"], "howTo構造", {"howTo"}),
        (["†", "の"], "石の窯", {"の"}),
        (["XX", "xx"], "XXXとX", {"XX"}),
    ],
)
def test_words_that_overlap(words: list[str], text: str, held: set[str]) -> None:
    assert Literals(words).held(text) == held
