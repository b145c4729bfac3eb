"""Workers that are killed, documents that kill workers, and a scheduler that is gone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from scaling import check, made_site, on_dask, plain, same, settled, start, times, wait_for, workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")


@pytest.mark.parametrize("kind", ["pages", "judged"], ids=["mid-map", "mid-judge"])
def test_a_worker_that_is_killed_changes_nothing(kind: str, tmp_path: Path) -> None:
    site = made_site(tmp_path / "site", 60)
    run = tmp_path / "run"
    process = start(".", *on_dask(run), folder=site)
    wait_for(run, kind)
    os.kill(workers(process.pid)[0], signal.SIGKILL)
    out, err = process.communicate(timeout=300)
    same(subprocess.CompletedProcess([], process.returncode, out, err), plain(site, "."))


_ON_WORKERS = """
import os, sys
if any("spawn_main" in word for word in sys.orig_argv):
"""
DEADLY = f"""{_ON_WORKERS}
    from seolint.engine import lint
    read_pages = lint.read_pages
    def deadly(pages, *rest):
        if any("kill me" in text for _, text, _ in pages):
            os.kill(os.getpid(), 9)
        return read_pages(pages, *rest)
    lint.read_pages = deadly
"""


def test_documents_that_kill_their_workers_cost_one_finding_each(tmp_path: Path) -> None:
    site = made_site(tmp_path / "site", 30)
    wanted = json.loads(plain(site, ".")[0])
    for name in ("2026-01-05-deadly.md", "2026-01-20-deadly.md"):
        (site / "_posts" / name).write_text("---\ntitle: 窯\n---\nkill me\n", encoding="utf-8")
    settled(site)
    (tmp_path / "sitecustomize.py").write_text(DEADLY, encoding="utf-8")
    run = tmp_path / "run"
    done = check("_posts", *on_dask(run), folder=site, env={"PYTHONPATH": str(tmp_path)})
    assert "2 documents killed their workers" in done.stderr.decode()
    found = json.loads(done.stdout)
    killed = [each for each in found["diagnostics"] if "deadly" in each["path"]]
    assert [(each["rule"], each["message"]) for each in killed] == [("parse-failed", "Reading this file killed the process")] * 2
    assert found["summary"]["files"] == wanted["summary"]["files"] + 2
    before = times(run)
    again = check("_posts", *on_dask(run), folder=site)
    assert (again.stdout, times(run)) == (done.stdout, before)


@contextmanager
def _cluster(folder: Path) -> Generator[tuple[subprocess.Popen[bytes], str]]:
    """A scheduler and two workers as processes of their own; its address."""
    file = folder / f"scheduler-{time.time_ns()}.json"
    dask = [sys.executable, "-m", "dask"]
    env = {**os.environ, "PYTHONSAFEPATH": "1"}
    scheduler = subprocess.Popen(
        [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)],
        stderr=subprocess.DEVNULL, env=env,
    )  # fmt: skip
    wait_for(folder.parent, folder.name)
    while not file.exists() or not file.read_text():
        time.sleep(0.05)
    worker = subprocess.Popen(
        [*dask, "worker", "--scheduler-file", str(file), "--nthreads", "1", "--nworkers", "2", "--no-dashboard",
         "--death-timeout", "120"],
        stderr=subprocess.DEVNULL, env=env, cwd=folder,
    )  # fmt: skip
    try:
        yield scheduler, json.loads(file.read_text())["address"]
    finally:
        for process in (worker, scheduler):
            process.terminate()
            process.wait(60)


def test_when_the_scheduler_is_gone_it_is_said_and_the_run_goes_on_where_it_was(tmp_path: Path) -> None:
    site, run, clusters = made_site(tmp_path / "site", 120), tmp_path / "run", tmp_path / "clusters"
    clusters.mkdir()
    options = ["--run-folder", str(run), "--format", "json"]
    with _cluster(clusters) as (scheduler, address):
        process = start(".", "--executor", f"dask={address}", *options, folder=site)
        wait_for(run, "pages")
        scheduler.kill()
        _, err = process.communicate(timeout=300)
        assert process.returncode == 2
        assert "The scheduler of Dask is gone" in err.decode()
        assert b"Traceback" not in err
    before = {name: when for name, when in times(run).items() if not name.endswith(".tmp")}
    assert any(name.startswith("pages/") for name in before)
    with _cluster(clusters) as (_, address):
        done = check(".", "--executor", f"dask={address}", *options, folder=site)
        same(done, plain(site, "."))
        hidden = check(".", "--executor", f"dask={address}", "--run-folder", "/proc/self/fd", folder=site)
        assert hidden.returncode == 2
    after = times(run)
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize(("language", "said"), [("en", "the step “judge”"), ("ja", "「判定する」段階")])
def test_workers_that_die_whenever_they_judge_are_given_up_in_a_sentence(language: str, said: str, tmp_path: Path) -> None:
    site, run = made_site(tmp_path / "site", 12), tmp_path / "run"
    deadly = f"{_ON_WORKERS}    from seolint.scale import judging\n    judging._judge = lambda *_: os.kill(os.getpid(), 9)\n"
    (tmp_path / "sitecustomize.py").write_text(deadly, encoding="utf-8")
    done = check(".", *on_dask(run, "--lang", language), folder=site, env={"PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    before = times(run)
    same(check(".", *on_dask(run), folder=site), plain(site, "."))
    assert {name: times(run)[name] for name in before} == before


def test_workers_that_do_not_start_are_said_in_a_sentence(tmp_path: Path) -> None:
    site = made_site(tmp_path / "site", 2)
    (tmp_path / "sitecustomize.py").write_text(f"{_ON_WORKERS}    os._exit(1)\n", encoding="utf-8")
    done = check(".", *on_dask(tmp_path / "run"), folder=site, env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 2
    assert "The workers of Dask do not start" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_an_interrupt_that_all_processes_hear_is_silent_and_the_run_goes_on_later(tmp_path: Path) -> None:
    site, run = made_site(tmp_path / "site", 60), tmp_path / "run"
    process = start(".", *on_dask(run), folder=site, group=True)
    wait_for(run, "pages")
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=300)
    assert (process.returncode, err.strip()) == (130, b"")
    before = times(run)
    same(check(".", *on_dask(run), folder=site), plain(site, "."))
    assert {name: when for name, when in times(run).items() if name in before} == before


@pytest.mark.parametrize("kind", ["pages", "judged", "said"])
def test_a_damaged_file_of_the_run_folder_is_never_believed(kind: str, tmp_path: Path) -> None:
    site, run = made_site(tmp_path / "site", 12), tmp_path / "run"
    wanted = plain(site, ".")
    same(check(".", *on_dask(run), folder=site), wanted)
    file = max((run / kind).iterdir(), key=lambda path: path.stat().st_size)
    data = bytearray(file.read_bytes())
    data[len(data) // 2 :] = bytes(byte ^ 0x55 for byte in data[len(data) // 2 :])
    file.write_bytes(data)
    for later in {"pages": ("judged", "said"), "judged": ("said",)}.get(kind, ()):
        for each in (run / later).iterdir():
            each.unlink()
    first = check(".", *on_dask(run), folder=site)
    assert first.returncode == 2
    assert f"{kind}/{file.name} was damaged, or is gone. Give the same command again" in first.stderr.decode()
    assert b"Traceback" not in first.stderr
    same(check(".", *on_dask(run), folder=site), wanted)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_run_folder_that_cannot_be_written_is_named(language: str, tmp_path: Path) -> None:
    site = made_site(tmp_path / "site", 2)
    (tmp_path / "a").touch()
    for run in (tmp_path / "a" / "run", "/proc/run", "memory://run"):
        done = check(".", *on_dask(run, "--lang", language), folder=site)
        assert done.returncode == 2
        assert str(run) in done.stderr.decode()
        assert ("name" if language == "en" else "指定してください") in done.stderr.decode()
        assert b"Traceback" not in done.stderr
