"""The GitHub Action at work: its steps, on a pull request, with the files that GitHub gives them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from action_at_work import AFTER, BEFORE, BROKEN, HERE, MEANWHILE, Action, files, usual
from action_runner import Runner
from pull_request import git, pull_request, write
from workflow_commands import commands

pytestmark = pytest.mark.skipif(os.name == "nt", reason="which bash there is differs; the job “action” of CI runs there")


@pytest.fixture
def action(tmp_path: Path) -> Action:
    return usual(tmp_path)


def test_annotations_summary_outputs_and_exit_code(action: Action) -> None:
    result = action.run()
    assert result.code == 1
    assert result.outputs["exit-code"] == "1"
    assert result.outputs["errors"] == "3"
    assert int(result.outputs["warnings"]) >= 1
    assert 0 < float(result.outputs["score"]) <= 100
    errors = [found for found in result.annotations() if found.kind == "error"]
    assert [found.properties["file"] for found in errors] == [
        "_posts/2026-01-02-kept.md", "_posts/2026-01-03-new.md", "_posts/2026-01-04-other.md"
    ]  # fmt: skip
    assert {(found.properties["title"], found.properties["line"]) for found in errors} == {("schema-syntax", "5")}
    assert "schema-syntax" in result.summary
    assert result.outputs["sarif-file"] == result.outputs["report-html"] == ""
    assert git(action.request.workspace, "status", "--porcelain") == ""


def test_the_cache_is_kept_by_what_is_installed(action: Action) -> None:
    ((used, given),) = action.run(cache="true").used
    assert used.startswith("actions/cache@")
    assert re.fullmatch(r"seolint-\w+-\w+-py3\.\d+-[0-9a-f]{16}", given["key"])
    assert given["path"].startswith(str(action.runner.temporary))
    assert action.run(cache="true", version="1.2.3").used[0][1]["key"] != given["key"]
    assert action.run(cache="false").used == []


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("never", 0), ("", 1)])
def test_fail_on(action: Action, fail_on: str, code: int) -> None:
    result = action.run(fail_on=fail_on, paths="_posts/2026-01-03-new.md")
    assert result.code == code
    assert result.outputs["exit-code"] == str(code)
    assert result.outputs["errors"] == "1"


def test_min_score(action: Action) -> None:
    assert action.run(fail_on="never", min_score="1").code == 0
    assert action.run(fail_on="never", min_score="100").code == 1


def test_only_changed_files(action: Action) -> None:
    """The base has gone on since: what it brings is not the pull request's."""
    result = action.run(changed_only="files")
    assert files(result) == {"_posts/2026-01-01-old.md", "_posts/2026-01-03-new.md"}
    assert (result.outputs["errors"], result.outputs["warnings"]) == ("1", "1")


def test_only_changed_lines(action: Action) -> None:
    """The long title was there before; only the paragraph below is new."""
    result = action.run(changed_only="lines")
    assert files(result) == {"_posts/2026-01-03-new.md"}


def test_a_base_by_name(action: Action) -> None:
    result = action.run(changed_only="files", base_ref="main", args="--select schema-syntax")
    assert files(result) == {"_posts/2026-01-03-new.md"}
    wrong = action.run(changed_only="files", base_ref="--output=pwned")
    assert wrong.code == 2
    assert "base-ref" in wrong.annotations()[0].message


def test_without_the_history_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    shallow = Action(tmp_path, pull_request(tmp_path / "pr", BEFORE, AFTER, MEANWHILE, depth=1))
    result = shallow.run(changed_only="files")
    assert result.code == 2
    assert result.outputs["exit-code"] == "2"
    assert "fetch-depth: 0" in result.annotations()[0].message
    assert shallow.run().code == 1


def test_two_commits_of_history_are_enough_for_a_pull_request(tmp_path: Path) -> None:
    shallow = Action(tmp_path, pull_request(tmp_path / "pr", BEFORE, AFTER, MEANWHILE, depth=2))
    result = shallow.run(changed_only="files", args="--select schema-syntax")
    assert files(result) == {"_posts/2026-01-03-new.md"}


