"""The cache changes nothing but the time: results are the same with it, whatever became of it and of the posts in between."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from test_command_line import run

from seolint import Diagnostic, Document, PageRule
from seolint.engine.cache_home import open_cache
from seolint.engine.lint import lint_files
from seolint.engine.plan import Plan
from seolint.engine.sites import Sites
from seolint.engine.verdict import Told
from seolint.report.formats import render

SAMPLE = Path(__file__).resolve().parent.parent / "fixtures" / "sample-site"
SEOLINT = Path(sys.executable).parent / "seolint"
FILE = Path(".seolint_cache", "results.sqlite")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample site, with the cache in it."""
    monkeypatch.delenv("SEOLINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    shutil.copytree(SAMPLE, tmp_path / "site")
    return tmp_path / "site"


def check(site: Path, *more: str) -> str:
    done = run(site, "check", "--format", "json", *more)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_the_second_run_says_the_same_and_reads_no_post(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    time.sleep(2.1)  # files must be older than the ticks of a clock
    lint = linter()
    READ.clear()
    first = lint(".seolint_cache")
    assert len(READ) == json.loads(first)["summary"]["files"] > 10
    READ.clear()
    assert lint(".seolint_cache") == first
    assert READ == []


def test_a_touched_post_is_the_same_post(site: Path) -> None:
    first = check(site)
    for post in (site / "_posts").iterdir():
        os.utime(post)
    assert check(site) == first


def test_a_post_that_changes_within_its_size_and_time_is_read_again(site: Path) -> None:
    post, other, *_ = sorted((site / "_posts").iterdir())
    text = post.read_text(encoding="utf-8")
    for word in ("description", "xescription"):
        post.write_text(text.replace("description", word), encoding="utf-8")
        os.utime(post, ns=(10**18, 10**18))
        time.sleep(2.1)
        assert check(site) == check(site, "--no-cache")
    for name, title in ((post, "あああ"), (other, "いいい")):
        name.write_text(f"---\ntitle: {title}\n---\n\n本文\n", encoding="utf-8")
        os.utime(name, ns=(10**18, 10**18))
    time.sleep(2.1)
    check(site)
    between = post.rename(post.with_name("between"))
    other.rename(post)
    between.rename(other)
    time.sleep(2.1)
    assert check(site) == check(site, "--no-cache")


def edit(site: Path, chance: random.Random) -> None:
    """Some change that an author might make: to a line, a file, a picture, the configuration."""
    posts = sorted((site / "_posts").iterdir())
    post = chance.choice(posts)
    kind = chance.randrange(7)
    if kind == 0 and len(posts) > 3:
        post.unlink()
    elif kind == 1:
        shutil.copy(post, post.with_name(f"2026-01-{chance.randint(10, 28)}-copy-{chance.randrange(100)}.md"))
    elif kind == 2:
        post.rename(post.with_name(f"2026-01-{chance.randint(10, 28)}-new-{chance.randrange(100)}.md"))
    elif kind == 3:
        text = f"---\ntitle: 会社{chance.randrange(3)}\n---\n[記事](/posts/{chance.randrange(9)}/)\n"
        (site / "about.md").write_text(text, encoding="utf-8")
    elif kind == 4:
        picture = site / "assets" / f"{chance.randrange(3)}.svg"
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="{chance.randrange(2000)}" height="9"/>', "utf-8")
    elif kind == 5:
        (site / "seolint.toml").write_text(f"[rules.title-length]\nlongest = {chance.randint(20, 40)}\n", "utf-8")
    else:
        lines = post.read_text(encoding="utf-8").split("\n")
        place = chance.randrange(len(lines))
        new = chance.choice(("", "# 題", "[詳細はこちら](/x/)", "![](/assets/1.svg)", *lines[-20:]))
        lines[place : place + chance.randrange(2)] = [new]
        post.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("seed", range(4))
def test_after_random_edits(site: Path, seed: int) -> None:
    chance = random.Random(seed)
    check(site)
    for _ in range(8):
        for _ in range(chance.randint(1, 3)):
            edit(site, chance)
        time.sleep(chance.choice((0, 0, 2.1)))  # with times that are trusted, and without
        assert check(site) == check(site, "--no-cache")


def test_other_options_are_other_results(site: Path) -> None:
    for more in ((), ("--select", "meta"), ("--preset", "yoast"), ("--config", "keywords.ignore=['SEO']"), ("--isolated",), ()):
        assert check(site, *more) == check(site, "--no-cache", *more)
    for folder in ("_posts", "."):
        assert check(site, folder) == check(site, "--no-cache", folder)
    assert check(site / "_posts", "..") == check(site / "_posts", "--no-cache", "..")


def test_a_place_in_another_post_that_moves_is_written_anew(site: Path) -> None:
    """What is kept of a report names lines, which change where what the judges know of a post does not."""
    one, other = site / "_posts" / "2026-01-05-one.md", site / "_posts" / "2026-01-06-other.md"
    one.write_text("---\ntitle: 同じ題名の記事\n---\n本文\n", encoding="utf-8")
    named: list[int] = []
    for above in ("#ab\n", "#\n\n\n", "#ab\n"):
        other.write_text(f"---\n{above}title: 同じ題名の記事\n---\n本文\n", encoding="utf-8")
        report = check(site, "--no-cache")
        assert [check(site), check(site)] == [report, report]
        found = json.loads(report)["diagnostics"]
        [[line]] = [
            [place["start"]["line"] for place in each["related"]]
            for each in found if each["rule"] == "duplicate-title" and each["path"].endswith(one.name)
        ]  # fmt: skip
        named.append(line)
    assert named == [3, 5, 3]


def test_fixes_are_the_same(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "other")
    check(site)
    for folder, more in ((site, ()), (tmp_path / "other", ("--no-cache",))):
        run(folder, "check", "--fix", "--unsafe-fixes", *more)
    assert check(site) == check(tmp_path / "other", "--no-cache")
    for post in (site / "_posts").iterdir():
        assert post.read_bytes() == (tmp_path / "other" / "_posts" / post.name).read_bytes()


def test_a_date_that_comes_is_noticed(site: Path) -> None:
    """A result holds until a date in it is past, not for ever."""
    soon = datetime.fromtimestamp(time.time() + 4, UTC)
    text = f"---\ntitle: もうすぐ\ndate: {soon:%Y-%m-%d %H:%M:%S} +0000\n---\n本文\n"
    (site / "_posts" / "2026-01-01-soon.md").write_text(text, encoding="utf-8")
    before = check(site)
    assert check(site) == before
    time.sleep(max(0.0, soon.timestamp() + 0.1 - time.time()))
    assert check(site) == check(site, "--no-cache")


def broken(kind: str, data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    if kind == "cut":
        return data[:place]
    if kind == "zeros":
        return data[:place] + bytes(min(4096, len(data) - place)) + data[place + 4096 :]
    return data[:place] + bytes((data[place] ^ 1 << chance.randrange(8),)) + data[place + 1 :]


@pytest.mark.parametrize(("kind", "times"), [("cut", 100), ("zeros", 40), ("bit", 60)])
def test_a_broken_database_is_a_miss(site: Path, monkeypatch: pytest.MonkeyPatch, kind: str, times: int) -> None:
    monkeypatch.chdir(site)
    lint = linter()
    right = lint(None)
    assert lint(".seolint_cache") == right
    whole = FILE.read_bytes()
    assert not Path(f"{FILE}-wal").exists() or not Path(f"{FILE}-wal").stat().st_size
    chance = random.Random(kind)
    for _ in range(times):
        FILE.write_bytes(broken(kind, whole, chance))
        assert lint(".seolint_cache") == right
        assert lint(".seolint_cache") == right
        for ending in ("-wal", "-shm"):
            Path(f"{FILE}{ending}").unlink(missing_ok=True)


READ: list[str] = []
"""The posts that ``Counted`` was asked about."""


class Counted(PageRule):
    """Speaks of each post, and notes that it was read."""

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        READ.append(doc.path)
        yield self.flag(doc.at(0, min(5, len(doc.text))), en=f"{len(doc.text)}", ja="字数")


def linter(*rules: PageRule, jobs: int = 1) -> Callable[[str | None], str]:
    """Lint the working directory as the command does, with few rules, and the cache in a folder."""
    from seolint.registry import installed

    some = ("title-length", "duplicate-title", "link-post-url", "image-alt")
    chosen = [*rules, Counted(), *(installed()[id_].load()() for id_ in some)]
    paths = sorted(str(path) for path in Path().rglob("*.md"))
    sites = Sites(("",), datetime(2026, 1, 31, tzinfo=UTC))
    plan = Plan.uniform(paths, chosen, {path: sites.of(path) for path in paths})

    def lint(cache: str | None) -> str:
        outcome = lint_files(paths, plan, whole=True, jobs=jobs, cache=cache)
        return "".join(render("json", outcome, "ja"))  # with the outcome goes the connection to the database

    return lint


def test_verdicts_and_facts_that_are_too_many_for_memory(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    for number in range(20):
        text = f"---\ntitle: 窯{number % 3}\n---\n本文。[前](/{number % 4}/)\n"
        (site / "_posts" / f"2026-01-{number + 1:02}-many.md").write_text(text, "utf-8")
    right = linter()(None)
    monkeypatch.setattr("seolint.engine.judge._FEW", 0)
    monkeypatch.setattr("seolint.engine.judge._MOST", 100)
    monkeypatch.setattr("seolint.engine.judge._SAMPLE", 2)
    assert linter()(None) == right
    monkeypatch.setattr("seolint.engine.recalled.Told", partial(Told, most=300))
    assert linter()(".seolint_cache") == right
    with sqlite3.connect(FILE) as database:
        assert database.execute("SELECT max(part) FROM said").fetchone()[0] > 1
    database.close()
    assert linter()(".seolint_cache") == right


def test_a_foreign_file_is_a_miss(site: Path) -> None:
    right = check(site, "--no-cache")
    file = site / FILE
    check(site)
    for data in (b"", b"SQLite format 3\x00", b"x" * 5000, "食パン".encode()):
        file.write_bytes(data)
        assert check(site) == right
        assert check(site) == right
    file.unlink()
    with sqlite3.connect(file) as other:
        other.executescript("CREATE TABLE pages (number INTEGER PRIMARY KEY, poem TEXT); PRAGMA user_version = 1;")
    other.close()
    assert check(site) == right
    file.unlink(missing_ok=True)
    file.mkdir()
    assert check(site) == right


def test_where_nothing_can_be_written(site: Path, tmp_path: Path) -> None:
    right = check(site, "--no-cache")
    (tmp_path / "file").write_text("x")
    for folder in (str(tmp_path / "file" / "cache"), "/proc/seolint"):
        assert check(site, "--cache-dir", folder) == right


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to be somebody else")
def test_a_read_only_folder(site: Path) -> None:
    """With a cache in it and without: nobody may write there."""
    right = check(site, "--no-cache")
    for there in (False, True):
        if there:
            assert check(site) == right
        before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
        script = "import os, sys; os.setuid(65534); os.execv(sys.argv[1], sys.argv[1:])"
        command = [sys.executable, "-c", script, str(SEOLINT), "check", "--format", "json", "--lang", "en"]
        for folder in (site, *site.parents):
            if folder.stat().st_uid == 0 and folder.is_relative_to("/tmp/pytest-of-root"):
                folder.chmod(0o755)
        done = subprocess.run(command, cwd=site, capture_output=True, text=True, env={**os.environ, "HOME": "/nonexistent"})
        if "Permission denied" in done.stderr and not done.stdout:
            pytest.skip("somebody else cannot run seolint here")
        assert json.loads(done.stdout)["diagnostics"] == json.loads(check(site, "--no-cache", "--lang", "en"))["diagnostics"]
        assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_a_full_disk(site: Path) -> None:
    resource = pytest.importorskip("resource")
    right = check(site, "--no-cache")
    for most in (0, 10_000, 100_000, 300_000):
        done = subprocess.run(
            [str(SEOLINT), "check", "--format", "json"], cwd=site, capture_output=True, text=True,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most)),
        )  # fmt: skip
        assert json.loads(done.stdout) == json.loads(right), most
        assert "Traceback" not in done.stderr
        assert check(site) == right
        shutil.rmtree(site / ".seolint_cache")


def test_several_runs_at_once(site: Path) -> None:
    right = check(site, "--no-cache")
    for _ in range(3):
        command = [str(SEOLINT), "check", "--format", "json"]
        runs = [subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, text=True) for _ in range(5)]
        assert [json.loads(each.communicate()[0]) for each in runs] == [json.loads(right)] * 5
        shutil.rmtree(site / ".seolint_cache")


def test_a_worker_that_is_killed_costs_nothing(site: Path) -> None:
    """Killed from outside, at any moment: its posts are read by others."""
    right = json.loads(check(site, "--no-cache"))
    for number in range(12):
        command = [str(SEOLINT), "check", "--no-cache", "--jobs", "3", "--format", "json"]
        run_ = subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE)
        killed = 0
        while killed < 2 and run_.poll() is None:
            time.sleep(0.02 * number)
            for child in children(run_.pid)[:1]:
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
                killed += 1
        assert run_.stdout is not None
        assert json.loads(run_.stdout.read()) == right
        run_.wait()


