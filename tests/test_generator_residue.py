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
        "はい、承知いたしました。\n\n強力粉を250 g量ります。",
        "本能: learning\n\n窯の話です。",
        "（構造タイプ：howTo）\n\n窯の話です。",
        "窯の話です。\n\n（CTAボタン：無料相談はこちら）",
        "申し訳ありませんが、キーワードが指定されていないため、一般的な記事を書きます。",
        "comparison（比較）構造の視点から見ると、窯は二つあります。",
        "---\nauthor: Gemini Generator\n---\n窯の話です。",
        "もちろんです！以下に、石窯についてのブログ記事を作成しました。\n\n窯です。",
        "承知しました。ご要望に沿ったブログ記事を以下に示します。\n\n窯です。",
        "はい、承知いたしました。以下に記事を書きます。",
        "はい、以下にブログ記事を作成します。",
        "以下はご依頼のブログ記事です。",
        "窯です。\n\n以上が石窯についての記事です。修正点があればお知らせください。",
        "窯です。\n\n他に何かお手伝いできることはありますか？",
        "私はAIなので、個人的な経験はありません。",
        "AI言語モデルとして、個人的な意見は言えません。",
        "私の知識は2023年9月までです。",
        "窯は熱いです【4†source】。",
        "窯は熱いです:contentReference[oaicite:0]{index=0}。",
        "窯は熱いですturn0search1。",
        "[窯](https://a.jp/?utm_source=chatgpt.com)です。",
        "窯です。\n\n（文字数：約2,000字）",
        "記事タイトル：石窯の作り方",
        "メタディスクリプション：石窯の作り方を説明します。",
        "## H2: 石窯とは\n\n窯です。",
        "窯です。\n\nH2: 石窯とは\n\n窯です。",
        "listicle形式で書きます。",
        "storytelling構造で書きます。",
        "comparison形式です。",
        "[ここにリンクを挿入]",
        "（ここに画像を挿入）",
        "【画像：石窯の写真】",
        "An oven.\n\nI hope this helps! Let me know if you need any changes.",
        "Absolutely! Here's a draft.\n\nAn oven.",
        "# Ovens\n\nCertainly! Here is a guide to ovens:\n\nAn oven.",
        "Here's the blog post you asked for:\n\nAn oven.",
        "An oven.\n\nI'm sorry, but I can't assist with that.",
        "My knowledge cutoff is September 2021.",
        "An oven. [Add statistics here]",
        "An oven. (Insert image here)",
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
        "Ovens are hot.\n\nSure, here is how it works.",
        "Of course! Below are the steps.",
        "Ovens are hot.\n\nSure! Here's my recipe.",
        "Ovens are hot.\n\nCertainly! Here's what we did.",
        "The phrase 'As an AI language model, I cannot help' is common.",
        "[画像：Wikipediaより]",
        "[画像：筆者撮影]",
        "[画像：山田太郎]",
        "[画像：石窯の写真（山田太郎撮影）]",
        "AI言語モデルとして、BERTは広く使われます。",
        "はい、承知いたしました。店員さんはそう言った。",
        "はい、分かりました。以下に手順を書きます。",
        "howTo構造という名前の型があります。",
        "もちろんです。窯は熱くなります。",
        "もちろんです。この記事を執筆した理由を書きます。",
        "- メタディスクリプション：検索結果に出る文です。",
        "他に何かお手伝いできることはありますか？と店員が聞きました。",
        "Here is a post you asked for in the comments.",
        "窯です。\n\n間違いや修正点があればお知らせください。",
        "以上が石窯の作り方です。ご要望があればお知らせください。",
        "他に何かお手伝いできることはありますか？\n\n店員はそう聞いた。",
        "[窯](https://a.jp/?utm_source=newsletter)です。",
        "## H1: 大見出し\n\n窯です。",
        "- H2: 中見出し\n- H3: 小見出し",
        "Ovens are hot.\n\nI hope this helps! Let me know if you have any questions.",
        "Our oven. [Add to cart](https://a.jp/) here. (Add salt here)",
        "As of my last update in May, the oven is hot.",
    ],
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert flagged(text) == []
