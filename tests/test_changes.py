"""``--changed`` and ``--changed-lines`` through the real command, in repositories made by git itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
import test_command_line

from seolint.report.formats import FORMATS

RULES = ("--select", "link-text,title-missing")
HEAD = "---\ntitle: {}\n---\n\n"
HERE = "続きは[こちら](/{}/)。\n"
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_ALLOW_PROTOCOL": "file"}


def post(title: str, *links: int) -> str:
    return HEAD.format(title) + "\n".join(f"{HERE.format(number)}" for number in links)


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command where git has no settings of a user."""
    return test_command_line.run(folder, *arguments, stdin=b"", **{**ALONE, **environment})


def git(folder: Path, *arguments: str, **environment: str) -> str:
    who = ("-c", "user.name=n", "-c", "user.email=e@example.com", "-c", "protocol.file.allow=always")
    env = {**os.environ, **ALONE, **environment}
    done = subprocess.run(("git", *who, *arguments), cwd=folder, env=env, capture_output=True, check=True)
    return done.stdout.decode()


def commit(folder: Path, message: str = "m") -> None:
    git(folder, "add", "-A", ".")
    git(folder, "commit", "-qm", message)


def shown(folder: Path, *arguments: str, **environment: str) -> list[tuple[str, int]]:
    """Path and line of each finding that the command shows, as JSON has them."""
    done = run(folder, "check", *RULES, "--format", "json", *arguments, **environment)
    assert done.returncode in {0, 1}, done.stderr
    return [(f["path"], f["start"]["line"]) for f in json.loads(done.stdout)["diagnostics"]]


