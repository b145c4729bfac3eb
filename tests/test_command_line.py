"""The real command: exit codes, which files are read, what is said when something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CLEAN = "---\ntitle: 食パンの焼き方を基本から\n---\n"
LONG = "---\ntitle: " + "とても長い題名" * 8 + "\n---\n本文です。\n"
CODE = "import sys; from seolint.cli import main; main()"


def run(folder: Path, *arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    """``seolint`` with ``arguments`` in ``folder``, in English unless the environment says otherwise."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", **environment}
    command = [sys.executable, "-P", "-c", CODE, *arguments]
    done = subprocess.run(command, cwd=folder, input=stdin, capture_output=True, env=env, timeout=120)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def rules(output: str) -> list[str]:
    return [found["rule"] for found in json.loads(output)["diagnostics"]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(LONG, encoding="utf-8")
    return tmp_path


def test_exit_codes(site: Path) -> None:
    only = ("check", "--select", "title-length", "--format", "json")
    assert run(site, *only).returncode == 0
    assert run(site, *only, "--fail-on", "warning").returncode == 1
    assert run(site, *only, "--fail-on", "never").returncode == 0
    assert run(site, "check", "nowhere.md").returncode == 2
    assert run(site, "check", "--select", "title-lenght").returncode == 2


def test_json_has_the_promised_shape(site: Path) -> None:
    done = run(site, "check", "--select", "title-length", "--format", "json", "--lang", "ja")
    found = json.loads(done.stdout)
    assert found["summary"] == {"files": 1, "errors": 0, "warnings": 1, "infos": 0, "score": 95}
    (finding,) = found["diagnostics"]
    assert set(finding) == {"rule", "severity", "path", "start", "end", "message", "related", "fix"}
    assert finding["path"] == "a.md"
    assert finding["start"] == {"line": 2, "column": 8, "offset": 11}
    assert LONG[finding["start"]["offset"] : finding["end"]["offset"]] == "とても長い題名" * 8
    assert "検索結果" in finding["message"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--select", "title-lenght"), 'did you mean "title-length"?'),
        (("chek",), 'did you mean "check"?'),
        (("check", "nowhere"), "nowhere"),
        (("check", "--config", "none.toml"), "none.toml"),
        (("explain", "title-lenght"), "title-length"),
        (("check", "--select", ""), "--select"),
        (("check", "-", "a.md"), "standard input"),
    ],
)
def test_a_wrong_word_gets_one_sentence(site: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(site, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('sellect = ["all"]\n', 'seolint.toml:1: there is no option "sellect"; did you mean "select"?'),
        ("[rules.title-length]\nlongestt = 3\n", 'did you mean "longest"?'),
        ("[rules.title-length]\nlongest = 'x'\n", "seolint.toml:2: longest in [rules.title-length]: this must be a number, not"),
        ("[rules.title-length]\nseverity = 'warn'\n", '"off"'),
        ("max-size = -1\n", "max-size"),
        ("[rules.title-lenght]\n", 'did you mean "title-length"?'),
        ("ignore = ['imagess']\n", 'did you mean "images"?'),
        ("select = [\n", "seolint.toml"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_place(site: Path, settings: str, said: str) -> None:
    (site / "seolint.toml").write_text(settings, encoding="utf-8")
    done = run(site, "check")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_hold(site: Path) -> None:
    (site / "pyproject.toml").write_text(
        '[tool.seolint]\nselect = ["meta"]\n[tool.seolint.rules.title-length]\nlongest = 100\n', encoding="utf-8"
    )
    assert "title-length" not in rules(run(site, "check", "--format", "json").stdout)
    (site / "seolint.toml").write_text('[rules.title-length]\nseverity = "error"\n', encoding="utf-8")
    done = run(site, "check", "--format", "json", "--select", "title-length")
    assert done.returncode == 1
    (site / "seolint.toml").write_text('exclude = ["a.*"]\n', encoding="utf-8")
    assert json.loads(run(site, "check", "--format", "json").stdout)["summary"]["files"] == 0


def test_a_rule_is_switched_off_in_a_word(site: Path) -> None:
    (site / "seolint.toml").write_text('[rules]\ntitle-length = "off"\n', encoding="utf-8")
    assert "title-length" not in rules(run(site, "check", "--format", "json").stdout)


def test_ignoring_all_leaves_what_is_selected_by_name(site: Path) -> None:
    assert rules(run(site, "check", "--ignore", "all", "--format", "json").stdout) == []
    found = rules(run(site, "check", "--ignore", "all", "--select", "title-length", "--format", "json").stdout)
    assert found == ["title-length"]


def test_returns_alone_end_lines_too(site: Path) -> None:
    (site / "a.md").write_bytes("---\rtitle: 改行\r---\r\r## a\r\r#### b\r\r![](x.png)\r".encode())
    assert {"heading-skip", "image-alt"} <= set(rules(run(site, "check", "--format", "json").stdout))


def test_which_files_are_read(tmp_path: Path) -> None:
    for name in (
        "a.md", "b.markdown", "c.mdx", "d.html", "e.txt", "README.md", "CHANGELOG.md", ".github/x.md", "node_modules/y.md",
        "_site/z.html", "public/p.html", "drafts/d.md", "sub/keep.md", "sub/skip.md",
    ):  # fmt: skip
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(LONG, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("drafts/\n", encoding="utf-8")
    (tmp_path / "sub" / ".gitignore").write_text("skip.md\n", encoding="utf-8")
    arguments = ("check", "--select", "title-length", "--format", "json")
    found = json.loads(run(tmp_path, *arguments).stdout)["diagnostics"]
    assert [d["path"] for d in found] == ["a.md", "b.markdown", "c.mdx", "d.html", "sub/keep.md"]
    named = json.loads(run(tmp_path, *arguments, "README.md", "drafts/d.md").stdout)["diagnostics"]
    assert [d["path"] for d in named] == ["README.md", "drafts/d.md"]


def test_standard_input(site: Path) -> None:
    done = run(site, "check", "-", "--stdin-filename", "x/y.md", "--format", "json", stdin=LONG.encode())
    found = [d for d in json.loads(done.stdout)["diagnostics"] if d["rule"] == "title-length"]
    assert [d["path"] for d in found] == ["x/y.md"]


def test_a_list_of_files(site: Path) -> None:
    names = ["a.md", "b c.md", "改\n行.md"]
    for name in names:
        (site / name).write_text(LONG, encoding="utf-8")
    arguments = ("check", "--select", "title-length", "--format", "json", "--files-from", "-")
    for data, wanted in (("a.md\nb c.md\n", names[:2]), ("\0".join(names) + "\0", names), ("", [])):
        done = run(site, *arguments, stdin=data.encode())
        assert [found["path"] for found in json.loads(done.stdout)["diagnostics"]] == sorted(wanted)
    assert run(site, "check", "--files-from", "none.txt").returncode == 2


def test_one_file_says_which_site_rules_did_not_run(site: Path) -> None:
    done = run(site, "check", "a.md", "--format", "json")
    assert "duplicate-title" in done.stderr
    assert "duplicate-title" not in run(site, "check", "--format", "json").stderr


def test_unreadable_files_are_findings_and_the_others_are_read(site: Path) -> None:
    (site / "b.md").write_bytes("---\ntitle: ああああ\n---\n".encode("cp932"))
    (site / "c.md").write_bytes(b"\xff\xfe\x00")
    os.mkfifo(site / "d.md")
    done = run(site, "check", "--format", "json", "b.md", "c.md", "d.md", "a.md")
    assert done.returncode == 1
    found = json.loads(done.stdout)["diagnostics"]
    failed = {d["path"]: d["message"] for d in found if d["rule"] == "parse-failed"}
    assert set(failed) == {"b.md", "c.md", "d.md"}
    assert "Shift_JIS" in failed["b.md"]
    assert "UTF-16" in failed["c.md"]
    assert any(d["rule"] == "title-length" and d["path"] == "a.md" for d in found)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(LONG, encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    (site / "link.md").symlink_to(outside)
    (site / "loop").symlink_to(site)
    assert json.loads(run(site, "check", "--format", "json").stdout)["summary"]["files"] == 0


def test_the_concise_format_is_one_line_a_finding(site: Path) -> None:
    done = run(site, "check", "--select", "title-length", "--format", "concise")
    assert done.stdout.startswith("a.md:2:8: warning title-length ")
    assert done.stdout.count("\n") == 1


def test_a_title_cannot_speak_to_the_terminal(site: Path) -> None:
    (site / "a.md").write_text('---\ntitle: "\\e]52;c;x\\a[link=http://x]' + "長い題名" * 12 + '"\n---\n', encoding="utf-8")
    for format_ in ("full", "concise"):
        done = run(site, "check", "--format", format_, "--color", "never")
        assert "\x1b" not in done.stdout
        assert "\x07" not in done.stdout


def test_an_old_code_page_crashes_nothing(site: Path) -> None:
    done = run(site, "check", "--lang", "ja", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode in {0, 1}
    assert "Traceback" not in done.stderr
