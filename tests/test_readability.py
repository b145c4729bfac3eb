"""Where the author speaks, how the sentences end, and how readable they are."""

from __future__ import annotations

import pytest

from seolint.document import Block, Document
from seolint.document.endings import read_endings
from seolint.site import Site
from seolint.text import Location, Placed

POLITE = (
    "窯を温めます。", "いい色でした！", "焼けたでしょうか？", "見てください。", "熱いですよね（笑）", "行きましょう",
    "焼きます（粉があればいい）。", "よいです\u3000",
)  # fmt: skip
PLAIN = (
    "窯を温める。", "石を見た。", "これは窯である。", "いい色だ。", "焼けただろう。", "見ない。", "食べたい。",
    "焼こうと思う。", "高いよ。", "やってみよう。", "値段が高い。", "火が消えなかった！", "続く……", "激しい...", "手で持つ。",
    "それを示す。",
)  # fmt: skip
NEITHER = (
    "窯の温度。", "石の色と匂い。", "「石を見る。」", "（粉は前の日に量る。）", "なぜ焼けないのか？", "石を見ること。",
    "次の違い。", "早く。", "一つ。", "窯を温める", "次のように書く：", "It is hot.", "まだ。", "そうそう。", "お願い。",
    "「火が消える！」（昨日の話。）",
)  # fmt: skip


def page(text: str) -> Document:
    return Document("a.md", text, Site())


@pytest.mark.parametrize(
    ("text", "style"),
    [(text, style) for style, texts in (("polite", POLITE), ("plain", PLAIN), ("", NEITHER)) for text in texts],
)
def test_style(text: str, style: str) -> None:
    block = Block("p", Placed(text, Location("a.md", 0, len(text))))
    assert [ending.style for ending in read_endings([block])] == [style]


def test_what_is_heard_at_the_end() -> None:
    doc = page("窯を温めます。いい色でした！石を見る。塩だ。これは窯である。ですよね。見て下さい。窯。\n")
    assert [ending.heard for ending in doc.endings] == ["ます", "でした", "る", "だ", "である", "ですよね", "ください", ""]


def test_endings_stand_where_their_sentences_do() -> None:
    sentences = ["窯を `a。b` 温めます。", "「石だ。」と言います！", "まだ *熱い* です"]
    doc = page("窯を `a。b` 温めます。 「石だ。」と言います！\n\n- 項目です。\n\nまだ *熱い* です\n")
    assert [doc.text[one.at.start : one.at.end] for one in doc.endings] == sentences


def test_only_japanese_posts_have_endings() -> None:
    assert page("The oven is hot, and it is not for you. See です。\n").endings == ()


def test_sentences_in_which_the_author_speaks() -> None:
    text = (
        "# 窯の話。\n\n窯を温めます。石を`見`ます。\n\n- 粉を量ります。\n\n> 引用します。\n\n| 石 |\n|---|\n| 表です。 |\n\n"
        "```\n焼きます。\n```\n\n<q>これも引用です。</q>\n\nThis is another language, and it is not for the post at all.\n"
    )
    assert [sentence.text for sentence in page(text).prose_sentences] == ["窯を温めます。", "石を見ます。", "粉を量ります。"]


def test_readability_of_japanese() -> None:
    """Counted by hand: −0.12 × 5 + 7.4 × 1 − 23.18 × 1 + 115.79."""
    found = page("石を見る。\n" * 5).readability
    assert (found.sentences, found.characters, found.mean, found.longest, found.words) == (5, 25, 5.0, 5.0, 0.0)
    assert (found.kanji, found.hiragana, found.katakana, found.latin) == (0.4, 0.4, 0.0, 0.0)
    assert (found.polite, found.plain) == (0, 5)
    assert found.ease == pytest.approx(99.41)


def test_readability_with_every_script() -> None:
    """Counted by hand: 12 characters, runs of 2, 4/3, 2 and 3 and one comma a sentence."""
    found = page("窯内は、BBとパンーだ。" * 5 + "\n").readability
    assert found.ease == pytest.approx(-0.12 * 12 - 1.37 * 2 + 7.4 * 1 - 23.18 * 2 - 5.4 * 3 - 4.67 + 115.79)


def test_readability_leaves_out_code_and_addresses() -> None:
    found = page("石を`bake()`見る。https://example.jp/a を見る。窯の話\n").readability
    assert (found.sentences, found.characters, found.ease) == (2, 9, None)


def test_readability_of_english() -> None:
    found = page("The oven is hot. It's a well-known fact, and nobody is here for it.\n").readability
    assert (found.sentences, found.words, found.polite, found.ease) == (2, 7.0, 0, None)


def test_readability_of_nothing() -> None:
    found = page("```\nbake()\n```\n").readability
    assert (found.sentences, found.mean, found.kanji, found.ease) == (0, 0.0, 0.0, None)
