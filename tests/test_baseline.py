"""The baseline through the real command: what stays known, what is new, and the file itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from test_command_line import run

NAME = ".seolint-baseline.json"
RULES = ("--select", "link-text,title-missing,title-length,generator-residue,schema-value")
HEAD = "---\ntitle: 食パンの選び方\ndate: 2026-01-10\n---\n\n"
HERE = "詳しくは[こちら](/a/)。"
A = HEAD + "最初の段落です。\n\n" + HERE + "\n\n終わりの段落です。\n"
UNTITLED = "---\ndate: 2026-01-10\n---\n\n種を仕込みました。\n\n瓶を毛布でくるみました。\n"


def findings(folder: Path, *arguments: str, rules: tuple[str, ...] = RULES) -> list[tuple[str, str, int]]:
    """Path, rule and line of what ``seolint check`` finds."""
    done = run(folder, "check", *rules, "--format", "json", *arguments)
    assert done.returncode in {0, 1}, done.stderr
    return [(f["path"], f["rule"], f["start"]["line"]) for f in json.loads(done.stdout)["diagnostics"]]


def write(folder: Path, *arguments: str) -> str:
    done = run(folder, "baseline", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def entries(folder: Path, name: str = NAME) -> list[dict[str, object]]:
    whole = json.loads((folder / name).read_text(encoding="utf-8"))
    assert whole["version"] == 1
    return [entry for entry in whole["known"] if entry]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one finding in a.md, and one about what is absent in b.md, both known."""
    posts = tmp_path / "_posts"
    posts.mkdir()
    (tmp_path / "_config.yml").write_text("title: パン\n", encoding="utf-8")
    (posts / "2026-01-10-a.md").write_text(A, encoding="utf-8")
    (posts / "2026-01-11-b.md").write_text(UNTITLED, encoding="utf-8")
    assert {rule for _, rule, _ in findings(tmp_path)} == {"link-text", "title-missing"}
    write(tmp_path, *RULES)
    return tmp_path


def put(site: Path, text: str, name: str = "2026-01-10-a.md") -> None:
    (site / "_posts" / name).write_text(text, encoding="utf-8", newline="")


def test_what_is_known_is_in_no_report_score_or_exit_code(site: Path) -> None:
    assert run(site, "check", *RULES, "--no-baseline", "--fail-on", "warning").returncode == 1
    done = run(site, "check", *RULES, "--fail-on", "warning", "--output", "json:out.json", "--output", "concise:out.txt")
    assert done.returncode == 0
    assert "2 posts  0 errors  0 warnings  0 advice  median score 100 of 100" in done.stdout
    assert f"2 known findings are left out ({NAME})." in done.stdout
    assert json.loads((site / "out.json").read_text(encoding="utf-8"))["diagnostics"] == []
    assert (site / "out.txt").read_text(encoding="utf-8") == ""
    ja = run(site, "check", *RULES, "--lang", "ja").stdout
    assert f"既知の指摘2件は除いています（{NAME}）。" in ja
    assert "新しい指摘はありません" in ja
    assert "既知の指摘2件" in run(site, "check", *RULES, "--statistics", "--lang", "ja").stdout


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (HEAD + HERE + "\n\n終わりの段落です。\n\n最初の段落です。\n", 0),
        (HEAD + "新しい段落。\n\n## 見出し\n\n" + A.removeprefix(HEAD) + "\n付け足し。\n", 0),
        (A.replace("\n", "\r\n"), 0),
        ("\ufeff" + A, 0),
        (A.replace(HERE, "\n \t\n  " + HERE + "  "), 0),
        (A.replace("date: 2026-01-10", "date: 2026-01-12\ndescription: 選び方です。"), 0),
        (HEAD + "```\n最初\n```\n\n" + HERE + "\n\n<div>\n\n終わり\n\n</div>\n", 0),
        (A.replace(HERE, "詳しくは\n[こちら](/a/)。"), 0),
        (A.replace(HERE, "詳しくは [こちら](/a/)\u3000。"), 0),
        (A.replace(HERE, "もっと" + HERE), 1),
        (A.replace(HERE, HERE + "\n続きの行。"), 1),
        (A + "\n別の段落から[こちら](/b/)。\n", 1),
        (A + "\n" + HERE + "\n", 1),
        (A + "\n" + HERE + "\n\n" + HERE + "\n", 2),
        (A.replace(HERE, "消しました。"), 0),
    ],
    ids="moved more crlf bom blanks settings blocks broken spaced changed line-added another equal two-equal mended".split(),
)
def test_a_paragraph_is_known_by_its_text(site: Path, text: str, new: int) -> None:
    put(site, text)
    assert len(findings(site)) == new


