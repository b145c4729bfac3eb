"""What a post is about: its terms, their places and weights, and the table that says how common words are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.document.term_frequencies import rarity
from seolint.site import Site

TABLE = Path(__file__).parent.parent / "seolint" / "document" / "data" / "term_frequencies.json"
PIECES = ["石窯", "発酵時間", "の", "を", "パン", "焼く", "最適化", "。", "\n\n", "bread ", "knife ", "、", "2026年", "`code`", " "]


def terms(text: str, language: str = "ja", title: str = "") -> dict[str, int]:
    """The top terms of a post, with how often each occurs."""
    doc = Document("a.md", f"---\nlang: {language}\ntitle: {title}\n---\n{text}\n", Site())
    return {use.text: use.count for use in doc.terms.top}


def test_compounds_stand_for_the_words_that_they_are_made_of() -> None:
    found = terms("発酵時間を測る。発酵時間は石窯で変わる。石窯の石窯らしさ。発酵時間。")
    assert found == {"発酵時間": 3, "石窯": 3}


def test_a_word_that_stands_alone_as_well_is_a_term_of_its_own() -> None:
    found = terms("発酵が進む。発酵を待つ。発酵を見る。発酵を止める。発酵時間は長い。発酵時間を測る。")
    assert found["発酵"] == 6
    assert found["発酵時間"] == 2


def test_suffixes_belong_to_their_noun_and_plurals_do_not() -> None:
    found = terms("最適化します。最適化しました。顧客等が来る。顧客等と話す。")
    assert found == {"最適化": 2, "顧客": 2}


def test_verbs_particles_numbers_and_common_words_are_no_terms() -> None:
    assert terms("使う場合があります。使う場合です。2026年に使う場合。2026年の話。ことがあることです。") == {}


def test_formal_words_and_parts_of_verbs_are_no_terms_of_a_post() -> None:
    text = "石窯に印を付与する。石窯に印を付与した。付与の印。石窯の存在と目的。石窯の存在と目的。同様に焼く。同様です。"
    assert set(terms(text)) == {"石窯", "印"}
    assert terms("発酵する。発酵の話。発酵が進む。発酵を待つ。") == {"発酵": 4}


def test_a_part_of_a_word_is_a_fragment() -> None:
    doc = Document("a.md", "---\nlang: ja\n---\n赤外線温度計で測る。赤外線温度計は古い。温度計を見る。\n", Site())
    assert "赤外" in doc.terms.fragments
    assert "温度 計" not in doc.terms.fragments
    assert "赤外 線 温度 計" not in doc.terms.fragments


def test_code_quotations_addresses_and_other_languages_do_not_count() -> None:
    text = (
        "石窯を作る。石窯を焼く。\n\n> 薪を割る。薪を運ぶ。薪を積む。\n\n```\n粘土 粘土 粘土\n```\n\n`煉瓦`と`煉瓦`。\n\n"
        "https://example.jp/tongs/tongs を見る。\n\n"
        "The shovel is made of iron, and a shovel is what we need here, so take the shovel and go out.\n"
    )
    assert terms(text) == {"石窯": 2}


def test_english_compounds_do_not_reach_over_common_words() -> None:
    found = terms("A bread knife cuts bread. The bread knife and the spoon. A spoon for the soup.", "en")
    assert found["bread knife"] == 2
    assert found["spoon"] == 2
    assert not any("the" in name.split() or "and" in name.split() for name in found)


def test_words_of_the_title_weigh_more() -> None:
    doc = Document("a.md", "---\ntitle: 石窯の話\nlang: ja\n---\n石窯と煉瓦。煉瓦と石窯。\n", Site())
    weights = {use.text: use.weight for use in doc.terms.all}
    assert weights["石窯"] == pytest.approx(1.5 * weights["煉瓦"])


def test_languages_without_a_table_have_no_terms() -> None:
    doc = Document("a.md", "---\nlang: fr\ntitle: Le pain\n---\nLe pain et le four. Le four et le pain.\n", Site())
    assert (doc.terms.top, doc.terms.vector, doc.terms.frequent(1)) == ((), {}, ())


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_laws_of_terms(pieces: list[str]) -> None:
    """Every place is in the post and reads as the term, what is frequent is among all, and the vector has length 1 or none."""
    doc = Document("a.md", "---\nlang: ja\ntitle: 石窯\n---\n" + "".join(pieces), Site())
    for use in doc.terms.all:
        assert len(use.places) == use.count
        assert all("".join(doc.text[at.start : at.end].split()) == "".join(use.text.split()) for at in use.places)
    for use in doc.terms.frequent(2):
        assert set(use.starts) <= {start for starts in doc.terms.starts.values() for start in starts}
        assert len(use.starts) == use.count >= 2
    vector = doc.terms.vector
    assert sum(weight * weight for weight in vector.values()) == pytest.approx(1.0 if vector else 0.0)


def test_the_table_is_small_and_says_how_common_words_are() -> None:
    assert TABLE.stat().st_size <= 300_000
    table: dict[str, Any] = json.loads(TABLE.read_bytes())
    assert set(table) == {"source", "ja", "en"}
    for language in ("ja", "en"):
        shares = table[language]["shares"]
        lemmas = [lemma for line in shares.values() for lemma in line.split(" ")]
        assert len(lemmas) == len(set(lemmas))
        assert all(1 <= int(share) <= 1000 for share in shares)
        assert table[language]["documents"] >= 40
    assert rarity("ja")["事"] < rarity("ja")["画像"] < rarity("ja")["石窯"]
    assert rarity("en")["the"] < rarity("en")["browser"] < rarity("en")["sourdough"]
