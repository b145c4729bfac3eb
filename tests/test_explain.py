"""``seolint rules`` and ``seolint explain``, and the pages they are made of."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from click.testing import CliRunner, Result

from seolint import Invalid, PageRule, Severity, Valid
from seolint.cli import cli
from seolint.notices import NOTICES
from seolint.registry import installed
from seolint.report.cells import cells
from seolint.report.page import Writer
from seolint.report.samples import shortened
from seolint.report.terminal import UNICODE
from seolint.rule_page import read_page, split, toml

IDS = sorted(installed())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_page_is_longer_than_a_few_screens(language: str) -> None:
    pages = {id_: Writer(language, 80, UNICODE).page(read_page(installed()[id_].load())).plain for id_ in IDS}
    assert {id_: lines for id_, page in pages.items() if (lines := page.count("\n")) > 120} == {}
    assert ("同じようなファイルがほか" if language == "ja" else "more files like these") in pages["thin-for-site"]


def test_what_is_flagged_stays_where_it_is_in_a_shortened_example() -> None:
    text = "窯" * 300 + "\n" + "".join(f"薪{number}\n\n" for number in range(12)) + "灰と⟦炭⟧\n"
    start = text.index("⟦")
    plain = text.replace("⟦", "").replace("⟧", "")
    shown, places = shortened(plain, [(0, 300), (start, start + 1)], "…", "（ほか{}行）".format)
    assert shown == "窯" * 80 + "…" + "窯" * 29 + "\n薪0\n\n薪1\n\n薪2\n\n（ほか9行）\n灰と炭\n"
    assert [shown[a:b] for a, b in places] == ["窯" * 80 + "…" + "窯" * 29, "炭"]


def test_a_group_names_its_rules() -> None:
    done = CliRunner().invoke(cli, ["explain", "keywords", "--lang", "en"])
    assert done.exit_code == 2
    assert '"keywords" is a group of rules: keyword-alt, keyword-cannibalisation, ' in done.output
    assert "did you mean" not in done.output


class LoudWord(PageRule):
    """Speak softly.

    Readers leave where a page says “すごい” again and
    again.

    - once is fine
    - twice is not

    To fix it, use a calm word.

    静かに話します。

    「すごい」が続くページから、読者は
    離れます。

    直し方：落ち着いた語に
    言い換えます。
    """

    most_often: int = 2
    """Greatest number.

    回数の
    上限。"""

    words: tuple[str, ...] = ("すごい", 'a"b')
    """Loud words."""

    kind: Literal["a", "b"] = "a"

    severity: Severity = Severity.ERROR

    examples = (
        Valid("静かな文。\n"),
        Valid("A calm line.\n"),
        Invalid("⟦すごい⟧と⟦すごい⟧。\n", fixed="よいとよい。\n"),
        Invalid({"a.md": "x ⟦LOUD⟧\n", "b.md": "y\n"}, {"most-often": 1}),
    )


def test_page() -> None:
    page = read_page(LoudWord)
    assert (page.id, page.severity, page.fixable, page.opt_in) == ("loud-word", Severity.ERROR, True, False)
    assert (page.summary.en, page.summary.ja) == ("Speak softly.", "静かに話します。")
    assert page.body.en == "Readers leave where a page says “すごい” again and again.\n\n- once is fine\n- twice is not"
    assert page.body.ja == "「すごい」が続くページから、読者は離れます。"
    assert page.fix.en == "To fix it, use a calm word."
    assert page.fix.ja == "直し方：落ち着いた語に言い換えます。"
    assert [(o.name, o.type.en, o.default, o.text.en, o.text.ja) for o in page.options[:3]] == [
        ("most-often", "whole number", "2", "Greatest number.", "回数の上限。"),
        ("words", "list of texts", '["すごい", "a\\"b"]', "Loud words.", "Loud words."),
        ("kind", '"a" or "b"', '"a"', "", ""),
    ]
    severity = page.options[-1]
    assert (severity.name, severity.default) == ("severity", '"error"')
    assert severity.text.ja == "指摘の重さの上限。"
    japanese, english = page.sample("ja", good=False), page.sample("en", good=False)
    assert japanese is not None
    assert english is not None
    assert japanese.files == {"": "すごいとすごい。\n"}
    assert japanese.flagged == {"": [(0, 3), (4, 7)]}
    assert english.options == "most-often = 1"
    assert english.flagged == {"a.md": [(2, 6)], "b.md": []}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_shown_page(language: str) -> None:
    text = Writer(language, 60, UNICODE).page(read_page(LoudWord)).plain
    assert max(map(cells, text.splitlines())) <= 60
    if language == "ja":
        assert "│ すごいとすごい。\n    │ ━━━━━━  ━━━━━━\n" in text
        assert "直し方の案" in text
        assert "most-often = 2  整数\n        回数の上限。" in text
    else:
        assert "a.md\n    │ x LOUD\n    │   ━━━━\n" in text
        assert "with most-often = 1" in text


def test_split() -> None:
    assert split("Only English.\n\nTwo.") == (["Only English.", "Two."], [])
    assert split("日本語だけの文です。") == ([], ["日本語だけの文です。"])
    assert split("") == ([], [])


def test_toml() -> None:
    assert toml(True) == "true"
    assert toml(32.0) == "32"
    assert toml({"a": 1}) == "{ a = 1 }"
    assert toml(frozenset({"b", "a"})) == '["a", "b"]'
    assert toml(()) == "[]"


def test_docs_have_both_languages_and_the_formula() -> None:
    file = Path(__file__).parent.parent / "scripts" / "build_rule_docs.py"
    spec = importlib.util.spec_from_file_location("build_rule_docs", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pages = module.build([read_page(LoudWord)])
    assert pages == module.build([read_page(LoudWord)])
    page = pages["docs/loud-word.md"]
    assert page.index("To fix it, use a calm word.") < page.index("## 日本語") < page.index("直し方：落ち着いた語")
    assert "```text\n⟦すごい⟧と⟦すごい⟧。\n```" in page
    assert "| [loud-word](docs/loud-word.md) | tests | エラー | あり | 静かに話します。 |" in pages["README.md"]
    assert "takes 15 points off with an error, 5 with a warning" in pages["README.md"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), standalone_mode=True)


@pytest.mark.parametrize("id_", [*IDS, *NOTICES])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_rule_explains_itself(id_: str, language: str) -> None:
    done = run("explain", id_, "--lang", language)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(id_)
    assert max(map(cells, done.stdout.splitlines())) <= 100
    if id_ in installed():
        page = read_page(installed()[id_].load())
        for text in (page.summary, page.fix, *(option.text for option in page.options)):
            assert text.en, f"{id_}: say it in English"
            assert text.ja != text.en, f"{id_}: say it in Japanese"
        assert page.fix.en.startswith("To fix")
        assert page.fix.ja.startswith("直し方：")


@pytest.mark.parametrize(
    ("language", "said"), [("ja", "「title-length」の間違いではありませんか"), ("en", 'did you mean "title-length"?')]
)
def test_did_you_mean(language: str, said: str) -> None:
    done = run("explain", "title-lenght", "--lang", language)
    assert done.exit_code == 2
    assert said in done.output
    assert run("explain", "zzzzz", "--lang", language).exit_code == 2


@pytest.mark.parametrize("language", ["ja", "en"])
def test_rules_are_listed(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run("rules", "--lang", language)
    assert done.exit_code == 0
    assert all(f"  {id_} " in done.stdout for id_ in IDS)
    assert max(map(cells, done.stdout.splitlines())) <= 80


def test_rules_as_json() -> None:
    listed = msgspec.json.decode(run("rules", "--format", "json", "--lang", "ja").stdout_bytes)["rules"]
    assert [rule["id"] for rule in listed] == IDS
    for rule in listed:
        page = read_page(installed()[rule["id"]].load())
        assert rule == {
            "id": page.id,
            "group": page.group,
            "severity": page.severity.value,
            "opt_in": page.opt_in,
            "fixable": page.fixable,
            "summary": page.summary.ja,
        }
