"""Settings: layers, files near and far, overrides, presets, what ``config``, ``schema`` and ``init`` say of them."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from jsonschema.protocols import Validator
from test_command_line import LONG, rules, run

from seolint.registry import presets

TITLED = "---\ntitle: {}\n---\n本文です。\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def findings(folder: Path, *arguments: str, rule: str = "title-length", home: Path | None = None) -> dict[str, str]:
    """The severity of ``rule`` by path."""
    done = run(folder, "check", "--format", "json", *arguments, XDG_CONFIG_HOME=str(home or folder / "nowhere"))
    assert done.stderr == "" or "need the whole site" in done.stderr, done.stderr
    return {found["path"]: found["severity"] for found in json.loads(done.stdout)["diagnostics"] if found["rule"] == rule}


def test_the_nearest_file_holds_and_is_not_merged(tmp_path: Path) -> None:
    write(tmp_path, {
        "seolint.toml": "[rules.title-length]\nlongest = 100\n",
        "a.md": LONG,
        "blog/seolint.toml": '[rules.title-length]\nseverity = "error"\n',
        "blog/b.md": LONG,
        "blog/deep/pyproject.toml": "[project]\nname = 'x'\n",
        "blog/deep/c.md": LONG,
    })  # fmt: skip
    assert findings(tmp_path) == {"blog/b.md": "error", "blog/deep/c.md": "error"}
    assert findings(tmp_path, "a.md", "blog/b.md") == {"blog/b.md": "error"}
    assert set(findings(tmp_path, "--isolated")) == {"a.md", "blog/b.md", "blog/deep/c.md"}
    assert findings(tmp_path, "--config", "seolint.toml") == {}


def test_what_a_nested_file_excludes_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": LONG, "blog/seolint.toml": 'exclude = ["old/", "x.md"]\n', "blog/old/b.md": LONG, "blog/x.md": LONG,
                     "blog/c.md": LONG, "x.md": LONG})  # fmt: skip
    assert set(findings(tmp_path)) == {"a.md", "blog/c.md", "x.md"}


def test_overrides_hold_for_their_files_and_later_ones_win(tmp_path: Path) -> None:
    write(tmp_path, {
        "seolint.toml": '[[overrides]]\nfiles = ["drafts/", "*.tmp.md"]\nignore = ["meta"]\n'
        '[[overrides]]\nfiles = ["drafts/final.md"]\nselect = ["title-length"]\n'
        '[[overrides]]\nfiles = ["news/**"]\n[overrides.rules]\ntitle-length = { severity = "info" }\n',
        "a.md": LONG, "drafts/b.md": LONG, "drafts/final.md": LONG, "c.tmp.md": LONG, "news/2026/d.md": LONG,
    })  # fmt: skip
    assert findings(tmp_path) == {"a.md": "warning", "drafts/final.md": "warning", "news/2026/d.md": "info"}


def test_a_site_rule_speaks_where_it_is_on_and_as_loud_as_it_is_there(tmp_path: Path) -> None:
    same = TITLED.format("同じ題名の記事です")
    write(tmp_path, {
        "seolint.toml": '[[overrides]]\nfiles = ["b.md"]\nrules = { duplicate-title = "warning" }\n'
        '[[overrides]]\nfiles = ["c.md"]\nignore = ["duplicate-title"]\n',
        "a.md": same, "b.md": same, "c.md": same,
    })  # fmt: skip
    assert findings(tmp_path, rule="duplicate-title") == {"a.md": "error", "b.md": "warning"}


def test_extends_lies_below_and_stays_in_the_project(tmp_path: Path) -> None:
    write(tmp_path, {
        "outside.toml": "[rules.title-length]\nlongest = 1\n",
        "p/.git/HEAD": "",
        "p/base.toml": 'fail-on = "warning"\nignore = ["images"]\n[rules.title-length]\nlongest = 100\nshortest = 3\n',
        "p/seolint.toml": 'extends = "base.toml"\nignore = ["links"]\n[rules.title-length]\nlongest = 20\n',
        "p/a.md": LONG + "\n![](a.png)\n",
    })  # fmt: skip
    assert findings(tmp_path / "p") == {"a.md": "warning"}
    assert findings(tmp_path / "p", rule="image-alt") == {}
    assert run(tmp_path / "p", "check").returncode == 1
    wrong = (("outside the project", "../outside.toml"), ("no such configuration", "none.toml"), ("circle", "seolint.toml"))
    for said, extends in wrong:
        (tmp_path / "p" / "base.toml").write_text(f'extends = ["{extends}"]\n', encoding="utf-8")
        done = run(tmp_path / "p", "check")
        assert done.returncode == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_the_command_line_goes_before_every_file(tmp_path: Path) -> None:
    write(tmp_path, {
        "seolint.toml": 'ignore = ["title-length"]\n[[overrides]]\nfiles = ["*"]\nselect = ["images"]\n',
        "a.md": LONG + "\n![](a.png)\n",
    })  # fmt: skip
    assert findings(tmp_path) == {}
    assert findings(tmp_path, "--select", "title-length") == {"a.md": "warning"}
    assert findings(tmp_path, "--select", "title-length", rule="image-alt") == {}
    assert findings(tmp_path, "--select", "title-length", "--config", "rules.title-length.longest=100") == {}
    assert findings(tmp_path, "--select", "title-length", "--config", "rules.title-length.severity=error") == {"a.md": "error"}
    done = run(tmp_path, "check", "--config", "rules.title-length.longestt=3")
    assert done.returncode == 2
    assert 'did you mean "longest"' in done.stderr


def test_the_users_own_file_holds_where_the_project_has_none(tmp_path: Path) -> None:
    write(tmp_path, {"home/seolint/seolint.toml": 'ignore = ["meta"]\n', "p/a.md": LONG})
    assert findings(tmp_path / "p", home=tmp_path / "home") == {}
    (tmp_path / "p" / "seolint.toml").write_text("", encoding="utf-8")
    assert findings(tmp_path / "p", home=tmp_path / "home") == {"a.md": "warning"}


@pytest.mark.parametrize("name", sorted(presets()))
def test_every_preset_is_one(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"a.md": LONG})
    done = run(tmp_path, "check", "--preset", name, "--format", "json")
    assert done.returncode in {0, 1}
    assert "title-length" in rules(done.stdout) or name == "google"
    shown = json.loads(run(tmp_path, "config", "--preset", name, "--format", "json").stdout)
    assert shown["rules"]


def test_a_preset_is_below_the_file_that_names_it(tmp_path: Path) -> None:
    write(tmp_path, {"seolint.toml": 'preset = "yoast"\n', "a.md": TITLED.format("あ" * 31)})
    assert findings(tmp_path) == {"a.md": "warning"}
    (tmp_path / "seolint.toml").write_text('preset = "yoast"\n[rules.title-length]\nlongest = 31\n', encoding="utf-8")
    assert findings(tmp_path) == {}
    assert 'did you mean "yoast"' in run(tmp_path, "check", "--preset", "yost").stderr


def test_keywords_of_other_fields_their_synonyms_and_those_that_are_not_judged(tmp_path: Path) -> None:
    text = "---\ntitle: 題名はここです\nfocus: [サーバー, 京都, 名古屋]\n---\n" + "serverを選び、大阪へ行きました。" * 3
    write(tmp_path, {
        "a.md": text,
        "seolint.toml": '[keywords]\nfields = ["focus"]\nsynonyms = { "サーバー" = ["server", "サーバ機"] }\nignore = ["名古屋"]\n',
    })  # fmt: skip
    done = run(tmp_path, "check", "--select", "keyword-unused", "--format", "json", "--lang", "ja")
    (found,) = json.loads(done.stdout)["diagnostics"]
    assert "京都" in found["message"]
    assert "サーバー" not in found["message"]
    assert "名古屋" not in found["message"]


def test_what_the_user_says_of_the_site(tmp_path: Path) -> None:
    write(tmp_path, {
        "web/content/posts/a.md": "---\ntitle: 山の歩き方の基本\n---\n",
        "seolint.toml": '[site]\nroot = "web"\ngenerator = "jekyll"\n'
        'base-url = "https://example.jp/blog/"\ntitle-suffix = " | 山"\n',
    })  # fmt: skip
    shown = json.loads(run(tmp_path, "config", "web/content/posts/a.md", "--format", "json").stdout)["site"]
    assert shown == {"root": "web", "generator": "jekyll", "url": "https://example.jp/blog", "suffix": " | 山"}
    (tmp_path / "seolint.toml").write_text('[site]\nbase-url = "example.jp"\n', encoding="utf-8")
    done = run(tmp_path, "check")
    assert done.returncode == 2
    assert "seolint.toml:2: base-url" in done.stderr
    for root in ("nope", "../.."):
        (tmp_path / "seolint.toml").write_text(f'[site]\nroot = "{root}"\n', encoding="utf-8")
        assert "site.root" in run(tmp_path, "check").stderr


def test_a_theme_that_prints_no_title_needs_the_heading(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "---\ntitle: 山の歩き方\nlayout: post\n---\n\n# 山の歩き方\n\n歩きます。\n"})
    assert findings(tmp_path, rule="heading-repeats-title") == {"a.md": "warning"}
    assert findings(tmp_path, "--config", "site.theme-prints-title=false", rule="heading-repeats-title") == {}


def test_a_post_that_scores_less_fails_the_run(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": LONG})
    assert run(tmp_path, "check").returncode == 0
    assert run(tmp_path, "check", "--min-score", "100").returncode == 1
    (tmp_path / "seolint.toml").write_text("min-score = 100\n", encoding="utf-8")
    assert run(tmp_path, "check").returncode == 1
    assert run(tmp_path, "check", "--min-score", "10").returncode == 0


def test_config_says_where_each_setting_comes_from(tmp_path: Path) -> None:
    write(tmp_path, {
        "a.md": LONG,
        "b.md": LONG,
        "base.toml": 'preset = "yoast"\nlang = "ja"\n',
        "seolint.toml": '\nextends = "base.toml"\n\n[rules.title-length]\nlongest = 12\n\n'
        '[[overrides]]\nfiles = ["a.md"]\nignore = ["images"]\n',
    })  # fmt: skip
    shown = json.loads(run(tmp_path, "config", "a.md", "--format", "json").stdout)
    origins = {row["key"]: (row["value"], row["from"], row["line"]) for row in shown["settings"]}
    assert origins["lang"] == ("ja", "base.toml", 2)
    assert origins["rules.title-length.longest"] == (12.0, "seolint.toml", 5)
    assert origins["rules.description-length.longest"][1] == "preset yoast"
    assert origins["fail-on"] == ("error", "default", None)
    assert origins["overrides[0].ignore"] == (["images"], "seolint.toml", 8)
    assert "image-alt" not in shown["rules"]
    assert "image-alt" in json.loads(run(tmp_path, "config", "b.md", "--format", "json").stdout)["rules"]
    page = run(tmp_path, "config", "a.md", "--lang", "ja").stdout
    assert "rules.title-length.longest = 12" in page
    assert "seolint.toml:5" in page


SCHEMA: dict[str, Any] = json.loads(run(Path("."), "schema").stdout)
VALIDATOR: Validator = jsonschema.Draft202012Validator(SCHEMA)
ACCEPTED = (
    'lang = "ja"\nselect = ["all", "opt-in", "images", "title-length"]\nfail-on = "never"\nmin-score = 60\n',
    '[rules]\ntitle-length = "off"\nunused-ignore = "off"\n[rules.keyword-density]\nlow = 1\nhigh = 3.5\nseverity = "info"\n',
    '[[overrides]]\nfiles = ["a/"]\nignore = ["meta"]\nrules = { image-alt = { severity = "off" } }\n',
    '[site]\ngenerator = "hugo"\ntheme-prints-title = true\n[keywords]\nsynonyms = { a = ["b"] }\n',
    'extends = ["a.toml"]\n', "",
)  # fmt: skip
REFUSED = (
    "sellect = []\n", 'select = ["imagess"]\n', 'fail-on = "errors"\n', "min-score = 101\n", "max-size = 0\n",
    'lang = "fr"\n',
    "[rules.title-length]\nlongestt = 1\n", '[rules.title-length]\nlongest = "x"\n', '[rules]\ntitle-lenght = "off"\n',
    '[rules.parse-failed]\nseverity = "info"\n', "[[overrides]]\nignore = []\n", '[site]\ngenerator = "wordpress"\n',
    'preset = "none"\n',
    "[keywords]\nfields = 3\n", "[rules.title-length]\nlongest = -5\n", "[rules]\ntitle-length = 3\n",
    '[rules]\nkeywords = "off"\n', '[site]\nbase-url = "ftp://x"\n',
)  # fmt: skip


@pytest.mark.parametrize("settings", [*ACCEPTED, *REFUSED])
def test_the_schema_accepts_what_seolint_accepts(tmp_path: Path, settings: str) -> None:
    write(tmp_path, {"seolint.toml": settings, "a.md": LONG})
    done = run(tmp_path, "config", "a.md")
    wrong = bool(list(VALIDATOR.iter_errors(tomllib.loads(settings))))
    assert "Traceback" not in done.stderr
    if settings == 'extends = ["a.toml"]\n':
        assert "a.toml" in done.stderr
        assert not wrong
        return
    assert (done.returncode == 0) is (settings in ACCEPTED), done.stderr
    assert wrong is (settings in REFUSED)


def test_the_schema_is_one_and_knows_every_rule() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    from seolint.registry import installed

    assert set(installed()) <= set(SCHEMA["properties"]["rules"]["properties"])


@pytest.mark.parametrize(
    ("settings", "en", "ja"),
    [
        ("[rules.title-length]\nlongest = 'x'\n",
         "seolint.toml:2: longest in [rules.title-length]: this must be a number, not text",
         "seolint.toml:2: [rules.title-length] の longest：数値を書いてください（いまは文字列です）"),
        ('\n[[overrides]]\nfile = ["x"]\n', 'seolint.toml:3: there is no option "file" in [overrides]; did you mean "files"?',
         "seolint.toml:3: [overrides] の「file」という項目はありません。「files」の間違いではありませんか"),
        ("min-score = 120\n", "seolint.toml:1: min-score: at most 100", "seolint.toml:1: min-score：100以下の値を書いてください"),
        ('fail-on = "errors"\n', 'seolint.toml:1: fail-on: this is "error", "warning" or "never"; did you mean "error"?',
         'seolint.toml:1: fail-on：\"error\"、\"warning\"、\"never\" のいずれかです。「error」の間違いではありませんか'),
        ('[[overrides]]\nignore = ["meta"]\n', "files is missing", "[overrides] に files がありません"),
        ('[site]\ngenerator = "huggo"\n', 'did you mean "hugo"?', "「hugo」の間違いではありませんか"),
        ('[rules]\nkeywords = "off"\n', 'it is a group: ignore = ["keywords"]', 'ignore = ["keywords"] と書いてください'),
        ("[rules]\ntitle-length = 3\n", 'seolint.toml:2: title-length in [rules] takes options', "重さを書いてください"),
        ("\n\nextends = 'a.toml'\n", "seolint.toml:3: extends", "seolint.toml:3: extends"),
        ('exclude = ["\\\\"]\n', "no pattern", ".gitignore の書き方"),
        ('[rules.front-matter-schema]\nschema = "no.json"\n',
         'seolint.toml:2: schema in [rules.front-matter-schema]: there is no file "no.json"',
         "seolint.toml:2: [rules.front-matter-schema] の schema：「no.json」というファイルはありません"),
        ('[rules.front-matter-schema]\nschema = "../../a.json"\n', '"../../a.json" is outside the project',
         "「../../a.json」はプロジェクト"),
        ('[rules.front-matter-schema]\nschema = "seolint.toml"\n', "schema in [rules.front-matter-schema]: this is no JSON",
         "schema：JSONとして読めません"),
        ('[rules.front-matter-schema]\nschema = 3\n', "this must be text, not a whole number",
         "[rules.front-matter-schema] の schema：文字列を書いてください"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_both_languages(tmp_path: Path, settings: str, en: str, ja: str) -> None:
    write(tmp_path, {"seolint.toml": settings, "a.md": LONG})
    for language, said in (("en", en), ("ja", ja)):
        done = run(tmp_path, "check", "--lang", language)
        assert done.returncode == 2
        assert said in done.stderr, done.stderr
        assert "Traceback" not in done.stderr


def test_a_file_that_an_option_names_is_read_from_the_folder_of_its_configuration(tmp_path: Path) -> None:
    schema = {"required": ["kind"], "properties": {"kind": {"enum": ["news", "log"]}}}
    write(tmp_path, {
        "seolint.toml": '[rules.front-matter-schema]\nschema = "schemas/post.json"\n'
        '[[overrides]]\nfiles = ["old/"]\nrules = { front-matter-schema = { schema = "schemas/old.json" } }\n',
        "schemas/post.json": json.dumps(schema),
        "schemas/old.json": "{}",
        "blog/a.md": "---\ntitle: a\nkind: newz\n---\n",
        "blog/b.md": "---\ntitle: b\n---\n",
        "blog/c.md": "---\ntitle: c\nkind: log\n---\n",
        "old/d.md": "---\ntitle: d\n---\n",
    })  # fmt: skip
    wrong = {"blog/a.md": "error", "blog/b.md": "error"}
    assert findings(tmp_path, rule="front-matter-schema") == wrong
    assert set(findings(tmp_path / "blog", ".", rule="front-matter-schema")) == {"a.md", "b.md"}
    told = ("--isolated", "--config", 'rules.front-matter-schema.schema="schemas/post.json"')
    assert set(findings(tmp_path, *told, rule="front-matter-schema")) == {*wrong, "old/d.md"}
    shown = json.loads(run(tmp_path, "config", "blog/a.md", "--format", "json").stdout)
    rows = {row["key"]: (row["value"], row["line"]) for row in shown["settings"]}
    assert rows["rules.front-matter-schema.schema"] == ("schemas/post.json", 2)


def test_a_schema_that_is_not_understood_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {
        "seolint.toml": '\n[rules.front-matter-schema]\nschema = "a.json"\n',
        "a.json": '{"properties": {"tags": {"contains": {"const": "a"}}}}', "a.md": LONG,
    })  # fmt: skip
    for language, said in (
        ("en", 'seolint.toml:3: schema in [rules.front-matter-schema]: the keyword “contains” of JSON Schema is not supported '
               "(#/properties/tags/contains)"),
        ("ja", "seolint.toml:3: [rules.front-matter-schema] の schema：JSON Schemaのキーワード「contains」には対応していません"),
    ):  # fmt: skip
        done = run(tmp_path, "check", "--lang", language)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("preset", ["recommended", "strict"])
def test_init_writes_what_check_reads(tmp_path: Path, preset: str) -> None:
    write(tmp_path, {
        "_config.yml": "title: 森\nurl: https://mori.example\n", "_posts/2026-01-01-a.md": TITLED.format("森を歩くための道具"),
        "_posts/2026-01-02-b.md": "---\ntitle: 森の鳥の見分け方\nseo_words: x\nmain_keyword: 鳥\n---\n鳥がいます。\n",
    })  # fmt: skip
    done = run(tmp_path, "init", "--preset", preset)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "seolint.toml").read_text(encoding="utf-8")
    written = tomllib.loads(text)
    assert written["lang"] == "ja"
    assert written["preset"] == preset
    assert written["keywords"] == {"fields": ["main_keyword"]}
    assert "jekyll（.、2記事）" in text
    assert "https://mori.example" in text
    uncommented = tomllib.loads("\n".join(line.removeprefix("# ") if _is_setting(line) else line for line in text.splitlines()))
    assert list(VALIDATOR.iter_errors(uncommented)) == []
    assert run(tmp_path, "check").returncode in {0, 1}
    again = run(tmp_path, "init")
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert (tmp_path / "seolint.toml").read_text(encoding="utf-8") == text


def _is_setting(line: str) -> bool:
    return line.startswith("# ") and ("=" in line.partition("「")[0] or line.startswith("# [")) and not line.endswith(("。", "か"))


def test_init_leaves_settings_of_a_pyproject_alone(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": '[tool.seolint]\npreset = "strict"\n', "a.md": LONG})
    assert run(tmp_path, "init").returncode == 2
    assert not (tmp_path / "seolint.toml").exists()
    assert run(tmp_path, "init", "--force").returncode == 0


def test_a_path_that_is_not_there_has_no_settings(tmp_path: Path) -> None:
    assert run(tmp_path, "config", "nope.md").returncode == 2


def test_init_writes_in_the_language_of_the_posts(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "---\ntitle: How to walk in the woods\n---\n\nWalk slowly, and look at what there is to see.\n" * 3})
    assert 'lang = "en"' in run(tmp_path, "init", "--print", LC_ALL="ja_JP.UTF-8").stdout
    assert 'lang = "ja"' in run(tmp_path, "init", "--print", "--lang", "ja").stdout
    assert not (tmp_path / "seolint.toml").exists()


@pytest.mark.parametrize("page", ["bot.md", "bot.ja.md"])
def test_the_settings_for_a_bot_stop_what_passed_before(tmp_path: Path, page: str) -> None:
    text = (Path(__file__).parents[1] / "docs" / page).read_text(encoding="utf-8")
    settings = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert settings is not None
    post = "---\ntitle: 森を歩くための靴の選び方\ninstinct: belonging\n---\nbelongingの心理学的背景を説明します。\n"
    (tmp_path / "a.md").write_text(post, encoding="utf-8")
    assert run(tmp_path, "check", "--select", "untranslated-term,title-length").returncode == 0
    (tmp_path / "seolint.toml").write_text(settings[1], encoding="utf-8")
    assert run(tmp_path, "check", "--select", "untranslated-term,title-length").returncode == 1


def test_a_severity_is_the_most_that_findings_weigh(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 窯\ndate: 2026-01-10\n---\n", encoding="utf-8")
    (tmp_path / "seolint.toml").write_text('[rules.title-length]\nseverity = "error"\n', encoding="utf-8")
    done = run(tmp_path, "check", "--format", "json", "--select", "title-length")
    assert [found["severity"] for found in json.loads(done.stdout)["diagnostics"]] == ["info"]
