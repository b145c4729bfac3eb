"""What is judged of a part of a site: nothing that the whole of it would not show."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_command_line import run

from seolint.config.read import layer
from seolint.config.settings import COMMAND_LINE
from seolint.engine.configuration import Configuration
from seolint.engine.files import find_files
from seolint.engine.lint import lint_files
from seolint.engine.project import Project
from seolint.registry import installed
from seolint.rule import SiteRule

SITE_RULES = {name for name, entry in installed().items() if issubclass(entry.load(), SiteRule)}
UNDESCRIBED = "---\ntitle: {0}の話です\n---\n\n{0}の本文です。\n"
DESCRIBED = "---\ntitle: {0}の話です\ndescription: {0}の説明です。\n---\n\n{0}の本文です。\n"
ONLY = ("check", "--select", "description-missing", "--format", "json", "--lang", "en")
LEFT_OUT = "These rules need the whole site and did not run: description-missing"


def put(root: Path, posts: dict[str, str]) -> None:
    for path, text in posts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text.format(path), encoding="utf-8")


def missing(folder: Path, *paths: str) -> tuple[list[str], bool]:
    """Where a description is said to be missing, and whether that was not looked for."""
    done = run(folder, *ONLY, *paths)
    return [found["path"] for found in json.loads(done.stdout)["diagnostics"]], LEFT_OUT in done.stderr


MARKS: dict[str, dict[str, str]] = {
    "Jekyll": {"_config.yml": "title: パン\n"},
    "Jekyll, guessed": {},
    "repository": {".git/HEAD": ""},
    "configuration": {"seolint.toml": ""},
    "pyproject": {"pyproject.toml": "[tool.seolint]\n"},
}


@pytest.mark.parametrize("name", MARKS)
def test_absence_is_judged_where_the_whole_site_was_read(tmp_path: Path, name: str) -> None:
    posts = "_posts" if name.startswith("Jekyll") else "posts"
    put(tmp_path, MARKS[name])
    put(tmp_path, {f"{posts}/2026-01-0{n}-a.md": DESCRIBED for n in range(1, 5)})
    put(tmp_path, {f"{posts}/s/2026-02-0{n}-b.md": UNDESCRIBED for n in range(1, 3)})
    all_ = [f"{posts}/s/2026-02-01-b.md", f"{posts}/s/2026-02-02-b.md"]
    assert missing(tmp_path) == (all_, False)
    assert missing(tmp_path.parent, tmp_path.name) == ([f"{tmp_path.name}/{path}" for path in all_], False)
    assert missing(tmp_path / posts / "s", "../..") == ([f"../../{path}" for path in all_], False)
    for folder, *paths in ((tmp_path, f"{posts}/s"), (tmp_path, posts), (tmp_path, all_[0]), (tmp_path / posts / "s",)):
        assert missing(folder, *paths) == ([], True)
    assert missing(tmp_path, posts, ".") == (all_, False)
    assert "調べていません: description-missing" in run(tmp_path, *ONLY[:-1], "ja", f"{posts}/s").stderr


def test_what_changed_in_a_sub_folder_is_a_part(tmp_path: Path) -> None:
    put(tmp_path, {"a.md": DESCRIBED, "s/b.md": UNDESCRIBED})
    for arguments in (("init", "-q"), ("add", "."), ("-c", "user.name=n", "-c", "user.email=e@example.com", "commit", "-qm", "1")):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    put(tmp_path, {"s/b.md": UNDESCRIBED + "足しました。\n"})
    assert missing(tmp_path / "s", "--changed") == ([], True)
    assert missing(tmp_path, "--changed") == (["s/b.md"], False)


def test_a_folder_by_itself_is_a_whole_site(tmp_path: Path) -> None:
    put(tmp_path, {"site/a.md": DESCRIBED, "site/s/b.md": UNDESCRIBED})
    assert missing(tmp_path, "site") == (["site/s/b.md"], False)
    assert missing(tmp_path, "site/s") == (["site/s/b.md"], False)
    (tmp_path / "seolint.toml").write_text('[site]\nroot = "site"\n', encoding="utf-8")
    assert missing(tmp_path, "site") == (["site/s/b.md"], False)
    assert missing(tmp_path, "site/s") == ([], True)


def test_the_site_s_own_name_is_judged_once_for_the_whole(tmp_path: Path) -> None:
    put(tmp_path, {"_config.yml": "title: " + "とても長い名前" * 9 + "\nplugins: [jekyll-seo-tag]\n"})
    put(tmp_path, {f"_posts/{part}2026-01-0{n}-a.md": DESCRIBED for part in ("", "s/") for n in (1, 2)})
    only = ("check", "--select", "title-length", "--format", "json")
    whole = {found["path"] for found in json.loads(run(tmp_path, *only).stdout)["diagnostics"]}
    part = {found["path"] for found in json.loads(run(tmp_path, *only, "_posts/s").stdout)["diagnostics"]}
    assert part <= whole


HEADS = st.fixed_dictionaries(
    {"title": st.sampled_from(["窯の温度", "食パンの焼き方を基本から", "Bread"])},
    optional={
        "description": st.sampled_from(["窯の温度を解説", "食パンの焼き方を基本から、三つの実例", "同じ説明です。"]),
        "date": st.sampled_from(["2024-01-01", "2026-01-01"]),
        "keywords": st.sampled_from(["食パン 2024", "窯"]),
        "image": st.sampled_from(["https://a.jp/a.png", "https://a.jp/b.png"]),
    },
)
BODIES = st.lists(
    st.sampled_from([
        "本文です。\n", "[こちら](2026-01-01-a.md)\n", "{{% post_url 2026-01-01-z %}}\n", "![木の台のイメージ](a.png)\n" * 10,
        "![木の台](b.png)\n" * 10,
    ]),
    max_size=3,
)  # fmt: skip


def post(head: dict[str, str], body: list[str]) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head.items()) + "---\n" + "\n".join(body)


def path(folder: str, name: str) -> str:
    return f"{folder}2026-01-01-{name}.md"


POSTS = st.builds(post, HEADS, BODIES)
FOLDERS = ("", "_posts/", "_posts/s/", "x/", "x/y/", "x/y/z/", "articles/", "content/a/")
PATHS = st.builds(path, st.sampled_from(FOLDERS), st.sampled_from("abc"))
AROUND = st.sampled_from([".git/HEAD", "seolint.toml", "_config.yml"])
INSIDE = st.dictionaries(st.sampled_from(["_config.yml", "x/hugo.toml", "x/y/_config.yml"]), st.just("title: x\n"), max_size=1)


def said(*paths: Path) -> set[tuple[str, str, int]]:
    """Where site rules find something, as the command comes to it."""
    configuration = Configuration(layer({}, COMMAND_LINE))
    found = find_files([str(path) for path in paths], configuration.excludes)
    project = Project(configuration, found.folders, datetime(2026, 1, 31, tzinfo=UTC))
    plan = project.plan(found.files)
    outcome = lint_files(found.files, plan, whole=project.holds(found.folders, plan), jobs=1)
    return {(str(Path(d.at.path).resolve()), d.rule, d.at.start) for d in outcome.diagnostics if d.rule in SITE_RULES}


@pytest.mark.hypothesis
@settings(max_examples=60)
@given(st.dictionaries(PATHS, POSTS, min_size=1, max_size=9), AROUND, INSIDE, st.sampled_from(FOLDERS), st.booleans())
def test_a_part_shows_no_more_than_the_whole(
    posts: dict[str, str], around: str, inside: dict[str, str], part: str, below: bool
) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        put(root, {around: "" if around != "_config.yml" else "title: x\n", **inside, **posts})
        (root / part).mkdir(parents=True, exist_ok=True)
        with chdir(root / part if below else root):
            assert said(root / part) <= said(root)
    finally:
        shutil.rmtree(root)
