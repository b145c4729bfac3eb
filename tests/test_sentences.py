"""Where sentences end: Japanese, English and both, with quotes, brackets, code and what is none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.document.sentences import certain_ends, sentences
from seolint.site import Site

CASES = {
    "full stops": "今日は晴れです。‖明日は雨でしょう。",
    "no end at the end": "これは文です。‖これはまだ",
    "question and exclamation": "本当ですか？‖すごい！‖はい",
    "half-width marks": "本当?‖すごい!‖はい",
    "runs of marks": "本当ですか！？‖すごい。。。‖次です",
    "full-width full stop": "である．‖また，です．",
    "half-width katakana full stop": "ﾃｽﾄです｡‖次です｡",
    "full stop between Japanese letters": "である.‖また",
    "ellipsis does not end": "そう……しかし違う。‖はい",
    "ellipsis before an end": "そうだ……。‖しかし",
    "ellipsis begins the next": "大丈夫。‖……ってか違う",
    "ellipsis before a line end": "それは……\n‖次です",
    "quotation": "彼は「そうだ。行こう。」と言った。‖次です。",
    "quotation in quotation": "「彼は『はい。』と言った。」と書く。‖次です。",
    "round brackets": "これは文です（補足です。）。‖次です。",
    "half-width brackets": "これは文です(補足です。次も。)と言う。‖次です。",
    "other brackets": "【注意。危険。】と書く。‖〈甲。〉と〔乙。〕と《丙。》と［丁。］を比べる。‖次です。",
    "quotation marks": "彼は“はい。”と言った。‖\"はい。いいえ。\"と書く。‖次です。",
    "brackets of both widths": "これは（補足です。)と書く。‖次です。",
    "brackets hold a whole sentence": "これは文です。‖（これは補足です。）‖次です。",
    "brackets end a line": "これは文です（補足です。）\n‖次の文です。",
    "what closes belongs to the end": "これは文です。」‖次です。）‖終わり",
    "bracket that never closes": "これは「括弧。‖閉じない。‖次です。",
    "bracket that never opened": "これは」括弧。‖次です。",
    "brackets that cross": "甲（乙「丙）丁。‖戊」己。‖庚",
    "quotes side by side": "「おはよう。」‖「やあ。」‖「元気？」",
    "question that is quoted": "なぜ？と思った。‖本当！って言う。‖何？という話。",
    "question before another sentence": "本当？‖でも行く。‖なぜ？‖ところで次です。‖え？‖とても良い。",
    "exclamation of a name": "Yahoo!ニュースとYahoo! JAPANを見る。‖次です。",
    "exclamation that is quoted after Latin letters": "Hello World! と表示する。‖次です。",
    "laughter": "楽しい！(笑)‖次です。（笑）‖さあ！w ‖終わり",
    "letters that are no laughter": "噛み合う。‖wがWと等しい。‖ww2です。",
    "emoji": "楽しい！😀 ‖次です。👨‍👩‍👧\n‖続きです。‖👉次",
    "soft line ends": "今日は\n晴れです。\n‖明日は\n雨です。",
    "ideographic space": "本当？　‖はい。　‖次",
    "English": "It works. ‖Does it? ‖Yes! ‖Good.",
    "English across lines": "It works\nwell. \n‖Good.",
    "English quotation": 'He said "Go. Now." ‖Then she left. ‖"Why? Who?" he asked. ‖Fine.',
    "English brackets": "It works (see below. Really) well. ‖(See also this.) ‖Good.",
    "title": "Ask Mr. Smith and Dr. Jones. ‖Good.",
    "abbreviations": "Use e.g. Ruby, i.e. Jekyll, vs. Hugo. ‖Good.",
    "numbered": "See No. 1, Fig. 2 and vol. 3. ‖No. ‖It is not.",
    "initials": "J. Smith and C. S. Lewis wrote. ‖So do I. ‖Good.",
    "company": "Apple Inc. CEO. ‖It belongs to Apple Inc. ‖The end.",
    "acronym": "The U.S. Government. ‖It is in the U.S. ‖It is big.",
    "and so on": "Ruby, Go, etc. are good. ‖Ruby, Go, etc. ‖Next one.",
    "numbers": "It is 3.14, v1.2.3 and 1.5.0-rc.1. ‖Good.",
    "file names and addresses": "Node.js reads README.md and c.d.txt. ‖See https://example.com/a.b?c=d!e. ‖Good.",
    "Latin names in Japanese": "Node.jsとVue.jsを使う。‖Inc.の話。‖等.を",
    "list numbers": "1. 概要です。‖2.1. は次です。",
    "list letters": "Q. なぜですか？‖A. はい。",
    "ellipsis in English": "wait... what. ‖Wait... ‖What?! ‖Yes.",
    "small letter goes on": "It is the approx. five of them. ‖Good.",
    "citation": "It is true.[1] ‖Next one. ‖です。[2]‖次です。",
    "both languages": "This is a pen. ‖これはペンです。‖It is. ‖はい。",
    "operators": "a != b and c?.d and e ?? f",
    "inches": 'A 5" and a 6" screen. ‖Good.',
}


@pytest.mark.parametrize("name", CASES)
def test_sentence_ends(name: str) -> None:
    wanted = [part.strip() for part in CASES[name].split("‖")]
    text = CASES[name].replace("‖", "")
    assert [text[start:end] for start, end in sentences(text)] == wanted


def test_brackets_too_far_apart_hold_sentences() -> None:
    text = "これは（注です。" + "文です。" * 200 + "）です。"
    assert len(sentences(text)) > 200


@pytest.mark.parametrize("text", ["", " ", "\n\u3000\t"])
def test_no_sentence(text: str) -> None:
    assert sentences(text) == []


MARKS = st.sampled_from([
    *"「」『』（）()【】“”\"。．｡.！？!?…、 \n\u3000あ漢aA1w", "(笑)", "e.g.", "U.S.", "[1]", "😀", "と", "Yahoo!",
])  # fmt: skip
TEXTS = st.lists(MARKS | st.characters(), max_size=60).map("".join)


@given(TEXTS)
def test_every_character_is_in_one_sentence(text: str) -> None:
    here = 0
    for start, end in sentences(text):
        assert here <= start < end <= len(text)
        assert not text[here:start].strip()
        assert text[start:end] == text[start:end].strip()
        here = end
    assert not text[here:].strip()


@given(st.lists(st.text(alphabet="あいう漢字、", min_size=1, max_size=9).map(lambda text: "甲" + text + "。"), max_size=8))
def test_sentences_side_by_side_are_found_again(parts: list[str]) -> None:
    text = "".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


@given(st.sampled_from("「『（(【〈《“"), st.integers(1, 6))
def test_a_bracket_that_never_closes_swallows_nothing(bracket: str, count: int) -> None:
    assert len(sentences("甲です。" + bracket + "乙です。" * count)) == count + 1


@given(TEXTS)
def test_sentences_are_those_between_certain_ends(text: str) -> None:
    ends = certain_ends(text)
    assert set(ends) <= {end for _, end in sentences(text)}
    parts = zip([0, *ends], [*ends, len(text)], strict=True)
    assert sentences(text) == [(here + start, here + end) for here, after in parts for start, end in sentences(text[here:after])]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("(甲）乙。", [5]), ('"甲"と乙。丙。', [6, 8]), ("甲。（笑）乙。丙", [7]), ("甲。 。", [4]), ("「甲。」乙", []),
        ("（甲（乙）丙。丁）", []), ("甲。（笑）", []), ("甲。www", []), ("甲。」", []), ('"甲。"', []), ("甲。[1]", []),
    ],
)  # fmt: skip
def test_what_is_no_certain_end(text: str, ends: list[int]) -> None:
    assert certain_ends(text) == ends


@given(TEXTS.filter(lambda text: "。" in text or "「" in text))
def test_a_quotation_is_one_sentence(text: str) -> None:
    quoted = "".join(char for char in text if char not in "「」『』（）()【】“”\"") [:100]
    whole = f"彼は「{quoted}」と言った。"
    assert sentences(whole) == [(0, len(whole))]


@pytest.mark.parametrize("scrap", ["「", "」", "。", ". A", '"', "「。」", "（。", ")!", "。[1]", "！w", "　。", "e.g. A", "…a"])
def test_much_of_one_thing_is_read(scrap: str) -> None:
    text = scrap * (200_000 // len(scrap))
    found = sentences(text)
    assert found[0][0] == text.index(scrap.strip()[0])
    assert found[-1][1] == len(text.rstrip())


def post(text: str) -> Document:
    return Document("a.md", text, Site())


def test_sentences_of_a_document() -> None:
    text = "# 見出し\n\n本文です。`a. B`と「引用。です」。\n\n- 項目\n- `コード`\n\n"
    text += "| 甲 | 乙です。 |\n|---|---|\n| 1 | — |\n\n```\nA. B.\n```\n"
    doc = post(text)
    assert [sentence.text for sentence in doc.sentences] == [
        "見出し", "本文です。", "a. Bと「引用。です」。", "項目", "甲", "乙です。", "1",
    ]  # fmt: skip
    for sentence in doc.sentences:
        block = doc.blocks[sentence.block]
        assert block.text.value[sentence.start : sentence.end] == sentence.text
        assert sentence.at == block.text.part(sentence.start, sentence.end)
    assert text[doc.sentences[2].at.start : doc.sentences[2].at.end] == "a. B`と「引用。です」。"


def test_navigation_of_a_page_has_no_sentences() -> None:
    doc = Document("a.html", "<html><nav><ul><li>案内です。</li></ul></nav><p>本文です。<br>次です。</p></html>", Site())
    assert [sentence.text for sentence in doc.sentences] == ["本文です。", "次です。"]


@pytest.mark.parametrize(
    ("body", "occurrences"),
    [
        ("食パンを焼きます。家庭で作ります。", 0),
        ("食パンを家庭で焼きます。", 1),
        ("食パンは「うまい。」と家庭で言う。", 1),
        ("食パンの話（注です。）。家庭の話。", 0),
        ("食パンのURLはexample.comで、家庭用です。", 1),
        ("食パンは`a. B`で家庭用です。", 1),
        ("食パン\n\n家庭", 0),
        ("- 食パン\n- 家庭", 0),
        ("食パンと\n家庭", 1),
    ],
)
def test_terms_of_a_keyphrase_meet_in_a_sentence(body: str, occurrences: int) -> None:
    doc = post(f"---\nkeywords: [食パン 家庭]\n---\n{body}\n")
    assert doc.keywords[0].occurrences == occurrences


SCRAPS = ["食パンです。", "（注。）", "`a. b`", "*甲*", "[乙。](/a)", "\n\n- ", "\n\n", "It is. ", "漢"]


@given(st.lists(st.sampled_from(SCRAPS), max_size=12))
def test_tokens_are_in_the_sentence_that_holds_them(parts: list[str]) -> None:
    doc = post("".join(parts))
    numbers = [doc.words.sentence(index) for index, lemma in enumerate(doc.words.lemmas) if lemma]
    assert numbers == sorted(numbers)
    for block, number in set(numbers):
        assert 0 <= block < len(doc.blocks)
        assert number >= 0