def children(number: int) -> list[int]:
    file = Path(f"/proc/{number}/task/{number}/children")
    try:
        return [int(each) for each in file.read_text().split()]
    except OSError:
        return []


class Deadly(PageRule):
    """Ends its process where a post says so."""

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if "致命" in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return iter(())


@pytest.mark.skipif(sys.platform == "win32", reason="rules of a test cannot be sent to other processes there")
def test_a_post_that_kills_its_process_is_one_finding(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    right = json.loads(linter(jobs=1)(None))["diagnostics"]
    post = min((site / "_posts").iterdir())
    post.write_text(post.read_text(encoding="utf-8") + "\n致命\n", encoding="utf-8")
    name = f"_posts/{post.name}"
    for cache in (None, ".seolint_cache", ".seolint_cache"):
        found = json.loads(linter(Deadly(), jobs=2)(cache))["diagnostics"]
        assert [each["rule"] for each in found if each["path"] == name] == ["parse-failed"]
        others = [each for each in found if each["path"] != name]
        assert [each["rule"] for each in others] == [each["rule"] for each in right if each["path"] != name]


def test_the_cache_says_what_it_is_and_can_be_removed(site: Path) -> None:
    check(site)
    folder = site / ".seolint_cache"
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert (folder / ".gitignore").read_text() == "*\n"
    (folder / "mine.txt").write_text("x")
    assert run(site, "clean").returncode == 0
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]
    (folder / "mine.txt").unlink()
    check(site)
    assert run(site, "clean").returncode == 0
    assert not folder.exists()
    assert run(site, "clean").returncode == 0


