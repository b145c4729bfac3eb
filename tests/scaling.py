"""Runs of the command for the tests of Dask: in processes of their own, over copies of sites that are old enough to be trusted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

MISSING = "dask is not installed: pip install 'seolint-ja[dask]'"
pytest.importorskip("distributed", reason=MISSING)

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-c", "import sys; from seolint.__main__ import main; sys.exit(main())"]
_LONGEST = 300


def check(*options: str, folder: Path, env: Mapping[str, str] = {}) -> subprocess.CompletedProcess[bytes]:
    """``seolint check`` in English."""
    return subprocess.run(
        [*COMMAND, "check", "--lang", "en", *options], cwd=folder, env={**os.environ, **env}, capture_output=True, timeout=_LONGEST
    )  # fmt: skip


def start(*options: str, folder: Path, env: Mapping[str, str] = {}, group: bool = False) -> subprocess.Popen[bytes]:
    """The run while it is at work, in a process ``group`` of its own as a terminal gives it."""
    return subprocess.Popen(
        [*COMMAND, "check", "--lang", "en", *options], cwd=folder, env={**os.environ, **env},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=group,
    )  # fmt: skip


def on_dask(run: Path | str, *options: str) -> list[str]:
    return ["--executor", "dask", "--jobs", "2", "--run-folder", str(run), "--format", "json", *options]


def plain(folder: Path, *options: str) -> tuple[bytes, int]:
    """What one process prints, and its exit code."""
    done = check("--no-cache", "--jobs", "1", "--format", "json", *options, folder=folder)
    return done.stdout, done.returncode


def same(done: subprocess.CompletedProcess[bytes], wanted: tuple[bytes, int]) -> None:
    """The run says what ``wanted`` says, byte for byte."""
    assert done.returncode == wanted[1], done.stderr.decode()[-3000:]
    assert done.stdout == wanted[0]
    assert b"Traceback" not in done.stderr


def made_site(folder: Path, posts: int) -> Path:
    """A site with duplicates, links that lead nowhere, suppressions and a picture; all of it old enough to be trusted."""
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text("title: 窯の店\nurl: https://kama.example\n", encoding="utf-8")
    (folder / "a.svg").write_text('<svg width="30" height="20"></svg>', encoding="utf-8")
    for number in range(posts):
        title = f"窯の選び方と手入れの仕方{number // 3}"
        text = (
            f"---\nlayout: post\ntitle: {title}\ndate: 2026-01-{1 + number % 28:02}\ntags: [窯, パン{number % 5}]\n"
            f"seo_keywords: [窯 選び方 {number % 7}]\n---\n\n{'<!-- seolint-ignore-file image-alt -->' * (number % 4 == 0)}\n\n"
            f"## 窯の温度を上げる{number}\n\n![](/a.svg)\n\n"
            f"[次の記事](/2026/01/{1 + (number + 1) % 28:02}/post-{number + 1}.html)と"
            f"[こちら](/2026/01/01/none-{number}.html)を読んでください。\n\n"
            + f"小さな窯は{number}分で温まり、二百度を超えると生地が膨らみます。火を止めても余熱で焼けます。" * 4 + "\n"
        )
        (folder / "_posts" / f"2026-01-{1 + number % 28:02}-post-{number}.md").write_text(text, encoding="utf-8")
    return settled(folder)


def copied(site: str, folder: Path) -> Path:
    """A copy of a fixture."""
    shutil.copytree(ROOT / "fixtures" / site, folder / site)
    return settled(folder / site)


def settled(folder: Path) -> Path:
    """Waits until the times of the files there are trusted."""
    time.sleep(2.2)
    return folder


def times(run: Path) -> dict[str, int]:
    """When each file of a run folder was written."""
    return {str(path.relative_to(run)): path.stat().st_mtime_ns for path in run.rglob("*") if path.is_file()}


def workers(process: int) -> Sequence[int]:
    """The workers that a run has started."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == process and b"spawn_main" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except (OSError, ValueError, IndexError):
            continue
    return sorted(found)


def wait_for(run: Path, kind: str, number: int = 1) -> None:
    """Until so many files of a kind are in the run folder."""
    end = time.monotonic() + _LONGEST
    while not (run / kind).is_dir() or len([*(run / kind).iterdir()]) < number:
        assert time.monotonic() < end
        time.sleep(0.01)