def test_of_equal_findings_the_last_is_new(site: Path) -> None:
    put(site, A + "\n" + HERE + "\n")
    (found,) = findings(site)
    assert found == ("_posts/2026-01-10-a.md", "link-text", 12)


def test_a_setting_is_known_by_its_line(site: Path) -> None:
    long = A.replace("食パンの選び方", "とても長い題名" * 8)
    put(site, long)
    write(site, *RULES)
    put(site, long.replace("date: 2026-01-10", "author: 花子\ndate: 2026-01-12").replace("---\ntitle", "---\ntags: [パン]\ntitle"))
    assert findings(site) == []
    put(site, long.replace("とても長い題名" * 8, "とても長い題名" * 9))
    assert [rule for _, rule, _ in findings(site)] == ["title-length"]


def test_what_is_absent_stays_known_until_it_is_mended(site: Path) -> None:
    b = "2026-01-11-b.md"
    put(site, UNTITLED.replace("種を仕込みました。", "すべて書き直しました。").replace("01-10", "01-12"), b)
    assert findings(site) == []
    put(site, UNTITLED.replace("---\ndate", "---\ntitle: 種の仕込み\ndate"), b)
    done = run(site, "check", *RULES)
    assert "1 known finding is left out" in done.stdout
    assert "1 known finding is not there any more: seolint baseline --prune takes it out" in done.stdout
    assert "既知の指摘のうち1件はなくなりました。一覧から消すには seolint baseline --prune" in run(
        site, "check", *RULES, "--lang", "ja"
    ).stdout
    assert "removed 1 finding that is mended; " in write(site, "--prune")
    assert [entry["rule"] for entry in entries(site)] == ["link-text"]
    assert "any more" not in run(site, "check", *RULES).stdout
    put(site, UNTITLED, b)
    assert [rule for _, rule, _ in findings(site)] == ["title-missing"]


def test_pruning_makes_nothing_known(site: Path) -> None:
    put(site, A + "\n" + HERE + "\n\n生成しました。はい、承知いたしました。\n")
    before = (site / NAME).read_bytes()
    assert "removed 0 findings that are mended; 2 known findings remain." in write(site, "--prune")
    assert "直った指摘0件を一覧から消しました。既知の指摘は、残り2件です。" in write(site, "--prune", "--lang", "ja")
    assert (site / NAME).read_bytes() == before
    put(site, HEAD + "段落。\n")
    (site / "_posts/2026-01-11-b.md").unlink()
    assert "removed 2 findings that are mended; 0 known findings remain." in write(site, "--prune")
    assert entries(site) == []


@pytest.mark.parametrize("target", ["2026-01-10-c.md", "2025/2026-01-10-a.md", "2026-02-01-c.md"])
def test_a_renamed_post_stays_known(site: Path, target: str) -> None:
    new = site / "_posts" / target
    new.parent.mkdir(exist_ok=True)
    (site / "_posts/2026-01-10-a.md").rename(new)
    (site / "_posts/2026-01-11-b.md").rename(site / "_posts/2026-03-03-untitled.md")
    assert findings(site) == []
    new.write_text(A.replace("最初の段落", "書き直した段落"), encoding="utf-8")
    assert findings(site) == []
    write(site, "--prune")
    assert [entry["path"] for entry in entries(site)] == [f"_posts/{target}", "_posts/2026-03-03-untitled.md"]
    assert findings(site) == []


def test_a_new_post_does_not_inherit_from_a_deleted_one(site: Path) -> None:
    (site / "_posts/2026-01-11-b.md").unlink()
    put(site, UNTITLED.replace("種を仕込みました。", "別の話です。"), "2026-02-02-other.md")
    assert [rule for _, rule, _ in findings(site)] == ["title-missing"]


def test_of_several_posts_that_are_gone_the_most_alike_answers(tmp_path: Path) -> None:
    links = [f"{number}番目の話は[こちら](/{number}/)。\n" for number in range(6)]
    sets = {"one.md": links[:3], "two.md": links[2:6], "three.md": [links[0], links[5]]}
    for name, own in sets.items():
        (tmp_path / name).write_text(HEAD + "\n".join(own), encoding="utf-8")
    write(tmp_path, *RULES)
    for name in sets:
        (tmp_path / name).rename(tmp_path / f"renamed-{name}")
    assert findings(tmp_path) == []