def test_a_push_is_compared_with_the_commit_before(action: Action, tmp_path: Path) -> None:
    workspace = action.request.workspace
    event = {"before": git(workspace, "rev-parse", "HEAD^2"), "repository": {"default_branch": "main"}}
    runner = Runner(HERE, tmp_path / "push", workspace, event)
    inputs = {"changed-only": "files", "args": "--select schema-syntax"}
    assert files(runner.run(inputs, SEOLINT_PYTHON=sys.executable)) == {"_posts/2026-01-04-other.md"}


def test_a_new_branch_is_compared_with_the_default_branch(action: Action, tmp_path: Path) -> None:
    event = {"before": "0" * 40, "repository": {"default_branch": "main"}}
    runner = Runner(HERE, tmp_path / "push", action.request.workspace, event)
    inputs = {"changed-only": "files", "args": "--select schema-syntax"}
    assert files(runner.run(inputs, SEOLINT_PYTHON=sys.executable)) == {"_posts/2026-01-03-new.md"}


def test_an_event_that_tells_no_change_checks_everything(action: Action, tmp_path: Path) -> None:
    runner = Runner(HERE, tmp_path / "schedule", action.request.workspace, {"schedule": "0 0 * * *"})
    result = runner.run({"changed-only": "files", "args": "--select schema-syntax"}, SEOLINT_PYTHON=sys.executable)
    assert len(files(result)) == 3
    assert any("everything is checked" in found.message for found in result.annotations())


def test_sarif_and_html_lie_outside_the_checkout(action: Action) -> None:
    result = action.run(sarif="true", report_html="true")
    sarif, html = Path(result.outputs["sarif-file"]), Path(result.outputs["report-html"])
    assert action.request.workspace not in (*sarif.parents, *html.parents)
    found = json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]
    places = {place["physicalLocation"]["artifactLocation"]["uri"] for one in found for place in one["locations"]}
    assert "_posts/2026-01-03-new.md" in places
    assert html.read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_reports_where_they_are_wanted(action: Action) -> None:
    result = action.run(sarif="true", sarif_file="out/a.sarif", report_html="out/report.html")
    workspace = action.request.workspace
    assert result.outputs["sarif-file"] == str(workspace / "out/a.sarif")
    assert result.outputs["report-html"] == str(workspace / "out/report.html")
    assert git(workspace, "status", "--porcelain", "--untracked-files=all").split() == [
        "??", "out/a.sarif", "??", "out/report.html"
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["../out.sarif", "/tmp/out.sarif", "linked/out.sarif", "link.sarif", "hook.sarif"])
def test_reports_stay_in_the_workspace(action: Action, tmp_path: Path, name: str) -> None:
    """Neither by a name of the workflow's, nor by a link that a pull request brings."""
    (tmp_path / "outside").mkdir()
    (action.request.workspace / "linked").symlink_to(tmp_path / "outside")
    (action.request.workspace / "link.sarif").symlink_to(tmp_path / "outside/out.sarif")
    (action.request.workspace / "hook.sarif").symlink_to(action.request.workspace / ".git/hooks/post-checkout")
    result = action.run(sarif="true", sarif_file=name)
    assert result.code == 2
    assert "sarif-file" in result.annotations()[0].message
    assert list((tmp_path / "outside").iterdir()) == []
    assert not (action.request.workspace / ".git/hooks/post-checkout").exists()


def test_a_folder_of_the_repository_is_named_from_its_root(tmp_path: Path) -> None:
    inside = {f"blog/{name}": text for name, text in {**BEFORE, **AFTER}.items()}
    settings = {"blog/seolint.toml": 'select = ["schema-syntax"]\n'}
    action = Action(tmp_path, pull_request(tmp_path / "pr", {"README.md": "a\n"}, {**inside, **settings}, {}))
    result = action.run(working_directory="blog", paths="_posts", args="")
    assert files(result) == {"blog/_posts/2026-01-02-kept.md", "blog/_posts/2026-01-03-new.md"}
    assert {found.properties.get("title") for found in result.annotations()} == {"schema-syntax"}
    assert action.run(working_directory="..").code == 2
    assert action.run(working_directory="none").code == 2


