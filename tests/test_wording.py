"""How rules speak, where the wording itself was the defect: plurals, units, and one name for the front matter."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from test_command_line import run

from seolint.document.long_sentences import SOURCES

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "rules" / "seolint_rules"


def said(folder: Path, post: str, rule: str, language: str = "en", *more: str) -> str:
    """The one message of ``rule`` about ``post``."""
    (folder / "a.md").write_text(post, encoding="utf-8")
    done = run(folder, "check", "--isolated", "--select", rule, "--format", "json", "--lang", language, *more)
    (found,) = json.loads(done.stdout)["diagnostics"]
    message: str = found["message"]
    return message


def test_a_title_is_measured_in_the_unit_of_the_option(tmp_path: Path) -> None:
    post = "---\ntitle: " + "あ" * 39 + "a\n---\n"
    assert "(39.5 full-width characters, limit 32)" in said(tmp_path, post, "title-length")
    assert "（全角39.5字、目安は32字）" in said(tmp_path, post, "title-length", "ja")
    assert "limit 30)" in said(tmp_path, post, "title-length", "en", "--config", "rules.title-length.longest=30")


def test_one_character_is_singular(tmp_path: Path) -> None:
    assert "(1 full-width character, at least 6" in said(tmp_path, "---\ntitle: 窯\ndate: 2026-01-10\n---\n", "title-length")
    assert said(tmp_path, "---\ntitle: " + "あ" * 33 + "\n---\n", "title-length").startswith("The last 1 character may")


def test_a_description_too(tmp_path: Path) -> None:
    message = said(tmp_path, "---\ndescription: " + "あ" * 161 + "\n---\n", "description-length")
    assert message.endswith("(161 full-width characters, limit 160)")


@pytest.mark.parametrize(
    ("keywords", "en", "ja"),
    [
        ("SNS", "The keyword never occurs in the body: “SNS”", "キーワードが本文にありません（「SNS」"),
        ("SNS, 窯", "1 of 2 keywords never occurs in the body: “SNS”", "キーワード2個のうち1個が本文にありません（「SNS」"),
        ("SNS, 炉", "2 of 2 keywords never occur in the body: “SNS”, “炉”", "キーワード2個のうち2個が本文に"),
    ],
)
def test_keywords_by_number(tmp_path: Path, keywords: str, en: str, ja: str) -> None:
    post = f"---\nkeywords: [{keywords}]\n---\n窯の話です。\n"
    assert said(tmp_path, post, "keyword-unused").startswith(en)
    assert said(tmp_path, post, "keyword-unused", "ja").startswith(ja)


def test_english_says_what_is_counted(tmp_path: Path) -> None:
    post = "---\nkeywords: oven\n---\nThe ovens are warm. The oven is hot. An oven is here. " + "Wood is cut. " * 17 + "\n"
    assert said(tmp_path, post, "keyword-distribution") == (
        "The primary keyword “oven” is missing from 17 sentences in a row, of 20, from here on (85 %, limit 50 %)"
    )
    post = "---\ntitle: 窯\n---\n\n- **石**：熱い\n- **薪**：燃える\n- **灰：** 残る\n- **土**：重い\n- **煙**: 出る\n"
    assert said(tmp_path, post, "list-bold").endswith("(limit 40 %)")


@pytest.mark.parametrize(
    ("thing", "rule", "en"),
    [
        ('"Person", "name": "May"', "schema-recommended", "Google recommends url or sameAs for “Article”; it is missing here"),
        ('"Recipe"', "schema-required", "Google requires name, image for “Recipe”; they are missing here"),
    ],
)
def test_what_google_asks(tmp_path: Path, thing: str, rule: str, en: str) -> None:
    item = f'{{"@context": "https://schema.org", "@type": {thing}}}'
    if "Person" in thing:
        item = (
            '{"@context": "https://schema.org", "@type": "Article", "headline": "a", "image": "https://pan.jp/a.png", '
            f'"datePublished": "2026-01-01", "dateModified": "2026-01-02", "author": {{"@type": {thing}}}}}'
        )
    assert said(tmp_path, f'---\ntitle: a\n---\n<script type="application/ld+json">{item}</script>\n', rule) == en


def test_titles_of_fixes_begin_in_lower_case_and_have_no_full_stop() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in RULES.glob("*/*.py"))
    titles = re.findall(r'(?:\bFix\(|\btitle = |\boff = |\btitle, opened = )Text\(f?"(.*?)", f?"(.*?)"\)', source)
    assert len(titles) > 12
    for en, ja in titles:
        assert re.match(r"[a-z]", en), en
        assert not en.endswith(".")
        assert not ja.endswith("。")


@pytest.mark.parametrize("folder", ["seolint", "rules"])
def test_japanese_calls_the_front_matter_by_its_name(folder: str) -> None:
    """先頭の設定（front matter） or 先頭の設定; never the English words alone, and no 道具 for what wrote the text."""
    files = [path for path in (ROOT / folder).rglob("*") if path.suffix in {".py", ".json", ".md", ".toml"}]
    assert len(files) > 30
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<!先頭の設定（)front matter ?[ぁ-ん、。「]", text), path
        assert "生成した道具" not in text, path


def test_a_density_is_told_from_its_limit(tmp_path: Path) -> None:
    post = "---\nkeywords: [石窯]\n---\n石窯を見ます。" + "赤い花と青い鳥を森で毎日見る。" * 36 + "\n"
    assert "0.46 % (1 × 1 ÷ 217; limit 0.5 %)" in said(tmp_path, post, "keyword-density")


def test_an_english_sentence_is_measured_in_words_and_a_quotation_apart(tmp_path: Path) -> None:
    long = "Wait. If the stone is hot, " + "and the fire is out, " * 9 + "bake it now.\n"
    assert "(53 words, limit 40)" in said(tmp_path, long, "sentence-length")
    quoted = "「" + "石を見て、" * 25 + "焼きます。火を消します。」と言いました。\n"
    assert "全角130字、目安は100字以内" in said(tmp_path, quoted, "sentence-length", "ja")


def test_lists_of_sources_are_known_by_the_same_headings() -> None:
    lists = json.loads((RULES / "data" / "stock_headings.json").read_text(encoding="utf-8"))["lists"]
    assert frozenset(lists) == SOURCES