def test_it_works_from_any_folder(site: Path) -> None:
    (site / "seolint.toml").write_text('select = ["link-text", "title-missing"]\n', encoding="utf-8")
    none: tuple[str, ...] = ()
    assert findings(site / "_posts", rules=none) == []
    assert findings(site.parent, site.name, rules=none) == []
    assert findings(site / "_posts", "2026-01-10-a.md", rules=none) == []
    assert findings(site.parent, site.name, "--config", f"{site.name}/seolint.toml", rules=none) == []
    before = (site / NAME).read_bytes()
    write(site / "_posts", "..")
    write(site.parent, site.name)
    assert (site / NAME).read_bytes() == before
    assert not (site / "_posts" / NAME).exists()


def test_without_a_configuration_it_is_found_above_in_the_repository(site: Path) -> None:
    assert len(findings(site / "_posts")) == 2
    (site / ".git").mkdir()
    assert findings(site / "_posts") == []


def test_a_file_of_another_name(site: Path) -> None:
    (site / NAME).unlink()
    (site / "ci").mkdir()
    write(site, *RULES, "--output", "ci/known.json")
    assert not (site / NAME).exists()
    assert entries(site, "ci/known.json")[0]["path"] == "../_posts/2026-01-10-a.md"
    assert len(findings(site)) == 2
    assert findings(site, "--baseline", "ci/known.json") == []
    (site / "_posts/2026-01-11-b.md").unlink()
    assert "removed 1 finding that is mended; " in write(site, "--prune", "--output", "ci/known.json")


def test_the_configuration_may_name_it(site: Path) -> None:
    (site / "seolint.toml").write_text('baseline = "ci/known.json"\n', encoding="utf-8")
    (site / "ci").mkdir()
    assert len(findings(site)) == 2
    write(site / "_posts", *RULES, "..")
    assert len(entries(site, "ci/known.json")) == 2
    assert findings(site) == findings(site.parent, site.name) == []