def refused(folder: Path, *arguments: str, **environment: str) -> str:
    done = run(folder, "check", *RULES, *arguments, **environment)
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr.replace("エラー: ", "Error: ").partition("Error: ")[2]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Four posts with a finding each, in a commit."""
    site = tmp_path / "site"
    (site / "posts").mkdir(parents=True)
    for name in "abcd":
        (site / "posts" / f"{name}.md").write_text(post(f"題{name}", 1), encoding="utf-8")
    (site / ".gitignore").write_text("ignored.md\n", encoding="utf-8")
    git(site, "init", "-q", "-b", "main")
    commit(site)
    return site


def append(file: Path, text: str) -> None:
    with open(file, "a", encoding="utf-8", newline="") as opened:
        opened.write(text)


def test_what_changed_in_the_files_the_index_and_beside_it(site: Path) -> None:
    assert shown(site, "--changed") == []
    append(site / "posts/a.md", "\n" + HERE.format(2))
    append(site / "posts/b.md", "\n" + HERE.format(2))
    git(site, "add", "posts/b.md")
    git(site, "mv", "posts/c.md", "posts/moved.md")
    (site / "posts/new.md").write_text(post("題new", 1), encoding="utf-8")
    (site / "posts/ignored.md").write_text(post("題i", 1), encoding="utf-8")
    (site / "posts/d.md").touch()
    files = {"a": [5, 7], "b": [5, 7], "moved": [5], "new": [5]}
    assert shown(site, "--changed") == [(f"posts/{name}.md", line) for name, lines in files.items() for line in lines]
    lines = [("posts/a.md", 7), ("posts/b.md", 7), ("posts/new.md", 5)]
    assert shown(site, "--changed-lines") == lines
    assert shown(site, "--changed=HEAD") == shown(site, "--changed")
    assert shown(site, "posts/ignored.md", "posts/d.md", "--changed") == []


def test_what_only_the_index_has_is_changed_too(site: Path) -> None:
    before = (site / "posts/a.md").read_text(encoding="utf-8")
    append(site / "posts/a.md", "足しました。\n")
    git(site, "add", ".")
    (site / "posts/a.md").write_text(before, encoding="utf-8")
    assert shown(site, "--changed") == [("posts/a.md", 5)]
    assert shown(site, "--changed-lines") == []


def test_a_base_is_where_the_branch_began(site: Path) -> None:
    git(site, "checkout", "-q", "-b", "work")
    append(site / "posts/a.md", "\n" + HERE.format(2))
    commit(site)
    (site / "posts/new.md").write_text(post("題new", 1), encoding="utf-8")
    git(site, "stash", "-qu")
    git(site, "checkout", "-q", "main")
    append(site / "posts/b.md", "mainで足しました。\n")
    commit(site)
    git(site, "checkout", "-q", "work")
    git(site, "stash", "pop", "-q")
    for base in (("--changed=main",), ("--changed", "main"), ("--changed", "main", "posts"), ("posts", "--changed", "main")):
        assert shown(site, *base) == [("posts/a.md", 5), ("posts/a.md", 7), ("posts/new.md", 5)]
    assert shown(site, "--changed-lines=main") == [("posts/a.md", 7), ("posts/new.md", 5)]
    assert shown(site, "--changed") == [("posts/new.md", 5)]
    append(site / "posts/a.md", "\n" + HERE.format(3))
    assert shown(site, "--changed-lines", "main~0") == [("posts/a.md", 7), ("posts/a.md", 9), ("posts/new.md", 5)]


def test_figures_scores_and_the_exit_code_follow(site: Path) -> None:
    (site / "posts/bad.md").write_text("---\ntitle: 題a\n---\n\n本文です。\n", encoding="utf-8")
    commit(site)
    append(site / "posts/b.md", "足しました。\n")
    rules = (*RULES, "--select", "duplicate-title")
    only = ("check", *rules, "--changed")
    done = run(site, *only, "--output", "json:out.json")
    assert done.returncode == 0
    assert "1 post  0 errors  1 warning  0 advice  score 95 of 100" in done.stdout
    assert "Only what changed is counted: 1 of 5 posts." in done.stdout
    assert json.loads((site / "out.json").read_text(encoding="utf-8"))["summary"]["files"] == 1
    assert run(site, *only, "--fail-on", "warning").returncode == 1
    assert run(site, "check", *rules).returncode == 1
    said = run(site, "check", *rules, "--changed=HEAD~1", "--lang", "ja").stdout
    assert "HEAD~1 から変わった記事だけを数えています（5記事のうち2記事）。" in said
    git(site, "checkout", "-q", ".")
    assert "No post changed." in run(site, *only).stdout
    assert "変わった記事はありません。" in run(site, *only, "--lang", "ja").stdout


def test_site_rules_read_the_whole_site(site: Path) -> None:
    (site / "posts/z.md").write_text("---\ntitle: 題a\n---\n\n本文です。\n", encoding="utf-8")
    for option in ("--changed", "--changed-lines"):
        done = run(site, "check", "--select", "duplicate-title", "--format", "json", option)
        (found,) = json.loads(done.stdout)["diagnostics"]
        assert found["path"] == "posts/z.md"
        assert [related["path"] for related in found["related"]] == ["posts/a.md"]
        assert found["related"][0]["start"]["line"] == 2
        assert "posts/a.md:2" in run(site, "check", "--select", "duplicate-title", option).stdout


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_has_the_posts_that_changed(site: Path, format_: str) -> None:
    (site / "posts/z.md").write_text("---\ntitle: 題a\n---\n\n本文です。\n", encoding="utf-8")
    done = run(site, "check", "--select", "duplicate-title,link-text", "--changed", "--format", format_)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "z.md" in done.stdout
    assert "b.md" not in done.stdout


def test_the_lines_of_a_change_are_exact(site: Path) -> None:
    file = site / "posts/a.md"
    links = [HERE.format(number) for number in range(8)]
    file.write_text(HEAD.format("題a") + "".join(links), encoding="utf-8")
    commit(site)
    changed = list(links)
    changed[2] = HERE.format("二")
    del changed[4]
    file.write_text(HEAD.format("題a") + "".join(changed) + HERE.format(9), encoding="utf-8")
    assert shown(site, "--changed-lines") == [("posts/a.md", 7), ("posts/a.md", 12)]


@pytest.mark.parametrize("end", ["\r\n", "\n"], ids=["crlf", "lf"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "unended"])
def test_lines_with_any_end(site: Path, end: str, last: bool) -> None:
    file = site / "posts/a.md"
    text = post("題a", 1, 2, 3).replace("\n", end)
    file.write_bytes((text if last else text.rstrip()).encode())
    commit(site)
    file.write_bytes((text.replace("/3/", "/4/") + "おわり").encode())
    assert shown(site, "--changed-lines") == [("posts/a.md", 9)]


def test_returns_alone_are_one_line_to_git(site: Path) -> None:
    file = site / "posts/a.md"
    file.write_bytes(post("題a", 1, 2).replace("\n", "\r").encode())
    commit(site)
    file.write_bytes(post("題a", 1, 3).replace("\n", "\r").encode())
    assert shown(site, "--changed-lines") == [("posts/a.md", 5), ("posts/a.md", 7)]


def test_text_that_looks_like_a_patch(site: Path) -> None:
    file = site / "posts/a.md"
    tricks = ["-- a/x", "++ b/posts/b.md", "diff --git a/x b/posts/b.md", "@@ -1 +1,99 @@", "\\ No newline", "new file mode 1"]
    file.write_text(post("題a", 1) + "\n".join(["終わり", *tricks]), encoding="utf-8")
    commit(site)
    file.write_text(post("題a", 1) + "\n".join(["終", *reversed(tricks)]) + "\n\n" + HERE.format(2), encoding="utf-8")
    line = len(file.read_text(encoding="utf-8").splitlines())
    assert shown(site, "--changed-lines") == [("posts/a.md", line)]


def test_what_is_absent_counts_where_it_would_stand(site: Path) -> None:
    file, bare = site / "posts/a.md", HEAD.replace("title: {}", "date: 2026-01-10\nlayout: post") + "本文です。\n"
    file.write_text(bare, encoding="utf-8")
    (site / "posts/b.md").write_text("---\ntitle: 題b\nlayout: post\n---\n\n本文。\n", encoding="utf-8")
    commit(site)
    append(file, "本文を足しました。\n")
    assert shown(site, "--changed") == [("posts/a.md", 1)]
    assert shown(site, "--changed-lines") == []
    file.write_text(bare.replace("layout: post", "layout: page"), encoding="utf-8")
    assert shown(site, "--changed-lines") == [("posts/a.md", 1)]
    git(site, "checkout", "-q", ".")
    (site / "posts/b.md").write_text("---\nlayout: post\n---\n\n本文。\n", encoding="utf-8")
    (site / "posts/new.md").write_text(bare, encoding="utf-8")
    assert shown(site, "--changed-lines") == [("posts/b.md", 1), ("posts/new.md", 1)]


def test_a_renamed_post_has_the_lines_that_changed(site: Path) -> None:
    text = post("題a", *range(1, 9))
    (site / "posts/a.md").write_text(text, encoding="utf-8")
    commit(site)
    git(site, "mv", "posts/a.md", "posts/z.md")
    assert shown(site, "--changed-lines") == []
    assert len(shown(site, "--changed")) == 8
    (site / "posts/z.md").write_text(text.replace("/4/", "/14/"), encoding="utf-8")
    assert shown(site, "--changed-lines") == [("posts/z.md", 11)]
    commit(site)
    assert shown(site, "--changed-lines=HEAD~1") == [("posts/z.md", 11)]


NAMES = ["日本語.md", "NFDか\u3099.md", "with space.md", "é.md"]
ODD = ['quo"te.md', "back\\slash.md", "new\nline.md", "tab\t.md", "trail .md", "-dash.md", ":(top)x.md", "*.md", "#.MD", "noending"]


@pytest.mark.parametrize("name", NAMES + (ODD if os.name != "nt" else []))
def test_file_names(site: Path, name: str) -> None:
    file = site / "posts" / name
    paths = (".", str(file)) if name == "noending" else (".",)
    file.write_text(post("題x", 1, 2), encoding="utf-8")
    assert [line for _, line in shown(site, "--changed", *paths)] == [5, 7]
    commit(site)
    assert shown(site, "--changed", *paths) == []
    file.write_text(post("題x", 1, 3), encoding="utf-8")
    assert shown(site, "--changed-lines", *paths) == [(f"posts/{name}", 7)]


def test_a_name_that_is_not_utf8(site: Path) -> None:
    name = os.fsencode(site / "posts") + b"/\x82\xa0.md"
    try:
        with open(name, "wb") as file:
            file.write(post("題x", 1).encode())
    except OSError:
        pytest.skip("This file system takes UTF-8 only")
    assert shown(site, "--changed") == [("posts/\\x82\\xa0.md", 5)]
    commit(site)
    assert shown(site, "--changed") == []


def test_names_that_differ_in_their_marks_only() -> None:
    from seolint.engine.changes import Change, paired

    composed, decomposed = "が.md", "か\u3099.md"
    there = Change(new=True)
    assert paired({composed: there}, [decomposed]) == {decomposed: there}
    assert paired({composed: there}, [composed, decomposed]) == {composed: there}
    assert paired({"b.md": there}, ["a.md", decomposed]) == {}


def test_from_any_folder(site: Path) -> None:
    append(site / "posts/a.md", "\n" + HERE.format(2))
    assert shown(site / "posts", "--changed-lines") == [("a.md", 7)]
    assert shown(site.parent, "site", "--changed-lines") == [("site/posts/a.md", 7)]
    (site / "sub").mkdir()
    assert shown(site / "sub", "--changed-lines", "..") == [("../posts/a.md", 7)]
    assert shown(site / "sub", "--changed") == []


def test_links_are_followed_to_what_changed(site: Path) -> None:
    (site / "posts/link.md").symlink_to("a.md")
    (site.parent / "door").symlink_to("site")
    commit(site)
    append(site / "posts/a.md", "足しました。\n")
    assert shown(site, "--changed") == [("posts/a.md", 5)]
    assert shown(site, "posts/link.md", "--changed") == [("posts/link.md", 5)]
    assert shown(site.parent, "door/posts", "--changed") == [("door/posts/a.md", 5)]


def test_a_worktree(site: Path) -> None:
    git(site, "worktree", "add", "-q", "../tree", "-b", "work")
    tree = site.parent / "tree"
    append(tree / "posts/a.md", "\n" + HERE.format(2))
    assert shown(tree, "--changed-lines") == [("posts/a.md", 7)]
    assert shown(site, "--changed") == []


def test_a_submodule_is_compared_with_what_the_site_had(site: Path) -> None:
    inner = site.parent / "inner"
    shutil.copytree(site, inner)
    git(site, "submodule", "add", "-q", "../inner", "sub")
    assert len(shown(site, "--changed")) == 4
    commit(site)
    assert shown(site, "--changed") == []
    append(site / "sub/posts/a.md", "\n" + HERE.format(2))
    assert shown(site, "--changed-lines") == [("sub/posts/a.md", 7)]
    commit(site / "sub")
    assert shown(site, "--changed-lines") == [("sub/posts/a.md", 7)]
    assert shown(site / "sub", "--changed") == []
    commit(site)
    assert shown(site, "--changed") == []
    assert shown(site, "--changed-lines=HEAD~1") == [("sub/posts/a.md", 7)]
    assert shown(site, "--changed-lines=HEAD~1", "sub") == [("sub/posts/a.md", 7)]


def test_a_repository_inside_another_speaks_for_itself(site: Path) -> None:
    inner = site / "inner"
    inner.mkdir()
    (inner / "x.md").write_text(post("題x", 1), encoding="utf-8")
    git(inner, "init", "-q", "-b", "main")
    commit(inner)
    assert shown(site, "--changed") == []
    append(inner / "x.md", "足しました。\n")
    assert shown(site, "--changed") == [("inner/x.md", 5)]


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.md").write_text(post("題a", 1), encoding="utf-8")
    (tmp_path / "b.md").write_text(post("題b", 1), encoding="utf-8")
    git(tmp_path, "add", "a.md")
    for option in ("--changed", "--changed-lines"):
        assert shown(tmp_path, option) == [("a.md", 5), ("b.md", 5)]
    assert 'there is no revision "main"' in refused(tmp_path, "--changed=main")


def test_a_shallow_clone_names_the_remedy(site: Path) -> None:
    append(site / "posts/a.md", "足しました。\n")
    commit(site)
    git(site, "checkout", "-q", "-b", "work", "HEAD~1")
    append(site / "posts/b.md", "足しました。\n")
    commit(site)
    clone = site.parent / "clone"
    git(site.parent, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{site}", "clone")
    assert shown(clone, "--changed") == []
    said = refused(clone, "--changed=origin/main")
    assert 'have no commit in common' in said
    assert "fetch-depth: 0" in said
    assert "fetch-depth: 0" in refused(clone, "--changed=v1.0", "--lang", "ja")
    git(clone, "fetch", "-q", "--unshallow")
    assert shown(clone, "--changed=origin/main") == [("posts/b.md", 5)]


def test_histories_that_never_met(site: Path) -> None:
    git(site, "checkout", "-q", "--orphan", "other")
    commit(site, "another beginning")
    assert '"main" and HEAD have no commit in common' in refused(site, "--changed=main")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--changed=-x",), "--changed=-x: this names no revision"),
        (("--changed-lines=--output=x",), "--changed-lines=--output=x: this names no revision"),
        (("--changed=",), "this names no revision; write --changed, or --changed=main"),
        (("--changed=nowhere",), 'there is no revision "nowhere"'),
        (("--changed", "nowhere"), 'there is no revision "nowhere"'),
        (("--changed=HEAD..main",), 'there is no revision "HEAD..main"'),
        (("--changed=HEAD:posts",), "there is no revision"),
        (("--changed=a\nb",), "there is no revision"),
        (("--changed", "--changed-lines"), "give one of the two"),
        (("-", "--changed"), "standard input"),
        (("--changed", "-"), "standard input"),
    ],
)
def test_a_wrong_base_gets_one_sentence(site: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(site, *arguments)


def test_a_path_behind_the_option_is_a_path(site: Path) -> None:
    append(site / "posts/a.md", "足しました。\n")
    (site / "other.md").write_text(post("題o", 1), encoding="utf-8")
    assert shown(site, "--changed", "posts") == [("posts/a.md", 5)]
    assert shown(site, "--changed", "posts/a.md", "other.md") == [("other.md", 5), ("posts/a.md", 5)]
    git(site, "branch", "posts")
    said = refused(site, "--changed", "posts")
    assert '"posts" is a revision and a path; write --changed=posts for the revision, or ./posts for the path' in said
    assert shown(site, "--changed", "./posts") == [("posts/a.md", 5)]
    assert shown(site, "--changed=posts", "other.md") == [("other.md", 5)]
    assert shown(site, "--changed", "--", "posts") == [("posts/a.md", 5)]


def test_without_git_or_a_repository(site: Path, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    (nothing / "a.md").write_text(post("題", 1), encoding="utf-8")
    assert "--changed needs git" in refused(site, "--changed", PATH=str(nothing))
    assert "--changed にはgitが必要です" in refused(site, "--changed", "--lang", "ja", PATH=str(nothing))
    assert "is in no git repository" in refused(nothing, "--changed")
    assert "gitのリポジトリにない" in refused(nothing, "--changed-lines", "--lang", "ja")
    (nothing / ".git").mkdir()
    assert "git repository" in refused(nothing, "--changed")
    (site / "posts/.git").write_text("gitdir: nowhere\n", encoding="utf-8")
    assert "git cannot tell what changed" in refused(site, "--changed")


def test_a_git_planted_in_the_working_directory_is_not_run(site: Path) -> None:
    for name in ("git", "git.exe"):
        (site / name).write_text("#!/bin/sh\ntouch planted\n", encoding="utf-8")
        (site / name).chmod(0o755)
    append(site / "posts/a.md", "足しました。\n")
    assert shown(site, "--changed", PATH=os.pathsep.join((".", "", os.environ["PATH"]))) == [("posts/a.md", 5)]
    assert not (site / "planted").exists()


@pytest.mark.skipif(os.name == "nt", reason="The traps are shell scripts")
def test_nothing_of_a_repository_runs(site: Path) -> None:
    trap = site.parent / "sprung"
    script = site / ".git/trap"
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> "{trap}"\ncat\n', encoding="utf-8")
    script.chmod(0o755)
    for name in ("post-index-change", "fsmonitor-watchman", "post-checkout", "pre-commit"):
        shutil.copy(script, site / ".git/hooks" / name)
    settings = {
        "core.fsmonitor": script, "core.pager": script, "diff.external": script, "diff.x.command": script,
        "diff.x.textconv": script, "filter.x.clean": script, "filter.x.smudge": script, "filter.y.process": script,
        "filter.y.required": "true", "core.sshCommand": script, "pager.diff": script, "core.hooksPath": ".git/hooks",
    }  # fmt: skip
    for key, value in settings.items():
        git(site, "config", key, str(value))
    (site / ".gitattributes").write_text("*.md filter=x diff=x\nb.md filter=y\n", encoding="utf-8")
    append(site / "posts/a.md", "\n" + HERE.format(2))
    (site / "posts/d.md").touch()
    assert shown(site, "--changed-lines") == [("posts/a.md", 7)]
    assert shown(site, "--changed") == [("posts/a.md", 5), ("posts/a.md", 7)]
    assert not trap.exists()
    git(site, "diff", "HEAD", "--", "posts/a.md")
    assert trap.exists(), "the traps are not traps"


def test_a_filter_that_cannot_be_switched_off_is_refused(site: Path) -> None:
    git(site, "config", "filter.a=b.clean", "cat")
    assert "filters" in refused(site, "--changed")


def test_missing_objects_are_not_fetched(site: Path) -> None:
    git(site, "config", "uploadpack.allowFilter", "true")
    append(site / "posts/a.md", "足しました。\n")
    commit(site)
    git(site.parent, "clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{site}", "partial")
    partial = site.parent / "partial"
    git(partial, "checkout", "-q", "main")
    assert shown(partial, "--changed=HEAD~1", GIT_ALLOW_PROTOCOL="file") == [("posts/a.md", 5)]
    assert "git cannot tell what changed" in refused(partial, "--changed-lines=HEAD~1", GIT_ALLOW_PROTOCOL="file")


def test_settings_of_the_user_change_nothing(site: Path, tmp_path: Path) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[diff]\nnoprefix = true\nmnemonicPrefix = true\ncontext = 9\ninterHunkContext = 99\norderFile = none\nrenames = copies\n"
        "relative = true\nsubmodule = log\nexternal = false\n[color]\nui = always\n[core]\nquotepath = true\n[status]\n"
        "showUntrackedFiles = no\n",
        encoding="utf-8",
    )
    (site / "posts/a.md").write_text(post("題a", 1, 2, 3, 4), encoding="utf-8")
    (site / "posts/日本.md").write_text(post("題n", 1, 2), encoding="utf-8")
    commit(site)
    (site / "posts/a.md").write_text(post("題a", 9, 2, 3, 8), encoding="utf-8")
    (site / "posts/日本.md").write_text(post("題n", 1, 3), encoding="utf-8")
    found = shown(site, "--changed-lines", GIT_CONFIG_GLOBAL=str(settings), GIT_EXTERNAL_DIFF="false", GIT_DIFF_OPTS="-u9")
    assert found == [("posts/a.md", 5), ("posts/a.md", 11), ("posts/日本.md", 7)]


def test_attributes_hide_no_post(site: Path) -> None:
    (site / ".gitattributes").write_text("*.md -diff -text\n", encoding="utf-8")
    commit(site)
    append(site / "posts/a.md", "\n" + HERE.format(2))
    assert shown(site, "--changed-lines") == [("posts/a.md", 7)]


def test_the_repository_is_left_as_it_is(site: Path) -> None:
    git(site, "update-index", "--split-index")
    for file in (site / "posts").iterdir():
        file.touch()
    append(site / "posts/a.md", "足しました。\n")
    (site / ".git/index.lock").touch()

    def state() -> dict[Path, object]:  # the shared half of an index is touched by whoever reads it, so that it is kept
        files = (path for path in (site / ".git").rglob("*") if path.is_file())
        return {path: (path.read_bytes(), "shared" in path.name or path.stat().st_mtime_ns) for path in files}

    before = state()
    assert shown(site, "--changed") == [("posts/a.md", 5)]
    assert state() == before


def test_inside_a_hook_git_s_own_variables_do_not_lead_astray(site: Path) -> None:
    append(site / "posts/a.md", "足しました。\n")
    astray = {"GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere", "GIT_INDEX_FILE": "/nowhere/index", "GIT_PREFIX": "x"}
    assert shown(site, "--changed", **astray) == [("posts/a.md", 5)]


def test_with_a_baseline_both_hold(site: Path) -> None:
    run(site, "baseline", *RULES)
    commit(site)
    append(site / "posts/a.md", "\n" + HERE.format(2))
    (site / "posts/b.md").write_text(post("題b", 1), encoding="utf-8")
    assert shown(site, "--changed") == [("posts/a.md", 7)]
    assert shown(site) == [("posts/a.md", 7)]
    assert len(shown(site, "--changed", "--no-baseline")) == 2


def test_fixes_go_to_the_posts_that_changed(site: Path) -> None:
    text = "---\ntitle: 題\n---\n\n![写真](https://images.unsplash.com/photo-1?w=1080&w=1200)\n"
    rules = ("--select", "image-url-params")
    for name in "ab":
        (site / f"posts/{name}.md").write_text(text, encoding="utf-8")
    commit(site)
    append(site / "posts/a.md", "足しました。\n")
    assert "b/posts/a.md" in (diff := run(site, "check", *rules, "--changed", "--diff", "--unsafe-fixes").stdout)
    assert "posts/b.md" not in diff
    run(site, "check", *rules, "--changed", "--fix", "--unsafe-fixes")
    assert git(site, "diff", "--name-only").split() == ["posts/a.md"]
    assert "w=1080&w=1200" not in (site / "posts/a.md").read_text(encoding="utf-8")
    for option in ("--fix", "--diff"):
        assert "take --changed instead of --changed-lines" in refused(site, "--changed-lines", option)
    run(site, "check", *rules, "--fix", "--unsafe-fixes")
    assert git(site, "diff", "--name-only").split() == ["posts/a.md", "posts/b.md"]


def test_a_conflict_is_a_change(site: Path) -> None:
    git(site, "checkout", "-q", "-b", "work")
    append(site / "posts/a.md", "work\n")
    commit(site)
    git(site, "checkout", "-q", "main")
    append(site / "posts/a.md", "main\n")
    commit(site)
    with pytest.raises(subprocess.CalledProcessError):
        git(site, "merge", "work")
    assert shown(site, "--changed") == [("posts/a.md", 5)]
    assert shown(site, "--changed-lines") == []
