"""The same lint on Dask: what is printed, what is done again, and what is refused."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from scaling import COMMAND, ROOT, check, copied, made_site, on_dask, plain, same, settled, times

FIXTURES = sorted(path.name for path in (ROOT / "fixtures").iterdir() if path.is_dir() and not path.name.endswith(".expected"))
_SECONDS = re.compile(rb' time="[0-9.]+"|checked in [0-9.]+ s')
"""What two runs never have alike."""
CORPORA = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared")) / "corpora"


@pytest.mark.parametrize("name", FIXTURES)
def test_two_workers_say_what_one_process_says(name: str, tmp_path: Path) -> None:
    site = copied(name, tmp_path)
    same(check(".", *on_dask(tmp_path / "run"), folder=site), plain(site, "."))


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the shared corpora are not here")
def test_the_corpora_as_one_site_and_as_many(tmp_path: Path) -> None:
    same(check(".", *on_dask(tmp_path / "run"), folder=CORPORA), plain(CORPORA, "."))


def test_every_format_is_the_same_and_nothing_is_done_again(tmp_path: Path) -> None:
    """Also where some paths are files, and where the baseline knows findings."""
    site = made_site(tmp_path / "site", 40)
    run = tmp_path / "run"
    same(check(".", *on_dask(run), folder=site), plain(site, "."))
    before = times(run)
    for format_ in ("concise", "jsonl", "sarif", "github", "markdown", "checkstyle", "gitlab", "rdjson"):
        same(check(".", *on_dask(run, "--format", format_), folder=site), plain(site, ".", "--format", format_))
    for format_ in ("junit", "html"):
        done, (wanted, _) = check(".", *on_dask(run, "--format", format_), folder=site), plain(site, ".", "--format", format_)
        assert _SECONDS.sub(b"", done.stdout) == _SECONDS.sub(b"", wanted)
    done = check(".", *on_dask(run, "--format", "json"), folder=site)
    assert b" 0 parts made" in done.stderr
    assert times(run) == before
    post = next((site / "_posts").glob("*-post-7.md"))
    post.write_text(post.read_text(encoding="utf-8").replace("窯の温度", "火の温度"), encoding="utf-8")
    settled(site)
    same(check(".", *on_dask(run), folder=site), plain(site, "."))
    after = times(run)
    assert len({name for name in after if name.startswith("pages/")} - before.keys()) == 1
    assert {name: when for name, when in after.items() if name in before} == before
    named = sorted(str(path.relative_to(site)) for path in (site / "_posts").iterdir())[:9]
    same(check(*named, *on_dask(run), folder=site), plain(site, *named))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--executor", "spark"), "--executor spark: give dask, or dask=ADDRESS"),
        (("--executor", "dask="), "give dask, or dask=ADDRESS"),
        (("--run-folder", "x"), "--run-folder is for --executor"),
        (("--executor", "dask", "--fix"), "--fix does not go together"),
        (("--executor", "dask", "--diff"), "--diff does not go together"),
        (("--executor", "dask", "--watch"), "--watch does not go together"),
        (("--executor", "dask", "--changed"), "--changed does not go together"),
        (("--executor", "dask", "--online"), "--online does not go together"),
        (("--executor", "dask", "--add-ignore"), "--add-ignore does not go together"),
        (("--executor", "dask", "--no-cache"), "give --run-folder"),
        (("--executor", "dask=tcp://127.0.0.1:9", "--jobs", "2"), "--jobs says how many workers to start"),
        (("--executor", "dask=tcp://127.0.0.1:9"), "no scheduler of Dask answers there"),
        (("--executor", "dask=nonsense://x"), "no scheduler of Dask answers there"),
        (("--executor", "dask", "-"), "- (standard input) is one post"),
        (("--executor", "dask", "nowhere"), "there is no file or folder nowhere"),
        (("s3://bucket/posts",), "s3://bucket/posts is a URL: read it with --executor dask"),
    ],
)
def test_what_does_not_go_together_is_refused_in_one_sentence(options: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: a\n---\n", encoding="utf-8")
    done = check(*options, folder=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_without_the_packages_it_is_said_which(tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ImportError('none')\n", encoding="utf-8")
    done = check(".", "--executor", "dask", folder=tmp_path, env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 2
    assert "pip install 'seolint-ja[dask]'" in done.stderr.decode()


def test_the_run_folder_of_a_project_is_in_its_cache_and_goes_with_it(tmp_path: Path) -> None:
    site = made_site(tmp_path / "site", 3)
    caches = {"SEOLINT_CACHE_DIR": str(tmp_path / "caches")}
    done = check(".", "--executor", "dask", "--jobs", "1", "--format", "json", folder=site, env=caches)
    same(done, plain(site, "."))
    assert [*(tmp_path / "caches").rglob("run/said/*")]
    again = check(".", "--format", "json", folder=site, env=caches)
    assert again.stdout == done.stdout
    subprocess.run([*COMMAND, "clean"], cwd=site, env={**os.environ, **caches}, check=True, capture_output=True)
    assert not [*(tmp_path / "caches").rglob("run")]


def test_a_folder_without_posts(tmp_path: Path) -> None:
    same(check(".", *on_dask(tmp_path / "run"), folder=tmp_path), plain(tmp_path, "."))