def test_what_is_not_ours_is_left_alone(site: Path) -> None:
    """Posts, a foreign folder, a foreign database: nothing is written there, and nothing removed."""
    right = check(site, "--no-cache")
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    for name in ("_posts", "."):
        for command in (("check", "--cache-dir", name), ("clean", "--cache-dir", name)):
            done = run(site, *command, "--lang", "en")
            assert done.returncode == 2
            assert "other files" in done.stderr or "no cache" in done.stderr
    (site / ".seolint_cache").mkdir()
    (site / ".seolint_cache" / "results.sqlite").write_bytes(b"mine")
    assert check(site) == right
    assert run(site, "clean").returncode == 2
    shutil.rmtree(site / ".seolint_cache")
    (site / ".seolint_cache").write_text("mine")
    assert check(site) == right
    assert run(site, "clean").returncode == 2
    (site / ".seolint_cache").unlink()
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_the_cache_is_that_of_the_project_that_is_checked(site: Path, tmp_path: Path) -> None:
    (site / ".git").mkdir()
    away = tmp_path / "away"
    away.mkdir()
    for folder, named in ((away, "../site"), (site / "_posts", ".."), (site, "_posts"), (tmp_path, "site/_posts")):
        assert run(folder, "check", named).returncode in {0, 1}
        assert [path.parent for path in tmp_path.rglob(".seolint_cache")] == [site]
        assert run(folder, "clean", named).returncode == 0
        assert list(tmp_path.rglob(".seolint_cache")) == []


def test_the_cache_stays_small(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not seen for longest goes when there are more than twice as many pages as in the run, and some."""
    monkeypatch.setattr("seolint.engine.recalled._SPARE", 0)
    monkeypatch.chdir(site)
    for number in range(5):
        post = site / "_posts" / "2026-01-01-many.md"
        for name in range(30):
            post.with_name(f"2026-01-{number + 1:02}-many-{name}.md").write_text(f"---\ntitle: {number}の{name}\n---\n", "utf-8")
        linter()(".seolint_cache")
        for name in range(30):
            post.with_name(f"2026-01-{number + 1:02}-many-{name}.md").unlink()
    cache = open_cache(".seolint_cache")
    assert cache is not None
    cache.close()
    with sqlite3.connect(FILE) as database:
        pages = database.execute("SELECT count(*) FROM pages").fetchone()[0]
        orphans = database.execute("SELECT count(*) FROM facts WHERE number NOT IN (SELECT number FROM pages)").fetchone()[0]
    database.close()
    assert pages <= 2 * (30 + len(list((site / "_posts").iterdir())) + 10)
    assert orphans == 0