@pytest.mark.parametrize(
    ("written", "en", "ja"),
    [
        ("", 'baseline "" names no file', "baseline「」はファイルの名前ではありません"),
        (" ", 'baseline " " names no file', "baseline「 」はファイルの名前ではありません"),
        ("_posts", 'baseline "_posts" is a folder', "baseline「_posts」はフォルダーです"),
        ("../known.json", 'baseline "../known.json" is outside the project', "baseline「../known.json」はプロジェクト"),
        ("door/known.json", 'baseline "door/known.json" is outside the project', "の外にあります"),
    ],
)
def test_a_baseline_that_the_configuration_cannot_mean_is_refused_with_the_line(
    site: Path, written: str, en: str, ja: str
) -> None:
    (site / "door").symlink_to(site.parent)
    (site / "seolint.toml").write_text(f'lang = "en"\nbaseline = "{written}"\n', encoding="utf-8")
    for command in (("check",), ("check", "--baseline", NAME), ("baseline",), ("baseline", "--prune"), ("config",)):
        for language, said in (("en", en), ("ja", ja)):
            done = run(site, *command, LC_ALL=f"{language}.UTF-8")
            assert done.returncode == 2
            assert "seolint.toml:2: baseline" in done.stderr
            assert said in done.stderr
    assert not (site.parent / "known.json").exists()
    assert run(site, "check", "--config", "baseline=", "--isolated").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--baseline", "none.json"), "seolint baseline --output none.json writes it"),
        (("check", "--baseline", NAME, "--no-baseline"), "give one of the two"),
        (("baseline", "--prune", "--output", "none.json"), "there is no none.json to prune"),
        (("baseline", "-"), "standard input"),
        (("baseline", "nowhere"), "nowhere"),
        (("baseline", "--output", "no/folder/x.json"), "cannot be written"),
        (("baseline", "--select", "link-txt"), 'did you mean "link-text"?'),
    ],
)
def test_a_wrong_use_gets_one_sentence(site: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(site, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


FOREIGN = ("is not a baseline that seolint wrote", "seolint の基準ではありません")


@pytest.mark.parametrize(
    ("content", "en", "ja"),
    [
        ("{", *FOREIGN),
        ("", *FOREIGN),
        ("[1, 2]", *FOREIGN),
        ("null", *FOREIGN),
        ('{"name": "x", "version": "1.0.0"}', *FOREIGN),
        ('{"version": 1}', *FOREIGN),
        ('{"version": true, "known": []}', *FOREIGN),
        ('{"version": 1, "known": [{"path": "a.md"}]}', *FOREIGN),
        ('{"version": 1, "known": [{"path": "a", "rule": "r", "count": -1, "text": "", "key": "k"}]}', *FOREIGN),
        ('{"version": 1, "known": [{"path": "a", "rule": "r", "count": 1, "text": "", "key": "k", "x": 1}]}', *FOREIGN),
        ("[" * 100_000, *FOREIGN),
        ("\x00\x80", *FOREIGN),
        ('{"version": 2, "known": 7}', "has version 2, and this seolint knows 1: update seolint", "seolint を更新するか"),
        ("{\n<<<<<<< HEAD\n=======\n>>>>>>> b\n}\n", "merge conflict: keep the lines of both sides", "両方の行を残すか"),
    ],
)
def test_what_is_no_baseline_is_refused_with_the_remedy(site: Path, content: str, en: str, ja: str) -> None:
    (site / NAME).write_bytes(content.encode("latin-1"))
    for arguments in (("check",), ("baseline",), ("baseline", "--prune")):
        for language, said in (("en", en), ("ja", ja)):
            done = run(site, *arguments, "--lang", language)
            assert done.returncode == 2
            assert said in done.stderr
            assert "seolint baseline" in done.stderr
            assert "Traceback" not in done.stderr
    assert (site / NAME).read_bytes() == content.encode("latin-1")
    assert len(findings(site, "--no-baseline")) == 2


def test_the_file_reads_well_and_differs_by_lines(site: Path) -> None:
    lines = (site / NAME).read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["{", '"version": 1,', '"known": [']
    assert lines[-3:] == ["{}", "]", "}"]
    assert lines[3].startswith(
        '{"path": "_posts/2026-01-10-a.md", "rule": "link-text", "count": 1, "text": "こちら", "key": "'
    )
    assert '"text": "種を仕込みました。", "key": "absent"}' in lines[4]
    put(site, A + "\nまた[ここ](/b/)。\n")
    write(site, *RULES)
    after = (site / NAME).read_text(encoding="utf-8").splitlines()
    assert len(after) == len(lines) + 1
    assert set(lines) < set(after)
    found = entries(site)
    assert found == sorted(found, key=lambda entry: (entry["path"], entry["rule"], entry["key"]))
    stamp = (site / NAME).stat().st_mtime_ns
    write(site, *RULES)
    assert (site / NAME).stat().st_mtime_ns == stamp


def test_hostile_text_and_names_stay_data(site: Path) -> None:
    name = '2026-01-12-"改\n行",{}.md' if os.name != "nt" else "2026-01-12-改行.md"
    put(site, HEAD + '[こちら](/x/) \x1b[31m\u202e\u2028"}, {\n', name)
    put(site, HEAD + "<!-- IMAGE: \x1b]0;題\x07\u202e -->\n", "2026-01-13-c.md")
    write(site, *RULES)
    assert len(entries(site)) == 4
    assert findings(site) == []


def test_branches_that_both_add_are_merged_line_by_line(site: Path) -> None:
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*arguments: str) -> None:
        subprocess.run(("git", "-c", "user.name=n", "-c", "user.email=e@example.com", *arguments), cwd=site, env=env, check=True)

    git("init", "-q", "-b", "main")
    (site / ".gitattributes").write_text(f"{NAME} merge=union\n", encoding="utf-8")
    git("add", ".")
    git("commit", "-qm", "first")
    for branch, word in (("one", "ここ"), ("two", "こちら")):
        git("checkout", "-q", "-b", branch, "main")
        put(site, HEAD + f"続きは[{word}](/{branch}/)。\n", f"2026-02-01-{branch}.md")
        put(site, UNTITLED.replace("種", branch), f"2026-02-02-{branch}.md")
        write(site, *RULES)
        git("add", ".")
        git("commit", "-qm", branch)
    git("merge", "-q", "one", "-m", "both")
    assert len(entries(site)) == 6
    assert findings(site) == []
    before = entries(site)
    write(site, *RULES)
    assert sorted(map(str, before)) == sorted(map(str, entries(site)))


def test_what_was_not_looked_at_stays_as_it_is(site: Path) -> None:
    before = entries(site)
    put(site, HEAD + "[ここ](/b/)。\n")
    write(site, "--select", "title-missing")
    assert entries(site) == before
    write(site, *RULES, "_posts/2026-01-11-b.md")
    assert entries(site) == before
    write(site, "--prune", "_posts/2026-01-11-b.md")
    write(site, "--prune", "--config", str(_off(site, "link-text")))
    assert entries(site) == before
    assert "any more" not in run(site, "check", *RULES, "_posts/2026-01-11-b.md").stdout
    write(site, *RULES, "_posts/2026-01-10-a.md")
    assert entries(site)[0]["text"] == "ここ"
    assert entries(site)[1:] == before[1:]


def test_a_rule_that_is_switched_off_leaves_a_new_baseline(site: Path) -> None:
    (site / "seolint.toml").write_text('[rules]\nlink-text = "off"\n', encoding="utf-8")
    write(site)
    assert "link-text" not in {entry["rule"] for entry in entries(site)}


def _off(site: Path, rule: str) -> Path:
    file = site / "off.toml"
    file.write_text(f'[rules]\n{rule} = "off"\n', encoding="utf-8")
    return file


def test_a_file_that_cannot_be_read_loses_nothing(site: Path) -> None:
    post = site / "_posts/2026-01-10-a.md"
    post.write_bytes(A.encode("cp932"))
    assert [rule for _, rule, _ in findings(site)] == ["parse-failed"]
    assert "any more" not in run(site, "check", *RULES).stdout
    write(site, "--prune")
    assert len(entries(site)) == 2
    write(site, *RULES)
    assert findings(site) == []
    post.rename(post.with_name("2026-01-10-sjis.md"))
    assert findings(site) == []


def test_a_post_on_standard_input_has_its_known_findings(site: Path) -> None:
    arguments = ("check", *RULES, "-", "--stdin-filename", "_posts/2026-01-10-a.md", "--format", "concise")
    assert run(site, *arguments, stdin=A.encode()).stdout == ""
    assert run(site, *arguments, stdin=A.replace(HERE, HERE * 2).encode()).stdout.count("link-text") == 2


def test_in_a_long_run_of_lines_only_the_finding_s_own_count(site: Path) -> None:
    rows = [f"- {number}番は[こちら](/{number}/)\n" for number in range(30)]
    put(site, HEAD + "".join(rows))
    write(site, *RULES)
    put(site, HEAD + "".join(rows[::-1]).replace("- 7番", "- 七番"))
    assert [line for _, _, line in findings(site)] == [6 + 22]


def test_a_block_of_code_is_known_by_its_paragraph(site: Path) -> None:
    item = '{"@context": "https://schema.org", "@type": "Offer",\n\n"price": "980円"\n\n}\n'
    script = f'<script type="application/ld+json">\n{item}</script>\n'
    put(site, HEAD + script)
    assert ("_posts/2026-01-10-a.md", "schema-value", 9) in findings(site)
    write(site, *RULES)
    put(site, HEAD + "前書き。\n\n" + script.replace('"Offer",', '"Offer", "name": "パン",'))
    assert findings(site) == []
    put(site, HEAD + script.replace("980円", "990円"))
    assert [rule for _, rule, _ in findings(site)] == ["schema-value"]


def test_an_absence_of_the_whole_site_stays_known_when_another_post_shows_it(tmp_path: Path) -> None:
    body = "---\ntitle: 題{n}\n{more}---\n\n本文{n}です。\n"
    for n in range(5):
        (tmp_path / f"{n}.md").write_text(body.format(n=n, more="description: 説明。\n" if n == 4 else ""), encoding="utf-8")
    only = ("--select", "description-missing")
    assert findings(tmp_path, rules=only) == [("0.md", "description-missing", 1)]
    write(tmp_path, *only)
    (tmp_path / "0.md").write_text(body.format(n=0, more="description: 書いた。\n"), encoding="utf-8")
    assert findings(tmp_path, "--no-baseline", rules=only) == [("1.md", "description-missing", 1)]
    assert findings(tmp_path, rules=only) == []
    shutil.copy(tmp_path / "1.md", tmp_path / "-1.md")
    assert findings(tmp_path, rules=only) == []


def test_the_end_names_the_baseline_where_there_is_much_to_mend(site: Path) -> None:
    put(site, HEAD + "".join(f"{n}は[こちら](/{n}/)。\n\n" for n in range(220)))
    (site / NAME).unlink()
    assert "only new findings from now on: seolint baseline" in run(site, "check", *RULES).stdout
    write(site, *RULES)
    assert "from now on" not in run(site, "check", *RULES).stdout
