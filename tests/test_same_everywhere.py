"""One process, several, and the cache say the same, byte for byte: over all real posts, and over a site of two thousand."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from test_command_line import run

CORPORA = Path(os.environ.get("SEOLINT_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "corpora"
ENDINGS = (".md", ".markdown", ".mdx", ".html")
SUBJECTS = ("食パン", "クロワッサン", "窯", "酵母", "小麦粉", "発酵", "広報", "メール", "検索", "記事", "写真", "店")
VERBS = ("焼く前に確かめます", "二度見ます", "毎朝比べます", "先に決めます", "あとで直します", "短く書きます", "ていねいに選びます")


@pytest.fixture(autouse=True)
def cache_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEOLINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))


def check(site: Path, *more: str) -> str:
    done = run(site, "check", "--format", "json", *more)
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout


def the_same_everywhere(site: Path, chance: random.Random, rounds: int) -> None:
    right = check(site, "--no-cache", "--jobs", "1")
    assert len(right) > 10_000
    assert check(site, "--no-cache", "--jobs", "3") == right
    assert check(site, "--jobs", "2") == right
    assert check(site) == right
    posts = sorted(path for path in site.rglob("*") if path.suffix in ENDINGS and path.is_file())
    for _ in range(rounds):
        for post in chance.sample(posts, 12):
            edit(post, posts, chance)
        assert check(site) == check(site, "--no-cache")


def edit(post: Path, posts: list[Path], chance: random.Random) -> None:
    """Take a line out, take one of another post in, or the post away, or put it back."""
    if not post.exists():
        shutil.copy(next(other for other in posts if other.exists()), post)
        return
    lines = post.read_bytes().split(b"\n")
    other = chance.choice([each for each in posts if each.exists()]).read_bytes().split(b"\n")
    kind, place = chance.randrange(4), chance.randrange(len(lines))
    if kind == 0:
        del lines[place]
    elif kind == 1:
        lines.insert(place, chance.choice(other))
    elif kind == 2:
        lines[place:] = other[len(other) // 2 :]
    else:
        post.unlink()
        return
    post.write_bytes(b"\n".join(lines))


@pytest.mark.skipif(not CORPORA.is_dir(), reason="The corpora are not here: set SEOLINT_SHARED to their folder")
def test_over_all_real_posts(tmp_path: Path) -> None:
    shutil.copytree(CORPORA, tmp_path / "corpora", ignore=shutil.ignore_patterns(".seolint_cache"))
    the_same_everywhere(tmp_path / "corpora", random.Random(1), 3)


def test_over_two_thousand_posts(tmp_path: Path) -> None:
    chance = random.Random(2)
    site = tmp_path / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("title: 麦の広報\nurl: https://mugi.example\npermalink: /:title/\n", encoding="utf-8")
    sentences = [f"{chance.choice(SUBJECTS)}と{chance.choice(SUBJECTS)}は、{chance.choice(VERBS)}。" for _ in range(300)]
    for number in range(2_000):
        name = f"2026-01-{1 + number % 28:02}-post-{number}"
        text = "\n\n".join("".join(chance.sample(sentences, 4)) for _ in range(4))
        links = f"[次の記事](/post-{chance.randrange(2_100)}/)と[{chance.choice(SUBJECTS)}](/post-{chance.randrange(2_000)}/#a)"
        picture = f"![{chance.choice(SUBJECTS)}](https://images.example/{chance.randrange(900)}.jpg?w=800)"
        title = f"{chance.choice(SUBJECTS)}と{chance.choice(SUBJECTS)}の話{number % 700}"
        head = f"---\ntitle: {title}\nkeywords: [{chance.choice(SUBJECTS)}]\n---\n"
        (site / "_posts" / f"{name}.md").write_text(f"{head}{text}\n\n## 次に\n\n{links}\n\n{picture}\n", encoding="utf-8")
    the_same_everywhere(site, chance, 3)