def test_several_paths_one_a_line(action: Action) -> None:
    write(action.request.workspace, {"a b/c d.md": BROKEN})
    result = action.run(paths="  a b/c d.md\n\n_posts/2026-01-03-new.md\n")
    assert files(result) >= {"a b/c d.md", "_posts/2026-01-03-new.md"}
    assert result.outputs["errors"] == "2"


def test_fix_changes_the_checkout(action: Action) -> None:
    result = action.run(fix="true")
    assert result.code == 0
    assert '"BlogPosting"}' in (action.request.workspace / "_posts/2026-01-03-new.md").read_text(encoding="utf-8")


def test_a_baseline(action: Action) -> None:
    workspace = action.request.workspace
    code = "import sys; from seolint.cli import main; main()"
    subprocess.run([sys.executable, "-P", "-c", code, "baseline"], cwd=workspace, check=True, capture_output=True)
    assert action.run().code == 0
    assert action.run(baseline="false").code == 1
    (workspace / ".seolint-baseline.json").rename(workspace / "known.json")
    assert action.run().code == 1
    assert action.run(baseline="known.json").code == 0


def test_ten_annotations_of_each_severity_and_how_many_more(action: Action) -> None:
    write(action.request.workspace, {f"_posts/2025-01-{day:02}-a.md": BROKEN for day in range(1, 16)})
    result = action.run(args="--select schema-syntax")
    annotations = result.annotations()
    assert [found.kind for found in annotations] == ["error"] * 10 + ["notice"]
    assert "8 errors" in annotations[-1].message
    fewer = action.run(args="--select schema-syntax", max_annotations="3", lang="ja").annotations()
    assert [found.kind for found in fewer] == ["error"] * 3 + ["notice"]
    assert "エラー15件" in fewer[-1].message
    assert action.run(annotations="false").annotations() == []


def test_a_summary_that_is_too_long_is_cut_at_a_line(action: Action) -> None:
    sys.path.insert(0, str(HERE / "scripts/action"))
    from seolint_action.runner import append_summary

    file = action.runner.folder / "summary.md"
    file.write_text("before\n", encoding="utf-8")
    append_summary({"GITHUB_STEP_SUMMARY": str(file)}, "長い行です。\n" * 100_000, "cut")
    data = file.read_bytes()
    assert 1024 * 1024 - 100 < len(data) <= 1024 * 1024
    assert data.decode().startswith("before\n長い行です。\n")
    assert data.decode().endswith("長い行です。\n\n\ncut\n")
    append_summary({"GITHUB_STEP_SUMMARY": str(file)}, "長い行です。\n", "cut")
    assert len(file.read_bytes()) <= 1024 * 1024


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"fail_on": "info"}, "fail-on"),
        ({"changed_only": "yes"}, "changed-only"),
        ({"max_annotations": "-1"}, "max-annotations"),
        ({"min_score": "101"}, "min-score"),
        ({"args": "'"}, "args"),
        ({"version": "1.0; touch pwned"}, "version"),
        ({"version": "--index-url=x"}, "version"),
        ({"sarif": "maybe"}, "sarif"),
        ({"paths": "nowhere.md"}, "nowhere.md"),
        ({"args": "--select no-such-rule"}, "no-such-rule"),
    ],
)
def test_a_wrong_input_is_one_sentence(action: Action, inputs: dict[str, str], said: str) -> None:
    result = action.run(**inputs)
    assert result.code == 2
    assert result.outputs["exit-code"] == "2"
    (error,) = result.annotations()
    assert error.kind == "error"
    assert said in error.message
    assert "Traceback" not in result.log


# The runner of these tests itself


def test_the_parser_obeys_what_the_runner_obeys() -> None:
    log = "x ::error::no\n ::error file=a%3A,line=2::yes%0Athere\n::nothing::no\nmid ##[warning]old\n"
    log += "::stop-commands::end\n::error::no\n##[error]no\n::end::\n::notice::last\n"
    assert [(found.kind, found.message) for found in commands(log)] == [
        ("error", "yes\nthere"), ("warning", "old"), ("stop-commands", "end"), ("notice", "last"),
    ]  # fmt: skip
    assert commands(log)[0].properties == {"file": "a:", "line": "2"}
