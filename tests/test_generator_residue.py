"""The table of what text generators leave behind: what it knows, and what people write themselves."""

from __future__ import annotations

import pytest

from seolint.engine.lint import lint_texts
from seolint.registry import installed
from seolint.site import Site


def flagged(text: str) -> list[str]:
    found = lint_texts({"a.md": text}, [installed()["generator-residue"].load()()], Site())
    return [text[each.at.start : each.at.end] for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "本能: learning\n\n窯の話です。",
        "（構造タイプ：howTo）\n\n窯の話です。",
        "窯の話です。\n\n（CTAボタン：無料相談はこちら）",
        "申し訳ありませんが、キーワードが指定されていないため、一般的な記事を書きます。",
        "comparison（比較）構造の視点から見ると、窯は二つあります。",
        "---\nauthor: Gemini Generator\n---\n窯の話です。",
    ],
)
def test_what_a_generator_leaves_is_found(text: str) -> None:
    assert len(flagged(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "本能：人が生まれつき持つものです。",
        "トーン: 明るめ",
        "CTAボタンの色を変えました。",
        "申し訳ありませんが、本日は休業します。",
        "申し訳ありませんが、道順は地図に記載されていません。",
        "React（リアクト）の構造を見ます。",
        "---\nauthor: Claude Monet\n---\n絵の話です。",
        "> 本能: learning\n\n引用です。",
    ],
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert flagged(text) == []
